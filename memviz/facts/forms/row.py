"""What a form of facts is: how it is recognised, and what its lines give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """What one line gave: its cells, or a sentence about why it has none.

    number: of the line, from 1, or of the first of several;
    names: of the cells, where the line itself has them (a JSON object);
    broken: what was expected there; left_out: what the line is, if it is no fact and nobody's mistake.
    """

    number: int
    cells: Sequence[str] = ()
    names: tuple[str, ...] = ()
    broken: str = ""
    left_out: str = ""


@dataclass(frozen=True)
class Form:
    """A way to write facts down.

    recognised: whether a text has this form, by its first lines, empty ones and comments left out (at least one);
    rows: all lines of the text -> what they gave; blank ones give nothing;
    expected: the sentence for a line that has too many or too few cells, {found} in it, before its translation;
    files: the ends of the names that such files have.
    """

    name: str
    recognised: Callable[[Sequence[str]], bool]
    rows: Callable[[Sequence[str]], Iterator[Row]]
    expected: str
    files: tuple[str, ...] = ("txt",)


def shown(text: str) -> str:
    """The beginning of what was found, in one line."""
    line = "".join(character if character.isprintable() else "�" for character in text[:60])
    return f"“{line}”"


def one_line(text: str) -> str:
    """A field of several lines, as a name is written."""
    return " ".join(filter(None, map(str.strip, text.split("\n"))))


def hashed(line: str) -> bool:
    """Whether a line begins with #, and so may be a comment."""
    return line.lstrip().startswith("#")


def remark(line: str) -> bool:
    """Whether a line that begins with # is a comment whatever it holds: a name would follow at once."""
    return hashed(line) and line.lstrip()[1:2] in {"", " ", "\t", "#", "!"}
