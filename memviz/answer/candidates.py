"""What a network of everyday English can answer: spans of the story and fixed answers, with their probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from memviz.answer.forms import Form
from memviz.models.pointer import FAR
from memviz.tensors.english import ANSWERS
from memviz.tensors.goals import plain
from memviz.tensors.sentences import Sentence
from memviz.trace.pointing import Floats, Place

_SPANS = 40  # of a question's many spans; the others are counted


@dataclass
class Candidate:
    """An answer as it is shown and its probability; equal words of several places are one answer, shown as in the
    likeliest place. None is the place of what is no word of the story. `by_slot`: what each slot adds."""

    text: str
    place: Place | None
    probability: float = 0.0
    by_slot: dict[int, float] = field(default_factory=dict)

    def add(self, probability: float, place: Place | None) -> None:
        """Another place that says the same."""
        self.probability += probability
        if place:
            self.by_slot[place.slot] = self.by_slot.get(place.slot, 0.0) + probability


@dataclass(frozen=True)
class Shares:
    """Probabilities before temperature: fixed (1 + answers), pointing first; spans (T, span), which share that of
    pointing, by their first word and their length."""

    fixed: Floats
    spans: Floats


def shares(logits: Floats, spans: Floats, attention: Floats, form: Form) -> Shares:
    """From logits of pointing and of the fixed answers, log-probabilities of spans (T, span) within their slots, and
    the attention (T,) to the slot of each word; a question's form leaves out what cannot answer it."""
    odds = np.where(form.fixed, np.exp(logits - logits[form.fixed].max()), 0.0)
    fixed = odds / odds.sum()
    found = np.where(form.spans, np.exp(spans) * attention[:, None], 0.0)
    return Shares(fixed, found / max(found.sum(), 1e-30) * fixed[0])


class Candidates:
    """The spans of a story as answers; a text once read is remembered, as every hop lists many of the same."""

    def __init__(self, sentences: Sequence[Sentence], texts: Sequence[str], temperature: float) -> None:
        self._sentences, self._texts, self._temperature = sentences, texts, temperature
        self._words = [(s, w) for s, sentence in enumerate(sentences) for w in range(len(sentence.words))]
        self._known: dict[int, tuple[str, str, Place] | None] = {}

    def of(self, shares: Shares) -> dict[str, Candidate]:
        """The likeliest answers by their plain words, as sure as the temperature makes them: every probability to the
        power of 1 / temperature, so that their order stays."""
        found: dict[str, Candidate] = {}
        spans = shares.spans.ravel()
        most = min(_SPANS, spans.size)
        best = np.argpartition(-spans, most - 1)[:most]
        for index in best[np.argsort(-spans[best], kind="stable")].tolist():
            if spans[index] > 0 and (named := self._named(index, shares.spans.shape[1])):
                key, text, place = named
                found.setdefault(key, Candidate(text, place)).add(float(spans[index]), place)
        for answer, probability in zip(ANSWERS, shares.fixed[1:].tolist(), strict=True):
            found.setdefault(answer, Candidate(answer, None)).add(probability, None)
        return self._tempered(found)

    def _named(self, index: int, longest: int) -> tuple[str, str, Place] | None:
        """The plain words, the text and the place of a span; None for one that goes beyond its sentence."""
        if index not in self._known:
            first, more = divmod(index, longest)
            s, w = self._words[first]
            words = self._sentences[s].words
            if w + more < len(words):
                place = Place(s, words[w].start, words[w + more].end)
                text = self._texts[s][place.start : place.end]
                self._known[index] = plain(text), text, place
            else:
                self._known[index] = None
        return self._known[index]

    def _tempered(self, found: dict[str, Candidate]) -> dict[str, Candidate]:
        probabilities = np.array([each.probability for each in found.values()])
        powers = probabilities ** (1 / self._temperature)
        for each, new in zip(found.values(), (powers / powers.sum()).tolist(), strict=True):
            share = new / max(each.probability, 1e-30)
            each.probability = new
            each.by_slot = {slot: share * p for slot, p in each.by_slot.items()}
        return found


def ways(spans: NDArray[np.float32]) -> int:
    """How many answers there are to choose among: every span (T, span) within a sentence, and the fixed ones."""
    return int((spans > FAR / 2).sum()) + len(ANSWERS)
