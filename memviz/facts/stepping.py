"""Key hashing of one hop of a chain: the memories whose key has one of the names that were read.

Names and memories are numbers here; a hop over hundreds of names has thousands of memories, and few are ever shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memviz.facts.hashing import FactIndex, memories_of
from memviz.facts.phrases import Step
from memviz.facts.triples import Triple
from memviz.story.retrieval import KeyValue

Numbers = NDArray[np.int64]
Ranked = Callable[[Sequence[Step]], Sequence[float]]
"""How much kinds of memories are like what is asked."""


@dataclass(frozen=True)
class Hashed:
    """The memories of one hop, in the file's order, each forward before reversed.

    facts, names, kinds, values (M,) numbers of each memory's fact, of the name in its key, of its kind (a row of
    `steps`) and of its value; found: how many there are where only the first are kept
    """

    facts: Numbers
    names: Numbers
    kinds: Numbers
    values: Numbers
    steps: tuple[Step, ...]
    found: int


_LISTED = "SELECT value FROM json_each(?)"
_ENDS = (("subject", "object"), ("object", "subject"))


def hashed(index: FactIndex, names: Sequence[int], barred: Collection[int], limit: int, ranked: Ranked) -> Hashed:
    """The memories that have one of `names` in their key and none of `barred` as their value, at most `limit`.

    Where there are more, those are kept whose relation is most like what is asked.
    """
    wanted, without = json.dumps(list(names)), json.dumps(list(barred))
    counts: dict[tuple[int, int], int] = {}
    for way, (key, value) in enumerate(_ENDS):
        but = f"AND {value} NOT IN ({_LISTED}) " if barred else ""
        query = f"SELECT relation, count(*) FROM facts WHERE {key} IN ({_LISTED}) {but}GROUP BY relation"  # noqa: S608
        counts |= {(r, way): n for r, n in index.rows(query, wanted, *[without] * bool(barred))}
    kinds = sorted(counts)
    steps = tuple(Step(index.relations[relation], not way) for relation, way in kinds)
    rows = _rows(index, wanted, without if barred else "", _kept(kinds, counts, limit, ranked(steps)), kinds)
    facts, places, ways, values = rows.T
    return Hashed(facts, places, ways, values, steps, sum(counts.values()))


def _kept(
    kinds: Sequence[tuple[int, int]], counts: dict[tuple[int, int], int], limit: int, scores: Sequence[float]
) -> dict[int, int]:
    """How many memories of which kinds fit, the best kinds first."""
    kept: dict[int, int] = {}
    for k in sorted(range(len(kinds)), key=lambda k: -scores[k]):
        if limit > 0:
            kept[k] = min(limit, counts[kinds[k]])
            limit -= kept[k]
    return kept


def _rows(
    index: FactIndex, wanted: str, without: str, kept: dict[int, int], kinds: Sequence[tuple[int, int]]
) -> Numbers:
    """Fact, name, kind and value of the memories that fit: (M, 4)."""
    found: list[tuple[int, int, int, int]] = []
    for way, (key, value) in enumerate(_ENDS):
        place = {kinds[k][0]: k for k in kept if kinds[k][1] == way}
        if not place:
            continue
        but = f"AND {value} NOT IN ({_LISTED}) " if without else ""
        columns = f"id, {key}, relation, {value}"
        query = f"SELECT {columns} FROM facts WHERE {key} IN ({_LISTED}) AND relation IN ({_LISTED}) {but}"  # noqa: S608
        rows = index.rows(query, wanted, json.dumps(list(place)), *[without] * bool(without))
        found += [(fact, name, place[relation], other) for fact, name, relation, other in rows]
    table: Numbers = np.array(sorted(found), np.int64).reshape(-1, 4)
    keep = np.ones(len(table), bool)
    for k, most in kept.items():
        keep[np.flatnonzero(table[:, 2] == k)[most:]] = False
    return table[keep]


def texts(index: FactIndex, numbers: Collection[int]) -> dict[int, str]:
    """Names by their numbers."""
    query = "SELECT id, name FROM names WHERE id IN (SELECT value FROM json_each(?))"
    return dict(index.rows(query, json.dumps(sorted(numbers))))


def written(name: str, step: Step, value: str) -> KeyValue:
    """A memory as a person reads it."""
    subject, other = (name, value) if step.forward else (value, name)
    return memories_of(Triple(subject, step.relation, other))[not step.forward]
