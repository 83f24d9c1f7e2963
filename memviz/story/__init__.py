"""What a person writes: slots of memory, and questions about them. Plain frozen text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from memviz.errors import StoryError
from memviz.language import _
from memviz.story.form import whole
from memviz.story.splitter import asks, split_text


@dataclass(frozen=True)
class Slot:
    """One memory: the key it is addressed by and the value that is read. Both are the sentence in MemN2N.

    Slots and hops are counted from 0 here and everywhere in Python; people see them from 1, on the pages, in pictures
    and on the command line.
    """

    key: str
    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", whole(self.key))
        object.__setattr__(self, "value", whole(self.value))

    @classmethod
    def sentence(cls, text: str) -> Slot:
        """A slot whose key and value are the same sentence (Sukhbaatar et al. 2015)."""
        return cls(text, text)


@dataclass(frozen=True)
class Question:
    """A question, with the gold answer and the gold facts (indices into the story's slots) where they are known.

    `after` is the number of slots that come before the question; None means all of them. `also` are further
    answers that are as right as `answer`.
    """

    text: str
    answer: str | None = None
    facts: tuple[int, ...] = ()
    after: int | None = None
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", whole(self.text))
        object.__setattr__(self, "answer", None if self.answer is None else whole(self.answer))
        object.__setattr__(self, "also", tuple(map(whole, self.also)))

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
            after = len(self.slots) if question.after is None else question.after
            if after > len(self.slots) or any(not 0 <= fact < after for fact in question.facts):
                text = _("“{question}” points at a sentence that has not been told yet.")
                raise StoryError(text.format(question=question.text))

    @classmethod
    def of(cls, *sentences: str) -> Story:
        """A story of plain sentences, oldest first."""
        return cls(tuple(Slot.sentence(sentence) for sentence in sentences))

    def until(self, question: Question) -> Story:
        """The part of the story that had been told when `question` was asked, with this one question."""
        slots = self.slots[: question.after]
        return Story(slots, (replace(question, after=None),))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text that a person typed or pasted: one a line, or several to a line, numbered or not.

    Raises StoryError for a line that is a question: a memory holds what is told.
    """
    found = split_text(text)
    for number, sentence in enumerate(found, 1):
        if "\t" in sentence or asks(sentence):
            message = _(
                "Sentence {number} of the story, “{sentence}”, is a question. Take it out; questions have their own "
                "field."
            )
            raise StoryError(message.format(number=number, sentence=sentence.split("\t")[0][:60]))
    return found
