"""Animals that have names, fears and colours: tasks 15 and 16."""

from __future__ import annotations

from collections.abc import Sequence

from memviz.simulate.dice import Dice
from memviz.simulate.sizes import Sizes, named
from memviz.simulate.world import World
from memviz.story import Story

FEARFUL = ("Gertrude", "Winona", "Emily", "Jessica", "Agnes", "Beatrice", "Clara", "Doris", "Edith", "Flora")
PLURALS = {
    **{"mouse": "mice", "wolf": "wolves", "cat": "cats", "sheep": "sheep"},
    **{"dog": "dogs", "fox": "foxes", "goose": "geese", "bear": "bears", "horse": "horses", "deer": "deer"},
}
COLORFUL = ("Lily", "Bernhard", "Greg", "Julius", "Brian", "Agnes", "Hugo", "Clara", "Oscar", "Edith")
KINDS = ("swan", "lion", "frog", "rhino", "parrot", "horse", "rabbit", "bear", "goose", "fox")
COLORS = ("white", "gray", "green", "yellow")


def in_turn(dice: Dice, names: Sequence[str]) -> list[str]:
    """Every name twice; each time, any name with a turn left is as likely."""
    turns = dict.fromkeys(names, 2)
    order = []
    while turns:
        name = dice.one(list(turns))
        order.append(name)
        turns[name] -= 1
        if not turns[name]:
            del turns[name]
    return order


class Fears(World):
    """Task 15: what every kind is afraid of, and which kind everybody is."""

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.names = named("people", FEARFUL, sizes.people, 1)
        self.kinds = named("animals", tuple(PLURALS), sizes.animals, 2)

    def story(self) -> Story:
        fears = {kind: self.dice.other(self.kinds, kind) for kind in self.kinds}
        kind_of = {name: self.dice.one(self.kinds) for name in self.names}
        at = {item: self.tell(self.sentence(item, fears, kind_of)) for item in self.order(kind_of)}
        for _ in range(self.sizes.questions):
            name = self.dice.one(self.names)
            kind = kind_of[name]
            self.ask(f"What is {name.lower()} afraid of?", fears[kind], (at[name], at[kind]))
        return self.finished()

    def order(self, kind_of: dict[str, str]) -> list[str]:
        """Names and kinds in the order of their sentences: what a kind fears is told before who is one."""
        order: list[str] = []
        seen: set[str] = set()
        for name in in_turn(self.dice, self.names):
            item = name if name in seen else kind_of[name]
            seen.add(name)
            if item not in order:
                order.append(item)
        for kind in self.kinds:
            if kind not in order:
                order.insert(int(self.dice.random() * (len(order) + 1)), kind)
        return order

    def sentence(self, item: str, fears: dict[str, str], kind_of: dict[str, str]) -> str:
        """What is told of a name or a kind."""
        if item in kind_of:
            return f"{item} is a {kind_of[item]}."
        return f"{PLURALS[item].capitalize()} are afraid of {PLURALS[fears[item]]}."


class Colors(World):
    """Task 16: everybody is of a kind and has a colour; the colour that would come last is asked for.

    A kind has another colour each time that one of it is introduced, so two of a kind need not look the same.
    """

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.names = named("people", COLORFUL, sizes.people, 2)
        self.kinds = named("animals", KINDS, sizes.animals, 2)

    def story(self) -> Story:
        order = in_turn(self.dice, self.names)
        asked = order.pop()
        kind_of = self.kinds_of(asked)
        color_of_kind: dict[str, str] = {}
        introduced: dict[str, int] = {}
        colored: dict[str, tuple[str, int]] = {}
        for name in order:
            kind = kind_of[name]
            if name not in introduced:
                introduced[name] = self.tell(f"{name} is a {kind}.")
                color_of_kind[kind] = self.dice.one(COLORS)
            else:
                color = color_of_kind[kind]
                colored[name] = color, self.tell(f"{name} is {color}.")
        like = [name for name in introduced if kind_of[name] == kind_of[asked] and name != asked][-1]
        color, at = colored[like]
        self.ask(f"What color is {asked}?", color, (introduced[asked], introduced[like], at))
        return self.finished()

    def kinds_of(self, asked: str) -> dict[str, str]:
        """A kind for everybody; one, three or more others are of the asked one's, as in the public data."""
        while True:
            kind_of = {name: self.dice.one(self.kinds) for name in self.names}
            others = sum(kind == kind_of[asked] for kind in kind_of.values()) - 1
            if others not in (0, 2):
                return kind_of
