"""Which kinds of questions are asked how often."""

from __future__ import annotations

from memviz.simulate.dice import Dice

KINDS = {  # of a hundred questions
    "where": 20, "before": 9, "who": 14, "what": 14, "yesno": 12, "count": 7, "when": 6, "why": 5, "compare": 6,
    "property": 7, "unknown": 12,
}  # fmt: skip


class Quotas:
    """Keeps the shares of the kinds, story by story: what has been asked too seldom is tried first."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.asked = dict.fromkeys(KINDS, 0)

    def order(self) -> list[str]:
        """The kinds in the order in which they are to be tried."""
        total, whole = sum(self.asked.values()) + 20, sum(KINDS.values())
        random = self.dice.random
        lack = {kind: share / whole - self.asked[kind] / total for kind, share in KINDS.items()}
        return sorted(KINDS, key=lambda kind: -(lack[kind] * 40 / KINDS[kind] + random() * 0.2))

    def note(self, kind: str) -> None:
        """A question of a kind has been asked."""
        self.asked[kind] += 1
