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
from memviz.trace import Trace
from memviz.trace.hop import Hop

if TYPE_CHECKING:
    from memviz.answer.anyone import ask, influence, load, look_up

__version__ = "0.1.0"
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
    if name in {"ask", "influence", "load", "look_up"}:
        from memviz.answer import anyone

        return getattr(anyone, name)
    raise AttributeError(f"module 'memviz' has no attribute '{name}'")
