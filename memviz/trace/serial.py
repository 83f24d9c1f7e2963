"""The parts of a trace as JSON holds them, and back. What reads them raises KeyError, TypeError or ValueError."""

from __future__ import annotations

from operator import index
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memviz.language import _
from memviz.story import Question
from memviz.story.changes import Override
from memviz.story.form import whole
from memviz.story.retrieval import Hashing, Link


def question_to_dict(question: Question) -> dict[str, Any]:
    """A question without `after`: a trace has what came before it."""
    return {"text": question.text, "answer": question.answer, "also": question.also, "facts": question.facts}


def question_from_dict(data: dict[str, Any]) -> Question:
    """What question_to_dict wrote."""
    answer = None if data["answer"] is None else text(data["answer"])
    also = tuple(map(text, data["also"]))
    return Question(text(data["text"]), answer, tuple(map(index, data["facts"])), also=also)


def hashing_from_dict(data: dict[str, Any]) -> Hashing:
    """What dataclasses.asdict made of a Hashing."""
    links = tuple(Link(index(link["start"]), index(link["end"]), text(link["name"])) for link in data["links"])
    words, common, unknown = (tuple(map(text, data[name])) for name in ("words", "common", "unknown"))
    total, found, kept = (index(data[name]) for name in ("total", "found", "kept"))
    return Hashing(links, words, common, unknown, total, found, kept)


def override_from_list(data: list[Any]) -> Override:
    """An override from its [hop, slot, weight]."""
    hop, slot, weight = data
    return Override(index(hop), index(slot), float(weight))


def listed(array: NDArray[np.float32] | None) -> list[Any] | None:
    """The numbers as lists, in the fewest digits that give the same 32 bits back."""
    if array is None:
        return None
    if array.ndim > 1:
        return [listed(row) for row in array]
    return [float(str(number)) for number in array]


def text(value: Any) -> str:
    """A text without half characters, and nothing else."""
    if not isinstance(value, str):
        raise TypeError(_("{value} is no text").format(value=f"{value!r:.40}"))
    return whole(value)
