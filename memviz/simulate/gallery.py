"""Stories to look at, without end: the simulator tells them by number, and none is one that a network learned from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count

from memviz.data.seen import Seen
from memviz.errors import DataError, StoryError
from memviz.language import _
from memviz.simulate import Sizes, stories
from memviz.simulate.dice import Dice
from memviz.story import Question, Story

LAST = 999_999  # of the numbers of a task's stories; the first is 1

# What a visitor sees first: (task, number). Three facts, each found in a hop of its own.
FIRST = (3, 307)
# What the chapter begins with: a story that one look answers, and one that takes a look for each of its two facts.
ONE_LOOK, TWO_FACTS = (1, 16), (2, 42)

_SHORT, _LONG = 8, 50  # sentences: the first stories are short, later ones are as long as a network's memory
_LONGER_BY = 2
# A world too small to be without end: task 4 has 7,680 stories, and of those it tells nine in ten were learned from.
# Every other story there is of four places in a row; no training set has any, and networks mostly get them right.
_LARGER = {4: Sizes(path=3)}
_TRIES = 50  # after which the small world is taken to be used up


@dataclass(frozen=True)
class Entry:
    """One question of the gallery, with its story as far as it had been told."""

    story: Story
    question: Question

    @property
    def text(self) -> str:
        """The story as the lines that a person could have typed."""
        return "\n".join(slot.key for slot in self.story.slots)


@lru_cache(maxsize=1 << 10)
def entry(task: int, number: int) -> Entry:
    """The story of a task that has this number, 1 to LAST; the same everywhere, for as long as nobody trains on it.

    Raises StoryError for a task or a number that there is not.
    """
    if not 1 <= number <= LAST:
        text = _("There is no story {number}; there are 1 to {last}.")
        raise StoryError(text.format(number=f"{number:,}", last=f"{LAST:,}"))
    longest = min(_SHORT + _LONGER_BY * number, _LONG)
    return next(found for attempt in count() if (found := _entry(task, number, attempt, longest)))


def _entry(task: int, number: int, attempt: int, longest: int) -> Entry | None:
    """One of the questions of a story; None if none comes early enough, or if a network learned from it."""
    seed = f"gallery {number} {attempt}"  # training sets are told from numbers
    larger = number % 2 == 0 or attempt >= _TRIES
    tale = next(stories(task, seed, _LARGER.get(task, Sizes()) if larger else Sizes()))
    short = [question for question in tale.questions if (question.after or 0) <= longest]
    if not short:
        return None
    dice = Dice(f"{seed} {task}")
    later = max(dice.one(short), dice.one(short), key=lambda question: question.after or 0)  # more is told by then
    story = tale.until(later)
    entry = Entry(story, story.questions[0])
    return None if (entry.story, entry.question) in _seen() else entry


@cache
def _seen() -> Seen:
    try:
        return Seen.read()
    except DataError:  # stories go on; the head of the page names what is damaged
        return Seen()
