"""How well a network of everyday English answers, and how sure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from memviz.answer.english import ask_english
from memviz.models.english_checkpoint import TrainedEnglish
from memviz.story import Question, Story
from memviz.tensors.goals import is_right
from memviz.trace import Trace

_BINS = 10


@dataclass(frozen=True)
class Outcome:
    """One question asked: what kind it is of, whether the answer was right, its probability, and the share of its gold
    facts that are the top slot of some hop (None where it has none)."""

    kind: str
    right: bool
    probability: float
    facts: float | None


def outcomes(trained: TrainedEnglish, asked: Iterable[tuple[Story, Question, str]]) -> list[Outcome]:
    """Every question asked, with its kind."""
    return [_outcome(ask_english(trained, story, question), question, kind) for story, question, kind in asked]


def _outcome(trace: Trace, question: Question, kind: str) -> Outcome:
    return Outcome(kind, is_right(trace.answer, question.answers), trace.probability, _facts_seen(trace))


def _facts_seen(trace: Trace) -> float | None:
    facts = set(trace.question.facts)
    tops = {int(hop.attention[: trace.sentences].argmax()) for hop in trace.hops}
    return len(facts & tops) / len(facts) if facts else None


def calibration_error(found: Sequence[Outcome]) -> float:
    """Expected calibration error: how far, in the mean, probability is from the share of right answers (ten bins)."""
    sure = np.array([each.probability for each in found])
    right = np.array([each.right for each in found], float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    held = [bins == b for b in range(_BINS)]
    return float(sum(abs(sure[b].sum() - right[b].sum()) for b in held) / len(found))


def figures(found: Sequence[Outcome]) -> dict[str, object]:
    """What stands on the card: accuracy in % over all and by kind, facts seen in %, calibration error."""
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for each in found:
        by_kind[each.kind].append(each.right)
    seen = [each.facts for each in found if each.facts is not None]
    return {
        "questions": len(found),
        "right": _percent([each.right for each in found]),
        "by_kind": {kind: _percent(right) for kind, right in sorted(by_kind.items())},
        "facts_seen": _percent(seen),
        "wrong_and_sure": _percent([not each.right and each.probability >= 0.9 for each in found]),
        "calibration_error": round(calibration_error(found), 3),
    }


def _percent(values: Sequence[float]) -> float:
    return round(100 * sum(values) / max(1, len(values)), 1)
