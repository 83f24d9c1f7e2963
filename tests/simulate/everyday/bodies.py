"""Bodies of everyday stories that several tests look at; each is told once."""

from __future__ import annotations

from functools import cache
from itertools import islice

from memviz.simulate import everyday
from memviz.simulate.everyday import Told
from memviz.story import Question, Story


@cache
def told(held_out: bool = False, count: int = 1200) -> tuple[Told, ...]:
    """The first stories of a seed, with the kinds of their questions."""
    return tuple(islice(everyday.with_kinds("tests", held_out), count))


def questions(held_out: bool = False, count: int = 1200) -> list[tuple[Story, Question, str]]:
    """All questions with their stories and kinds."""
    return [
        (each.story, question, kind)
        for each in told(held_out, count)
        for question, kind in zip(each.story.questions, each.kinds, strict=True)
    ]


def texts(held_out: bool = False) -> list[str]:
    """All sentences and questions."""
    found = [slot.value for each in told(held_out) for slot in each.story.slots]
    return found + [question.text for _, question, _ in questions(held_out)]
