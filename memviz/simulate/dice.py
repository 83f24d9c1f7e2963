"""Chance: everything that a world leaves to it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from a seed, the same on every platform.

    All of them come from `random()`: of Python's generators it is the one whose numbers are promised never to change.
    """

    def __init__(self, seed: str) -> None:
        self.again(seed)

    def again(self, seed: str) -> None:
        """Draws from another seed from now on."""
        self.random = random.Random(seed).random  # noqa: S311 - a story, not a secret

    def one(self, items: Sequence[T]) -> T:
        """One of the items, each as likely."""
        return items[int(self.random() * len(items))]

    def other(self, items: Sequence[T], than: T) -> T:
        """One of the items that is not `than`."""
        while (item := self.one(items)) == than:
            pass
        return item

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """So many different items, in any order."""
        left = list(items)
        return [left.pop(int(self.random() * len(left))) for _ in range(count)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """All items, in any order."""
        return self.some(items, len(items))

    def chance(self, share: float) -> bool:
        """True with this probability."""
        return self.random() < share
