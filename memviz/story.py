"""What a person writes: slots of memory, and questions about them. Plain frozen text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from memviz.errors import StoryError


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

    `told` is the number of slots already told when the question is asked; None means all of them.
    """

    text: str
    answer: str | None = None
    facts: tuple[int, ...] = ()
    told: int | None = None


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
                raise StoryError(f"“{question.text}” points at a sentence that has not been told yet.")

    @classmethod
    def of(cls, *sentences: str) -> Story:
        """A story of plain sentences, oldest first."""
        return cls(tuple(Slot.sentence(sentence) for sentence in sentences))

    def until(self, question: Question) -> Story:
        """The part of the story that had been told when `question` was asked, with this one question."""
        slots = self.slots[: question.told]
        return Story(slots, (replace(question, told=None),))
