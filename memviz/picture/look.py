"""What a person chooses of an export's look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Theme: TypeAlias = Literal["auto", "light", "dark"]

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (steps done, steps in all) as an export goes on. To cancel an export, raise an exception here: it comes
out of the export as it is, and nothing has been written."""


@dataclass(frozen=True)
class Look:
    """theme  "auto" is the reader's own in HTML, and light in pictures
    title  a line above the question; none if empty
    scale  pixels of PNG and GIF for one of the SVG; None is what suits the format
    picture  which one of a trace, by its name in PICTURES; only SVG, PNG and PDF have others than the board
    """

    theme: Theme = "auto"
    title: str = ""
    scale: float | None = None
    picture: str = "board"


PLAIN = Look()


def silent(done: int, total: int) -> None:
    """Tells nobody."""
