"""What the stage needs of a trace, as plain JSON: all of its steps, so that stepping needs no server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.verdict import headline, in_words, reason

_MOST = 16  # slots: more than any screen shows in letters that can be read from the last row
_ANSWERS = 5
_FAINT = 0.005
_FULL = 0.6  # of the greatest number of the memory fills a strip: most are small, and it may stand out


def stage_data(trace: Trace, update: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the stage shows of a trace.

    update   how a state is made of u + o, {matrix: "H", "R" or "", rectified: the share of its units that pass a ReLU};
             None for a network that does it in another way
    slots    those that matter most, oldest first: {at: number from 1, key, value, gold, nothing, muted}, left out
             where they do not hold
    order    indices of slots: the first are shown where there is no room for all
    more     how many sentences are not among the slots; forgotten: how many did not fit into the memory
    hops     scores, attention, keys and values of those slots, state, readout, next, leader (an answer and its
             probability), fixed (indices of slots whose attention was given)
    scale    the number that fills a strip: of keys, of values and readouts, of states
    answers  the most probable ones after the last hop, {text, p}; the last line is all others, {others: how many, p}
    doubt    why there is no answer to rely on, where there is none: {headline, reason}
    """
    order = _by_weight(trace)[:_MOST]
    shown = sorted(order)
    data: dict[str, Any] = {
        "model": trace.model,
        "names": "q" if trace.readout else "u",
        "question": _question(trace),
        "slots": [_slot(trace, i) for i in shown],
        "order": [shown.index(i) for i in order],
        "sentences": trace.sentences,
        "more": trace.sentences - sum(i < trace.sentences for i in shown),
        "forgotten": trace.forgotten,
        "unknown": list(trace.unknown),
        "readout": trace.readout,
        "hops": [_hop(trace, k, shown) for k in range(len(trace.hops))],
        "scale": _scale(trace, shown),
        "answers": _answers(trace),
    }
    doubt = {"doubt": {"headline": headline(trace), "reason": why}} if (why := reason(trace)) else {}
    moved = {"update": dict(update)} if update else {}
    return data | moved | doubt | ({"hashing": _hashing(trace)} if trace.hashing else {})


def _question(trace: Trace) -> dict[str, Any]:
    question = trace.question
    answer = None if question.answer is None else in_words(trace, question.answer)
    return {"text": question.text, "answer": answer, "also": list(question.also)}


def _by_weight(trace: Trace) -> list[int]:
    """Slots in the order of what they mean to the answer: where a hop looks most, and nothing; gold facts; where any
    hop looks; what was changed; the latest of the others."""
    attention = trace.attention()
    peaks = attention.max(axis=0)
    first = {*attention.argmax(axis=1).tolist(), *([trace.sentences] if trace.has_nothing else ())}
    changed = {*trace.muted, *(each.slot for each in trace.overrides)}

    def place(i: int) -> tuple[bool, bool, bool, bool, float, int]:
        seen = bool(peaks[i] >= _FAINT)
        return i not in first, i not in trace.question.facts, not seen, i not in changed, -float(peaks[i]), -i

    return sorted(range(len(trace.slots)), key=place)


def _slot(trace: Trace, i: int) -> dict[str, Any]:
    slot = trace.slots[i]
    marks = {"gold": i in trace.question.facts, "nothing": i >= trace.sentences, "muted": i in trace.muted}
    value = {"value": slot.value} if slot.value != slot.key else {}
    return {"at": i + 1, "key": slot.key} | value | {name: True for name, holds in marks.items() if holds}


def _hop(trace: Trace, k: int, shown: list[int]) -> dict[str, Any]:
    hop = trace.hops[k]
    fixed = [shown.index(each.slot) for each in trace.overrides if each.hop == k and each.slot in shown]
    answer, probability = trace.ranked(k)[0]
    return {
        "scores": _short(hop.scores[shown]),
        "attention": _short(hop.attention[shown]),
        "keys": [_short(hop.keys[i]) for i in shown],
        "values": [_short(hop.values[i]) for i in shown],
        "state": _short(hop.state_in),
        "readout": _short(hop.readout),
        "next": _short(hop.state_out),
        "leader": [in_words(trace, answer), _short([probability])[0]],
    } | ({"fixed": fixed} if fixed else {})


def _scale(trace: Trace, shown: list[int]) -> dict[str, float]:
    """A readout is drawn as the values are, whose sum it is."""
    hops = trace.hops
    return {
        "keys": _filling([hop.keys[shown] for hop in hops]),
        "values": _filling([array for hop in hops for array in (hop.values[shown], hop.readout)]),
        "states": _greatest([array for hop in hops for array in (hop.state_in, hop.state_out)]),
    }


def _filling(arrays: Sequence[Floats]) -> float:
    """The number that fills a strip: not much below the others where all are alike, as in vectors of signs."""
    usual = max(float(np.sqrt(np.square(array).mean(-1)).max(initial=0)) for array in arrays)
    return max(_FULL * _greatest(arrays), _short([usual])[0])


def _greatest(arrays: Iterable[Floats]) -> float:
    return _short([max(float(np.abs(array).max(initial=0)) for array in arrays) or 1.0])[0]


def _answers(trace: Trace) -> list[dict[str, Any]]:
    """The leading answers and the right one, most probable first; what is left of 1 is said as well."""
    ranked = trace.ranked()
    right = set(trace.question.answers)
    shown = ranked[:_ANSWERS]
    shown += [each for each in ranked[_ANSWERS:] if each[0] in right][:1]
    answers: list[dict[str, Any]] = [{"text": in_words(trace, text), "p": _short([p])[0]} for text, p in shown]
    if len(shown) < trace.candidates:
        rest = _short([max(0.0, 1 - sum(p for _, p in shown))])[0]
        answers.append({"others": trace.candidates - len(shown), "p": rest})
    return answers


def _hashing(trace: Trace) -> dict[str, Any]:
    """By which names and words memories were found, how many there are, were found and are kept."""
    report = trace.hashing
    assert report
    by = dict.fromkeys((*(link.name for link in report.links), *report.words))
    return {"by": list(by), "total": report.total, "found": report.found, "kept": report.kept}


def _short(numbers: Iterable[float]) -> list[float]:
    """Three significant digits: more than can be seen, and half the bytes."""
    return [float(f"{float(number):.3g}") for number in numbers]
