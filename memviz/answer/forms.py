"""What a question's form says of its answer before any network is asked: yes or no, a number, or words of the story."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memviz.answer.sorts import TIMES, people, places
from memviz.tensors.english import ANSWERS
from memviz.tensors.sentences import Sentence

POINTING = "(pointing)"
UNKNOWN = "unknown"
_CLOSED = frozenset(
    """is are was were am do does did has have had can could will would should must may isn aren wasn weren don doesn
    didn hasn haven hadn""".split()  # noqa: SIM905
)
_OPEN = frozenset(["where", "who", "whose", "whom", "when", "why", "what", "which", "how"])
_SOMEBODY = frozenset({"somebody", "someone", "something", "anybody", "anyone", "anything"})
_NUMBERS = frozenset(answer for answer in ANSWERS if answer.isdigit())
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter mr mrs ms dr i""".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Form:
    """What is known of an answer before any network is asked.

    fixed   (1 + answers) which of pointing and the fixed answers can answer
    spans   (T, longest) which spans of the story can, by their first word and their length
    absent  names in the question that stand nowhere in the story: then the story does not say, and nothing else is left
    """

    fixed: NDArray[np.bool_]
    spans: NDArray[np.bool_]
    absent: tuple[str, ...] = ()


def form(question: Sentence, sentences: Sequence[Sentence], heard: Sequence[Sentence], longest: int) -> Form:
    """The form of a question about a story of `sentences`; what is muted of it was not `heard`, and names nobody."""
    absent = tuple(strangers(question, stems(heard)))
    fits = {UNKNOWN} if absent else allowed(question)
    fixed = np.array([each in fits for each in (POINTING, *ANSWERS)])
    return Form(fixed, fitting(question, sentences, longest), absent)


def allowed(question: Sentence) -> frozenset[str]:
    """Which of POINTING and the fixed answers can answer a question of this form."""
    words = [word.text.lower() for word in question.words]
    if words and words[0] in _CLOSED and not _OPEN & set(words[:3]):
        return frozenset({"yes", "no", "maybe", UNKNOWN}) if "or" not in words else frozenset({POINTING, UNKNOWN})
    if "many" in words or "much" in words or {"how", "old"} <= set(words):
        return frozenset({POINTING, UNKNOWN, *_NUMBERS})
    if _OPEN & set(words):
        return frozenset({POINTING, UNKNOWN, "nothing"})
    return frozenset({POINTING, *ANSWERS})


def fitting(question: Sentence, sentences: Sequence[Sentence], longest: int) -> NDArray[np.bool_]:
    """Which spans of the story, by their first word and their length (T, longest), can answer the question.

    A span names something. Of a question that offers a choice (“the red box or the blue one?”) it is words of the
    question; of others it says something that the question does not; of “how many” it has a number; of “where” it is
    not only people and times, of “who” not only places.
    """
    asked = set(question.stems)
    stems = [stem for sentence in sentences for stem in sentence.stems]
    named = _within_spans([bool(stem) and stem not in _SOMEBODY for stem in stems], longest)
    known = _within_spans([bool(stem) and stem in asked for stem in stems], longest)
    numbers = _within_spans([stem.isdigit() for stem in stems], longest)
    words = {word.text.lower() for word in question.words}
    if "or" in words:
        chosen: NDArray[np.bool_] = (named > 0) & (known == named)
        return chosen
    fits: NDArray[np.bool_] = (named > 0) & (known < named)
    if {"how", "many"} <= words:
        fits &= numbers > 0
    elif "where" in words:
        elsewhere = _within_spans([stem in people() or stem in TIMES or stem.isdigit() for stem in stems], longest)
        fits &= elsewhere < named
    elif words & {"who", "whose", "whom"}:
        fits &= _within_spans([stem in places() for stem in stems], longest) < named
    return fits


def _within_spans(flags: Sequence[bool], longest: int) -> NDArray[np.int64]:
    """How many words with a flag each span has (T, longest); spans behind the end count to the end."""
    sums: NDArray[np.int64] = np.cumsum([0, *flags])
    ends = np.minimum(np.arange(len(flags))[:, None] + np.arange(1, longest + 1), len(flags))
    found: NDArray[np.int64] = sums[ends] - sums[:-1, None]
    return found


def strangers(question: Sentence, known: Collection[str]) -> list[str]:
    """Names in the question, by their capitals, of which no word stands in the story (whose stems are `known`). Where
    every word has a capital, capitals name nobody."""
    if all(capital for word, capital in zip(question.words, question.capitals, strict=True) if word.text[0].isalpha()):
        return []
    names: list[list[tuple[str, str]]] = []
    before = -2
    for i, (word, stem, capital) in enumerate(zip(question.words, question.stems, question.capitals, strict=True)):
        if capital != 2 or not stem or word.text.lower() in _CALENDAR:
            continue
        if i == before + 1:
            names[-1].append((word.text, stem))
        else:
            names.append([(word.text, stem)])
        before = i
    return [" ".join(text for text, _ in name) for name in names if not any(stem in known for _, stem in name)]


def stems(sentences: Sequence[Sentence]) -> set[str]:
    """The stems of every word of them."""
    return {stem for sentence in sentences for stem in sentence.stems if stem}
