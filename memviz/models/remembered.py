"""Sentences that a frozen I has read before are not read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor

from memviz.models.word_encoder import WordEncoder
from memviz.tensors.english import Memory
from memviz.tensors.packed import Ids, packed, placed

Known = dict[Ids, Tensor]  # vectors of a sentence's pieces
_Key = TypeVar("_Key", bound=Hashable)
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Written:
    """A story as G has written it: the same for every question. words (1, T, d) · keys (S, d), their means by slot."""

    memory: Memory
    words: Tensor
    keys: Tensor


def remember(known: dict[_Key, _Made], key: _Key, make: Callable[[], _Made], most: int) -> _Made:
    """What is known by a key, made where it is not; at most `most` are kept, and of more the oldest go. Two threads
    may make one thing twice, and get equal ones."""
    found = known.get(key)
    if found is None:
        found = known[key] = make()
        for old in list(known)[:-most]:
            known.pop(old, None)
    return found


def encoded(encoder: WordEncoder, sentences: Collection[Ids], known: Known, most: int) -> Tensor:
    """Vectors of all pieces of a batch of sentences (N, width), in the order of its rows; at most about `most`
    sentences are remembered."""
    if len(known) > most:
        known.clear()
    new = [each for each in sentences if each not in known]
    if new:
        rows, at = packed(new)
        x = encoder([row.to(encoder.device) for row in rows])
        known.update({ids: x[start : start + len(ids)] for ids, start in at.items()})
    return torch.cat([known[ids] for ids in placed(sentences)])
