"""Things that fit inside each other: task 18."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from memviz.simulate.dice import Dice
from memviz.simulate.sizes import Sizes, named
from memviz.simulate.world import World
from memviz.story import Story

# The first two are the smallest in every story; the order of the others changes.
THINGS = (
    *("chocolate", "box of chocolates", "box", "chest", "container", "suitcase"),
    *("crate", "barrel", "trunk", "basket", "wardrobe", "drawer"),
)
FIXED = 2

Pair = tuple[str, str]  # bigger, smaller


class Chain(NamedTuple):
    """Facts of which each goes on where the one before ends, by their slots: to smaller things, or else to bigger."""

    facts: tuple[int, ...]
    down: bool


class Containers(World):
    """Task 18: pairs are compared until some chain of comparisons is told; the questions are about its ends."""

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.things = named("objects", THINGS, sizes.objects, sizes.path + 1)

    def story(self) -> Story:
        order = [*self.things[:FIXED], *self.dice.shuffled(self.things[FIXED:])]
        pairs = [(big, small) for small, big in combinations(order, 2)]
        compared: list[Pair] = []
        chains: list[Chain] = []
        while not chains:
            compared += [self.compare(*self.dice.one(pairs)) for _ in range(self.sizes.statements)]
            recent = range(max(0, len(compared) - self.sizes.window), len(compared))
            chains = [
                chain for chain in chains_of(compared, self.sizes.path) if not set(recent).isdisjoint(chain.facts)
            ]
        clauses = [at for at in recent if any(at in chain.facts for chain in chains)]
        for _ in range(self.sizes.questions):
            clause = self.dice.one(clauses)
            self.ask_about(self.dice.one([chain for chain in chains if clause in chain.facts]), compared)
        return self.finished()

    def compare(self, big: str, small: str) -> Pair:
        """Tells that one thing is bigger than another, in either of two ways."""
        bigger = self.dice.chance(0.5)
        self.tell(f"The {big} is bigger than the {small}." if bigger else f"The {small} fits inside the {big}.")
        return big, small

    def ask_about(self, chain: Chain, compared: list[Pair]) -> None:
        """Asks about the two ends of a chain."""
        start, end = compared[chain.facts[0]][not chain.down], compared[chain.facts[-1]][chain.down]
        bigger, fits = f"Is the {start} bigger than the {end}?", f"Does the {end} fit in the {start}?"
        self.ask(bigger if self.dice.chance(0.5) else fits, "yes" if chain.down else "no", chain.facts)


def chains_of(compared: list[Pair], steps: int) -> list[Chain]:
    """Every chain of so many facts; one that is told again is only where it was first, or starts the chain."""
    found = []
    for down in (True, False):
        after: dict[str, list[int]] = {}
        for pair in dict.fromkeys(compared):
            after.setdefault(pair[not down], []).append(compared.index(pair))
        chains: list[tuple[int, ...]] = [(at,) for at in range(len(compared))]
        for _ in range(steps - 1):
            chains = [(*chain, at) for chain in chains for at in after.get(compared[chain[-1]][down], ())]
        found += [Chain(chain, down) for chain in chains if len(chain) != 2 or _goes_on_at_once(compared, *chain, down)]
    return found


def _goes_on_at_once(compared: list[Pair], start: int, then: int, down: bool) -> bool:
    """Whether no other sentence before `then` mentions where `start` ends; the public chains of two are all so."""
    return all(compared[start][down] not in pair for at, pair in enumerate(compared[:then]) if at != start)
