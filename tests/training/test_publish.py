"""From data to checkpoint and back: trained, measured, described, loaded, measured again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from click.testing import CliRunner

from memviz.answer.asking import ask
from memviz.cli import main
from memviz.data.card import read_card
from memviz.data.seen import SEEN, Seen
from memviz.models.checkpoint import load
from memviz.simulate.gallery import FIRST, entry
from memviz.story import Story
from memviz.tensors.stories import examples
from memviz.trace import Trace
from memviz.training.corpus import Corpus, read_test
from memviz.training.loop import errors_by_task
from memviz.training.publish import publish
from memviz.training.sweep import Candidate, Sweep

from .conftest import PRESET


@pytest.fixture(scope="module")
def candidates(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> list[Candidate]:
    return Sweep(PRESET, corpus, 5, tmp_path_factory.mktemp("run")).candidates(lambda _: None)


@pytest.fixture(scope="module")
def root(corpus: Corpus, candidates: list[Candidate], babi: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of checkpoints with the published one, `small`."""
    directory = tmp_path_factory.mktemp("checkpoints")
    publish("small", PRESET, corpus, candidates, babi, directory)
    return directory


def test_a_checkpoint_is_three_files(root: Path) -> None:
    assert sorted(path.name for path in (root / "small").iterdir()) == [
        "card.json",
        "example.json",
        "model.safetensors",
    ]


def test_what_it_learned_from_is_remembered_beside_it(root: Path, corpus: Corpus) -> None:
    seen = Seen.read(root / SEEN)

    assert all((story, question) in seen for story, question, _ in corpus.train)


def test_the_best_candidate_is_the_one_that_is_published(root: Path, candidates: list[Candidate]) -> None:
    weights = candidates[0].network.state_dict()

    assert read_card("small", root).training["seed"] == candidates[0].seed
    assert all(torch.equal(value, weights[key]) for key, value in load("small", root).network.state_dict().items())


def test_the_card_has_every_restart_and_what_it_was_trained_with(
    root: Path, corpus: Corpus, candidates: list[Candidate]
) -> None:
    card = read_card("small", root)

    assert card.training["restarts"] == [
        {"seed": each.seed, "train_error": round(each.train_error, 3), "valid_error": round(each.valid_error, 3)}
        for each in candidates
    ]
    assert card.training["schedule"]["linear_epochs"] == PRESET.schedule.linear_epochs
    assert card.data == {"name": "babi-1k", "questions": len(corpus.train), "sha256": corpus.files}
    assert (card.words, card.answers) == (corpus.vocab.words, corpus.answers)
    assert card.parameters == sum(weights.numel() for weights in candidates[0].network.parameters())


def test_the_figures_are_those_of_the_test_set(root: Path, babi: Path) -> None:
    loaded = load("small", root)
    errors = errors_by_task(loaded.network, examples(read_test(babi), loaded.vocab, loaded.answers, 5))
    figures = read_card("small", root).metrics["babi-1k"]

    assert figures["errors"] == {str(task): round(error, 1) for task, error in errors.items()}
    assert figures["mean_error"] == pytest.approx(sum(errors.values()) / 20, abs=0.01)
    assert figures["failed"] == sum(error > 5 for error in errors.values()) > 0


def test_the_example_is_the_gallerys_first_story_and_is_answered_the_same_again(root: Path) -> None:
    example = read_card("small", root).example
    shown = entry(*FIRST)
    trace = ask(load("small", root), Story.of(*example["story"]), example["question"])

    assert (Story.of(*example["story"]).slots, example["question"]) == (shown.story.slots, shown.question.text)
    assert (trace.answer, trace.probability) == (example["answer"], pytest.approx(example["probability"], abs=1e-4))
    beside = Trace.from_json((root / "small" / "example.json").read_text("utf-8"))
    assert (beside.attention() == trace.attention()).all()
    assert tuple(fact + beside.forgotten for fact in beside.question.facts) == shown.question.facts


def test_tasks_that_were_simulated_are_named_on_the_card(
    babi: Path, corpus: Corpus, candidates: list[Candidate], tmp_path: Path
) -> None:
    mixed = replace(corpus, simulated=(1, 2))
    card = publish("large", replace(PRESET, directory="en-10k"), mixed, candidates, babi, tmp_path)

    assert list(card.metrics) == ["babi-10k"]
    assert card.data["note"] == "Training questions of tasks 1, 2: told by memviz simulate."


@pytest.fixture(scope="module")
def trained(babi: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m memviz train` leaves behind, and what it printed."""
    place = tmp_path_factory.mktemp("trained")
    result = CliRunner().invoke(main, [
        "train", "mine", "--preset", "memn2n-1hop", "--data", str(babi), "--restarts", "2", "--seed", "3",
        "--set", "epochs=1", "--set", "linear_epochs=1", "--set", "relu=1", "--set", "encoding=bag",
        "--output", str(place / "checkpoints"),
        "--runs", str(place / "runs"),
    ])  # fmt: skip
    assert result.exit_code == 0, result.output
    (place / "printed.txt").write_text(result.stdout, "utf-8")
    return place


def test_the_command_trains_with_what_it_is_told(trained: Path) -> None:
    card = read_card("mine", trained / "checkpoints")

    assert {restart["seed"] for restart in card.training["restarts"]} == {3, 4}
    assert (card.config["hops"], card.config["relu"], card.config["encoding"]) == (1, 1.0, "bag")
    assert (card.training["schedule"]["linear_epochs"], card.training["schedule"]["epochs"]) == (1, 1)
    assert sorted(path.name for path in (trained / "runs" / "mine").iterdir()) == ["seed-3", "seed-4"]


@pytest.mark.parametrize(
    ("change", "said"),
    [("hop=2", "no setting “hop”"), ("hops=0", "a whole number"), ("epochs=many", "cannot be"), ("noise=1", "true")],
)
def test_a_setting_that_cannot_be_is_refused_in_one_sentence(babi: Path, change: str, said: str) -> None:
    result = CliRunner().invoke(main, ["train", "memn2n-1hop", "--data", str(babi), "--set", change])

    assert result.exit_code == 1
    assert said in result.output


def test_the_command_says_how_it_went(trained: Path) -> None:
    card = read_card("mine", trained / "checkpoints")
    printed = (trained / "printed.txt").read_text("utf-8")

    for text in ("160 questions to learn from, 0 held out", "seed 3: training error", "seed 4: training error"):
        assert text in printed
    assert f"mine on the babi-1k test: {card.metrics['babi-1k']['mean_error']} % mean error" in printed


def test_measured_again_a_checkpoint_is_the_same_to_the_last_byte(trained: Path, babi: Path) -> None:
    folder = trained / "checkpoints" / "mine"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "example.json").unlink()

    arguments = ["evaluate", "mine", "--data", str(babi), "--checkpoints", str(trained / "checkpoints")]
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0, result.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_measuring_again_puts_wrong_figures_right(trained: Path, babi: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for path in (trained / "checkpoints" / "mine").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    card = json.loads((folder / "card.json").read_text("utf-8"))
    right = card["metrics"]["babi-1k"]["mean_error"]
    card["metrics"]["babi-1k"]["mean_error"] = 0.0
    (folder / "card.json").write_text(json.dumps(card), "utf-8")

    CliRunner().invoke(main, ["evaluate", "mine", "--data", str(babi), "--checkpoints", str(tmp_path)])

    assert read_card("mine", tmp_path).metrics["babi-1k"]["mean_error"] == right
