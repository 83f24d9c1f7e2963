"""What a network of everyday English can answer: spans of the story and fixed answers, with their probabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from memviz.answer.forms import POINTING, UNKNOWN, allowed, fitting, stems, strangers
from memviz.models.memn2n_english import Hop
from memviz.models.pointer import FAR, Response
from memviz.tensors.english import ANSWERS
from memviz.tensors.goals import plain
from memviz.tensors.sentences import Sentence
from memviz.trace.pointing import Place

_SPANS = 40  # of a question's many spans; the others are counted
_STRANGE = 6.0  # what is added to the logit of “unknown” if the question names somebody who is not in the story


@dataclass(frozen=True)
class Candidate:
    """An answer as it is shown and its probability; equal words of several places are one answer, shown as in the
    likeliest place. None is the place of what is no word of the story. `by_slot`: what each slot adds."""

    text: str
    probability: float
    place: Place | None
    by_slot: dict[int, float]


def candidates(
    response: Response,
    hop: Hop,
    memory: Sequence[Sentence],
    texts: Sequence[str],
    question: Sentence,
    temperature: float,
) -> dict[str, Candidate]:
    """The answers of the first question of the first memory by their plain words, as sure as `temperature` makes them:
    every probability to the power of 1 / temperature, so that their order stays."""
    return _tempered(_found(response, hop, memory, texts, question), temperature)


def _found(
    response: Response, hop: Hop, memory: Sequence[Sentence], texts: Sequence[str], question: Sentence
) -> dict[str, Candidate]:
    """The answers as the network has them: the likeliest spans, and what is no word of the story."""
    fixed = _fixed(response.fixed[0, 0], memory, question)
    words = [(s, w) for s, sentence in enumerate(memory) for w in range(len(sentence.words))]
    spans = span_probabilities(response, hop, memory, question)
    found: dict[str, Candidate] = {}
    best = spans.flatten().topk(min(_SPANS, spans.numel()))
    for probability, index in zip(best.values.tolist(), best.indices.tolist(), strict=True):
        first, more = divmod(index, spans.shape[1])
        s, w = words[first]
        if probability > 0 and w + more < len(memory[s].words):
            place = Place(s, memory[s].words[w].start, memory[s].words[w + more].end)
            _add(found, texts[s][place.start : place.end], probability, place)
    for answer, probability in zip(ANSWERS, fixed[1:].tolist(), strict=True):
        _add(found, answer, probability, None)
    return found


def span_probabilities(response: Response, hop: Hop, memory: Sequence[Sentence], question: Sentence) -> Tensor:
    """The probability of every span (T, span), by its first word and its length, before temperature: that of pointing,
    shared by the spans that can answer."""
    slots = torch.tensor([s for s, sentence in enumerate(memory) for _ in sentence.words])
    spans = response.spans[0, 0, : len(slots)].exp() * hop.p[0, 0, slots, None]
    spans = spans * torch.from_numpy(fitting(question, memory, spans.shape[1]))
    return spans / spans.sum().clamp(min=1e-30) * _fixed(response.fixed[0, 0], memory, question)[0]


def _tempered(found: dict[str, Candidate], temperature: float) -> dict[str, Candidate]:
    powers = {key: each.probability ** (1 / temperature) for key, each in found.items()}
    total = sum(powers.values())
    return {key: _scaled(each, powers[key] / total) for key, each in found.items()}


def _scaled(each: Candidate, probability: float) -> Candidate:
    share = probability / max(each.probability, 1e-30)
    return replace(each, probability=probability, by_slot={s: share * p for s, p in each.by_slot.items()})


def ways(response: Response) -> int:
    """How many answers there are to choose among: every span, and the fixed ones."""
    return int((response.spans[0, 0] > FAR / 2).sum()) + len(ANSWERS)


def _add(found: dict[str, Candidate], text: str, probability: float, place: Place | None) -> None:
    known = found.get(plain(text), Candidate(text, 0.0, place, {}))
    by_slot = dict(known.by_slot)
    if place:
        by_slot[place.slot] = by_slot.get(place.slot, 0.0) + probability
    found[plain(text)] = Candidate(known.text, known.probability + probability, known.place, by_slot)


def _fixed(logits: Tensor, memory: Sequence[Sentence], question: Sentence) -> Tensor:
    """Probabilities (1 + answers) of pointing and of the fixed answers that the question's form allows."""
    form = allowed(question)
    fits = torch.tensor([each in form for each in (POINTING, *ANSWERS)])
    logits = logits.masked_fill(~fits, -torch.inf)
    if strangers(question, stems(memory)):
        logits[1 + ANSWERS.index(UNKNOWN)] += _STRANGE
    return logits.softmax(0)
