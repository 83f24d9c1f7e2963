"""How well kv-chain answers: hits@1, F1 of the set, whether it knows what the facts do not say, and how sure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from memviz.answer.following import Followed, follow
from memviz.facts.hashing import FactIndex
from memviz.facts.stepping import texts
from memviz.models.chain_checkpoint import TrainedChain

UNSAID = "not among the facts"  # a type of question


@dataclass(frozen=True)
class Asked:
    """A question, its right answers (none: the facts do not say), and its type."""

    text: str
    answers: Collection[str]
    kind: str


@dataclass
class _Tally:
    hits: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    f1: list[float] = field(default_factory=list)
    said: list[bool] = field(default_factory=list)
    over_said: list[bool] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def measured(trained: TrainedChain, index: FactIndex, asked: Iterable[Asked]) -> dict[str, Any]:
    """Figures of questions put to facts; see `measured_in`."""
    return measured_in(trained, [(index, asked)])


@torch.inference_mode()
def measured_in(trained: TrainedChain, worlds: Iterable[tuple[FactIndex, Iterable[Asked]]]) -> dict[str, Any]:
    """Figures of questions, each put to its facts.

    In %: hits_at_1, f1 of the set, exact (the set is right), by_type, said (of questions that the facts do not answer)
    and over_said (of the others). auc, whether it is surer where its set is right: 0.5 by chance. p50_ms and p95_ms,
    milliseconds of processor time a question.
    """
    tally = _Tally()
    for index, asked in worlds:
        for each in asked:
            start = process_time()
            followed = follow(trained, index, each.text)
            tally.times.append(1000 * (process_time() - start))
            _count(tally, index, each, followed)
    every = [hit for hits in tally.hits.values() for hit in hits]
    figures = {
        "hits_at_1": _percent(every),
        "f1": round(100 * sum(tally.f1) / max(1, len(tally.f1)), 2),
        "exact": _percent(tally.right),
        "by_type": {kind: _percent(hits) for kind, hits in sorted(tally.hits.items())},
        "ranking": "memory",
        "questions": len(every) + len(tally.said),
        "over_said": _percent(tally.over_said),
        "p50_ms": round(float(np.percentile(tally.times, 50)), 1),
        "p95_ms": round(float(np.percentile(tally.times, 95)), 1),
    }
    area = auc(np.array(tally.sure), np.array(tally.right))
    return figures | ({"said": _percent(tally.said)} if tally.said else {}) | ({} if area is None else {"auc": area})


def _count(tally: _Tally, index: FactIndex, asked: Asked, followed: Followed | None) -> None:
    unsaid = followed is None or followed.outcome in ("unsaid", "none")
    tally.sure.append(followed.sure if followed else 0.0)
    if not asked.answers:
        tally.said.append(unsaid)
        tally.right.append(unsaid)
        return
    answers = _answers(index, followed)
    right = len(set(answers) & set(asked.answers))
    tally.over_said.append(unsaid)
    tally.hits[asked.kind].append(bool(answers) and answers[0] in asked.answers)
    tally.f1.append(2 * right / (len(set(answers)) + len(set(asked.answers))) if right else 0.0)
    tally.right.append(set(answers) == set(asked.answers))


def _answers(index: FactIndex, followed: Followed | None) -> list[str]:
    """What is answered, the largest share first."""
    if followed is None:
        return []
    if followed.outcome == "count":
        return [str(len(followed.names))]
    if followed.outcome == "whether":
        return ["yes" if followed.yes else "no"]
    named = texts(index, followed.names)
    return [named[name] for name in followed.names]


def auc(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float | None:
    """How often a right answer is surer than a wrong one, ties by half; None where all are right, or none is."""
    good, bad = sure[right], sure[~right]
    if not (len(good) and len(bad)):
        return None
    both = np.concatenate([good, bad])
    order = np.argsort(both, kind="stable")
    ranks = np.empty(len(both))
    ranks[order] = np.arange(1, len(both) + 1)
    for value in np.unique(both):
        ranks[both == value] = ranks[both == value].mean()
    return round(float((ranks[: len(good)].sum() - len(good) * (len(good) + 1) / 2) / (len(good) * len(bad))), 3)


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / len(hits), 2) if hits else 0.0
