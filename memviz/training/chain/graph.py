"""Facts as a graph of numbers: which kinds of memories names find, and what is read of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memviz.facts.phrases import Step
from memviz.facts.triples import Triple

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Graph:
    """Names, and for every kind of memory (a relation, forward or reversed) what it leads to.

    kinds, in the order of the columns of `counts` (names, kinds), how many memories of a kind have a name in their key;
    begins, leads: memories of kind k with name n are leads[k][begins[k][n] : begins[k][n + 1]]
    """

    number: dict[str, int]
    kinds: tuple[Step, ...]
    counts: Numbers
    begins: tuple[Numbers, ...]
    leads: tuple[Numbers, ...]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Graph:
        """The graph of facts."""
        number: dict[str, int] = {}
        pairs: dict[Step, list[tuple[int, int]]] = {}
        for fact in triples:
            one, other = (number.setdefault(name, len(number)) for name in (fact.subject, fact.object))
            pairs.setdefault(Step(fact.relation, True), []).append((one, other))
            pairs.setdefault(Step(fact.relation, False), []).append((other, one))
        kinds = tuple(pairs)
        begins, leads, counts = [], [], np.zeros((len(number), len(kinds)), np.int64)
        for k, kind in enumerate(kinds):
            ends = np.array(pairs[kind], np.int64)
            ends = ends[np.argsort(ends[:, 0], kind="stable")]
            counts[:, k] = np.bincount(ends[:, 0], minlength=len(number))
            begins.append(np.concatenate([[0], np.cumsum(counts[:, k])]))
            leads.append(ends[:, 1])
        return cls(number, kinds, counts, tuple(begins), tuple(leads))

    def found(self, names: Numbers) -> Numbers:
        """How many memories of every kind these names find: (kinds,)."""
        total: Numbers = self.counts[names].sum(0)
        return total

    def read(self, names: Numbers, kind: int, asked: int) -> Numbers:
        """The distinct names that memories of a kind lead to, but for the name asked about."""
        begin, lead = self.begins[kind], self.leads[kind]
        values = [lead[begin[n] : begin[n + 1]] for n in names.tolist()]
        read = np.unique(np.concatenate(values)) if values else np.empty(0, np.int64)
        others: Numbers = read[read != asked]
        return others

    def starts(self, kind: int) -> Numbers:
        """The names that have memories of a kind."""
        there: Numbers = np.flatnonzero(self.counts[:, kind])
        return there

    def path(self, steps: Sequence[Step]) -> tuple[int, ...] | None:
        """The kinds of these steps; None if the facts know one of them not."""
        place = {kind: k for k, kind in enumerate(self.kinds)}
        return tuple(place[step] for step in steps) if all(step in place for step in steps) else None
