"""How much of an answer is told: nothing, some hops, a hop in the making, or everything."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """`hops` that have been told; 1.5 is the first hop and half of the second."""

    hops: float

    def share(self, hop: int) -> float:
        """How much of a hop (from 0) is told, 0 to 1."""
        return min(1.0, max(0.0, self.hops - hop))

    @property
    def done(self) -> int:
        """How many hops are told to their end."""
        return int(self.hops)

    @property
    def latest(self) -> int:
        """The hop (from 0) that is being told, or was told last; 0 at the question."""
        return max(0, math.ceil(self.hops) - 1)
