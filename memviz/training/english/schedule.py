"""How long memn2n-english learns, from how much, and how fast."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EnglishSchedule:
    """Rounds of so many steps of batches with so many pieces.

    again      times that stories are learned from, each time in another order: telling and reading them costs most
    workers    processes that tell stories; 0: the one that learns
    rate       rises over the `warm` first steps, is constant, and falls to zero over the last share `fall`
    stretched  share of the memories whose ages are drawn with gaps
    average    of the weights that are published: the share of the step before
    """

    rounds: int = 300
    steps: int = 250
    budget: int = 1300
    again: int = 4
    workers: int = 0
    rate: float = 1e-3
    warm: int = 100
    fall: float = 0.3
    stretched: float = 0.5
    average: float = 0.998
    clip: float = 1.0

    def share(self, step: int) -> float:
        """Of the full rate, at a step from 0."""
        left = (self.rounds * self.steps - step) / (self.rounds * self.steps * self.fall)
        return min(1.0, (step + 1) / self.warm, max(left, 0.0))
