"""Where a network of everyday English points, and what it reads, as a trace has it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from memviz.models.memn2n_english import Hop
from memviz.story import Slot
from memviz.tensors.sentences import Sentence
from memviz.trace.pointing import Floats, Place, Pointing, tokens


def pointing(
    hops: Sequence[Hop],
    spans: Floats,
    read: Sequence[Sentence],
    slots: Sequence[Slot],
    places: Sequence[Place | None],
) -> Pointing:
    """Of the first question of the first memory; `spans` (T, span) are probabilities, `slots` the sentences and the
    nothing slot."""
    slot, token = _columns(read, slots)
    longest = max(len(each.key.split()) for each in slots[:-1])
    reads = np.zeros((len(hops), len(slots), longest), np.float32)
    for row, hop in zip(reads, hops, strict=True):
        np.add.at(row, (slot, token), hop.words[0, :, 0, 0].numpy().mean(0))
    return Pointing(tuple(places), _touched(spans, slot, token, (len(slots), longest)), reads)


def _columns(read: Sequence[Sentence], slots: Sequence[Slot]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """In which slot every word stands, and which of its tokens it is part of."""
    found = []
    for i, sentence in enumerate(read):
        ends = [end for _, end in tokens(slots[i].key)]
        found += [(i, bisect_right(ends, word.start)) for word in sentence.words]
    slot, token = np.array(found).T
    return slot, token


def _touched(spans: Floats, slot: NDArray[np.int64], token: NDArray[np.int64], shape: tuple[int, int]) -> Floats:
    """The probability of each token to be touched by the answer: of all spans from its beginning to behind it."""
    steps = np.zeros((shape[0], shape[1] + 1))
    for more in range(spans.shape[1]):
        last = np.minimum(np.arange(len(slot)) + more, len(slot) - 1)
        share = np.where(slot[last] == slot, spans[:, more], 0.0)
        np.add.at(steps, (slot, token), share)
        np.add.at(steps, (slot, token[last] + 1), -share)
    return steps.cumsum(1)[:, :-1].clip(0, 1).astype(np.float32)
