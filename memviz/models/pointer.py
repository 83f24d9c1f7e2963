"""R of memn2n-english: it points at words of the slots that the last hop attends to, or says one of fixed answers."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from memviz.tensors.english import FIXED, EnglishBatch

FAR = -1e9  # a score of what is not there


@dataclass(frozen=True)
class Response:
    """fixed (M, Q, 1 + FIXED): logits of pointing and of every answer that is no word of the story ·
    spans (M, Q, T, span): log-probability of a span within its slot, by its first word and its length."""

    fixed: Tensor
    spans: Tensor


def by_slot(scores: Tensor, batch: EnglishBatch) -> tuple[Tensor, Tensor]:
    """The log-sum-exp of word scores (M, heads, A, T) over every slot, (M, heads, A, S), and their softmax in it."""
    with torch.autocast(scores.device.type, enabled=False):
        within = batch.within.float()[:, None]  # (M, 1, T, S)
        scores = scores.masked_fill(~batch.filled[:, None, None], FAR)
        top = scores.amax(3, keepdim=True).detach()
        weights = (scores - top).exp()
        found = (weights @ within + 1e-30).log() + top  # far from the top all is 0, and log(0) has no gradient
        return found, (scores - found @ within.transpose(2, 3)).exp()


def spread(slots: Tensor, batch: EnglishBatch) -> Tensor:
    """What belongs to slots (M, A, S), at every one of their words (M, A, T)."""
    with torch.autocast(slots.device.type, enabled=False):
        return slots @ batch.within.float().transpose(1, 2)


class Pointer(nn.Module):
    """R: spans of a slot by their first and last word, and the answers that are no words of the story."""

    def __init__(self, dim: int, span: int) -> None:
        super().__init__()
        self.span = span
        self.norm = nn.LayerNorm(dim)
        self.fixed = nn.Linear(dim, 1 + FIXED)
        self.first, self.last = nn.Linear(dim, dim), nn.Linear(dim, dim)
        self.opens, self.closes = nn.Linear(dim, dim // 4), nn.Linear(dim, dim // 4)
        self.length = nn.Parameter(torch.zeros(span))
        self.asked = nn.Parameter(torch.zeros(2))

    def forward(self, m: Tensor, u: Tensor, batch: EnglishBatch) -> Response:
        """Memories m (M, T, d) and the questions after the last hop, u (M, Q, J, d) -> the response."""
        u = self.norm(u[:, :, 0])  # (M, Q, d)
        first = (self.first(u) @ m.transpose(1, 2)).float() * u.shape[2] ** -0.5  # (M, Q, T)
        last = (self.last(u) @ m.transpose(1, 2)).float() * u.shape[2] ** -0.5
        asked = batch.asked_same.amax(2)  # (M, Q, T)
        first, last = first + self.asked[0] * asked, last + self.asked[1] * asked
        last = pad(last, (0, self.span - 1)).unfold(2, self.span, 1)  # (M, Q, T, span)
        closes = pad(self.closes(m), (0, 0, 0, self.span - 1)).unfold(1, self.span, 1)  # (M, T, d / 4, span)
        fits = torch.einsum("mtd,mtdn->mtn", self.opens(m), closes).float() * closes.shape[2] ** -0.5
        ends = pad(batch.slot.masked_fill(~batch.filled, -1), (0, self.span - 1), value=-1).unfold(1, self.span, 1)
        spans = first[..., None] + last + fits[:, None] + self.length
        spans = spans.masked_fill((ends != batch.slot[..., None])[:, None], FAR)
        found, _ = by_slot(spans.logsumexp(3)[:, None], batch)  # (M, 1, Q, S)
        return Response(self.fixed(u).float(), spans - spread(found[:, 0].clamp(min=FAR), batch)[..., None])
