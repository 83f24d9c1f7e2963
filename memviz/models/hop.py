"""What the memory networks share inside a hop: addressing, the nothing slot, rectified units."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from memviz.models.encoding import Memory

INIT_STD = 0.1
# log(40): the nothing slot begins as heavy as the 40 empty slots that a typical story leaves in a memory of 50.
NOTHING_START = 3.7


def drawn(*shape: int) -> nn.Parameter:
    """Fresh weights. Nothing is drawn on torch's device "meta", where a network is made only for its shapes, as torch
    would load its compiler for that, which takes seconds."""
    empty = torch.empty(shape)
    return nn.Parameter(empty if empty.is_meta else torch.randn(shape) * INIT_STD)


@dataclass(frozen=True)
class HopOutput:
    """What one hop did; the paper's symbols. S' is S plus the nothing slot.

    u (B, d) · scores (B, S') · p (B, S') · o (B, d) · u_next (B, d); keys and values are written out on demand.
    """

    u: Tensor
    key_memory: Memory
    scores: Tensor
    p: Tensor
    value_memory: Memory
    o: Tensor
    u_next: Tensor


def with_nothing(scores: Tensor, nothing: Tensor | None) -> Tensor:
    """Scores (B, S) and, behind them, the learned score of the nothing slot where the network has one: (B, S')."""
    return scores if nothing is None else torch.cat([scores, nothing.expand(len(scores), 1)], 1)


def address(scores: Tensor, filled: Tensor, linear: bool, fixed: Tensor | None = None) -> Tensor:
    """p = softmax(scores) (B, S') over the filled slots (B, S) and nothing; `linear` leaves the softmax out.

    Where `fixed` (B, S') is a number, p is that number, and what is left of 1 is shared by softmax among the others;
    a slot fixed at 0 is as if it were not there.
    """
    nothing = scores.shape[1] - filled.shape[1]
    filled = torch.cat([filled, filled.new_ones(len(filled), nothing)], 1)
    if linear:
        return scores.masked_fill(~filled, 0.0)
    free = filled if fixed is None else filled & fixed.isnan()
    p = scores.masked_fill(~free, -torch.inf).softmax(1)
    p = p.masked_fill(~free, 0.0)  # of an empty memory, beside others in a batch, nothing is read and learned
    if fixed is None:
        return p
    given = fixed.nan_to_num(0.0)
    return given + (1 - given.sum(1, keepdim=True)).clamp(min=0) * p


def rectified(state: Tensor, share: float) -> Tensor:
    """The state (B, d) with the first `share` of its units passed through a ReLU."""
    bent = round(share * state.shape[1])
    return torch.cat([state[:, :bent].relu(), state[:, bent:]], 1) if bent else state


def among(logits: Tensor, own: Tensor | None) -> Tensor:
    """Logits (B, answers), -inf for those that a question may not choose (B, answers)."""
    return logits if own is None else logits.masked_fill(~own, -torch.inf)
