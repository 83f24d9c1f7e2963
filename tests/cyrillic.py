"""A trace whose story has no letter of English, so that every English word beside it is a text of the interface."""

from __future__ import annotations

from dataclasses import replace

from memviz.story import Slot
from memviz.story.retrieval import Hashing
from memviz.trace import NOTHING, Trace

_LETTERS = {code: 0x430 + (code | 32) - ord("a") for code in range(ord("A"), ord("z") + 1) if chr(code).isalpha()}


def cyrillic(trace: Trace) -> Trace:
    """The trace with model, story, question and answers in other letters."""
    question = trace.question
    return replace(
        trace,
        model=_told(trace.model),
        slots=tuple(each if each == NOTHING else Slot(_told(each.key), _told(each.value)) for each in trace.slots),
        question=replace(
            question,
            text=_told(question.text),
            answer=None if question.answer is None else _told(question.answer),
            also=_all(question.also),
        ),
        answers=_all(trace.answers),
        unknown=_all(trace.unknown),
        new_names=_all(trace.new_names),
        hashing=trace.hashing and _hashing(trace.hashing),
    )


def _hashing(report: Hashing) -> Hashing:
    links = tuple(replace(link, name=_told(link.name)) for link in report.links)
    kinds = {"words": report.words, "common": report.common, "unknown": report.unknown}
    return replace(report, links=links, **{kind: _all(words) for kind, words in kinds.items()})


def _told(text: str) -> str:
    return text.translate(_LETTERS)


def _all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_told, texts))
