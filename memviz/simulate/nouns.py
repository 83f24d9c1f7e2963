"""Which words of the worlds are nouns that any other could stand for."""

from __future__ import annotations

from memviz.simulate.animals import COLORFUL, COLORS, FEARFUL, KINDS, PLURALS
from memviz.simulate.moods import NAMES
from memviz.simulate.words import GIVERS, OBJECTS, PEOPLE, PLACES, TOWN, TOWNSPEOPLE

_NAMES = {*PEOPLE, *GIVERS, *TOWNSPEOPLE, *FEARFUL, *COLORFUL, *NAMES}
_SITES = {*PLACES, *TOWN}
_OBJECTS_MATTER = frozenset({2, 3, 5, 6, 7})


def nouns(task: int) -> frozenset[str]:
    """The nouns of a task's stories, in lower case, that a story could name otherwise and mean the same.

    Left out are things that lead to an answer by what they are: where one goes to when one is hungry (20), a list that
    is one answer (8), mice that are the plural of a mouse (15), shapes and boxes named by two words (17, 18).
    """
    found = set(_NAMES)
    if task <= 14 or task == 19:
        found |= _SITES
    if task in _OBJECTS_MATTER:
        found |= {*OBJECTS}
    if task == 16:
        found |= {*COLORS, *KINDS}
    return frozenset(word.lower() for word in found)


# Whatever names somebody or something in any task.
NOUNS = frozenset(word.lower() for word in {*_NAMES, *_SITES, *OBJECTS, *COLORS, *KINDS, *PLURALS, *PLURALS.values()})
