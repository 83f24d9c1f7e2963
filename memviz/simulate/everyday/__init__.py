"""Everyday worlds: stories in ordinary English without end, with gold answers and facts.

>>> from memviz.simulate import everyday
>>> story = next(everyday.stories(seed=7))
>>> told = next(everyday.with_kinds(seed=7))  # the same story; told.kinds are the kinds of its questions

An answer is words of one of the question's facts, “yes”, “no”, a number in digits, or “unknown”, which has no facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from memviz.data.babi import lines
from memviz.simulate import first
from memviz.simulate.dice import Dice
from memviz.simulate.everyday.asking import Asking
from memviz.simulate.everyday.plot import written
from memviz.simulate.everyday.quotas import KINDS, Quotas
from memviz.simulate.everyday.tale import Tale
from memviz.story import Question, Slot, Story

__all__ = ["KINDS", "Told", "stories", "with_kinds", "write"]


class Told(NamedTuple):
    """A story and, question by question, their kinds: keys of KINDS."""

    story: Story
    kinds: tuple[str, ...]


def stories(seed: int | str = 0, held_out: bool = False) -> Iterator[Story]:
    """Stories without end; the same seed gives the same stories on every platform.

    With `held_out` four in ten of the verbs, nouns, names and patterns are ones that the other stories never show.
    """
    return (told.story for told in with_kinds(seed, held_out))


def with_kinds(seed: int | str = 0, held_out: bool = False) -> Iterator[Told]:
    """The same stories, with the kinds of their questions."""
    dice = Dice(f"everyday {seed}")
    quotas = Quotas(dice)
    return (_told(dice, quotas, 0.4 if held_out else 0.0) for _ in count())


def write(questions: int, seed: int | str = 0, held_out: bool = False) -> Iterator[str]:
    """A file in bAbI's form with so many questions, story by story; what is unknown has no facts."""
    for story in first(stories(seed, held_out), questions):
        yield "".join(f"{line}\n" for line in lines(story, 1, complete=False))


def _told(dice: Dice, quotas: Quotas, held_out: float) -> Told:
    while True:
        tale = written(dice, held_out)
        if asked := _asked(tale, quotas, dice.one((2, 3, 3, 4, 4, 5, 6))):
            slots = tuple(Slot.sentence(text) for text in tale.sentences)
            return Told(Story(slots, tuple(question for _, question in asked)), tuple(kind for kind, _ in asked))


def _asked(tale: Tale, quotas: Quotas, count: int) -> list[tuple[str, Question]]:
    """So many questions and their kinds, if the story has so many to offer."""
    asking = Asking(tale)
    found: list[tuple[str, Question]] = []
    for _ in range(count):
        for kind in quotas.order():
            if question := asking.ask(kind):
                quotas.note(kind)
                found.append((kind, question))
                break
    return found
