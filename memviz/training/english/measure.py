"""How often a network of everyday English answers right, and how sure it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from memviz.answer.english import ask_english
from memviz.answer.forms import UNKNOWN
from memviz.data.text import read_bytes, text_of
from memviz.errors import DataError
from memviz.language import _
from memviz.models.english_checkpoint import TrainedEnglish
from memviz.story import Question, Story, sentences
from memviz.tensors.goals import is_right
from memviz.trace import Trace

_BINS = 10
_STEP = 0.05  # between thresholds that are tried
_SURE = 0.9


@dataclass(frozen=True)
class Asked:
    """A question about a story: of what kind it is, and of what sort the story ("" where nobody says)."""

    story: Story
    question: Question
    kind: str
    sort: str = ""


@dataclass(frozen=True)
class Outcome:
    """One question answered: whether rightly, how probable the answer was, whether it was “unknown” and should have
    been, and the share of its gold facts that are the top slot of some hop (None where it has none)."""

    kind: str
    sort: str
    right: bool
    probability: float
    said_unknown: bool
    unknown: bool
    facts: float | None


def outcomes(trained: TrainedEnglish, asked: Iterable[Asked]) -> list[Outcome]:
    """Every question put to the network."""
    return [_outcome(ask_english(trained, each.story, each.question), each) for each in asked]


def _outcome(trace: Trace, asked: Asked) -> Outcome:
    answers = asked.question.answers
    right, said = is_right(trace.answer, answers), trace.answer == UNKNOWN
    return Outcome(asked.kind, asked.sort, right, trace.probability, said, UNKNOWN in answers, _facts_seen(trace))


def _facts_seen(trace: Trace) -> float | None:
    facts = set(trace.question.facts)
    tops = {int(hop.attention[: trace.sentences].argmax()) for hop in trace.hops}
    return len(facts & tops) / len(facts) if facts else None


def figures(found: Sequence[Outcome], threshold: float) -> dict[str, Any]:
    """What stands on the card: accuracy in % over all, by kind and by sort; facts seen in %; how sure the answers are,
    and how they are on either side of a threshold; of questions that the story does not answer, how many are said to be
    so, and how many of the others."""
    half = sorted(found, key=lambda each: -each.probability)[: max(1, len(found) // 2)]
    sure = [each for each in found if each.probability >= threshold]
    return {
        "questions": len(found),
        "right": _right(found),
        "by_kind": _right_by(found, lambda each: each.kind),
        **({"by_sort": by_sort} if (by_sort := _right_by(found, lambda each: each.sort)) else {}),
        "facts_seen": _percent([each.facts for each in found if each.facts is not None]),
        "surest_half": _right(half),
        "wrong_and_sure": _percent([not each.right and each.probability >= _SURE for each in found]),
        "unknown_said": _percent([each.said_unknown for each in found if each.unknown]),
        "unknown_oversaid": _percent([each.said_unknown for each in found if not each.unknown]),
        "sure": {
            "threshold": threshold,
            "share": round(100 * len(sure) / max(1, len(found)), 1),
            "right": _right(sure),
            "right_below": _right([each for each in found if each.probability < threshold]),
        },
        "calibration_error": round(calibration_error(found), 3),
        "reliability": reliability(found),
    }


def reliability(found: Sequence[Outcome]) -> list[list[float]]:
    """Ten bins by probability: how many answers each has, how probable they are in the mean, and which share is right
    (both in %, 0 of an empty bin)."""
    bins: list[list[Outcome]] = [[] for _ in range(_BINS)]
    for each in found:
        bins[min(int(each.probability * _BINS), _BINS - 1)].append(each)
    return [[len(own), _percent([each.probability for each in own]), _right(own)] for own in bins]


def calibration_error(found: Sequence[Outcome]) -> float:
    """Expected calibration error: how far, in the mean, probability is from the share of right answers (ten bins)."""
    sure = np.array([each.probability for each in found])
    right = np.array([each.right for each in found], float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    held = [bins == b for b in range(_BINS)]
    return float(sum(abs(sure[b].sum() - right[b].sum()) for b in held) / len(found))


def threshold(found: Sequence[Outcome]) -> float:
    """The probability, in steps of 0.05, that best parts right answers from wrong ones: as many right ones as can be
    are at least so probable, as many wrong ones as can be less. Of several, the lowest."""
    steps = [round(step * _STEP, 2) for step in range(round(_SURE / _STEP) + 1)]
    return max(steps, key=lambda step: sum((each.probability >= step) == each.right for each in found))


def stories_of(path: Path) -> Iterator[Asked]:
    """The questions of a file, a JSON object a line: text, question, answers; kind, sort and supports (sentences,
    counted from 0) where they are known. Raises DataError."""
    for number, line in enumerate(text_of(read_bytes(path), str(path)).splitlines(), 1):
        try:
            data = json.loads(line)
            answers = [str(data["answers"][0]), *map(str, data["answers"][1:])]
            story = Story.of(*sentences(str(data["text"])))
            facts = tuple(fact for fact in map(int, data.get("supports", ())) if 0 <= fact < len(story.slots))
            question = replace(Question.with_answers(str(data["question"]), answers), facts=facts)
            yield Asked(story, question, str(data.get("kind", "")), str(data.get("sort", "")))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            text = _("Line {number} of {path} is no story with a question and its answers ({error}).")
            raise DataError(text.format(number=number, path=path, error=error)) from error


def _right_by(found: Sequence[Outcome], name: Callable[[Outcome], str]) -> dict[str, float]:
    """Accuracy by what a question is called; what has no name is left out."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for each in found:
        groups[name(each)].append(each)
    return {called: _right(own) for called, own in sorted(groups.items()) if called}


def _right(found: Sequence[Outcome]) -> float:
    return _percent([each.right for each in found])


def _percent(values: Sequence[float]) -> float:
    return round(100 * sum(values) / max(1, len(values)), 1)
