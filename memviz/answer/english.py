"""A question put to memn2n-english: a story in everyday English in, a Trace out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from memviz.answer.asking import check_asked, fixed
from memviz.answer.candidates import Candidate, candidates, span_probabilities, ways
from memviz.answer.pointed import pointing
from memviz.models.english_checkpoint import TrainedEnglish
from memviz.models.memn2n_english import EnglishNetwork, Hop
from memviz.models.pointer import Response
from memviz.models.remembered import encoded
from memviz.story import Question, Slot, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.tensors.english import MEMORY, Asked, EnglishBatch, collate
from memviz.tensors.sentences import Sentence, sentence
from memviz.trace import NOTHING, Trace
from memviz.trace.check import Floats
from memviz.trace.hop import Hop as TraceHop
from memviz.trace.influence import Influence

_LEAST = 1e-9  # probability; less has no logarithm worth drawing
_STORIES = 50  # whose memory is remembered
_REMEMBERED = 5_000  # sentences: a story that is typed changes one at a time


@dataclass(frozen=True)
class _Answer:
    """What the network said after a hop: its answers by their plain words."""

    hop: Hop
    response: Response
    found: dict[str, Candidate]


@torch.inference_mode()
def ask_english(
    trained: TrainedEnglish, story: Story, question: Question | str, changes: Changes = NO_CHANGES
) -> Trace:
    """Answer a question about a story (what had been told by then), and say how.

    Raises StoryError if there is no story, no question, a sentence has no word in it, or the changes are none of this
    memory or network.
    """
    question = Question(question) if isinstance(question, str) else question
    check_asked(story, question)
    sentences = story.slots[: question.after]
    kept = sentences[-MEMORY:]
    forgotten = len(sentences) - len(kept)
    slots, hops = (*kept, NOTHING), trained.network.config.hops
    changes.check(len(slots), hops, forgotten)
    read = [_sentence(trained, slot.key) for slot in kept]
    asked = _sentence(trained, question.text)
    batch = collate([Asked(tuple(read), (asked,))])
    batch.fixed = fixed([changes], len(slots), hops)[None] if changes else None
    x = encoded(trained.network.encoder, [*read, asked], trained.encoded, _REMEMBERED)
    m, u = _written(trained, x, read, batch), trained.network.words.asked(x, batch)
    each_hop = [_answer(trained, m, hop, batch, read, kept, asked) for hop in trained.network.reading(m, u, batch)]
    listed = list(dict.fromkeys(key for each in reversed(each_hop) for key in each.found))
    return Trace(
        model=trained.name,
        slots=slots,
        question=replace(question, facts=tuple(f - forgotten for f in question.facts if f >= forgotten), after=None),
        hops=tuple(_hop(trained.network, m, each, each_hop[-1], batch, listed) for each in each_hop),
        answers=tuple(_shown(key, each_hop).text for key in listed),
        answer_vectors=np.zeros((len(listed), u.shape[3]), np.float32),
        forgotten=forgotten,
        candidates=max(len(listed) + 1, ways(each_hop[-1].response)),
        muted=tuple(sorted(changes.muted)),
        overrides=changes.overrides,
        pointing=pointing(
            [each.hop for each in each_hop],
            span_probabilities(each_hop[-1].response, each_hop[-1].hop, read, asked),
            read,
            slots,
            [_shown(key, each_hop).place for key in listed],
        ),
    )


def influence_english(
    trained: TrainedEnglish, story: Story, question: Question | str, changes: Changes = NO_CHANGES
) -> Influence:
    """How much log p(answer) falls when a slot is muted too, for every slot. Raises StoryError as `ask` does."""
    trace = ask_english(trained, story, question, changes)
    sure = dict(trace.ranked())[trace.answer]
    drops = []
    for slot in range(len(trace.slots)):
        without = dict(ask_english(trained, story, question, changes.mute(slot)).ranked())
        drops.append(np.log(max(sure, _LEAST)) - np.log(max(without.get(trace.answer, 0.0), _LEAST)))
    return Influence(trace.answer, np.array(drops, np.float32))


def _written(trained: TrainedEnglish, x: Tensor, read: Sequence[Sentence], batch: EnglishBatch) -> Tensor:
    """What G makes of a story: the same for every question, and remembered while others are asked."""
    story = tuple((each.pieces, each.capitals) for each in read)
    if story not in trained.written:
        if len(trained.written) > _STORIES:
            trained.written.clear()
        trained.written[story] = trained.network.written(x, batch)
    return trained.written[story]


def _sentence(trained: TrainedEnglish, text: str) -> Sentence:
    return sentence(text, trained.pieces, trained.network.config.encoder.longest)


def _answer(
    trained: TrainedEnglish,
    m: Tensor,
    hop: Hop,
    batch: EnglishBatch,
    read: Sequence[Sentence],
    slots: Sequence[Slot],
    asked: Sentence,
) -> _Answer:
    response = trained.network.response(m, hop.u_next, batch)
    texts = [slot.key for slot in slots]
    return _Answer(hop, response, candidates(response, hop, read, texts, asked, trained.temperature))


def _shown(key: str, each_hop: Sequence[_Answer]) -> Candidate:
    """An answer as it is shown: as it stands in the story, where the last hop that lists it finds it."""
    return next(each.found[key] for each in reversed(each_hop) if key in each.found)


def _hop(
    network: EnglishNetwork, m: Tensor, answer: _Answer, last: _Answer, batch: EnglishBatch, listed: Sequence[str]
) -> TraceHop:
    """A hop as a trace has it: keys are the means of a slot's words, values what is read of a slot for the question."""
    hop = answer.hop
    within = batch.within[0].float()  # (T, S)
    keys = (within / within.sum(0).clamp(min=1)).T @ m[0]
    values = network.reading.values_of(m, hop, batch)
    winner = max(last.found.values(), key=lambda each: each.probability)
    pushes = np.zeros(hop.p.shape[2], np.float32)
    if answer is last:
        for slot, share in winner.by_slot.items():
            pushes[slot] = share
    probabilities = [answer.found[key].probability if key in answer.found else 0.0 for key in listed]
    return TraceHop(
        state_in=hop.u[0, 0, 0].numpy(),
        keys=_with_nothing(keys),
        scores=hop.scores[0, 0].numpy(),
        attention=hop.p[0, 0].numpy(),
        values=_with_nothing(values),
        readout=(hop.p[0, 0, :-1] @ values).numpy(),
        state_out=hop.u_next[0, 0, 0].numpy(),
        answer_probs=np.array(probabilities, np.float32),
        pushes=pushes,
    )


def _with_nothing(rows: Tensor) -> Floats:
    """Vectors (S, d) and a row of zeros for the nothing slot."""
    return np.concatenate([rows.numpy(), np.zeros((1, rows.shape[1]), np.float32)])
