"""The command line, as a person types it: what it says, and how it ends when something is wrong."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from memviz.cli import DEFAULT_MODEL, main
from memviz.data.babi import read_file
from memviz.data.card import Card, names
from memviz.models.checkpoint import Trained, config_of, save
from memviz.trace import Trace
from memviz.training.presets import PRESETS

STORY = "Mary went to the kitchen.\nJohn took the ball.\n"
Ask = Callable[..., Result]


@pytest.fixture
def ask(checkpoints: Path, tmp_path: Path) -> Ask:
    """Ask the tiny model about a story in a file."""

    def run(story: str | bytes, *arguments: str, question: str = "Where is Mary?", model: str = "tiny") -> Result:
        path = tmp_path / "story.txt"
        path.write_bytes(story if isinstance(story, bytes) else story.encode())
        options = ("--model", model, "--checkpoints", str(checkpoints))
        return CliRunner().invoke(main, ["ask", str(path), question, *options, *arguments])

    return run


def fails(result: Result, sentence: str) -> None:
    """One sentence, status 1, and no stack trace."""
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert isinstance(result.exception, SystemExit)


def test_a_file_is_answered_with_every_hop(ask: Ask) -> None:
    trace = Trace.from_json(ask(STORY, "--json").stdout)
    result = ask(STORY)

    assert result.exit_code == 0
    assert result.stdout.startswith(f"{trace.answer}  {trace.probability:.1%}\n")
    for text in ("hop 1", "hop 2", "hop 3", "Mary went to the kitchen.", "John took the ball.", "(nothing)"):
        assert text in result.stdout
    for number in trace.attention().flatten():
        assert f"{number:.3f}" in result.stdout


def test_standard_input_is_answered_like_a_file(ask: Ask, checkpoints: Path) -> None:
    arguments = ["ask", "-", "Where is Mary?", "--model", "tiny", "--checkpoints", str(checkpoints)]

    assert CliRunner().invoke(main, arguments, input=STORY).stdout == ask(STORY).stdout


def test_the_trace_as_json_is_the_whole_trace(ask: Ask) -> None:
    trace = Trace.from_json(ask(STORY, "--json").stdout)

    assert (trace.model, trace.sentences, len(trace.hops)) == ("tiny", 2, 3)
    assert trace.question.text == "Where is Mary?"


def test_a_byte_order_mark_is_no_word(ask: Ask) -> None:
    assert ask(b"\xef\xbb\xbf" + STORY.encode()).stdout == ask(STORY).stdout


def test_what_looks_like_markup_is_printed_as_it_stands(ask: Ask) -> None:
    result = ask("Mary [bold]went[/bold] to the [/kitchen].\nJohn :smile: [red]", question="Where is [/x] Mary?")

    assert result.exit_code == 0, result.output
    assert "Mary [bold]went[/bold] to the [/kitchen]." in result.stdout
    assert "John :smile: [red]" in result.stdout
    assert "bold]went[/bold, smile, red, x" in result.stdout


def test_unknown_words_and_forgotten_sentences_are_said(ask: Ask) -> None:
    result = ask("The zebra went.\n" * 53, question="Where is the gnu?")

    assert "Unknown words, read as blanks: zebra, gnu" in result.stdout
    assert "The memory holds 50 sentences: the first 3 are beyond it." in result.stdout
    assert re.findall(r"│ (\d+) +│ The zebra went", result.stdout) == [str(number) for number in range(4, 54)]
    assert "zebra" not in ask(STORY).stdout


def test_an_unknown_model_is_a_sentence_that_names_those_there_are(ask: Ask) -> None:
    fails(ask(STORY, model="nowhere"), "There is no model “nowhere”. Models here: tiny.")


@pytest.mark.parametrize("story", ["", "\n \n\t\n"])
def test_an_empty_story_is_a_sentence(ask: Ask, story: str) -> None:
    fails(ask(story), "The story is empty.")


def test_a_story_without_words_names_its_sentence(ask: Ask) -> None:
    fails(ask("Mary went.\n***\n"), "Sentence 2, “***”, has no word in it.")


def test_an_empty_question_is_a_sentence(ask: Ask) -> None:
    fails(ask(STORY, question=" ?"), "There is no question.")


def test_a_question_in_the_story_is_a_sentence(ask: Ask) -> None:
    fails(ask(STORY + "Where is Mary?"), "Sentence 3 of the story, “Where is Mary?”, is a question.")


def test_text_of_another_encoding_is_a_sentence(ask: Ask) -> None:
    fails(ask("René went.".encode("latin-1")), "story.txt is not UTF-8 text")


def test_weights_that_are_broken_are_a_sentence(ask: Ask, checkpoints: Path) -> None:
    (checkpoints / "tiny" / "model.safetensors").write_bytes(b"broken")

    fails(ask(STORY), "The weights of “tiny”")


@pytest.fixture
def look_up(lookers: dict[str, Trained], tmp_path: Path) -> Ask:
    """Ask a tiny network that looks memories up about a file of facts, or an article."""
    looking, root = lookers["memory"], tmp_path / "checkpoints"
    metrics = {"wikimovies-kb": {"hits_at_1": 50.0, "f1": 50.0, "by_type": {}, "ranking": "memory"}}
    words, config = looking.vocab.words, config_of(looking.network)
    save(looking, Card(looking.name, "kv-memnn", config, words, (), {}, {}, metrics, {}, 99), root)

    def run(content: str, *arguments: str, option: str = "--facts", question: str = "who directed Alien?") -> Result:
        path = tmp_path / "own.txt"
        path.write_text(content, encoding="utf-8")
        options = ("--model", looking.name, "--checkpoints", str(root))
        return CliRunner().invoke(main, ["ask", option, str(path), question, *options, *arguments])

    return run


FACTS = "Alien|directed_by|Ridley Scott\nAlien|release_year|1979\nHeat|directed_by|Michael Mann\n"


def test_own_facts_are_answered_with_keys_values_and_how_they_were_found(look_up: Ask) -> None:
    trace = Trace.from_json(look_up(FACTS, "--json").stdout)
    result = look_up(FACTS)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{trace.answer}  {trace.probability:.1%}\n")
    assert f"and, at least half as probable: {', '.join(trace.answer_set[1:])}" in result.stdout
    for text in ("Found by Alien", "Alien → directed by", "Ridley Scott", "of 6 memories", "hop 2"):
        assert text in result.stdout


def test_an_article_is_read(look_up: Ask) -> None:
    text = "Alien\nAlien was directed by Ridley Scott.\n"
    result = look_up(text, option="--article")

    assert result.exit_code == 0, result.output
    assert "[Ridley Scott]" in result.stdout


def test_broken_facts_are_told_by_line(look_up: Ask) -> None:
    fails(look_up("Alien|directed_by|Ridley Scott\nAlien|1979\n"), "Line 2")


def test_a_table_is_read_and_what_was_made_of_it_is_told_beside_the_answer(look_up: Ask) -> None:
    result = look_up("# films\nfilm,directed by,year,cut\nAlien,Ridley Scott,1979,\nHeat,Michael Mann,1995,\n")

    assert result.exit_code == 0, result.output
    assert "Alien → directed by" in result.stdout
    assert "Read as a table: every row is about one “film”; relations are “directed by”, “year”" in result.stderr
    assert "1 line was left out as a comment: line 1 “# films”." in result.stderr
    assert "2 empty cells tell nothing." in result.stderr


def test_a_table_of_three_columns_is_one_where_that_is_said(look_up: Ask) -> None:
    table = "film,directed by,year\nAlien,Ridley Scott,1979\nHeat,Michael Mann,1995\n"

    assert "If its first line is a header (film, directed by, year), read it with --table." in look_up(table).stderr
    read = look_up(table, "--table")
    assert read.exit_code == 0, read.output
    assert "Alien → directed by" in read.stdout
    assert "--table" not in read.stderr


def test_a_question_that_finds_nothing_is_a_sentence(look_up: Ask) -> None:
    fails(look_up(FACTS, question="zzz?"), "Nothing here shares a name")


def test_a_story_and_facts_together_are_refused(look_up: Ask) -> None:
    result = look_up(FACTS, "one more")

    assert result.exit_code == 2
    assert "Give a question" in result.stderr


def test_models_lists_every_checkpoint_with_its_figures(checkpoints: Path) -> None:
    result = CliRunner().invoke(main, ["models", "--checkpoints", str(checkpoints)])

    assert result.exit_code == 0
    assert [cell.strip() for cell in result.stdout.splitlines()[3].split("│")[1:-1]] == [
        "tiny", "memn2n", "3", "adjacent", "1,234", "babi-1k", "50.0 % error, 20 tasks above 5 %",
    ]  # fmt: skip


def test_stories_are_told_in_the_public_format(tmp_path: Path) -> None:
    path = tmp_path / "stories.txt"
    arguments = ["simulate", "--task", "3", "--questions", "12", "--seed", "7"]
    result = CliRunner().invoke(main, [*arguments, "-o", str(path)])

    assert (result.exit_code, result.output) == (0, "")
    assert sum(len(story.questions) for story in read_file(path)) == 12
    assert CliRunner().invoke(main, arguments).stdout == path.read_text("utf-8")
    assert CliRunner().invoke(main, [*arguments[:-1], "8"]).stdout != path.read_text("utf-8")


def test_everyday_stories_are_told_in_the_form_of_the_tasks() -> None:
    arguments = ["simulate", "--everyday", "--questions", "40", "--seed", "7"]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 0
    assert sum("\t" in line for line in told.output.splitlines()) == 40
    assert told.output == CliRunner().invoke(main, arguments).output
    assert told.output != CliRunner().invoke(main, [*arguments, "--held-out"]).output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name a --task"),
        (["--task", "1", "--held-out"], "goes with --everyday"),
        (["--everyday", "--task", "1"], "no task"),
    ],
)
def test_a_task_and_everyday_life_exclude_each_other(arguments: list[str], sentence: str) -> None:
    fails(CliRunner().invoke(main, ["simulate", *arguments]), sentence)


def test_a_larger_world_has_more_people() -> None:
    result = CliRunner().invoke(main, ["simulate", "--task", "1", "--questions", "200", "--set", "people=8"])

    assert len(set(re.findall(r"^\d+ (\w+) ", result.stdout, re.MULTILINE)) - {"Where"}) == 8


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        ("dragons=3", "“dragons=3” is no size of task 1. It has: people=NUMBER, places=NUMBER"),
        ("people=many", "“people=many” is no size"),
        ("path=3", "“path=3” is no size of task 1."),
        ("people=999", "People can be"),
    ],
)
def test_a_size_that_cannot_be_is_a_sentence(size: str, sentence: str) -> None:
    fails(CliRunner().invoke(main, ["simulate", "--task", "1", "--set", size]), sentence)


def test_stories_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    fails(
        CliRunner().invoke(main, ["simulate", "--task", "1", "-o", str(tmp_path / "no" / "file")]), "cannot be written"
    )


def test_settings_that_do_not_exist_are_a_sentence_with_those_that_do() -> None:
    fails(
        CliRunner().invoke(main, ["train", "nowhere"]),
        f"No settings are called “nowhere”. Choose --preset: {next(iter(PRESETS))}",
    )


def test_data_that_is_not_there_is_a_sentence(tmp_path: Path, checkpoints: Path) -> None:
    arguments = ["evaluate", "tiny", "--data", str(tmp_path), "--checkpoints", str(checkpoints)]
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 1
    assert "There is no bAbI data" in result.stderr


@pytest.mark.skipif(DEFAULT_MODEL not in names(), reason=f"needs the checkpoint {DEFAULT_MODEL}")
def test_the_shipped_model_answers_from_a_shell() -> None:
    command = [sys.executable, "-m", "memviz", "ask", "-", "Where is Mary?"]
    done = subprocess.run(command, input=STORY, capture_output=True, text=True, check=True, encoding="utf-8")

    assert done.stdout.startswith("kitchen")
    assert done.stderr == ""
