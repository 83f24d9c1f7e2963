"""Our own bAbI-style stories, with gold answers and facts, that ship with the package; short ones first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from memviz.data.babi import TASKS, read_file
from memviz.story import Question, Story

_DIRECTORY = Path(__file__).with_name("gallery")

# What a visitor sees first: (task, entry). Two facts, each found in a hop of its own.
FIRST = (2, 4)


@dataclass(frozen=True)
class Entry:
    """One question of the gallery, with its story as far as it had been told."""

    story: Story
    question: Question

    @property
    def text(self) -> str:
        """The story as the lines that a person could have typed."""
        return "\n".join(slot.key for slot in self.story.slots)


@cache
def gallery() -> Mapping[int, tuple[Story, ...]]:
    """The stories of each task, by its number; read once."""
    return MappingProxyType({task: read_file(_DIRECTORY / f"qa{task}.txt") for task in TASKS})


@cache
def entries(task: int) -> tuple[Entry, ...]:
    """Every question that a task's stories ask, in order."""
    told = (story.until(question) for story in gallery()[task] for question in story.questions)
    return tuple(Entry(story, story.questions[0]) for story in told)
