"""What a person has chosen on the page of facts: a source, a model that fits it, and a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from memviz.errors import LinkError
from memviz.language import _
from memviz.pages.shared.choice import whole

OWN = "own"


@dataclass(frozen=True)
class Lookup:
    """A choice, as a link holds it. `question` counts those suggested for the source and the model."""

    source: str
    model: str
    question: int = 0

    def link(self) -> dict[str, str]:
        """The parameters of the page's address; questions count from 1 there."""
        return {"source": self.source, "model": self.model, "question": str(self.question + 1)}

    @classmethod
    def from_link(
        cls, parameters: Mapping[str, str], offered: Mapping[str, Sequence[str]], questions: Callable[[str, str], int]
    ) -> Lookup:
        """The choice that a link names; what it leaves out is the default. Raises LinkError for what is not there.

        offered: the models of every source, the default first; questions: how many are suggested for a source and a
        model.
        """
        source = parameters.get("source", next(iter(offered)))
        if source not in offered:
            raise LinkError(_("This link names something that is not here. This is where we begin."))
        model = parameters.get("model", offered[source][0])
        question = whole(parameters.get("question", "1")) - 1
        if model not in offered[source] or not 0 <= question < questions(source, model):
            raise LinkError(_("This link names something that is not here. This is where we begin."))
        return cls(source, model, question)
