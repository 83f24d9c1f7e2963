"""Two traces beside each other, before and after a change: which slots are the same, and what differs. Plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from memviz.errors import TraceError
from memviz.trace import Trace
from memviz.trace.check import Floats


@dataclass(frozen=True)
class Pair:
    """A slot before and after, by its number; None on the side where it is missing."""

    before: int | None
    after: int | None


@dataclass(frozen=True)
class Weighed:
    """An answer's probability after every hop, before and after the change; 0 where it is not listed."""

    answer: str
    before: tuple[float, ...]
    after: tuple[float, ...]


@dataclass(frozen=True)
class Difference:
    """What changed between two traces of as many hops.

    pairs      every slot of both, oldest first. A sentence that took another's place is paired with it
    attention  (hops, pairs) after - before; a missing slot has 0
    answers    every answer of either, first those whose probability changed most in the end
    """

    pairs: tuple[Pair, ...]
    attention: Floats
    answers: tuple[Weighed, ...]
    answer_changed: bool


def difference(before: Trace, after: Trace) -> Difference:
    """What changed from one trace to another. Raises TraceError if they have not as many hops."""
    if len(before.hops) != len(after.hops):
        raise TraceError(f"Hops cannot be compared: {len(before.hops)} before and {len(after.hops)} after.")
    pairs = tuple(_pairs(before, after))
    attention = _spread(after, [pair.after for pair in pairs]) - _spread(before, [pair.before for pair in pairs])
    one, other = _probabilities(before), _probabilities(after)
    none = (0.0,) * len(after.hops)
    answers = [Weighed(answer, one.get(answer, none), other.get(answer, none)) for answer in {**other, **one}]
    answers.sort(key=lambda each: -abs(each.after[-1] - each.before[-1]))
    return Difference(pairs, attention, tuple(answers), before.answer != after.answer)


def _pairs(before: Trace, after: Trace) -> Iterator[Pair]:
    """Slots with the same key, in order; a run of others as long before as after is one sentence changed by one."""
    then, now = ([slot.key for slot in trace.slots[: trace.sentences]] for trace in (before, after))
    for _, i, i_end, j, j_end in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
        if i_end - i == j_end - j:
            yield from map(Pair, range(i, i_end), range(j, j_end))
        else:
            yield from (Pair(slot, None) for slot in range(i, i_end))
            yield from (Pair(None, slot) for slot in range(j, j_end))
    if before.has_nothing or after.has_nothing:
        yield Pair(*(trace.sentences if trace.has_nothing else None for trace in (before, after)))


def _spread(trace: Trace, slots: Sequence[int | None]) -> Floats:
    """Attention (hops, slots) to such slots, 0 for None."""
    padded = np.pad(trace.attention(), ((0, 0), (0, 1)))
    return padded[:, [len(trace.slots) if slot is None else slot for slot in slots]]


def _probabilities(trace: Trace) -> dict[str, tuple[float, ...]]:
    """How probable every answer is after each hop."""
    return {answer: tuple(float(hop.answer_probs[i]) for hop in trace.hops) for i, answer in enumerate(trace.answers)}
