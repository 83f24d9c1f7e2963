"""A chain is walked: from one name of a question, hop by hop, each hashing by the names that the one before read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memviz.facts.hashing import FactIndex
from memviz.facts.phrases import Step
from memviz.facts.stepping import Hashed, Numbers, hashed
from memviz.models.chain_checkpoint import TrainedChain
from memviz.models.kv_chain import KVChain, Reading
from memviz.tensors.chained import Words, padded
from memviz.trace.check import Floats

NOTHING_ID = -1  # of the nothing slot; a memory's is 2 · fact, and one more where it is reversed


@dataclass(frozen=True)
class Given:
    """Attention that is given and not computed: muted memories, and weights by hop and memory."""

    muted: frozenset[int] = frozenset()
    weights: Mapping[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Looked:
    """One hop of a walk: what it hashed by, its memories, their attention (M + 1,), nothing last, and what it read.

    ids (M,) of memories · shares: how much is read of each name · kinds (M,) scores without the name's part
    """

    names: tuple[int, ...]
    cut: int
    memories: Hashed
    ids: Numbers
    scores: Floats
    attention: Floats
    finished: float
    read: tuple[int, ...]
    shares: dict[int, float]

    @property
    def nothing(self) -> bool:
        """Whether the hop looked at nothing rather than at memories."""
        return not self.read

    @property
    def steps(self) -> frozenset[Step]:
        """The kinds of the memories that were read."""
        chosen = np.isin(self.memories.values, self.read) & (self.attention[:-1] > 0)
        return (
            frozenset(self.memories.steps[k] for k in self.memories.kinds[chosen].tolist())
            if self.read
            else frozenset()
        )


@dataclass(frozen=True)
class Walk:
    """All hops from one name (in its spellings) on; `sure` is the probability that each looked where it should, `gone`
    as in KVChainConfig."""

    start: tuple[int, ...]
    hops: tuple[Looked, ...]
    words: NDArray[np.float32]
    asked: Tensor
    sure: float
    gone: float

    @property
    def missing(self) -> bool:
        """Whether it ended because the facts do not say."""
        last = self.hops[-1]
        return last.nothing and (len(self.hops) == 1 or last.finished < self.gone)

    @property
    def end(self) -> Looked | None:
        """The last hop that read something."""
        return next((hop for hop in reversed(self.hops) if not hop.nothing), None)


class Asker:
    """A network's view of one question: what each hop reads of it from each name, and keys of relations."""

    def __init__(self, trained: TrainedChain, questions: Sequence[Sequence[str | int]]) -> None:
        """questions: the same one, once for each name that a chain may begin at; START and OTHER stand for names."""
        self.network: KVChain = trained.network
        self._words = Words(trained.pieces, self.network.config.letters)
        rows = [[each if isinstance(each, int) else self._words.number(each) for each in row] for row in questions]
        numbers, lengths = padded(rows)
        self.reading: Reading = self.network.read(self.network.word_vectors(self._words.table()), numbers, lengths)
        self._keys: dict[str, Tensor] = {}

    def keys(self, steps: Sequence[Step]) -> Tensor:
        """The relation part of keys: (steps, d)."""
        if new := list(dict.fromkeys(step.relation for step in steps if step.relation not in self._keys)):
            table = Words(self._words.pieces, self.network.config.letters)
            rows, _ = padded(table.relation(relation) for relation in new)
            made = self.network.keys(self.network.word_vectors(table.table()), rows)
            self._keys |= dict(zip(new, made, strict=True))
        return torch.stack([self._keys[step.relation][int(not step.forward)] for step in steps])

    def walk(self, index: FactIndex, focus: int, start: Sequence[int], barred: Sequence[int], given: Given) -> Walk:
        """The chain from a name on. barred: names of the question, to which no later hop leads back."""
        config = self.network.config
        names: tuple[int, ...] = tuple(start)
        cut, sure, hops = 0, 1.0, []
        for h in range(config.hops):
            hop = self._look(index, focus, h, names, cut, barred if h else (), given)
            hops.append(hop)
            right = float(hop.attention[-1]) if hop.nothing else 1 - float(hop.attention[-1]) - _strayed(hop)
            sure *= right
            if hop.nothing:
                break
            names, cut = hop.read[: config.names], max(0, len(hop.read) - config.names)
        return Walk(
            tuple(start),
            tuple(hops),
            self.reading.attention[focus].numpy(),
            self.reading.asked[focus],
            sure,
            config.gone,
        )

    def _look(
        self, index: FactIndex, focus: int, h: int, names: Sequence[int], cut: int, barred: Sequence[int], given: Given
    ) -> Looked:
        asked, finished = self.reading.asked[focus, h], self.reading.finished[focus, h]
        config, missing = self.network.config, self.network.missing_score

        def ranked(steps: Sequence[Step]) -> list[float]:
            return self.network.scores(asked, self.keys(steps)).tolist() if steps else []

        found = hashed(index, names, barred, config.memory, ranked)
        ids = 2 * found.facts + np.array([not step.forward for step in found.steps], np.int64)[found.kinds]
        by_kind = torch.tensor(ranked(found.steps))
        scores = torch.cat([by_kind[torch.from_numpy(found.kinds)], torch.logaddexp(finished, missing)[None]])
        p = _attention(scores.double(), [*ids.tolist(), NOTHING_ID], h, given)
        share = float((finished - torch.logaddexp(finished, missing)).exp())
        read, shares = _read(p[:-1], found.values, config.close) if p[-1] <= p[:-1].sum() else ((), {})
        return Looked(
            tuple(names), cut, found, ids, scores.numpy().astype(np.float32), p.astype(np.float32), share, read, shares
        )


def _attention(scores: Tensor, ids: Sequence[int], hop: int, given: Given) -> NDArray[np.float64]:
    """Softmax over the memories and nothing, but for what is given."""
    fixed = [0.0 if each in given.muted else given.weights.get((hop, each), np.nan) for each in ids]
    held = np.array(fixed)
    free = np.isnan(held)
    p: NDArray[np.float64] = np.nan_to_num(held)
    if free.any():
        soft = torch.softmax(scores.masked_fill(torch.from_numpy(~free), -torch.inf), 0).numpy()
        p = p + max(0.0, 1 - p.sum()) * soft
    return p if p.sum() > 0 else np.eye(len(p))[-1]


def _read(p: NDArray[np.float64], values: Numbers, close: float) -> tuple[tuple[int, ...], dict[int, float]]:
    """The names that are read, the one with the largest share first, and the share of every value."""
    names, place = np.unique(values, return_inverse=True)
    shares = np.bincount(place, p, len(names))
    most = np.zeros(len(names))
    np.maximum.at(most, place, p)  # a name is read if one memory says so: how many do counts for its share alone
    order = np.argsort(-shares, kind="stable")
    chosen = [int(names[i]) for i in order if most[i] >= close * p.max()]
    return tuple(chosen), dict(zip(names.tolist(), shares.tolist(), strict=True))


def _strayed(hop: Looked) -> float:
    """The weight of what was looked at and not read."""
    return float(hop.attention[:-1][~np.isin(hop.memories.values, hop.read)].sum())
