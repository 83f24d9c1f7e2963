"""What is learned from: the right answer, and attention to the gold facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from memviz.models.memn2n_english import Hop
from memviz.models.pointer import FAR, Response
from memviz.tensors.goals import Goals

_LEAST = 1e-9  # attention; less has no logarithm worth learning from
_WORST = 20.0  # a question's loss, at most: one that cannot be learned shall not outweigh all others


@dataclass(frozen=True)
class Losses:
    """answers (M, Q): -log of the probability of all that is right · facts (M, Q): how far the gold facts are from
    being attended to in any hop · both are 0 where there is no question, and `count` is the number of questions."""

    answers: Tensor
    facts: Tensor
    count: Tensor

    @property
    def total(self) -> Tensor:
        """The mean over questions of both."""
        return (self.answers + self.facts).sum() / self.count


def losses(response: Response, hops: Sequence[Hop], goals: Goals) -> Losses:
    """The losses of every question."""
    answers = -log_right(response, hops[-1], goals).clamp(min=-_WORST) * goals.asked
    return Losses(answers, _unseen(hops, goals.facts) * goals.asked, goals.asked.sum())


def log_right(response: Response, hop: Hop, goals: Goals, temperature: float = 1.0) -> Tensor:
    """The log-probability (M, Q) of all right answers together."""
    fixed = (response.fixed / temperature).log_softmax(2)
    attention = hop.p.clamp(min=_LEAST).log()
    slot, word, length = goals.spans.clamp(min=0).unbind(3)  # (M, Q, K)
    m = torch.arange(len(slot), device=slot.device)[:, None, None]
    q = torch.arange(slot.shape[1], device=slot.device)[None, :, None]
    spans = fixed[:, :, :1] + attention[m, q, slot] + response.spans[m, q, word, length]
    spans = spans.masked_fill(goals.spans[..., 0] < 0, FAR)
    return torch.cat([spans, fixed.masked_fill(~goals.fixed, FAR)], 2).logsumexp(2)


def _unseen(hops: Sequence[Hop], facts: Tensor) -> Tensor:
    """The mean over gold facts (M, Q, S) of -log(1 - the chance that no hop looks at it)."""
    missed = torch.stack([1 - hop.p[:, :, :-1] for hop in hops]).prod(0)
    seen = -(1 - missed).clamp(min=1e-6).log() * facts
    return seen.sum(2) / facts.sum(2).clamp(min=1)
