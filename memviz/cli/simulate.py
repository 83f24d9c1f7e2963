"""python -m memviz simulate: stories without end, of a task or of everyday life -> a file in bAbI's form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from memviz.data import files
from memviz.story.limits import DIGITS

if TYPE_CHECKING:
    from memviz.simulate import Sizes


@click.command()
@click.option("--task", type=click.IntRange(1, 20), help="One of bAbI's twenty.")
@click.option("--everyday", is_flag=True, help="Ordinary English instead of a task.")
@click.option("--held-out", is_flag=True, help="Everyday stories with words and patterns that training never shows.")
@click.option("--questions", default=1000, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=0, show_default=True, help="The same seed tells the same stories.")
@click.option("--output", "-o", default="-", type=click.Path(dir_okay=False, allow_dash=True), help="- is the screen.")
@click.option("--set", "sizes", multiple=True, metavar="SIZE=NUMBER", help="A larger world: people=8, path=4 ...")
def simulate(
    task: int | None, everyday: bool, held_out: bool, questions: int, seed: int, output: str, sizes: tuple[str, ...]
) -> None:
    """Tell stories of a TASK or of everyday life in bAbI's format, with gold answers and facts; any number of them."""
    written = (
        _everyday(task, held_out, questions, seed, sizes)
        if everyday
        else _of_task(task, held_out, questions, seed, sizes)
    )
    if output == "-":
        with click.open_file(output, "w", encoding="utf-8") as screen:
            screen.writelines(written)
    else:
        files.write(Path(output), written)


def _of_task(task: int | None, held_out: bool, questions: int, seed: int, sizes: tuple[str, ...]) -> Iterator[str]:
    from memviz.simulate import write

    if task is None or held_out:
        wrong = "--held-out goes with --everyday." if held_out else "Name a --task from 1 to 20, or say --everyday."
        raise click.ClickException(wrong)
    return write(task, questions, seed, _sizes(task, sizes))


def _everyday(task: int | None, held_out: bool, questions: int, seed: int, sizes: tuple[str, ...]) -> Iterator[str]:
    from memviz.simulate import everyday

    if task is not None or sizes:
        raise click.ClickException("--everyday tells of no task and has no sizes. Leave out --task and --set.")
    return everyday.write(questions, seed, held_out)


def _sizes(task: int, chosen: tuple[str, ...]) -> Sizes:
    """Sizes as they were typed; one that the task has no use for is a mistake, not a wish."""
    from memviz.simulate import PUBLIC, Sizes

    heeded = [name for name, size in vars(PUBLIC[task]).items() if size]
    found = {}
    for each in chosen:
        name, _, number = each.partition("=")
        if name not in heeded or not number.isdecimal() or len(number) > DIGITS:
            known = ", ".join(f"{size}=NUMBER" for size in heeded)
            raise click.ClickException(f"“{each}” is no size of task {task}. It has: {known}.")
        found[name] = int(number)
    return Sizes(**found)
