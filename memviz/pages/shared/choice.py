"""What a person has chosen: a model and a story from the gallery, or one typed over it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from memviz.data.babi import TASKS
from memviz.errors import LinkError
from memviz.language import _
from memviz.pages.shared.link import pack, unpack
from memviz.simulate.gallery import FIRST, LAST, Entry, entry
from memviz.story import Question, Story, sentences

DEFAULT_MODEL = "memn2n-3hop"


@dataclass(frozen=True)
class Pick:
    """A model and a story of the gallery, by its number there."""

    model: str = DEFAULT_MODEL
    task: int = FIRST[0]
    number: int = FIRST[1]

    def link(self) -> dict[str, str]:
        """The parameters of the page's address."""
        return {"model": self.model, "task": str(self.task), "story": str(self.number)}

    @classmethod
    def from_link(cls, parameters: Mapping[str, str], models: Collection[str]) -> Pick:
        """The pick that a link names; what it leaves out is the default. Raises LinkError if it is not there."""
        model, task = parameters.get("model", DEFAULT_MODEL), whole(parameters.get("task", str(FIRST[0])))
        number = whole(parameters.get("story", str(FIRST[1] if task == FIRST[0] else 1)))
        if model not in models or task not in TASKS or not 1 <= number <= LAST:
            raise LinkError(_("This link names a model or a story that is not here. This is where we begin."))
        return cls(model, task, number)

    @property
    def original(self) -> Entry:
        """The gallery's story and question."""
        return entry(self.task, self.number)


@dataclass(frozen=True)
class Choice:
    """A pick, and the texts as they stand in the fields."""

    pick: Pick
    text: str
    question: str

    @property
    def edited(self) -> bool:
        """Whether the texts are no longer the gallery's: gold facts and gold answer are unknown then."""
        original = self.pick.original
        return (self.text.strip(), self.question.strip()) != (original.text, original.question.text)

    def link(self) -> dict[str, str]:
        """The parameters of the page's address, with what was typed."""
        return self.pick.link() | ({"typed": pack([self.text, self.question])} if self.edited else {})

    @property
    def original(self) -> tuple[Story, Question] | None:
        """What was typed over; None if nothing was."""
        return (self.pick.original.story, self.pick.original.question) if self.edited else None

    def asked(self) -> tuple[Story, Question]:
        """The story and the question to put to the model. Raises StoryError for a question inside the story."""
        if not self.edited:
            return self.pick.original.story, self.pick.original.question
        return Story.of(*sentences(self.text)), Question(self.question.strip())


def typed_texts(parameters: Mapping[str, str], count: int) -> tuple[str, ...] | None:
    """The texts of `count` fields that a link holds, None if nobody typed. Raises LinkError."""
    if "typed" not in parameters:
        return None
    found = unpack(parameters["typed"])
    if not isinstance(found, list) or [type(each) for each in found] != [str] * count:
        raise LinkError(_("This link is cut or damaged. This is where we begin."))
    return tuple(found)


def whole(text: str) -> int:
    """A number of at most six digits; anything else is 0, which names nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0
