"""How large a task's world is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from memviz.errors import StoryError


@dataclass(frozen=True)
class Sizes:
    """How large a world is and how long its stories are; a size of 0 is that of the public data.

    A task heeds the sizes that have a number in its row of PUBLIC, and has no use for the others.
    """

    people: int = 0  # who is told about
    places: int = 0  # where they can be
    objects: int = 0  # what can be carried (2, 3, 5-8), placed (17) or compared (18)
    animals: int = 0  # kinds of them (15, 16)
    path: int = 0  # steps on the way from one end to the other: of places (4, 19), objects (17) or sizes (18)
    statements: int = 0  # told before each question, or before each attempt to ask one
    questions: int = 0  # in a story
    window: int = 0  # a question is about one of so many clauses told last

    def __post_init__(self) -> None:
        for name, size in vars(self).items():
            if size < 0:
                raise StoryError(f"{name.capitalize()} cannot be {size}; 0 is as many as in the public data.")

    def over(self, public: Sizes) -> Sizes:
        """These sizes, the public ones where they say nothing, 0 where the task has none."""
        chosen = {name: size for name, size in vars(self).items() if size and getattr(public, name)}
        return replace(public, **chosen)


_TALE = Sizes(people=4, places=6, statements=2, questions=5, window=5)
_THINGS = Sizes(people=4, places=6, objects=3, statements=2, questions=5, window=5)

PUBLIC = {
    1: _TALE,
    2: _THINGS,
    3: _THINGS,
    4: Sizes(places=6, path=2),
    5: _THINGS,
    6: _THINGS,
    7: _THINGS,
    8: _THINGS,
    9: _TALE,
    10: _TALE,
    11: _TALE,
    12: _TALE,
    13: _TALE,
    14: _TALE,
    15: Sizes(people=4, animals=4, questions=4),
    16: Sizes(people=5, animals=4),
    17: Sizes(objects=6, path=2, questions=8),
    18: Sizes(objects=6, path=2, statements=5, questions=5, window=5),
    19: Sizes(places=6, path=2),
    20: Sizes(people=4),
}


def named(what: str, words: Sequence[str], count: int, least: int) -> Sequence[str]:
    """The first `count` of the words. Raises StoryError if there are not so many, or if it is less than `least`."""
    if not least <= count <= len(words):
        raise StoryError(f"{what.capitalize()} can be {least} to {len(words)} here, not {count}.")
    return words[:count]
