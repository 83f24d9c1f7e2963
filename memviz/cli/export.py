"""python -m memviz export: stories and questions -> a file of the kind that its extension names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, TypeAlias

import click
from rich.console import Console
from rich.progress import Progress as Bar

from memviz.data.babi import parse
from memviz.data.card import CHECKPOINTS, DEFAULT_MODEL
from memviz.data.files import write
from memviz.data.text import text_of
from memviz.errors import DataError, ExportError
from memviz.picture import PICTURES
from memviz.picture.exports import EXPORTS, TALKS, Export, Look, Slide
from memviz.story import Question, Story, sentences

Asked: TypeAlias = tuple[Story, Question]
_PAIRS = "Give a --question for every --story, or stories in bAbI's form, which have their own."


@click.command()
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="Which checkpoint answers.")
@click.option("--story", "stories", multiple=True, required=True, type=click.File("rb"), help="- is standard input.")
@click.option("--question", "questions", multiple=True, help="About the --story at the same place, or the only one.")
@click.option("--output", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path), help="talk.html ...")
@click.option("--theme", type=click.Choice(["light", "dark"]), help="Default: light; of HTML, the reader's own.")
@click.option("--title", default="", help="A line above it all.")
@click.option("--picture", default="board", show_default=True, type=click.Choice(list(PICTURES)), help="Of one answer.")
@click.option("--scale", type=click.FloatRange(0.1, 8), help="Pixels of PNG and GIF for one of the SVG.")
@click.option("--checkpoints", default=CHECKPOINTS, type=click.Path(path_type=Path), metavar="DIR", hidden=True)
def export(
    model: str, stories: Sequence[IO[bytes]], questions: Sequence[str], output: Path, checkpoints: Path, **look: Any
) -> None:
    """Write answers to a file: svg, png, pdf, html, gif, csv or json, as its extension says.

    A story has one sentence a line. Several questions make a talk (html) or its handout, one story a page (pdf). Ctrl-C
    leaves no half file behind.
    """
    asked = _asked(stories, questions)
    kind = _kind(output, len(asked))
    chosen = Look(theme=look["theme"] or "auto", title=look["title"], scale=look["scale"], picture=look["picture"])
    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        from memviz.answer import anyone  # torch comes with it: --help need not wait for it

        trained = anyone.load(model, checkpoints)
        slides = [
            Slide("", anyone.ask(trained, story, question))
            for story, question in bar.track(asked, description="Asking")
        ]
        task = bar.add_task("Writing", total=None)
        what = slides if len(slides) > 1 else slides[0].trace
        content = kind.write(what, chosen, lambda done, total: bar.update(task, completed=done, total=total))
        write(output, content)
    click.echo(f"{output}: {len(asked)} {'answer' if len(asked) == 1 else 'answers'}, {len(content) / 1e3:,.0f} KB")


def _kind(output: Path, answers: int) -> Export[Any]:
    """The format that an extension names, for so many answers."""
    extension = output.suffix.lower().removeprefix(".")
    if extension not in EXPORTS:
        known = ", ".join(f".{each}" for each in EXPORTS)
        raise ExportError(f"“{output.name}” says no format that can be written. Let it end in one of {known}.")
    if not output.parent.is_dir():
        raise ExportError(f"There is no folder {output.parent} to write {output.name} into.")
    if answers == 1:
        return EXPORTS[extension]
    if extension not in TALKS:
        raise ExportError(
            f"A .{extension} file holds one answer, and here are {answers}. Write them to .html or .pdf, or ask one."
        )
    return TALKS[extension]


def _asked(stories: Sequence[IO[bytes]], questions: Sequence[str]) -> list[Asked]:
    """Every question with its story, in order."""
    named = [(getattr(file, "name", "standard input"), file) for file in stories]
    files = [(name, text_of(file.read(), name)) for name, file in named]
    if not questions:
        return [each for name, text in files for each in _own(name, text)]
    if len(files) == 1:
        files *= len(questions)
    if len(files) != len(questions):
        raise click.UsageError(_PAIRS)
    parsed = (Story.of(*sentences(text)) for _, text in files)
    return [(story, Question(question)) for story, question in zip(parsed, questions, strict=True)]


def _own(name: str, text: str) -> list[Asked]:
    """The questions of stories in bAbI's form, each with what had been told by then."""
    if not text.startswith("1 "):
        raise click.UsageError(_PAIRS)
    stories = parse(text, name, complete=False)
    asked = [story.until(question) for story in stories for question in story.questions]
    if not asked:
        raise DataError(f"{name} asks nothing: it has no line with a question. Give it a --question.")
    return [(story, story.questions[0]) for story in asked]
