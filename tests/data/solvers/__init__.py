"""The answer rule of each bAbI task as a small program: stories are checked by something other than a network."""

from __future__ import annotations

from collections.abc import Callable

from memviz.story import Question, Story

from . import people, relations
from .gold import Gold, Sentences

RULES: dict[int, Callable[[Sentences, str], Gold]] = {
    1: people.where_is,
    2: people.where_is_object,
    3: people.where_was_object,
    4: relations.what_lies,
    5: people.who_gave_what,
    6: people.is_in,
    7: people.how_many,
    8: people.what_is_carried,
    9: people.is_in,
    10: people.is_in,
    11: people.where_is,
    12: people.where_is,
    13: people.where_is,
    14: people.where_before,
    15: relations.what_is_feared,
    16: relations.what_color,
    17: relations.is_placed,
    18: relations.is_bigger,
    19: relations.which_way,
    20: relations.where_or_why,
}


def solve(task: int, story: Story, question: Question) -> Gold:
    """What follows from the sentences told when the question was asked.

    Facts are 0-based slots in the order of inference. Raises an error if the story has no answer.
    """
    sentences = [slot.value for slot in story.slots[: question.after]]
    return RULES[task](sentences, question.text)


def agrees(task: int, gold: Gold, question: Question) -> tuple[bool, bool]:
    """Whether the answer is the question's, and whether the facts are; task 8 lists both as sets, in any order."""
    if task == 8:
        answer = sorted(gold.answer.split(",")) == sorted((question.answer or "").split(","))
        return answer, sorted(gold.facts[0]) == sorted(question.facts)
    return gold.answer == question.answer, question.facts in gold.facts
