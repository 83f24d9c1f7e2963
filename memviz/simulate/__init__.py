"""Worlds of our own that tell stories in the manner of bAbI, without end, with gold answers and facts.

>>> from memviz import simulate
>>> story = next(simulate.stories(task=2, seed=7))
>>> longer = simulate.stories(task=2, seed=7, sizes=simulate.Sizes(people=8, objects=6, questions=20))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from memviz.data.babi import lines
from memviz.errors import StoryError
from memviz.language import _
from memviz.simulate.animals import Colors, Fears
from memviz.simulate.containers import Containers
from memviz.simulate.dice import Dice
from memviz.simulate.moods import Moods
from memviz.simulate.objects import Counting, Gifts, Lists, WhereIsObject, WhereWasObject, YesNo
from memviz.simulate.places import Paths, Row
from memviz.simulate.shapes import Shapes
from memviz.simulate.sizes import PUBLIC, Sizes
from memviz.simulate.times import Times
from memviz.simulate.walks import CompoundCoreference, Conjunction, Coreference, Indefinite, Negation, WhereIs
from memviz.simulate.world import World
from memviz.story import Story

__all__ = ["PUBLIC", "WORLDS", "Sizes", "first", "stories", "write"]

WORLDS: dict[int, type[World]] = {
    1: WhereIs,
    2: WhereIsObject,
    3: WhereWasObject,
    4: Row,
    5: Gifts,
    6: YesNo,
    7: Counting,
    8: Lists,
    9: Negation,
    10: Indefinite,
    11: Coreference,
    12: Conjunction,
    13: CompoundCoreference,
    14: Times,
    15: Fears,
    16: Colors,
    17: Shapes,
    18: Containers,
    19: Paths,
    20: Moods,
}
_AS_PUBLIC = Sizes()


def stories(task: int, seed: int | str = 0, sizes: Sizes = _AS_PUBLIC) -> Iterator[Story]:
    """Stories of a task, one after the other without end; the same seed gives the same stories on every platform.

    Raises StoryError for a task that does not exist and for a world that cannot be so small or so large.
    """
    if task not in WORLDS:
        text = _("There is no task {task}; there are {first} to {last}.")
        raise StoryError(text.format(task=task, first=min(WORLDS), last=max(WORLDS)))
    world = WORLDS[task](Dice(f"{task} {seed}"), sizes.over(PUBLIC[task]))
    return (world.story() for _ in count())


def first(tales: Iterable[Story], questions: int) -> Iterator[Story]:
    """The first stories with so many questions in all; the last one ends with its last question."""
    for story in tales:
        if questions <= len(story.questions):
            if kept := story.questions[:questions]:
                yield Story(story.slots[: kept[-1].after], kept)
            return
        questions -= len(story.questions)
        yield story


def write(task: int, questions: int, seed: int = 0, sizes: Sizes = _AS_PUBLIC) -> Iterator[str]:
    """A file of the public format with so many questions, story by story, each with its newlines."""
    for story in first(stories(task, seed, sizes), questions):
        yield "".join(f"{line}\n" for line in lines(story, task))
