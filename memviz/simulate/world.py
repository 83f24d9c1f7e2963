"""A story in the making."""

from __future__ import annotations

from functools import lru_cache

from memviz.simulate.dice import Dice
from memviz.simulate.sizes import Sizes
from memviz.story import Question, Slot, Story

# Worlds are small and say the same again and again; slots are frozen, so stories may share them.
_slot = lru_cache(maxsize=1 << 14)(Slot.sentence)


class World:
    """What every world can do: tell a sentence, ask a question, and hand over the story when it is finished."""

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        self.dice = dice
        self.sizes = sizes
        self.slots: list[Slot] = []
        self.questions: list[Question] = []

    def tell(self, sentence: str) -> int:
        """Adds a sentence; returns its slot, for the facts of later questions."""
        self.slots.append(_slot(sentence))
        return len(self.slots) - 1

    def ask(self, text: str, answer: str, facts: tuple[int, ...]) -> None:
        """Adds a question about what has been told so far."""
        self.questions.append(Question(text, answer, facts, len(self.slots)))

    def finished(self) -> Story:
        """The story so far; the next one begins empty."""
        story = Story(tuple(self.slots), tuple(self.questions))
        self.slots, self.questions = [], []
        return story

    def story(self) -> Story:
        """The next story of this world."""
        raise NotImplementedError
