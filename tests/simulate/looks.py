"""What a body of stories looks like: its words, its forms of sentences, and the shares of whatever can be counted."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from memviz.simulate import animals, containers, moods, shapes, words
from memviz.story import Question, Story

_KINDS = {
    "NAME": {*words.PEOPLE, *animals.FEARFUL, *animals.COLORFUL, *moods.NAMES},
    "PLACE": {*words.PLACES},
    "THING": {*words.OBJECTS, *containers.THINGS, *shapes.SHAPES},
    "ANIMAL": {*animals.PLURALS, *animals.PLURALS.values(), *animals.KINDS},
    "COLOR": {*animals.COLORS},
}
_MASK = {word.lower(): kind for kind, members in _KINDS.items() for word in members}
_WORD = re.compile(rf"\b({'|'.join(sorted(_MASK, key=len, reverse=True))})\b", re.IGNORECASE)


@cache
def form(text: str) -> str:
    """A sentence with the names of its kind in place of every name."""
    return _WORD.sub(lambda found: _MASK[found[0].lower()], text)


def forms(stories: Sequence[Story]) -> set[str]:
    """The forms of all sentences and questions."""
    texts = {slot.value for story in stories for slot in story.slots}
    return {form(text) for text in texts | {each.text for story in stories for each in story.questions}}


def known(stories: Sequence[Story]) -> set[str]:
    """All words, those of the answers too."""
    texts = {slot.value for story in stories for slot in story.slots}
    texts |= {text for story in stories for each in story.questions for text in (each.text, each.answer or "")}
    return {word for text in texts for word in re.findall(r"\w+", text.lower())}


def told(story: Story, question: Question) -> int:
    """How many sentences had been told when a question was asked."""
    return len(story.slots) if question.after is None else question.after


def gaps(story: Story) -> list[int]:
    """How many sentences are told before each question and after the one before it."""
    return [after - before for before, after in pairwise([0, *(told(story, each) for each in story.questions)])]


def counted(stories: Sequence[Story]) -> dict[str, Counter[str]]:
    """How often there is what, in several respects."""
    counts: dict[str, Counter[str]] = {}
    for story in stories:
        for respect, what in _seen(story):
            counts.setdefault(respect, Counter())[what] += 1
    return counts


def _seen(story: Story) -> Iterator[tuple[str, str]]:
    first, *later = gaps(story)
    yield "sentences", _about(len(story.slots))
    yield "before the first question", _about(first)
    yield "different questions", str(len(set(story.questions)))
    for gap in later:
        yield "between questions", _about(gap)
    for slot in story.slots:
        yield "sentence", form(slot.value)
    for question in story.questions:
        yield "question", form(question.text)
        yield "answer", question.answer or ""
        yield "facts", str(len(question.facts))
        yield "order of facts", str([sorted(question.facts).index(fact) for fact in question.facts][:3])
        for fact in question.facts[:3]:
            yield "distance of a fact", _about(told(story, question) - fact)


def _about(count: int) -> str:
    """A number, to within a third where it is large."""
    return str(count if count < 10 else 10 * (4 / 3) ** (round(math.log(count / 10, 4 / 3))))


def apart(one: Counter[str], other: Counter[str]) -> float:
    """The share of one that would have to change to have the shares of the other (their total variation distance)."""
    total, other_total = one.total(), other.total()
    return sum(abs(one[what] / total - other[what] / other_total) for what in one | other) / 2
