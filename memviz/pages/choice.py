"""What a person has chosen: a model and a story from the gallery, or one typed over it."""

from __future__ import annotations

from dataclasses import dataclass

from memviz.data.gallery import Entry, entries
from memviz.story import Question, Story, sentences


@dataclass(frozen=True)
class Choice:
    """A model, an entry of the gallery, and the texts as they stand in the fields."""

    model: str
    task: int
    entry: int
    text: str
    question: str

    @property
    def original(self) -> Entry:
        """The gallery's entry that the texts started from."""
        return entries(self.task)[self.entry]

    @property
    def edited(self) -> bool:
        """Whether the texts are no longer the gallery's: gold facts and gold answer are unknown then."""
        return (self.text.strip(), self.question.strip()) != (self.original.text, self.original.question.text)

    def asked(self) -> tuple[Story, Question]:
        """The story and the question to put to the model. Raises StoryError for a question inside the story."""
        if not self.edited:
            return self.original.story, self.original.question
        return Story.of(*sentences(self.text)), Question(self.question.strip())
