"""Sentences -> vectors, and the memory that holds them (Sukhbaatar et al. 2015, section 4.1)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import embedding_bag

ENCODINGS = ("bag", "position")


def position_weights(lengths: Tensor, width: int) -> Tensor:
    r"""The part of the position encoding that depends on the word's place: (N, J), 0 beyond a sentence's end.

    The paper's l_kj = (1 - j/J) - (k/d)(1 - 2j/J), j and k from 1, is 1/2 + 2 (j/J - 1/2)(k/d - 1/2). Twice that,
    as in the authors' code, is 1 + 4 (j/J - 1/2)(k/d - 1/2): the same sentence vector as a bag of words on average,
    which the plain formula halves and thereby slows learning. This returns 4 (j/J - 1/2).
    """
    j = torch.arange(1, width + 1)
    weights = 4 * (j / lengths[:, None].clamp(min=1) - 0.5)
    return weights.masked_fill(j > lengths[:, None], 0.0)


def dimension_weights(dim: int) -> Tensor:
    """The part of the position encoding that depends on the dimension: k/d - 1/2, (d,)."""
    return torch.arange(1, dim + 1) / dim - 0.5


def encode(sentences: Tensor, lengths: Tensor, tables: Tensor, encoding: str) -> Tensor:
    r"""Sentence vectors under every embedding table at once: m = \sum_j l_j ∘ E w_j.

    sentences (N, J) word numbers, lengths (N,), tables (T, V, d) -> (N, T, d). The blank (number 0) adds nothing.
    Because l_kj = 1 + a_j b_k, the sum over words is two weighted bags, and no (N, J, d) tensor is ever made.
    """
    count, vocab, dim = tables.shape
    wide = tables.permute(1, 0, 2).reshape(vocab, count * dim)  # (V, T*d)
    known = (sentences > 0).to(tables.dtype)  # (N, J)
    plain = embedding_bag(sentences, wide, mode="sum", per_sample_weights=known).view(-1, count, dim)
    if encoding == "bag":
        return plain
    placed = known * position_weights(lengths, sentences.shape[1])
    shift = embedding_bag(sentences, wide, mode="sum", per_sample_weights=placed).view(-1, count, dim)
    return plain + shift * dimension_weights(dim)


def encode_words(sentences: Tensor, lengths: Tensor, table: Tensor, encoding: str) -> Tensor:
    r"""Every word's own part l_j ∘ E w_j of its sentence's vector, which is their sum (see `encode`).

    sentences (N, J) word numbers, lengths (N,), table (V, d) -> (N, J, d); 0 for blanks.
    """
    words = table[sentences] * (sentences > 0)[..., None]
    if encoding == "bag":
        return words
    return words * (1 + position_weights(lengths, sentences.shape[1])[..., None] * dimension_weights(table.shape[1]))


@dataclass(frozen=True)
class Memory:
    """One side of the memory, keys or values: slot i of a story holds sentence[story_i] + time[age_i].

    Slots share sentences, so a product with all slots is one with the distinct sentences, gathered. `vectors` is the
    same memory written out; the two forms are equal and a test holds them so.

    sentence (N, d), story (B, S), time (A, d) or None, ages (B, S)
    """

    sentence: Tensor
    story: Tensor
    time: Tensor | None
    ages: Tensor

    def vectors(self) -> Tensor:
        """m_i, written out: (B, S, d)."""
        vectors = self.sentence[self.story]
        return vectors if self.time is None else vectors + self.time[self.ages]

    def dot(self, state: Tensor) -> Tensor:
        """u · m_i for every slot: (B, d) -> (B, S)."""
        scores = (state @ self.sentence.T).gather(1, self.story)
        return scores if self.time is None else scores + (state @ self.time.T).gather(1, self.ages)

    def weighted_sum(self, weights: Tensor) -> Tensor:
        r"""\sum_i p_i m_i: (B, S) -> (B, d)."""
        total = _scattered(weights, self.story, len(self.sentence)) @ self.sentence
        return total if self.time is None else total + _scattered(weights, self.ages, len(self.time)) @ self.time


def _scattered(weights: Tensor, places: Tensor, count: int) -> Tensor:
    """Weights (B, S) added up at their places (B, S) among `count`: (B, count)."""
    return weights.new_zeros(len(weights), count).scatter_add(1, places, weights)
