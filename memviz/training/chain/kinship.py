"""Words of a like meaning, by the vectors of a network that reads everyday English."""

from __future__ import annotations

import random

import torch
from torch import Tensor
from torch.nn.functional import normalize

from memviz.tensors.pieces import Pieces
from memviz.training.chain.corpus import never_seen

_SHORTEST = 4  # letters
_WORDS = 4_000  # that relations are made of
_LIKE = 0.45  # cosine from which words are kin
_MOST = 6  # kin of a word


def kin(pieces: Pieces, meaning: Tensor, seed: int) -> dict[str, list[str]]:
    """Words, and for each the nearest others; those that have none are left out, and those of
    relations that no training sees. `meaning` has a row a piece."""
    whole = [
        i for i, piece in enumerate(pieces.table) if len(piece) >= _SHORTEST and piece.isalpha() and piece.islower()
    ]
    vectors = normalize(meaning[whole] - meaning.mean(0), dim=1)
    chosen = random.Random(f"{seed} kin").sample(range(len(whole)), min(_WORDS, len(whole)))
    apart = {word for group in never_seen() for name in group for word in name.split("_")}
    found: dict[str, list[str]] = {}
    for some in torch.tensor(chosen).split(500):
        near, places = (vectors[some] @ vectors.T).topk(min(_MOST + 1, len(whole)))
        for row, likeness, others in zip(some.tolist(), near.tolist(), places.tolist(), strict=True):
            near_by = [whole[o] for o, p in zip(others, likeness, strict=True) if o != row and p >= _LIKE]
            if near_by and pieces.table[whole[row]] not in apart:
                found[pieces.table[whole[row]]] = [pieces.table[i] for i in near_by]
    return found
