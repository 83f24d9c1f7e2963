"""Our own bAbI-style stories, with gold answers and facts, that ship with the package; short ones first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from memviz.data.babi import TASKS, read_file
from memviz.story import Story

_DIRECTORY = Path(__file__).with_name("gallery")


@cache
def gallery() -> Mapping[int, tuple[Story, ...]]:
    """The stories of each task, by its number; read once."""
    return MappingProxyType({task: read_file(_DIRECTORY / f"qa{task}.txt") for task in TASKS})
