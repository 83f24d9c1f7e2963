"""Who and what is in a story: drawn from the lists of words."""

from __future__ import annotations

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.lexicon import Pool, lists
from memviz.simulate.everyday.tale import Cast


class Casting:
    """Draws people and things, no two with the same name."""

    def __init__(self, dice: Dice, held_out: float = 0.0) -> None:
        self.dice = dice
        self.held_out = held_out
        self.used: set[str] = set()

    def draw(self, pool: Pool[str]) -> str:
        """A word that is not used yet."""
        for _ in range(50):
            held = pool.held and self.held_out and self.dice.chance(self.held_out)
            word = self.dice.one(pool.held if held else pool.train)
            if word not in self.used:
                break
        self.used.add(word)
        return word

    def person(self) -> Entity:
        gender = self.dice.one("mmmmfffffu")
        name = self.draw(lists("names")[gender])
        sure = gender != "u"
        return Entity("person", name, gender if sure else self.dice.one("mf"), article="", first="", sure=sure)

    def thing(self) -> Entity:
        return Entity("thing", self.draw(lists("things")["small"]), first=self.dice.one(("a", "the")))

    def container(self) -> Entity:
        heading = self.dice.one([*lists("containers")])
        portable, prep = heading.split()
        name = self.draw(lists("containers")[heading])
        return Entity("container", name, prep=prep, portable=portable == "portable", first=self.dice.one(("a", "the")))

    def place(self) -> Entity:
        heading = self.dice.one([*lists("places")])
        name = self.draw(lists("places")[heading])
        return Entity("place", name, prep=heading.split()[-1], first="the", portable=False)

    def cast(self) -> Cast:
        count = self.dice.one
        return Cast(
            [self.person() for _ in range(count((2, 2, 3, 3, 4)))],
            [self.thing() for _ in range(count((2, 3, 3, 4)))],
            [self.container() for _ in range(count((1, 2, 2)))],
            [self.place() for _ in range(count((2, 3, 4)))],
            [],
        )
