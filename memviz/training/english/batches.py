"""Memories of like length together, so that little of a batch is padding."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from memviz.training.english.told import Item

_POOL = 128  # memories that are sorted together
_MOST = 48  # memories in a batch


def batches(items: Iterator[Item], budget: int, seed: str) -> Iterator[list[Item]]:
    """Batches with at most about `budget` pieces, without end, in any order of length."""
    chance = random.Random(seed)
    while True:
        pool = sorted((next(items) for _ in range(_POOL)), key=lambda each: (len(each.asked.told), each.size))
        found = list(together(pool, budget))
        chance.shuffle(found)
        yield from found


def together(items: Sequence[Item], budget: int) -> Iterator[list[Item]]:
    """Items in their order, in batches with at most about `budget` pieces."""
    batch: list[Item] = []
    size = 0
    for item in items:
        if batch and (size + item.size > budget or len(batch) == _MOST):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.size
    if batch:
        yield batch
