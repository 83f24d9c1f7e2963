"""Everyday worlds: stories in ordinary English without end, with gold answers and facts.

>>> from memviz.simulate import everyday
>>> story = next(everyday.stories(seed=7))
>>> told = next(everyday.with_kinds(seed=7))  # the same story; told.kinds are the kinds of its questions

An answer is words of one of the question's facts, “yes”, “no”, a number in digits, or “unknown” (then there are no facts).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.asking import KINDS, Asking
from memviz.simulate.everyday.life import Life
from memviz.simulate.everyday.tale import Tale
from memviz.story import Question, Slot, Story

__all__ = ["KINDS", "Told", "stories", "with_kinds"]


class Told(NamedTuple):
    """A story and, question by question, their kinds: keys of KINDS."""

    story: Story
    kinds: tuple[str, ...]


def stories(seed: int | str = 0, held_out: bool = False) -> Iterator[Story]:
    """Stories without end; the same seed gives the same stories on every platform.

    With `held_out` about half of the verbs, nouns, names and patterns are ones that the other stories never show.
    """
    return (told.story for told in with_kinds(seed, held_out))


def with_kinds(seed: int | str = 0, held_out: bool = False) -> Iterator[Told]:
    """The same stories, with the kinds of their questions."""
    dice = Dice(f"everyday {seed}")
    return (_told(dice, 0.5 if held_out else 0.0) for _ in count())


def _told(dice: Dice, held_out: float) -> Told:
    while True:
        tale = Tale(dice, held_out)
        life = Life(tale)
        for _ in range(dice.one((3, 4, 5, 6, 7, 8, 9, 10, 12, 14))):
            if dice.chance(0.15):
                tale.line("someone", {"A": dice.one(tale.cast.people)}, file="useless")
            else:
                life.step()
        if asked := _asked(tale, dice):
            slots = tuple(Slot.sentence(text) for text in tale.sentences)
            return Told(Story(slots, tuple(question for _, question in asked)), tuple(kind for kind, _ in asked))


def _asked(tale: Tale, dice: Dice) -> list[tuple[str, Question]]:
    asking = Asking(tale)
    kinds = [kind for kind, share in KINDS.items() for _ in range(share)]
    found = [(kind, asking.ask(kind)) for kind in (dice.one(kinds) for _ in range(dice.one((2, 3, 4, 5, 6))))]
    return [(kind, question) for kind, question in found if question]
