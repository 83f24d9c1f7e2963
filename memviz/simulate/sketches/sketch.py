"""What a sketch is made of, and how it is written down.

[name]                        [! name] if training never shows it
x, y = big | small            two different ones of a list; forms of one entry are divided by colons: {x.1}
+ {A} was (very |){x}.        a sentence that is always told; 1 is its number
- It rained.                  one that is told half of the time
? How was {A}? -> {x} / very {x} @1     a question, its right answers, and the numbers of its facts

Whether a question is answered with yes or with no, or at all, is best drawn, so that its wording tells nothing:

s = went out:yes | stayed:no
+ {A} {s.1}.
? Did {A} go out? -> {s.2} @1
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEAD = re.compile(r"\[(! )?(.+)\]$")
_DRAW = re.compile(r"([a-z][a-z0-9, ]*) = (.+)")
_ASK = re.compile(r"\? (.+?) -> (.+?)(?: @([\d,]+))?$")


@dataclass(frozen=True)
class Draw:
    """Names that get different entries of a list, or of a class of words (<thing>)."""

    names: tuple[str, ...]
    entries: str


@dataclass(frozen=True)
class Line:
    """A sentence with its words left open; `always` told or only half of the time."""

    text: str
    always: bool


@dataclass(frozen=True)
class Ask:
    """A question, its right answers divided by slashes, and its facts as indices into the lines."""

    text: str
    answers: str
    facts: tuple[int, ...]


@dataclass(frozen=True)
class Sketch:
    """A story with its words left open."""

    name: str
    draws: tuple[Draw, ...]
    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]
    is_held_out: bool = False

    @classmethod
    def of(cls, block: str) -> Sketch:
        """A sketch as it is written down. Raises ValueError for a line that is none of its parts."""
        draws, lines, asks = [], [], []
        head, *rest = block.strip().splitlines()
        if not (name := _HEAD.match(head)):
            raise ValueError(f"“{head}” is no name of a sketch.")
        for line in rest:
            if line.startswith(("+ ", "- ")):
                lines.append(Line(line[2:].strip(), line[0] == "+"))
            elif ask := _ASK.match(line):
                facts = tuple(int(number) - 1 for number in (ask[3] or "").split(",") if number)
                asks.append(Ask(ask[1], ask[2].strip(), facts))
            elif draw := _DRAW.match(line):
                draws.append(Draw(tuple(name.strip() for name in draw[1].split(",")), draw[2]))
            else:
                raise ValueError(f"“{line}” is no part of a sketch.")
        return cls(name[2], tuple(draws), tuple(lines), tuple(asks), is_held_out=bool(name[1]))
