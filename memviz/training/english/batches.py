"""Memories of like length together, so that little of a batch is padding."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from memviz.training.english.items import Item

_POOL = 3  # batches' memories that are sorted together
_SHORT = 90  # pieces: how many memories are in a batch, at most, is reckoned as if they were so short
_LEAST = 48  # memories in a batch of the shortest ones


def shuffled(items: Sequence[Item], budget: int, seed: str) -> list[list[Item]]:
    """Batches with at most about `budget` pieces, all items in another order for every seed."""
    chance = random.Random(seed)
    left = chance.sample(items, len(items))
    most = max(_LEAST, budget // _SHORT)
    pools = [left[i : i + _POOL * most] for i in range(0, len(left), _POOL * most)]
    found = [batch for pool in pools for batch in together(sorted(pool, key=_shape), budget, most)]
    chance.shuffle(found)
    return found


def _shape(item: Item) -> tuple[int, int]:
    return len(item.asked.sentences), item.size


def together(items: Sequence[Item], budget: int, most: int) -> Iterator[list[Item]]:
    """Items in their order, in batches with at most about `budget` pieces and `most` items."""
    batch: list[Item] = []
    size = 0
    for item in items:
        if batch and (size + item.size > budget or len(batch) == most):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += item.size
    if batch:
        yield batch
