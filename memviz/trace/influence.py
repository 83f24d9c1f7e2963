"""Where an answer comes from, beside where attention looks: two pictures, and how well they agree. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from memviz.trace import Trace
from memviz.trace.check import Floats

_DIGITS = 4  # of a drop; what is smaller is chance, since the network computes with 32 bits

_Numbers: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Influence:
    """How much of the answer every slot carries: `drops` (slots,) is how much log p(answer) falls without it, in the
    order of Trace.slots; less than 0 where the answer is surer without it."""

    answer: str
    drops: Floats


@dataclass(frozen=True)
class GoldPlace:
    """The place of a gold fact among the sentences, 1 for the first, by mean attention over hops and by influence."""

    slot: int
    by_attention: int
    by_influence: int


@dataclass(frozen=True)
class Agreement:
    """How well attention and influence agree on which sentences matter; drops are compared to 4 digits.

    rank_correlation  Spearman's, between mean attention over hops and drops, over the sentences that are not muted;
                      None where there are fewer than two, or all are equal
    per_hop           the same for each hop's own attention
    gold              the gold facts, but for muted ones
    """

    rank_correlation: float | None
    per_hop: tuple[float | None, ...]
    gold: tuple[GoldPlace, ...]


def agreement(trace: Trace, influence: Influence) -> Agreement:
    """Compare where a trace looks with what its answer depends on."""
    there = [i for i in range(trace.sentences) if i not in trace.muted]
    attention, drops = trace.attention()[:, there], influence.drops[there].round(_DIGITS)
    mean = attention.mean(0)
    places = {slot: i for i, slot in enumerate(there)}
    gold = tuple(
        GoldPlace(fact, _place(mean, places[fact]), _place(drops, places[fact]))
        for fact in trace.question.facts
        if fact in places
    )
    return Agreement(rank_correlation(mean, drops), tuple(rank_correlation(hop, drops) for hop in attention), gold)


def rank_correlation(one: ArrayLike, other: ArrayLike) -> float | None:
    """Spearman's rank correlation of two lists, equal numbers sharing the mean of their ranks; None if undefined."""
    first, second = (_ranks(np.asarray(each, np.float64)) for each in (one, other))
    spread = np.sqrt((first @ first) * (second @ second))
    return float(np.clip(first @ second / spread, -1, 1)) if spread > 0 else None


def _ranks(numbers: _Numbers) -> _Numbers:
    """Ranks less their mean."""
    lower = (numbers[:, None] > numbers).sum(1)
    equal = (numbers[:, None] == numbers).sum(1)
    ranks: _Numbers = lower + (equal - len(numbers)) / 2
    return ranks


def _place(numbers: Floats, index: int) -> int:
    return 1 + int((numbers > numbers[index]).sum())
