"""python -m memviz export, as a person types it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from memviz.cli import main
from memviz.picture import PICTURES
from memviz.picture.exports import EXPORTS, Look
from memviz.trace import Trace

STORY = "Mary went to the kitchen.\nJohn took the ball.\n"
BABI = (
    "1 Mary went to the kitchen.\n2 Where is Mary?\tkitchen\t1\n"
    "3 John went to the garden.\n4 Where is John?\tgarden\t3\n"
    "1 John took the ball.\n2 Where is the ball?\n"
)
Run = Callable[..., Result]


@pytest.fixture
def run(checkpoints: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the command in a folder that holds a story, one in bAbI's form, and nothing else."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("story.txt").write_text(STORY, encoding="utf-8")
    Path("babi.txt").write_text(BABI, encoding="utf-8")

    def call(*arguments: str, **how: Any) -> Result:
        return CliRunner().invoke(
            main, ["export", "--model", "tiny", "--checkpoints", str(checkpoints), *arguments], **how
        )

    return call


def made() -> list[str]:
    return sorted(path.name for path in Path.cwd().iterdir() if path.suffix != ".txt")


def fails(result: Result, sentence: str) -> None:
    """One sentence, no stack trace, and no file."""
    assert result.exit_code in {1, 2}
    assert isinstance(result.exception, SystemExit)
    assert sentence in result.stderr
    assert not made()


@pytest.mark.parametrize("extension", [*EXPORTS, "PNG"])
def test_the_extension_decides(run: Run, extension: str) -> None:
    result = run("--story", "story.txt", "--question", "Where is Mary?", "-o", f"a.{extension}", catch_exceptions=False)

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"a.{extension}: 1 answer, ")
    assert made() == [f"a.{extension}"]


def test_the_answer_is_the_one_that_ask_gives(run: Run, checkpoints: Path) -> None:
    run("--story", "story.txt", "--question", "Where is Mary?", "-o", "a.json")
    options = ["--model", "tiny", "--checkpoints", str(checkpoints), "--json"]
    asked = CliRunner().invoke(main, ["ask", "story.txt", "Where is Mary?", *options]).stdout

    assert Trace.from_json(Path("a.json").read_text("utf-8")).to_json() == asked.strip()


def test_the_look_is_chosen(run: Run) -> None:
    look = ("--theme", "dark", "--title", "A “title” & more")
    run("--story", "story.txt", "--question", "Where is Mary?", "-o", "a.svg", *look)

    told = Path("a.svg").read_text("utf-8")
    assert "#11161d" in told
    assert ">A “title” &amp; more</text>" in told


@pytest.mark.parametrize("picture", PICTURES)
def test_the_picture_is_chosen(run: Run, picture: str) -> None:
    asked = ("--story", "story.txt", "--question", "Where is Mary?")
    run(*asked, "-o", "a.svg", "--picture", picture, catch_exceptions=False)
    run(*asked, "-o", "a.json")
    trace = Trace.from_json(Path("a.json").read_text("utf-8"))

    assert Path("a.svg").read_text("utf-8") == PICTURES[picture].draw(trace, Look()).svg


@pytest.mark.parametrize(
    ("arguments", "answers"),
    [
        (("--story", "babi.txt"), 3),
        (("--story", "babi.txt", "--story", "babi.txt"), 6),
        (("--story", "story.txt", "--question", "Where is Mary?", "--question", "Where is John?"), 2),
        (("--story", "story.txt", "--story", "-", "--question", "Where is Mary?", "--question", "Where is John?"), 2),
    ],
)
@pytest.mark.parametrize("extension", ["html", "pdf"])
def test_several_questions_make_a_talk(run: Run, arguments: tuple[str, ...], answers: int, extension: str) -> None:
    result = run(*arguments, "-o", f"talk.{extension}", input="John went to the garden.")

    assert result.exit_code == 0, result.output
    assert f"talk.{extension}: {answers} answers" in result.stdout
    content = Path(f"talk.{extension}").read_bytes()
    assert content.count(b"/Type/Page/") == answers or content.count(b'"model":"tiny"') == answers


def test_a_question_is_asked_about_what_had_been_told_by_then(run: Run) -> None:
    run("--story", "babi.txt", "-o", "talk.html")
    sentences = re.findall(r'"sentences":(\[.*?\])', Path("talk.html").read_text("utf-8"))

    first, second = "Mary went to the kitchen.", "John went to the garden."
    assert [json.loads(each) for each in sentences] == [[first], [first, second], ["John took the ball."]]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--story", "story.txt", "-o", "a.svg"), "Give a --question for every --story"),
        (("--story", "story.txt", "--story", "babi.txt", "--question", "a?", "-o", "a.svg"), "Give a --question for"),
        (("--story", "babi.txt", "-o", "a.png"), "A .png file holds one answer, and here are 3."),
        (("--story", "story.txt", "--question", "a?", "-o", "a.mp4"), "Let it end in one of .png, .svg, .pdf"),
        (("--story", "story.txt", "--question", "Mary?", "-o", "a.gif", "--picture", "path"), "no picture to choose"),
        (("--story", "babi.txt", "-o", "a.pdf", "--picture", "path"), "no picture to choose"),
        (("--story", "story.txt", "--question", "a?", "-o", "none/a.svg"), "There is no folder none"),
        (("--story", "none.txt", "--question", "a?", "-o", "a.svg"), "none.txt"),
        (("--story", "babi.txt", "--question", "a?", "-o", "a.svg"), "is a question"),
        (("--story", "story.txt", "--question", " ", "-o", "a.svg"), "There is no question."),
    ],
)
def test_a_mistake_ends_in_a_sentence(run: Run, arguments: tuple[str, ...], sentence: str) -> None:
    fails(run(*arguments), sentence)


def test_a_story_in_babis_form_that_asks_nothing_is_a_mistake(run: Run) -> None:
    fails(run("--story", "-", "-o", "a.svg", input="1 Mary went home.\n"), "asks nothing")


def test_bytes_that_are_no_text_are_a_mistake(run: Run) -> None:
    fails(run("--story", "-", "--question", "a?", "-o", "a.svg", input=b"\xff\xff"), "UTF-8")


@pytest.mark.parametrize(
    ("extension", "at"), [("gif", "memviz.picture.film.png"), ("html", "memviz.picture.html.board_data")]
)
def test_an_interrupted_export_leaves_no_file(
    run: Run, extension: str, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(at, interrupted)
    stopped = run("--story", "story.txt", "--question", "Where is Mary?", "-o", f"a.{extension}")

    assert (stopped.exit_code, stopped.stderr.strip()) == (130, "Stopped.")
