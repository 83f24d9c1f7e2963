"""Sentences that a frozen I has read before are not read again."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from memviz.models.word_encoder import WordEncoder
from memviz.tensors.english import packed
from memviz.tensors.sentences import Sentence

Known = dict[tuple[int, ...], Tensor]  # vectors of a sentence's pieces


def encoded(encoder: WordEncoder, sentences: Sequence[Sentence], known: Known, most: int) -> Tensor:
    """Vectors of all pieces of a batch of sentences (N, width), in the order of its rows; at most about `most`
    sentences are remembered."""
    if len(known) > most:
        known.clear()
    new = [each for each in sentences if each.pieces not in known]
    if new:
        rows, at = packed(new)
        x = encoder([row.to(encoder.device) for row in rows])
        known.update({pieces: x[start : start + len(pieces)] for pieces, start in at.items()})
    _, at = packed(sentences)
    return torch.cat([known[pieces] for pieces in at])
