"""Things that fit inside each other: task 18."""

from __future__ import annotations

from itertools import combinations, pairwise

from memviz.simulate.dice import Dice
from memviz.simulate.draft import Draft
from memviz.simulate.sizes import Sizes, named
from memviz.story import Story

# The first two are the smallest in every story; the order of the others changes.
THINGS = (
    *("chocolate", "box of chocolates", "box", "chest", "container", "suitcase"),
    *("crate", "barrel", "trunk", "basket", "wardrobe", "drawer"),
)
FIXED = 2


class Containers(Draft):
    """Task 18: pairs are compared until some chain of comparisons is told; the questions are about its ends."""

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.things = named("objects", THINGS, sizes.objects, sizes.path + 1)

    def story(self) -> Story:
        order = [*self.things[:FIXED], *self.dice.shuffled(self.things[FIXED:])]
        pairs = [(big, small) for small, big in combinations(order, 2)]
        told: dict[tuple[str, str], list[int]] = {}
        chains: list[tuple[str, ...]] = []
        while not chains:
            for _ in range(self.sizes.statements):
                pair = self.dice.one(pairs)
                told.setdefault(pair, []).append(self.compare(*pair))
            chains = chains_of(list(told), self.sizes.path)
        for _ in range(self.sizes.questions):
            chain = self.dice.one(chains)
            self.ask_about(chain, tuple(self.fact(told[pair]) for pair in pairwise(chain)))
        return self.finished()

    def compare(self, big: str, small: str) -> int:
        """Tells that one thing is bigger than another, in either of two ways."""
        if self.dice.chance(0.5):
            return self.tell(f"The {big} is bigger than the {small}.")
        return self.tell(f"The {small} fits inside the {big}.")

    def fact(self, told: list[int]) -> int:
        """The sentence that counts, of those that tell the same: the first, three times in four."""
        return told[0] if len(told) == 1 or self.dice.chance(0.77) else self.dice.one(told[1:])

    def ask_about(self, chain: tuple[str, ...], facts: tuple[int, ...]) -> None:
        """Asks about the ends of a chain, the biggest thing first, in one of four ways."""
        big, small = chain[0], chain[-1]
        forms = (
            (f"Is the {big} bigger than the {small}?", "yes", facts),
            (f"Is the {small} bigger than the {big}?", "no", facts[::-1]),
            (f"Does the {small} fit in the {big}?", "yes", facts),
            (f"Does the {big} fit in the {small}?", "no", facts[::-1]),
        )
        self.ask(*self.dice.one(forms))


def chains_of(pairs: list[tuple[str, str]], steps: int) -> list[tuple[str, ...]]:
    """Every chain of so many pairs in which the second of one is the first of the next."""
    chains: list[tuple[str, ...]] = list(pairs)
    for _ in range(steps - 1):
        chains = [(*chain, small) for chain in chains for big, small in pairs if chain[-1] == big]
    return chains
