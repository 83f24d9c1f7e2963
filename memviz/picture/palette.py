"""The colours of a picture, on a light and on a dark ground."""

from __future__ import annotations

from dataclasses import dataclass

_TOUCH = 0.05  # so that a cell of an empty column is seen


@dataclass(frozen=True)
class Palette:
    """Blue is key addressing, orange value reading, as on the board; `answers` are told apart by any eye, and the
    paper's colour can be read on each of them."""

    text: str
    paper: str
    quiet: str
    line: str
    key: str
    value: str
    star: str
    answers: tuple[str, ...]

    def shade(self, share: float) -> str:
        """The colour of an area for attention from 0 to 1: from a touch of that of key addressing to all of it."""
        return _between(self.paper, self.key, _TOUCH + (1 - _TOUCH) * min(1.0, share))

    def pointed(self, share: float) -> str:
        """The colour of a word that is pointed at: the text's at 0, value reading's at 1, in the shade that can be
        read as letters."""
        return _between(self.text, self.answers[1], min(1.0, share))


LIGHT = Palette(
    "#1b2430", "#ffffff", "#5b616a", "#dfe0e2", "#0072b2", "#cf5a00", "#9a6b00",
    ("#0072b2", "#bf5300", "#1b7f55", "#8a4a9e", "#7a6200", "#a83a4c"),
)  # fmt: skip
DARK = Palette(
    "#e6ebf2", "#11161d", "#aaafb6", "#2f343b", "#56b4e9", "#f0a13a", "#e3b341",
    ("#56b4e9", "#f0a13a", "#4fc191", "#cf9ae0", "#d6c04a", "#f08a97"),
)  # fmt: skip


def ink(ground: str) -> str:
    """Black or white, whichever stands out more: in the words of WCAG 2, at a contrast of 4.5 or more on any colour."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(ground))
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#ffffff"


def _between(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(low + share * (high - low)):02x}" for low, high in pairs)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
