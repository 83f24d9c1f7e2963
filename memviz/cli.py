"""The command line: python -m memviz ask | train | evaluate | models | fetch."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from memviz.card import CHECKPOINTS, names, read_card
from memviz.errors import MemvizError
from memviz.story import Story, sentences
from memviz.trace import Trace
from memviz.training.results import results_table

DEFAULT_MODEL = "memn2n-3hop"
_data_option = click.option(
    "--data", metavar="DIR", help="Directory of the bAbI data; default $MEMVIZ_DATA, then the fetched copy."
)
_checkpoints_option = click.option(
    "--checkpoints",
    default=CHECKPOINTS,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Directory of the trained models, if they are not memviz's own.",
)


class _Group(click.Group):
    """A mistake the person can mend ends in one sentence and exit status 1, never in a stack trace."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except MemvizError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Memory networks: ask a story, and see where every hop looks."""


@main.command()
@click.argument("story", type=click.File(encoding="utf-8-sig"))
@click.argument("question")
@click.option("--model", default=DEFAULT_MODEL, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the whole trace as JSON.")
@_checkpoints_option
def ask(story: Any, question: str, model: str, as_json: bool, checkpoints: Path) -> None:
    """Ask QUESTION about the file STORY, one sentence a line; - reads standard input."""
    told = Story.of(*sentences(_text(story)))
    from memviz import asking, checkpoint  # torch comes with them: --help need not wait for it

    trace = asking.ask(checkpoint.load(model, checkpoints), told, question)
    if as_json:
        click.echo(trace.to_json())
    else:
        _print_trace(trace)


@main.command()
@click.argument("name")
@_data_option
@click.option("--preset", help="Settings to train with, if they are not those of NAME.")
@click.option("--restarts", type=click.IntRange(min=1), help="Train from this many seeds and keep the best.")
@click.option("--seed", default=1, show_default=True, help="Seed of the first restart.")
@click.option("--validation", default=0.1, show_default=True, type=click.FloatRange(0, 0.9), help="Held out.")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="Any field of MemN2NConfig or Schedule.")
@click.option("--output", default=CHECKPOINTS, type=click.Path(path_type=Path), help="Where NAME is written.")
@click.option("--runs", default="runs", show_default=True, type=click.Path(path_type=Path), help="To resume from.")
def train(
    name: str,
    data: str | None,
    preset: str | None,
    restarts: int | None,
    seed: int,
    validation: float,
    changes: tuple[str, ...],
    output: Path,
    runs: Path,
) -> None:
    """Train checkpoint NAME. Ctrl-C keeps the best restart so far; the same command later goes on from there."""
    from memviz.training import command

    settings = command.changed(command.preset(preset or name), changes)
    settings = replace(settings, restarts=restarts or settings.restarts)
    command.train(name, settings, data, validation, seed, output, runs / name)


@main.command()
@click.argument("name")
@_data_option
@_checkpoints_option
def evaluate(name: str, data: str | None, checkpoints: Path) -> None:
    """Measure checkpoint NAME on the bAbI test set again, and renew its card and example."""
    from memviz.training import command

    command.evaluate(name, data, checkpoints)


@main.command()
@_checkpoints_option
@click.option("--per-task", is_flag=True, help="A Markdown table of every task's error, beside the paper's.")
def models(checkpoints: Path, per_task: bool) -> None:
    """List the checkpoints with their test errors."""
    if per_task:
        click.echo(results_table(read_card(name, checkpoints) for name in names(checkpoints)))
    else:
        _print_models(checkpoints)


def _print_models(checkpoints: Path) -> None:
    table = Table("model", "network", "hops", "tying", "parameters", "data", "mean error %", "tasks > 5 %")
    for name in names(checkpoints):
        card = read_card(name, checkpoints)
        for data, figures in card.metrics.items():
            config = card.config
            row = (name, card.model, config["hops"], config["tying"], f"{card.parameters:,}", data)
            table.add_row(*map(str, row), f"{figures['mean_error']:.1f}", str(figures["failed"]))
    _console().print(table)


@main.command()
@click.argument("archive", type=click.Choice(["babi", "wikimovies"]))
def fetch(archive: str) -> None:
    """Download the public data set ARCHIVE into the user's cache and verify it."""
    from memviz.data import fetch as fetching

    click.echo(f"{archive} is in {fetching.FETCHERS[archive]()}")


def _text(stream: Any) -> str:
    try:
        return str(stream.read())
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{stream.name} is not UTF-8 text ({error.reason}).") from error


def _print_trace(trace: Trace) -> None:
    table = Table("", "memory", *(f"hop {k}" for k in range(1, len(trace.hops) + 1)))
    for i, slot in enumerate(trace.slots):
        nothing = trace.has_nothing and i == len(trace.slots) - 1
        number = "" if nothing else str(trace.forgotten + i + 1)
        table.add_row(number, slot.key, *(f"{p:.3f}" for p in trace.attention()[:, i]))
    answers = [f"{answer} {probability:.0%}" for answer, probability in map(_first, _rankings(trace))]
    table.add_section()
    table.add_row("", "if it stopped here", *answers)
    console = _console()
    console.print(Text.assemble((trace.answer, "bold"), f"  {trace.probability:.1%}"))
    console.print(table)
    if trace.unknown:
        console.print(f"Unknown words, read as blanks: {', '.join(trace.unknown)}")
    if trace.forgotten:
        console.print(f"The memory holds {trace.sentences} sentences: the first {trace.forgotten} are beyond it.")


def _rankings(trace: Trace) -> list[list[tuple[str, float]]]:
    return [trace.ranked(k) for k in range(len(trace.hops))]


def _first(ranking: list[tuple[str, float]]) -> tuple[str, float]:
    return ranking[0]


def _console() -> Console:
    """Prints a person's text as it stands, “[b]” and “:smile:” too; wide enough for a story when piped into a file."""
    return Console(markup=False, emoji=False, highlight=False, width=None if sys.stdout.isatty() else 120)
