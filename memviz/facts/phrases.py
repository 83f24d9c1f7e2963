"""How people name what a relation leads to, and questions of several steps made of it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

HOLE = "[]"
_FILE = Path(__file__).with_name("texts") / "phrases.txt"
_SPOKEN = (
    "who is {}?", "what is {}?", "who are {}?", "what are {}?", "which are {}?", "{}?", "{}", "name {}", "list {}",
    "tell me {}", "can you tell me {}?", "i want to know {}", "show me {}", "give me {}", "do you know {}?",
    "please find {}", "what was {}?", "who was {}?", "what were {}?", "who were {}?", "find {}", "which is {}?",
)  # fmt: skip


class Step(NamedTuple):
    """A relation as it stands (forward) or reversed."""

    relation: str
    forward: bool


@dataclass(frozen=True)
class Phrases:
    """The names of a relation, a way through it, and how that is said: phrases and whole questions with a hole."""

    relations: tuple[str, ...]
    forward: bool
    phrases: tuple[str, ...]
    questions: tuple[str, ...]


@cache
def phrases() -> tuple[Phrases, ...]:
    """All of the file, in its order."""
    return tuple(map(_read, (line for line in _FILE.read_text("utf-8").splitlines() if line and line[0] != "#")))


def _read(line: str) -> Phrases:
    names, way, said = line.split("|")
    parts = [part.strip() for part in said.split(";")]
    found: list[str] = []
    for part in parts:
        if part.startswith("?"):
            continue
        if HOLE in part:
            found.append(part)
        else:
            found += [form for noun in part.split(", ") for form in (f"the {noun} of {HOLE}", f"{HOLE}'s {noun}")]
    questions = tuple(f"{part[1:]}?" for part in parts if part.startswith("?"))
    return Phrases(tuple(names.split(", ")), way == "forward", tuple(found), questions)


def said(steps: Sequence[Phrases], rng: random.Random) -> str:
    """A question of these steps, the first one nearest to the hole that is left for a name."""
    inner = HOLE
    for step in steps[:-1]:
        inner = rng.choice(step.phrases).replace(HOLE, inner)
    last = steps[-1]
    if last.questions and (not last.phrases or rng.random() < 0.35):
        return rng.choice(last.questions).replace(HOLE, inner)
    return rng.choice(_SPOKEN).format(rng.choice(last.phrases).replace(HOLE, inner))
