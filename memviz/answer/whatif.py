"""What if a sentence had not been told: every slot left out in turn, all in one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from memviz.answer.asking import fixed, prepared
from memviz.models.checkpoint import Trained
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.tensors.batch import Batch
from memviz.trace import Trace
from memviz.trace.check import frozen
from memviz.trace.influence import Influence

_MOST = 60  # memories that a question is asked again without
_SEEN = 0.005  # attention that is drawn
_GONE = 1e-6


@torch.inference_mode()
def influence(trained: Trained, story: Story, question: Question | str, changes: Changes = NO_CHANGES) -> Influence:
    """How much log p(answer) falls when a slot is muted too, for every slot. Raises StoryError as `ask` does.

    A slot that is muted already has 0. Without the only slot that is left nothing is read, and likewise in a hop
    whose whole attention was given: what a slot had been given there is given to none.
    """
    asked = prepared(trained, story, question)
    slots, hops = len(asked.slots), trained.network.config.hops
    changes.check(slots, hops, asked.forgotten)
    rows = [changes, *(changes.mute(slot) for slot in range(slots))]
    batch = replace(_repeated(asked.batch, len(rows)), fixed=fixed(rows, slots, hops))
    logits, _ = trained.network(batch)
    log_p = logits.log_softmax(1)
    answer = int(log_p[0].argmax())
    return Influence(asked.trained.answers[answer], (log_p[0, answer] - log_p[1:, answer]).numpy())


def influence_of_found(ask: Callable[[Changes], Trace], changes: Changes = NO_CHANGES) -> Influence:
    """How much the mean log p of the answers falls when a memory that was looked up is muted too.

    Asked again without each memory that any hop gives as much as a ribbon, `_MOST` at most, those with most first; the
    others have 0. Of a set, every name counts alike; a name that is gone has `_GONE` for a probability.
    """
    trace = ask(changes)
    named = trace.answer_set
    before, looked_at = _log_p(trace, named), trace.attention()[:, : trace.sentences].max(0, initial=0.0)
    drops = np.zeros(len(trace.slots), np.float32)
    for slot in np.argsort(-looked_at, kind="stable")[:_MOST].tolist():
        if looked_at[slot] >= _SEEN:
            drops[slot] = before - _log_p(ask(changes.mute(slot)), named)
    return Influence(trace.answer, frozen(drops))


def _log_p(trace: Trace, answers: Sequence[str]) -> float:
    last = dict(zip(trace.answers, trace.hops[-1].answer_probs.tolist(), strict=True))
    return float(np.mean([np.log(max(last.get(answer, 0.0), _GONE)) for answer in answers]))


def _repeated(batch: Batch, times: int) -> Batch:
    """The batch's only question so many times; texts stand there once."""

    def rows(tensor: Tensor) -> Tensor:
        return tensor.expand(times, *tensor.shape[1:])

    return replace(
        batch,
        story=rows(batch.story),
        values=rows(batch.values),
        filled=rows(batch.filled),
        ages=rows(batch.ages),
        question=rows(batch.question),
        answer=rows(batch.answer),
        own=None if batch.own is None else rows(batch.own),
    )
