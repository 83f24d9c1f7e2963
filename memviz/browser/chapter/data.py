"""What the chapter's views need of a trace, as plain JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from memviz.story import Slot
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.hop import Hop

_ANSWERS = 5  # as many as can be read at a glance
_CERTAIN = 0.9999  # no softmax is more so: rounded to 1 it would be written as 100 %
_FULL = 97  # percentile of a column's numbers that has the full colour: one far number would make all others pale


def digest(data: dict[str, Any]) -> str:
    """A short name of some data, another one for other data."""
    return hashlib.blake2s(json.dumps(data).encode(), digest_size=5).hexdigest()


def walk_data(trace: Trace, most: int = 1000) -> dict[str, Any]:
    """The numbers of a trace: every vector of every hop. Of more than `most` slots only the most attended are shown.

    question, ranked (how many answers there are), count (how many slots)
    slots[i]: {number, text, value?, gold?, nothing?, age}, answers[j]: {text, right?, vector}
    hops[h]: {state, keys, scores, attention, values, readout, next, answers, whole}
    whole    what the softmax divides by, the sum of e^score over all slots, shown or not
    scales   of each kind of vector the number that has the full colour
    """
    kept = _kept(trace, most)
    answers = _leading(trace)
    right = set(trace.question.answers)
    return {
        "question": trace.question.text,
        "ranked": f"{trace.candidates:,}",
        "count": len(trace.slots),
        "slots": [_slot(trace, i) for i in kept],
        "answers": [
            {"text": trace.answers[j], "vector": short(trace.answer_vectors[j])}
            | ({"right": True} if trace.answers[j] in right else {})
            for j in answers
        ],
        "hops": [_hop(hop, kept, answers) for hop in trace.hops],
        "scales": _scales(trace),
    }


def _kept(trace: Trace, most: int) -> list[int]:
    """The slots to show, in their order."""
    peaks = trace.attention().max(0)
    return sorted(np.argsort(-peaks, kind="stable")[:most].tolist())


def _leading(trace: Trace) -> list[int]:
    """The answers to show, most probable at last first: the leading ones, every hop's leader, the right one."""
    order = np.argsort(-trace.hops[-1].answer_probs, kind="stable").tolist()
    also = {trace.question.answer, *(trace.ranked(hop)[0][0] for hop in range(len(trace.hops)))}
    return [j for at, j in enumerate(order) if at < _ANSWERS or trace.answers[j] in also]


def _slot(trace: Trace, i: int) -> dict[str, Any]:
    slot: Slot = trace.slots[i]
    row: dict[str, Any] = {"number": i + 1, "text": slot.key, "age": trace.sentences - 1 - i}
    if slot.value != slot.key:
        row["value"] = slot.value
    if i in trace.question.facts:
        row["gold"] = True
    if trace.has_nothing and i == trace.sentences:
        row["nothing"] = True
    return row


def _hop(hop: Hop, kept: Sequence[int], answers: Sequence[int]) -> dict[str, Any]:
    return {
        "state": short(hop.state_in),
        "keys": [short(hop.keys[i]) for i in kept],
        "scores": short(hop.scores[kept]),
        "attention": short(hop.attention[kept]),
        "values": [short(hop.values[i]) for i in kept],
        "readout": short(hop.readout),
        "next": short(hop.state_out),
        "answers": [min(p, _CERTAIN) for p in short(hop.answer_probs[answers])],
        "whole": short([np.exp(hop.scores.astype(float)).sum()])[0],
    }


def _scales(trace: Trace) -> dict[str, float]:
    of = {
        "state": [hop.state_in for hop in trace.hops],
        "keys": [hop.keys for hop in trace.hops],
        "values": [hop.values for hop in trace.hops],
        "readout": [hop.readout for hop in trace.hops],
        "next": [hop.state_out for hop in trace.hops],
        "vectors": [trace.answer_vectors],
    }
    return {name: _scale(arrays) for name, arrays in of.items()}


def _scale(arrays: Iterable[Floats]) -> float:
    numbers = np.abs(np.concatenate([each.ravel() for each in arrays]))
    numbers = numbers[numbers > 0]
    return float(f"{np.percentile(numbers, _FULL):.4g}") if numbers.size else 1.0


def short(numbers: Iterable[float]) -> list[float]:
    """Four significant digits: more than can be seen, and half the bytes."""
    return [float(f"{float(number):.4g}") for number in numbers]
