"""Shapes above, below and beside each other: task 17."""

from __future__ import annotations

from memviz.simulate.dice import Dice
from memviz.simulate.sizes import Sizes, named
from memviz.simulate.walk import DOWN, LEFT, RIGHT, STEPS, UP, Step, back, cells, way
from memviz.simulate.world import World
from memviz.story import Story

SHAPES = (
    *("triangle", "blue square", "pink rectangle", "red square", "red sphere", "yellow square"),
    *("green circle", "purple triangle", "orange cube", "white star", "brown cylinder", "black diamond"),
)
SIDES = {UP: "above", DOWN: "below", LEFT: "to the left of", RIGHT: "to the right of"}


class Shapes(World):
    """Task 17: shapes side by side on a grid, with one at each end; the questions are about the ends."""

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.shapes = named("objects", SHAPES, sizes.objects, sizes.path + 1)

    def story(self) -> Story:
        steps, shapes = way(self.dice, self.sizes.path), self.dice.some(self.shapes, self.sizes.path + 1)
        order = self.dice.shuffled(range(len(steps)))
        for i in order:
            self.tell(self.fact(shapes[i], shapes[i + 1], steps[i], i))
        facts = tuple(order.index(i) for i in range(len(steps)))
        x, y = cells(steps)[-1]
        for _ in range(self.sizes.questions):
            if self.dice.chance(0.5):
                self.ask_whether(shapes[-1], shapes[0], (x, y), facts[::-1])
            else:
                self.ask_whether(shapes[0], shapes[-1], (-x, -y), facts)
        return self.finished()

    def fact(self, shape: str, next_shape: str, step: Step, i: int) -> str:
        """The pair `i` of neighbours, the one nearer to the middle as the subject in two of three."""
        next_is_inner = i + 1 <= self.sizes.path / 2
        if next_is_inner == self.dice.chance(2 / 3):
            return f"The {next_shape} is {SIDES[step]} the {shape}."
        return f"The {shape} is {SIDES[back(step)]} the {next_shape}."

    def ask_whether(self, one: str, other: str, at: Step, facts: tuple[int, ...]) -> None:
        """Asks whether one shape is on some side of the other, from which it is so many cells away."""
        yes = self.dice.chance(0.5)
        side = self.dice.one([step for step in STEPS if (step[0] * at[0] + step[1] * at[1] > 0) == yes])
        self.ask(f"Is the {one} {SIDES[side]} the {other}?", "yes" if yes else "no", facts)
