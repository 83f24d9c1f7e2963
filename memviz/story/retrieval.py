"""What key hashing hands to a key-value network: memories as tokens, and a report of how they were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from memviz.story import Slot


@dataclass(frozen=True)
class Name:
    """An entity inside a text: one token, however many words it has."""

    text: str


Token: TypeAlias = str | Name
"""A word as vocab.words gives it, or a name."""


@dataclass(frozen=True)
class Memory:
    """One memory: `slot` is what a person reads, `key` and `value` are the tokens that the network reads."""

    slot: Slot
    key: tuple[Token, ...]
    value: tuple[Token, ...]


@dataclass(frozen=True)
class Link:
    """A name that was found in the question: characters `start` to `end` of the question are `name`."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Hashing:
    """What key hashing did (Miller et al. 2016, section 3.1).

    links   names found in the question, from left to right
    words   words of the question by which memories were found
    common  words of the question that stand in too many memories to find any by
    unknown words of the question that stand in no memory and are no name; “who” and “the” are not counted
    total   how many memories there are
    found   how many of them share a name or a word with the question
    kept    how many of those were handed on: the rest did not fit into the network's memory
    """

    links: tuple[Link, ...]
    words: tuple[str, ...]
    common: tuple[str, ...]
    unknown: tuple[str, ...]
    total: int
    found: int
    kept: int


@dataclass(frozen=True)
class Retrieved:
    """A question put to a source of memories: the question's tokens, the memories found, and the report."""

    question: tuple[Token, ...]
    memories: tuple[Memory, ...]
    hashing: Hashing
