"""Sketches: short everyday stories about what a world of places and things does not hold (reasons, times, comparisons,
counts, corrections, what is not told), each written down once with its words left open."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import count

from memviz.simulate.dice import Dice
from memviz.simulate.sketches.sketch import Sketch
from memviz.simulate.sketches.telling import tell
from memviz.simulate.sketches.withheld import withheld
from memviz.story import Story

__all__ = ["sketches", "stories"]

_WITHHELD = 0.6  # of the stories; fewer than one in five have a question that fits


@cache
def sketches() -> tuple[Sketch, ...]:
    """Every sketch, in the order of the files."""
    found = sorted((files(__package__) / "texts").iterdir(), key=lambda each: each.name)
    blocks = (block for file in found for block in file.read_text("utf-8").split("\n\n"))
    return tuple(Sketch.of(block) for block in blocks if block.strip())


def stories(seed: int | str = 0, held_out: bool = False) -> Iterator[Story]:
    """Stories told after sketches, one after the other without end; the same seed gives the same stories.

    Some keep back what one of their questions asks for. With `held_out` they are told after the sketches that the
    other stories never show.
    """
    dice = Dice(f"sketches {seed}")
    shown = tuple(each for each in sketches() if each.is_held_out == held_out)
    told = (tell(dice.one(shown), dice) for _ in count())
    return (withheld(story, dice) if dice.chance(_WITHHELD) else story for story in told)
