"""memn2n-english: a memory network that reads everyday English and answers by pointing at words of the story.

I  reads the words of each sentence in the light of each other (`word_encoder`).
G  lets the words of all slots read each other: so “she” and “there” are understood (`Generalisation`).
O  addresses slots by their words, hop by hop; what is read changes the words of the question, and calls for equal
   words elsewhere and for slots that follow (`Reading`).
R  points at words of the slots that the last hop attends to, or says yes, no, a number, or that the story does not say.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from memviz.models.hop import address
from memviz.models.pointer import FAR, Pointer, Response, by_slot, spread
from memviz.models.word_encoder import EncoderConfig, WordEncoder, attend
from memviz.tensors.english import AGES, EnglishBatch

_DISTANCES = (0, 1, 2, 4, 8)  # slots apart, as bounds of buckets; both directions


@dataclass(frozen=True)
class EnglishConfig:
    """encoder: I · dim: of words in memory and question · slot_layers: of G · hops: passes of O, weights shared
    codes: dimensions of a word's identity · span: the longest answer, in words."""

    encoder: EncoderConfig
    dim: int = 192
    heads: int = 4
    slot_layers: int = 2
    hops: int = 3
    codes: int = 64
    span: int = 10
    dropout: float = 0.1


@dataclass(frozen=True)
class Hop:
    """One hop over M memories of T words with Q questions of J words each; S' is S slots and the nothing slot.

    u (M, Q, J, d) · scores (M, Q, S') · p (M, Q, S') · u_next (M, Q, J, d)
    words (M, heads, Q, J, T): how much a word of the question reads of a word of the story; within a slot, over its
    words, it sums to p of the slot
    """

    u: Tensor
    scores: Tensor
    p: Tensor
    words: Tensor
    u_next: Tensor


class EnglishNetwork(nn.Module):
    """Stories and questions -> answers, and what every hop did."""

    def __init__(self, config: EnglishConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder = WordEncoder(config.encoder)
        self.words = WordsIn(config)
        self.slots = nn.ModuleList(Generalisation(config) for _ in range(config.slot_layers))
        self.memory_norm = nn.LayerNorm(config.dim)
        self.reading = Reading(config)
        self.response = Pointer(config.dim, config.span)

    @property
    def device(self) -> torch.device:
        """Where the weights lie."""
        return self.memory_norm.weight.device

    def forward(self, batch: EnglishBatch) -> tuple[Response, list[Hop]]:
        """The response and the hops; shapes at their classes."""
        x = self.encoder(batch.rows)  # I, (N, width)
        m = self.written(x, batch)  # G, (M, T, d)
        hops = self.reading(m, self.words.asked(x, batch), batch)  # O
        return self.response(m, hops[-1].u_next, batch), hops  # R

    def written(self, x: Tensor, batch: EnglishBatch) -> Tensor:
        """The words of the memories (M, T, d), from vectors of pieces (N, width); no question has a part in them."""
        m = self.words.memory(x, batch)  # (W, d)
        for layer in self.slots:
            m = layer(m, batch)  # (W, d)
        m = self.memory_norm(m)
        return torch.cat([m, m.new_zeros(1, m.shape[1])])[batch.grid]


class WordsIn(nn.Module):
    """What I says of a word, which word it is, how it is written and how old its slot is, in `dim` dimensions."""

    def __init__(self, config: EnglishConfig) -> None:
        super().__init__()
        self.meaning = nn.Linear(config.encoder.width, config.dim)
        self.identity = nn.Linear(config.codes, config.dim, bias=False)
        self.capital = nn.Embedding(3, config.dim)
        self.age = nn.Linear(AGES, config.dim)
        self.question = nn.Linear(config.dim, config.dim)
        self.norm = nn.LayerNorm(config.dim)
        self.dropout = nn.Dropout(config.dropout)

    def memory(self, x: Tensor, batch: EnglishBatch) -> Tensor:
        """The words of the memories (W, d)."""
        words = self.meaning(x[batch.piece]) + self.identity(batch.code) + self.capital(batch.capital)
        found: Tensor = self.dropout(self.norm(words + self.age(batch.age)))
        return found

    def asked(self, x: Tensor, batch: EnglishBatch) -> Tensor:
        """The words of the questions (M, Q, J, d)."""
        words = self.meaning(x[batch.asked_piece]) + self.identity(batch.asked_code)
        found: Tensor = self.dropout(self.question(self.norm(words + self.capital(batch.asked_capital))))
        return found


class Generalisation(nn.Module):
    """One layer of G: every word reads all words of its memory, nearer and farther slots told apart."""

    def __init__(self, config: EnglishConfig) -> None:
        super().__init__()
        d = config.dim
        self.heads = config.heads
        self.norm = nn.LayerNorm(d)
        self.qkv = nn.Linear(d, 3 * d)
        self.out = nn.Linear(d, d)
        self.distance = nn.Parameter(torch.zeros(2 * len(_DISTANCES) + 1, config.heads))
        self.same = nn.Parameter(torch.ones(config.heads))
        self.inner = Inner(d)

    def forward(self, m: Tensor, batch: EnglishBatch) -> Tensor:
        """(W, d) -> (W, d)."""
        bucket = apart(batch.slot[:, None, :] - batch.slot[:, :, None])  # (M, T, T)
        bias = self.distance[bucket] + batch.same[..., None] * self.same
        m = m + self.out(attend(self.qkv(self.norm(m)), batch.grid, self.heads, bias.movedim(3, 1)))
        new: Tensor = m + self.inner(m)
        return new


def apart(distance: Tensor) -> Tensor:
    """The number of the bucket of a distance in slots: later ones are told apart from earlier ones."""
    bounds = torch.tensor(_DISTANCES, device=distance.device)
    return torch.bucketize(distance.abs(), bounds) + len(_DISTANCES) * (distance > 0)


class Inner(nn.Module):
    """Two linear maps with a GELU between, after a norm."""

    def __init__(self, d: int) -> None:
        super().__init__()
        self.norm, self.up, self.down = nn.LayerNorm(d), nn.Linear(d, 2 * d), nn.Linear(2 * d, d)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.down(gelu(self.up(self.norm(x))))
        return y


class Reading(nn.Module):
    """O: the hops, with the same weights in each."""

    def __init__(self, config: EnglishConfig) -> None:
        super().__init__()
        d, self.heads, self.hops = config.dim, config.heads, config.hops
        self.number = nn.Parameter(torch.randn(config.hops, d) * 0.1)
        self.norm_among, self.among, self.out_among = nn.LayerNorm(d), nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.norm = nn.LayerNorm(d)
        self.query, self.key, self.value = (nn.Linear(d, d) for _ in range(3))
        self.out = nn.Linear(d, d, bias=False)
        self.importance = nn.Linear(d, config.heads)
        self.scale = nn.Parameter(torch.ones(config.heads))
        self.same = nn.Parameter(torch.ones(config.heads))
        self.age = nn.Linear(d, AGES)
        self.again = nn.Parameter(torch.zeros(config.heads, config.heads))
        self.onward = nn.Parameter(torch.zeros(config.hops, 2 * len(_DISTANCES) + 1))
        self.nothing = nn.Linear(d, 1)
        self.inner = Inner(d)

    def forward(self, m: Tensor, u: Tensor, batch: EnglishBatch) -> list[Hop]:
        """What every hop did with the memories m (M, T, d) and the questions u (M, Q, J, d)."""
        keys, values = self._heads(self.key(m)), self._heads(self.value(m))  # (M, heads, T, d / heads)
        elsewhere = batch.same * (batch.slot[:, :, None] != batch.slot[:, None])  # (M, T, T)
        hops: list[Hop] = []
        for k, number in enumerate(self.number):
            fixed = batch.fixed[:, :, k] if batch.fixed is not None else None
            found = self._followed(hops[-1], elsewhere, k) if hops else None
            hop = self._hop(u + number, keys, values, batch, fixed, found)
            hops.append(hop)
            u = hop.u_next
        return hops

    def _followed(self, hop: Hop, elsewhere: Tensor, k: int) -> tuple[Tensor, Tensor]:
        """What hop k - 1 adds to the scores of hop k: of words that stand elsewhere and are equal to those it read
        (M, heads, Q J, T), and of slots so far before or after those that it read (M, Q, S)."""
        with torch.autocast(elsewhere.device.type, enabled=False):
            equal = hop.words.float().flatten(2, 3) @ elsewhere[:, None]
            words = torch.einsum("mhat,hg->mgat", equal, self.again)
            p = hop.p[:, :, :-1]
            slots = torch.arange(p.shape[2], device=p.device)
            return words, p @ self.onward[k][apart(slots - slots[:, None])]

    def _hop(
        self,
        u: Tensor,
        keys: Tensor,
        values: Tensor,
        batch: EnglishBatch,
        fixed: Tensor | None,
        followed: tuple[Tensor, Tensor] | None,
    ) -> Hop:
        among = attend(self.among(self.norm_among(u))[batch.asked], batch.asked_grid, self.heads)
        u = u.masked_scatter(batch.asked[..., None], u[batch.asked] + self.out_among(among).to(u.dtype))
        q = self.norm(u)
        s = (self._heads(self.query(q)) @ keys.transpose(2, 3)).float() * keys.shape[3] ** -0.5  # (M, heads, Q J, T)
        s = s + self.same[:, None, None] * batch.asked_same.flatten(1, 2)[:, None]
        if followed:
            s = s + followed[0]
        found, a = by_slot(s, batch)  # (M, heads, Q J, S), (M, heads, Q J, T)
        heard = self.importance(q).float().masked_fill(~batch.asked[..., None], FAR).softmax(2) * self.scale
        scores = torch.einsum("mhqjs,mqjh->mqs", found.unflatten(2, u.shape[1:3]), heard)
        scores = scores + torch.einsum("mqa,msa->mqs", self.age(q[:, :, 0]).float(), batch.slot_age)
        if followed:
            scores = scores + followed[1]
        scores = torch.cat([scores, self.nothing(q[:, :, 0]).float()], 2)
        there = batch.within.any(1)[:, None].expand(-1, u.shape[1], -1)  # (M, Q, S)
        p = address(scores.flatten(0, 1), there.flatten(0, 1), False, None if fixed is None else fixed.flatten(0, 1))
        p = p.view_as(scores)  # (M, Q, S')
        words = a.unflatten(2, u.shape[1:3]) * spread(p[:, :, :-1], batch)[:, None, :, None]
        o = (words.flatten(2, 3).to(values.dtype) @ values).transpose(1, 2).flatten(2).view_as(u)
        u_next = u + self.out(o)
        u_next = u_next + self.inner(u_next)
        return Hop(u, scores, p, words, u_next)

    def values_of(self, m: Tensor, hop: Hop, batch: EnglishBatch) -> Tensor:
        """What the mark of the first question reads of every slot of the first memory (S, d), were all of its attention
        there: p times this, summed, is what is added to it."""
        values = self._heads(self.value(m))[0]  # (heads, T, d / heads)
        words = hop.words[0, :, 0, 0]  # (heads, T)
        share = words / hop.p[0, 0, batch.slot[0]].clamp(min=1e-12)
        read = torch.einsum("hts,htd->shd", share[..., None] * batch.within[0].float(), values).flatten(1)
        found: Tensor = read @ self.out.weight.T
        return found

    def _heads(self, x: Tensor) -> Tensor:
        """(M, ..., d) -> (M, heads, all between, d / heads)."""
        found: Tensor = x.flatten(1, -2).unflatten(2, (self.heads, -1)).transpose(1, 2)
        return found
