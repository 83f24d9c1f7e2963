"""Memory networks, and pictures of how they attend.

>>> import memviz
>>> model = memviz.load("memn2n-3hop")
>>> trace = memviz.ask(model, memviz.Story.of("Mary went to the kitchen."), "Where is Mary?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from memviz.errors import MemvizError
from memviz.story import Question, Slot, Story
from memviz.story.changes import Changes, Override
from memviz.trace import Hop, Trace

if TYPE_CHECKING:
    from memviz.answer.asking import ask, look_up
    from memviz.answer.whatif import influence
    from memviz.models.checkpoint import load

__all__ = [
    "Changes",
    "Hop",
    "MemvizError",
    "Override",
    "Question",
    "Slot",
    "Story",
    "Trace",
    "ask",
    "influence",
    "load",
    "look_up",
]


def __getattr__(name: str) -> Any:
    """What brings torch with it, two seconds of start, comes when it is first used."""
    if name == "load":
        from memviz.models.checkpoint import load

        return load
    if name == "influence":
        from memviz.answer.whatif import influence

        return influence
    if name in {"ask", "look_up"}:
        from memviz.answer import asking

        return getattr(asking, name)
    raise AttributeError(f"module 'memviz' has no attribute '{name}'")
