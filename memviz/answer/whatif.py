"""What if a sentence had not been told: every slot left out in turn, all in one batch."""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from memviz.answer.asking import fixed, prepared
from memviz.models.checkpoint import Trained
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.tensors.batch import Batch
from memviz.trace.influence import Influence


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
