"""What a person writes: slots of memory, and questions about them. Plain frozen text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from memviz.errors import StoryError
from memviz.language import _


@dataclass(frozen=True)
class Slot:
    """One memory: the key it is addressed by and the value that is read. Both are the sentence in MemN2N."""

    key: str
    value: str

    @classmethod
    def sentence(cls, text: str) -> Slot:
        """A slot whose key and value are the same sentence (Sukhbaatar et al. 2015)."""
        return cls(text, text)


@dataclass(frozen=True)
class Question:
    """A question, with the gold answer and the gold facts (indices into the story's slots) where they are known.

    `told` is the number of slots already told when the question is asked; None means all of them. `also` are further
    answers that are as right as `answer`.
    """

    text: str
    answer: str | None = None
    facts: tuple[int, ...] = ()
    told: int | None = None
    also: tuple[str, ...] = ()

    @classmethod
    def with_answers(cls, text: str, answers: Sequence[str]) -> Question:
        """A question and all of its right answers."""
        return cls(text, answers[0], also=tuple(answers[1:])) if answers else cls(text)

    @property
    def answers(self) -> tuple[str, ...]:
        """Every right answer, none if it is not known."""
        return () if self.answer is None else (self.answer, *self.also)


@dataclass(frozen=True)
class Story:
    """Slots, oldest first, and the questions asked on the way.

    Raises StoryError if a question points at a slot that has not been told.
    """

    slots: tuple[Slot, ...]
    questions: tuple[Question, ...] = field(default=())

    def __post_init__(self) -> None:
        for question in self.questions:
            told = len(self.slots) if question.told is None else question.told
            if told > len(self.slots) or any(not 0 <= fact < told for fact in question.facts):
                text = _("“{question}” points at a sentence that has not been told yet.")
                raise StoryError(text.format(question=question.text))

    @classmethod
    def of(cls, *sentences: str) -> Story:
        """A story of plain sentences, oldest first."""
        return cls(tuple(Slot.sentence(sentence) for sentence in sentences))

    def until(self, question: Question) -> Story:
        """The part of the story that had been told when `question` was asked, with this one question."""
        slots = self.slots[: question.told]
        return Story(slots, (replace(question, told=None),))


_NUMBERED = re.compile(r"(\d+)[.):]?\s+(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])\s*(?=\S)")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text that a person typed or pasted: one a line, or several to a line, numbered or not.

    Raises StoryError for a line that is a question: a memory holds what is told.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = tuple(part for line in _without_numbers(lines) for part in _SENTENCE_END.split(line))
    for number, sentence in enumerate(found, 1):
        if "\t" in sentence or sentence.endswith(("?", "？")):
            said = _(
                "Sentence {number} of the story, “{sentence}”, is a question. Take it out; questions have their own "
                "field."
            )
            raise StoryError(said.format(number=number, sentence=sentence.split("\t")[0][:60]))
    return found


def _without_numbers(lines: list[str]) -> list[str]:
    """Lines without their numbers, if every one has a number and the numbers rise."""
    matches = [_NUMBERED.match(line) for line in lines]
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < len(lines) or numbers != sorted(set(numbers)):
        return lines
    return [line[match.end() :] for line, match in zip(lines, matches, strict=True) if match]
