"""Bodies of our own stories that several tests look at; each is told once."""

from __future__ import annotations

from functools import cache

from memviz import simulate
from memviz.story import Story


@cache
def body(task: int, questions: int = 3000, sizes: simulate.Sizes | None = None) -> tuple[Story, ...]:
    """The first stories of a task with so many questions."""
    return tuple(simulate.first(simulate.stories(task, 1, sizes or simulate.Sizes()), questions))
