"""A question before it is put into words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.pattern import Pattern

UNKNOWN = "unknown"
Facts: TypeAlias = tuple[int, ...]


class Ask(NamedTuple):
    """A question before it is put into words: the heading of its patterns, or its pattern, and who plays which role.

    `answer` is somebody or something, or the words themselves. What is None makes it no question at all.
    """

    heading: str | Pattern
    roles: Mapping[str, Entity | str | None]
    answer: Entity | str | None
    facts: Facts = ()
    also: tuple[str, ...] = ()
