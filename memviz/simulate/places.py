"""Places that lie north, south, east and west of each other: tasks 4 and 19."""

from __future__ import annotations

from memviz.simulate import words
from memviz.simulate.dice import Dice
from memviz.simulate.sizes import Sizes, named
from memviz.simulate.walk import DOWN, LEFT, RIGHT, STEPS, UP, Step, back, way
from memviz.simulate.world import World
from memviz.story import Story

COMPASS = {UP: "north", DOWN: "south", RIGHT: "east", LEFT: "west"}


def lies(subject: str, step: Step, other: str) -> str:
    """The sentence that the subject is one step from the other place."""
    return f"The {subject} is {COMPASS[step]} of the {other}."


class Row(World):
    """Task 4: places in a row; each statement relates two neighbours, the question is one statement turned round."""

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.places = named("places", words.PLACES, sizes.places, sizes.path + 1)

    def story(self) -> Story:
        row, step = self.dice.some(self.places, self.sizes.path + 1), self.dice.one(STEPS)
        pairs = [(row[i], row[i + 1]) for i in range(self.sizes.path)]
        facts = [self.fact(*pair, step, i) for i, pair in enumerate(pairs)]
        for fact in (facts := self.dice.shuffled(facts)):
            self.tell(lies(*fact))
        at = int(self.dice.random() * len(facts))
        subject, direction, other = facts[at]
        if self.dice.chance(0.5):
            self.ask(f"What is {COMPASS[direction]} of the {other}?", subject, (at,))
        else:
            self.ask(f"What is the {other} {COMPASS[back(direction)]} of?", subject, (at,))
        return self.finished()

    def fact(self, one: str, next_one: str, step: Step, i: int) -> tuple[str, Step, str]:
        """The pair `i` of neighbours in the row, the one nearer to an end of the row first in two of three."""
        first_is_outer = 2 * i < self.sizes.path - 1 or (2 * i == self.sizes.path - 1 and self.dice.chance(0.5))
        if first_is_outer == self.dice.chance(2 / 3):
            return one, back(step), next_one
        return next_one, step, one


# How likely each line, from the last one back, is to be drawn for the path; the lines before them weigh 1.
_LATE = (2.14, 1.41, 1.22, 1.13)


class Paths(World):
    """Task 19: a path from place to place, and other places beside it that lead astray."""

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        sides = 4 * (sizes.path + 1) - 2 * sizes.path  # each takes one place
        known = words.PLACES[: sizes.path + 1 + sides]
        self.places = named("places", known, sizes.places, sizes.path + 1)

    def story(self) -> Story:
        steps, places = way(self.dice, self.sizes.path), self.dice.shuffled(self.places)
        path = places[: len(steps) + 1]
        facts = iter(self.on_the_path(path, steps))
        astray = iter(self.beside(path, steps, places[len(path) :]))
        lines = self.lines_of_the_path()
        order = self.dice.shuffled(lines)
        by_line = dict(zip(order, facts, strict=True))
        for line in range(len(places) - 1):
            self.tell(by_line[line] if line in by_line else next(astray))
        letters = ",".join(COMPASS[step][0] for step in steps)
        self.ask(f"How do you go from the {path[0]} to the {path[-1]}?", letters, tuple(order))
        return self.finished()

    def on_the_path(self, path: list[str], steps: list[Step]) -> list[str]:
        """The sentences of the path in its order; the place nearer to an end is oftener the subject."""
        half = len(steps) / 2
        return [
            self.sentence(path[i], path[i + 1], step, 0.56 if i + 1 > half else 0.44) for i, step in enumerate(steps)
        ]

    def beside(self, path: list[str], steps: list[Step], others: list[str]) -> list[str]:
        """The sentences of the other places, each on a free side of a place of the path."""
        taken = {*zip(path, steps, strict=False), *zip(path[1:], map(back, steps), strict=True)}
        sides = [(place, step) for place in path for step in STEPS if (place, step) not in taken]
        chosen = self.dice.some(sides, len(others))
        return [self.sentence(place, other, step, 0.73) for (place, step), other in zip(chosen, others, strict=True)]

    def sentence(self, start: str, end: str, step: Step, end_first: float) -> str:
        """The sentence of one step from start to end, with the end as its subject so often."""
        return lies(end, step, start) if self.dice.chance(end_first) else lies(start, back(step), end)

    def lines_of_the_path(self) -> list[int]:
        """Which lines tell the path; the last ones are the likelier."""
        left = list(range(self.sizes.places - 1))
        weights = [_LATE[len(left) - 1 - line] if len(left) - 1 - line < len(_LATE) else 1.0 for line in left]
        lines = []
        for _ in range(self.sizes.path):
            point, i = self.dice.random() * sum(weights), 0
            while point >= weights[i]:
                point -= weights[i]
                i += 1
            lines.append(left.pop(i))
            weights.pop(i)
        return lines
