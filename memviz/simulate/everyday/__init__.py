"""Everyday worlds: stories in ordinary English without end, with gold answers and facts.

>>> from memviz.simulate import everyday
>>> story = next(everyday.stories(seed=7))
>>> told = next(everyday.with_kinds(seed=7))  # the same story; told.kinds are the kinds of its questions

An answer is words of one of the question's facts, “yes”, “no”, a number in digits, or “unknown”, which has no facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from memviz.data.babi import lines
from memviz.simulate import first
from memviz.simulate.dice import Dice
from memviz.simulate.everyday.asking import Asking
from memviz.simulate.everyday.asking.twins import both
from memviz.simulate.everyday.errands import Errand
from memviz.simulate.everyday.plot import written
from memviz.simulate.everyday.quotas import KINDS, Quotas
from memviz.simulate.everyday.tale import Tale
from memviz.story import Question, Slot, Story

_ERRANDS = 0.3  # of the draws; each tells two stories
_PAUSES = (0, 0, 0, 0, 2, 3)  # moves before questions are asked in the middle of an errand
_COUNTS = (4, 5, 6, 6, 7, 8, 9)  # questions about a story: to read it costs more than to ask
_TWICE = 3  # questions asked of a story and of its twin
_HELD_SHARE = 0.4

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
    share = _HELD_SHARE if held_out else 0.0
    while True:
        if dice.chance(_ERRANDS):
            yield from _twins(dice, quotas, share)
        else:
            yield _told(dice, quotas, share)


def write(questions: int, seed: int | str = 0, held_out: bool = False) -> Iterator[str]:
    """A file in bAbI's form with so many questions, story by story; what is unknown has no facts."""
    for story in first(stories(seed, held_out), questions):
        yield "".join(f"{line}\n" for line in lines(story, 1, complete=False))


def _told(dice: Dice, quotas: Quotas, held_out: float) -> Told:
    while True:
        tale = written(dice, held_out)
        if asked := _asked(Asking(tale), quotas, dice.one(_COUNTS)):
            return _story(tale, asked)


def _twins(dice: Dice, quotas: Quotas, held_out: float) -> Iterator[Told]:
    """An errand and its twin."""
    key, count = str(dice.random()), dice.one(_COUNTS)
    pair = [Errand(key, held_out, is_twin) for is_twin in (False, True)]
    midway = [_midway(errand, quotas, dice.one(_PAUSES)) for errand in pair]
    differ = dice.shuffled(both(*pair))[:_TWICE] if all(errand.is_told for errand in pair) else []
    for i, errand in enumerate(pair):
        asking, asked = Asking(errand.tale), midway[i]
        for n, each in enumerate(differ):
            errand.tale.dice.again(f"{key} asked {n}")
            if question := asking.fresh(each.asks[i]):
                quotas.note(each.kinds[i], question)
                asked.append((each.kinds[i], question))
        asked += _asked(asking, quotas, count - len(asked))
        if asked and errand.is_told:
            yield _story(errand.tale, asked)


def _midway(errand: Errand, quotas: Quotas, pause: int) -> list[tuple[str, Question]]:
    """Tells an errand; the questions that are asked when so many moves are told."""
    return [each for i in errand.tell() if i + 1 == pause for each in _asked(Asking(errand.tale), quotas, 2)]


def _story(tale: Tale, asked: list[tuple[str, Question]]) -> Told:
    slots = tuple(Slot.sentence(text) for text in tale.sentences)
    return Told(Story(slots, tuple(question for _, question in asked)), tuple(kind for kind, _ in asked))


def _asked(asking: Asking, quotas: Quotas, count: int) -> list[tuple[str, Question]]:
    """So many questions and their kinds, if the story has so many to offer."""
    found: list[tuple[str, Question]] = []
    for _ in range(count):
        for kind in quotas.order():
            if question := asking.ask(kind, quotas.wants_chains(kind)):
                quotas.note(kind, question)
                found.append((kind, question))
                break
    return found
