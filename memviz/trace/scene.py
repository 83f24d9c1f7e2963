"""A trace as a scene: what there is to draw, in rows, shares and words. Whoever paints it decides where a row lies.

Made once in Python, so that nothing is computed, worded or rounded again where it is painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from memviz.look import FAINT, NAMED
from memviz.trace import Trace
from memviz.trace.spelling import spelled, stands
from memviz.trace.telling import Said, addressing, reading
from memviz.trace.wording import percent_text, verdict

_WHETHER = frozenset({"yes", "no", "maybe"})
_AMOUNTS = frozenset({"none", "one", "two", "three", "four", "five", "six", "seven", *map(str, range(100))})


@dataclass(frozen=True)
class Row:
    """A sentence of the memory; `points` are the letters [from, to) that the answer points at."""

    star: bool
    muted: bool
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Ribbon:
    """The light between a state and a row; at the state it begins where those of earlier rows end."""

    row: int
    start: float
    share: float


@dataclass(frozen=True)
class Step:
    """A hop: its weights by row (the nothing slot last), its ribbons, what is said in its two beats, what the state
    that it leaves behind would say and how likely, and the rows whose weight was given by hand."""

    weights: tuple[float, ...]
    ribbons: tuple[Ribbon, ...]
    key: Said
    value: Said
    says: str
    share: str
    given: tuple[int, ...]


@dataclass(frozen=True)
class Scene:
    """All of it. `first`: the sentences that did not fit come before row `first`; right is None where nobody knows."""

    rows: tuple[Row, ...]
    first: int
    nothing: bool
    steps: tuple[Step, ...]
    answer: str
    share: str
    right: bool | None
    verdict: str
    others: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The scene as a script reads it."""
        steps = [{**vars(step), "ribbons": [vars(ribbon) for ribbon in step.ribbons]} for step in self.steps]
        return {**vars(self), "rows": [vars(row) for row in self.rows], "steps": steps}


def scene(trace: Trace) -> Scene:
    """The scene of a trace over a story."""
    right, said = verdict(trace)
    gold = set(trace.question.facts)
    rows = (Row(i in gold, i in trace.muted, tuple(_pointed(trace, i))) for i in range(trace.sentences))
    return Scene(
        rows=tuple(rows),
        first=trace.forgotten,
        nothing=trace.has_nothing,
        steps=tuple(_step(trace, hop) for hop in range(len(trace.hops))),
        answer=spelled(trace, trace.answer),
        share=percent_text(trace.probability),
        right=right,
        verdict=said,
        others=tuple(_others(trace)),
    )


def _others(trace: Trace) -> list[tuple[str, str]]:
    """Who came next, of the kind of the answer or from the story, and no part of what is named already."""
    named = [trace.answer]
    found: list[tuple[str, str]] = []
    for text, p in trace.ranked()[1:]:
        if round(p, 2) == 0 or len(found) == NAMED:
            break
        if _may_follow(trace, text) and not any(text in each or each in text for each in named):
            named.append(text)
            found.append((spelled(trace, text), percent_text(p)))
    return found


def _may_follow(trace: Trace, text: str) -> bool:
    for kind in (_WHETHER, _AMOUNTS):
        if trace.answer in kind or text in kind:
            return trace.answer in kind and text in kind
    return stands(trace, text)


def _step(trace: Trace, hop: int) -> Step:
    weights = tuple(round(float(p), 4) for p in trace.hops[hop].attention)
    answer, share = trace.ranked(hop)[0]
    return Step(
        weights=weights,
        ribbons=tuple(_ribbons(weights)),
        key=addressing(trace, hop),
        value=reading(trace, hop),
        says=spelled(trace, answer),
        share=percent_text(share),
        given=tuple(each.slot for each in trace.overrides if each.hop == hop),
    )


def _ribbons(weights: tuple[float, ...]) -> Iterator[Ribbon]:
    """A ribbon for every row that gets more than would be printed as nothing."""
    start = 0.0
    for row, share in enumerate(weights):
        if share >= FAINT:
            yield Ribbon(row, round(start, 4), share)
        start += share


def _pointed(trace: Trace, row: int) -> Iterator[tuple[int, int]]:
    """The letters of a row that are the answer, where the network points at it."""
    place = trace.pointing and trace.pointing.places[trace.answers.index(trace.answer)]
    if place and place.slot == row:
        yield place.start, place.end
