"""Which kinds of questions are asked how often."""

from __future__ import annotations

from memviz.simulate.dice import Dice
from memviz.story import Question

KINDS = {  # of a hundred questions
    "where": 23, "before": 10, "who": 14, "what": 13, "yesno": 13, "count": 7, "when": 6, "why": 2, "compare": 5,
    "property": 6, "unknown": 12,
}  # fmt: skip

_STATES = ("where", "before", "who", "what", "yesno")
_CHAINS = 0.55  # of the questions about states need two facts or more


class Quotas:
    """Keeps the shares of the kinds and of chains of facts: what has been asked too seldom is tried first."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.asked = dict.fromkeys(KINDS, 0)
        self.states = self.chains = 0

    def order(self) -> list[str]:
        """The kinds in the order in which they are to be tried."""
        total, whole = sum(self.asked.values()) + 20, sum(KINDS.values())
        random = self.dice.random
        lack = {kind: share / whole - self.asked[kind] / total for kind, share in KINDS.items()}
        return sorted(KINDS, key=lambda kind: -(lack[kind] * 40 / KINDS[kind] + random() * 0.2))

    def wants_chains(self, kind: str) -> bool:
        """Whether too few questions about states need more than one fact, and this kind asks about states."""
        return kind in _STATES and kind != "yesno" and self.chains < _CHAINS * (self.states + 1)

    def note(self, kind: str, question: Question) -> None:
        """A question of a kind has been asked."""
        self.asked[kind] += 1
        if kind in _STATES:
            self.states += 1
            self.chains += len(question.facts) > 1
