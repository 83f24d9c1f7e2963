"""What the board needs of a trace, as plain JSON: nothing hidden, nothing heavy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from memviz.browser.board.chaining import chain_data
from memviz.language import _
from memviz.story import Slot
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.difference import difference
from memviz.trace.found import found_text, set_text
from memviz.trace.hop import Hop
from memviz.trace.influence import Influence, agreement
from memviz.trace.trust import Trust
from memviz.trace.verdict import headline, in_words, reason

_ANSWERS = 5  # as many as can be read at a glance; the rest is summed up, never hidden


def board_data(
    trace: Trace,
    *,
    influence: Influence | None = None,
    before: Trace | None = None,
    what_if: Mapping[str, Any] | None = None,
    trust: Trust | None = None,
) -> dict[str, Any]:
    """What the board needs of a trace. `id` names the content; the page shows it once it is painted.

    A key-value network's trace also gets its lanes. What is not given is left out of the data, and so is what a trace
    does not have:
    slots[i].pointed  words of the slot that the answer contains, [[word from 0, probability], ...]
    doubt    why there is no answer to rely on: {headline, reason}
    slots[i].muted  hops[h].fixed (slots)  hops[h].words  what each word of a slot, and last its time, adds to the score
    slots[i].drop, agreement  how much the answer falls without a slot, and whether attention agrees with that
    trust    how far to trust this answer: {kind, word, why}
    chain    where every hop has memories of its own, see chain_data
    before   what another trace said, and which slots are the same in both
    whatif   the memory can be changed by hand: {of, n, compare, influence}, see `memory_board`
    """
    gold = set(trace.question.facts)
    nothing = len(trace.slots) - 1 if trace.has_nothing else None
    data = {
        "model": trace.model,
        "question": _question(trace),
        "slots": [_slot(slot, gold=i in gold, nothing=i == nothing) for i, slot in enumerate(trace.slots)],
        "forgotten": trace.forgotten,
        "unknown": list(trace.unknown),
        "hops": [{"scores": _short(hop.scores), "attention": _short(hop.attention)} for hop in trace.hops],
        "answers": _answers(trace, before),
    }
    _add_changes(data, trace)
    if trace.pointing:
        _add_pointing(data, trace)
    if trace.readout:
        _add_lanes(data, trace)
    if trace.chain:
        data["chain"] = chain_data(trace)
    if influence:
        _add_influence(data, trace, influence)
    if before:
        data["before"] = _before(data, trace, before)
    if trust:
        data["trust"] = asdict(trust)
    if what_if:
        data["whatif"] = dict(what_if)
    digest = hashlib.blake2s(json.dumps(data).encode(), digest_size=5).hexdigest()
    return {"id": digest, **data}


def _question(trace: Trace) -> dict[str, Any]:
    answer = trace.question.answer
    question = {"text": trace.question.text, "answer": None if answer is None else in_words(trace, answer)}
    return question | ({"also": list(trace.question.also)} if trace.question.also else {})


def _slot(slot: Slot, *, gold: bool, nothing: bool) -> dict[str, Any]:
    """A slot by its key; the marks are left out where they do not hold, which keeps long stories small."""
    return {"key": slot.key} | ({"gold": True} if gold else {}) | ({"nothing": True} if nothing else {})


def _add_changes(data: dict[str, Any], trace: Trace) -> None:
    """Give `data` what was changed by hand, and what each word adds to a score."""
    for slot in trace.muted:
        data["slots"][slot]["muted"] = True
    for each in trace.overrides:
        data["hops"][each.hop].setdefault("fixed", []).append(each.slot)
    counts = [len(slot.key.split()) for slot in trace.slots]
    for entry, hop in zip(data["hops"], trace.hops, strict=True):
        if hop.word_scores is not None:
            rows = zip(hop.word_scores, counts, strict=True)
            entry["words"] = [[round(float(part), 2) for part in (*row[:count], row[-1])] for row, count in rows]


def _add_pointing(data: dict[str, Any], trace: Trace) -> None:
    """Give `data` the words that the answer points at, and why there is none to rely on."""
    for i, slot in enumerate(data["slots"]):
        if words := trace.pointed(i):
            slot["pointed"] = [[token, round(p, 2)] for token, p in words.items()]
    if why := reason(trace):
        data["doubt"] = {"headline": headline(trace), "reason": why}


def _add_influence(data: dict[str, Any], trace: Trace, influence: Influence) -> None:
    """Give `data` how much the answer falls without each slot, and how well attention agrees with that."""
    for slot, drop in zip(data["slots"], _short(influence.drops), strict=True):
        slot["drop"] = drop
    found = agreement(trace, influence)
    gold = [[place.slot, place.by_attention, place.by_influence] for place in found.gold]
    data["agreement"] = {"rank": found.rank_correlation, "gold": gold}


def _before(data: dict[str, Any], trace: Trace, before: Trace) -> dict[str, Any]:
    """The trace before: its attention, its slots paired with those of now, and what it gave the answers shown."""
    found = difference(before, trace)
    shown = {answer["text"] for answer in data["answers"]}
    was: dict[str, Any] = {
        "answers": {
            text: _short(each.before) for each in found.answers if (text := in_words(trace, each.answer)) in shown
        },
        "slots": [{"key": slot.key} for slot in before.slots],
        "pairs": [[pair.before, pair.after] for pair in found.pairs],
        "attention": [_short(hop.attention) for hop in before.hops],
    }
    return was | ({"question": before.question.text} if before.question.text != trace.question.text else {})


def _add_lanes(data: dict[str, Any], trace: Trace) -> None:
    """Give `data` the values apart from the keys, each distinct value once, in order of first appearance.

    slots[i].value  which value it is;  values[j]  its text, and `right` or `nothing` where that holds
    hops[h].pushes  what each value adds to the logit of the final answer;  hops[h].turn  how the state changed
    readout         what the answer is read from after the last hop
    set             the answers that are as good as the first one;  several  how many they are, in words
    hashing         how the memories were found, or None;  hops[h].found  that in a sentence
    """
    texts = list(dict.fromkeys(slot.value for slot in trace.slots))
    numbers = {text: j for j, text in enumerate(texts)}
    owners = [numbers[slot.value] for slot in trace.slots]
    right = {trace.question.answer, *trace.question.also}
    data["values"] = [{"text": text} | ({"right": True} if text in right else {}) for text in texts]
    if trace.has_nothing:
        data["values"][owners[-1]]["nothing"] = True
    for slot, owner in zip(data["slots"], owners, strict=True):
        slot["value"] = owner
    for entry, hop in zip(data["hops"], trace.hops, strict=True):
        entry["pushes"] = _short(np.bincount(owners, weights=hop.pushes, minlength=len(texts)))
        entry["turn"] = _turn(hop)
    data["readout"] = trace.readout
    data["set"] = list(trace.answer_set)
    data["several"] = set_text(trace)
    data["hashing"] = _plain(asdict(trace.hashing)) if trace.hashing else None
    for k, entry in enumerate(data["hops"]):
        entry["found"] = found_text(trace, k)


def _plain(report: dict[str, Any]) -> dict[str, Any]:
    """A report as JSON would give it back: lists for tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in report.items()}


def _turn(hop: Hop) -> dict[str, float | None]:
    """The angle in degrees between a hop's two states, None where one of them is 0, and their lengths."""
    before, after = _length(hop.state_in), _length(hop.state_out)
    angle = None
    if before and after:
        cosine = float(np.dot(hop.state_in.astype(float), hop.state_out.astype(float))) / (before * after)
        angle = round(float(np.degrees(np.arccos(np.clip(cosine, -1, 1)))), 1)
    return {"angle": angle, "before": _short([before])[0], "after": _short([after])[0]}


def _length(state: Floats) -> float:
    return float(np.linalg.norm(state.astype(float)))


def _answers(trace: Trace, before: Trace | None) -> list[dict[str, Any]]:
    """The answers to show, most probable after the last hop first, with their probability after every hop.

    Shown are the leader of every hop, the answer before, the gold answer, and the highest of the rest up to `_ANSWERS`.
    The last line is everything else, so that each hop sums to 1.
    """
    probs = [[float(p) for p in hop.answer_probs] for hop in trace.hops]
    everything = range(len(trace.answers))
    must = {max(everything, key=hop.__getitem__) for hop in probs}
    also = {trace.question.answer, before.answer if before else None}
    must |= {i for i in everything if trace.answers[i] in also}
    by_peak = sorted(everything, key=lambda i: (i not in must, -max(hop[i] for hop in probs)))
    shown = by_peak[: max(_ANSWERS, len(must))]
    shown.sort(key=lambda i: -probs[-1][i])
    answers: list[dict[str, Any]] = [
        {"text": in_words(trace, trace.answers[i]), "probs": _short(hop[i] for hop in probs)} for i in shown
    ]
    if len(shown) < trace.candidates:
        rest = [max(0.0, 1 - sum(answer["probs"][k] for answer in answers)) for k in range(len(probs))]
        answers.append({"text": _("(all others)"), "probs": _short(rest), "others": True})
    return answers


def _short(numbers: Iterable[float]) -> list[float]:
    """Four significant digits: more than can be seen, and half the bytes."""
    return [float(f"{float(number):.4g}") for number in numbers]
