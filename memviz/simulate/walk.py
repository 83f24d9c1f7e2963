"""Ways over the cells of a grid, one step at a time."""

from __future__ import annotations

from collections.abc import Sequence

from memviz.simulate.dice import Dice

Step = tuple[int, int]

UP, DOWN, LEFT, RIGHT = (0, 1), (0, -1), (-1, 0), (1, 0)
STEPS: tuple[Step, ...] = (UP, DOWN, LEFT, RIGHT)


def back(step: Step) -> Step:
    """The step that undoes another."""
    return -step[0], -step[1]


def way(dice: Dice, count: int) -> list[Step]:
    """So many steps that come to no cell twice, each such way as likely."""
    while True:
        steps = [dice.one(STEPS) for _ in range(count)]
        if len(set(cells(steps))) == count + 1:
            return steps


def cells(steps: Sequence[Step]) -> list[Step]:
    """Where each step leads, from the start on."""
    path = [(0, 0)]
    for dx, dy in steps:
        x, y = path[-1]
        path.append((x + dx, y + dy))
    return path
