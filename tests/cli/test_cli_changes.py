"""What if, on the command line: what is changed, what is shown beside it, and how mistakes are told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from memviz.answer.asking import ask
from memviz.answer.whatif import influence
from memviz.cli import main
from memviz.data.card import Card
from memviz.models.checkpoint import Trained, config_of, save
from memviz.story import Story
from memviz.story.changes import Changes, Override
from memviz.trace import Trace

SENTENCES = ("Mary went to the kitchen.", "John took the ball.", "John went to the office .")
QUESTION = "Where is Mary?"


@pytest.fixture
def run(checkpoints: Path, tmp_path: Path):
    """Ask the tiny model, the story repeated."""

    def asked(*arguments: str, times: int = 1) -> Result:
        path = tmp_path / "story.txt"
        path.write_text("\n".join(SENTENCES * times), "utf-8")
        return CliRunner().invoke(
            main, ["ask", str(path), QUESTION, "--model", "tiny", "--checkpoints", str(checkpoints), *arguments]
        )

    return asked


def before(tiny: Trained) -> Trace:
    return ask(tiny, Story.of(*SENTENCES), QUESTION)


def test_muted_and_given_slots_are_those_of_the_printed_numbers(run, tiny: Trained) -> None:
    result = run("--mute", "3", "--mute", "nothing", "--attend", "2:1=0.8", "--json")

    trace = Trace.from_json(result.stdout)
    changes = Changes(frozenset({2, 3}), (Override(1, 0, 0.8),))
    assert trace.to_json() == ask(tiny, Story.of(*SENTENCES), QUESTION, changes).to_json()


def test_a_change_is_shown_beside_what_was_before(run, tiny: Trained) -> None:
    trace = Trace.from_json(run("--mute", "2", "--attend", "2:1=0.8", "--json").stdout)

    result = run("--mute", "2", "--attend", "2:1=0.8")

    was = before(tiny)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == f"After:  {trace.answer}  {trace.probability:.1%}"
    assert lines[1].startswith(f"Before: {was.answer}  {was.probability:.1%}")
    assert ("the same answer" in lines[1]) is (was.answer == trace.answer)
    for k in range(3):
        assert f"{was.hops[k].attention[1]:.3f} → muted" in result.stdout
    assert f"{was.hops[1].attention[0]:.3f} → 0.800*" in result.stdout
    assert f"{was.hops[0].attention[0]:.3f} → {trace.hops[0].attention[0]:.3f}" in result.stdout


def test_without_a_change_nothing_is_compared(run) -> None:
    assert "→" not in run().stdout
    assert "After" not in run("--influence", "--words").stdout


def test_a_swap_shows_both_sentences_and_both_answers(run) -> None:
    result = run("--swap", "mary=John", "--swap", "2=John went to the garden.")

    assert result.exit_code == 0, result.output
    for told in ("Mary went to the kitchen. →", "John took the ball. →"):
        assert told in result.stdout
    swapped = Trace.from_json(run("--swap", "mary=John", "--json").stdout)
    assert (swapped.slots[0].key, swapped.question.text) == ("John went to the kitchen.", "Where is John?")


def test_numbers_are_those_of_the_story_where_some_is_forgotten(run) -> None:
    trace = Trace.from_json(run("--mute", "54", "--mute", "5", "--json", times=18).stdout)

    assert (trace.forgotten, trace.muted) == (4, (0, 49))
    assert "no slot 4 in the memory: it holds 5 to 54" in run("--mute", "4", times=18).stderr


def test_influence_is_a_column_and_a_sentence(run, tiny: Trained) -> None:
    told = influence(tiny, Story.of(*SENTENCES), QUESTION)

    result = run("--influence")

    for drop in told.drops:
        assert f"{drop:.2f}".replace("-0.00", "0.00") in result.stdout
    assert f"how much log p({told.answer}) falls without the sentence" in result.stdout
    assert re.search(r"Rank correlation with attention: -?\d\.\d\d", result.stdout)


def test_influence_stands_beside_the_trace_in_json(run, tiny: Trained) -> None:
    result = run("--influence", "--mute", "1", "--json")

    told = json.loads(result.stdout)["influence"]
    expected = influence(tiny, Story.of(*SENTENCES), QUESTION, Changes(frozenset({0})))
    assert set(told) == {"answer", "drops", "rank_correlation", "per_hop", "gold"}
    np.testing.assert_array_equal(np.array(told["drops"], np.float32), expected.drops)
    assert Trace.from_json(result.stdout).muted == (0,)


def test_words_are_shown_with_what_they_add(run, tiny: Trained) -> None:
    result = run("--words")

    text = re.sub(r"[\s│]+", " ", result.stdout)
    for k, hop in enumerate(before(tiny).hops, 1):
        assert f"hop {k}: what every word adds" in text
        parts = hop.word_scores
        assert f"Mary {parts[0, 0]:+.2f} went {parts[0, 1]:+.2f}" in text
        assert f"office {parts[2, 4]:+.2f} . +0.00 {parts[2, -1]:+.2f} {hop.scores[2]:.2f}" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--mute", "9"), "There is no slot 9 in the memory: it holds 1 to 3."),
        (("--mute", "0"), "There is no slot 0"),
        (("--mute", "two"), "“two” is no slot. Write its number, or nothing."),
        (("--mute", "-1"), "“-1” is no slot."),
        (("--attend", "2:5"), "“2:5” is no attention. Write HOP:SLOT=WEIGHT, such as 2:5=0.8."),
        (("--attend", "1:1=much"), "“1:1=much” is no attention."),
        (("--attend", "1:1=nan"), "Attention is a number from 0 to 1, and nan is not."),
        (("--attend", "1:1=2"), "Attention is a number from 0 to 1, and 2 is not."),
        (("--attend", "4:1=0.2"), "There is no hop 4: the network has 3."),
        (("--attend", "1:7=0.2"), "There is no slot 7"),
        (("--attend", "1:1=0.2", "--mute", "1"), "Slot 1 is muted and has a weight in hop 1. Choose one."),
        (("--mute", "1", "--mute", "2", "--mute", "3", "--mute", "nothing"), "Every slot is muted"),
        (("--swap", "football"), "“football” is no swap."),
        (("--swap", "football=apple"), "“football” is neither in the story nor in the question"),
        (("--swap", "4=Mary left."), "There is no sentence 4: the story has 3."),
    ],
)
def test_a_mistake_is_one_sentence(run, arguments: tuple[str, ...], sentence: str) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.fixture
def looked_up(lookers: dict[str, Trained], tmp_path: Path):
    """Ask a tiny network that looks facts up."""
    looking, root = lookers["memory"], tmp_path / "checkpoints"
    card = Card(looking.name, "kv-memnn", config_of(looking.network), looking.vocab.words, (), {}, {}, {}, {}, 1)
    save(looking, card, root)
    facts = tmp_path / "facts.txt"
    facts.write_text("Alien|directed by|Ridley Scott\nAlien|starring|Sigourney Weaver\nAlien|year|1979\n", "utf-8")

    def asked(*arguments: str) -> Result:
        options = ["--facts", str(facts), "--model", looking.name, "--checkpoints", str(root)]
        return CliRunner().invoke(main, ["ask", "who directed Alien", *options, *arguments])

    return asked


def test_facts_can_be_muted_and_given_attention(looked_up) -> None:
    trace = Trace.from_json(looked_up("--mute", "1", "--attend", "1:2=0.75", "--json").stdout)
    printed = looked_up("--mute", "1", "--attend", "1:2=0.75")

    assert (trace.muted, trace.overrides) == ((0,), (Override(0, 1, 0.75),))
    assert printed.exit_code == 0, printed.output
    assert "→ muted" in printed.stdout
    assert "0.750*" in printed.stdout
    assert "has no slot for nothing" in looked_up("--mute", "nothing").stderr


@pytest.mark.parametrize("arguments", [("--swap", "a=b"), ("--influence",), ("--words",)])
def test_what_is_for_stories_is_refused_for_facts(looked_up, arguments: tuple[str, ...]) -> None:
    result = looked_up(*arguments)

    assert result.exit_code == 2
    assert "are for stories; facts take --mute and --attend." in result.stderr


def test_the_help_names_every_change() -> None:
    told = CliRunner().invoke(main, ["ask", "--help"]).stdout

    for option in ("--mute SLOT", "--attend HOP:SLOT=WEIGHT", "--swap OLD=NEW", "--influence", "--words"):
        assert option in told
