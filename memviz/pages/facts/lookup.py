"""What a person has chosen on the key-value page: a source, a model that fits it, and a question or a story."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from memviz.errors import LinkError
from memviz.language import _
from memviz.pages.shared.choice import Pick, whole
from memviz.simulate.gallery import FIRST

STORY, OWN = "story", "own"


@dataclass(frozen=True)
class Lookup:
    """A choice, as a link holds it. `question` counts those suggested for the source; task and number are a story's."""

    source: str
    model: str
    question: int = 0
    task: int = FIRST[0]
    number: int = FIRST[1]

    def link(self) -> dict[str, str]:
        """The parameters of the page's address; questions count from 1 there."""
        if self.source == STORY:
            return {"source": STORY, **Pick(self.model, self.task, self.number).link()}
        return {"source": self.source, "model": self.model, "question": str(self.question + 1)}

    @classmethod
    def from_link(
        cls, parameters: Mapping[str, str], offered: Mapping[str, Sequence[str]], questions: Callable[[str], int]
    ) -> Lookup:
        """The choice that a link names; what it leaves out is the default. Raises LinkError for what is not there.

        offered: the models of every source, the default first; questions: how many are suggested for a source.
        """
        source = parameters.get("source", next(iter(offered)))
        if source not in offered:
            raise LinkError(_("This link names something that is not here. This is where we begin."))
        named = {"model": offered[source][0], **parameters}
        if source == STORY:
            pick = Pick.from_link(named, offered[source])
            return cls(source, pick.model, task=pick.task, number=pick.number)
        question = whole(parameters.get("question", "1")) - 1
        if named["model"] not in offered[source] or not 0 <= question < questions(source):
            raise LinkError(_("This link names something that is not here. This is where we begin."))
        return cls(source, named["model"], question)
