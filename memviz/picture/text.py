"""How wide a text can come out and where its lines end, without a font: nobody knows which one a reader has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from memviz.story.line import clean

# Widths in em, the greater of Arial's and DejaVu Sans's: other fonts that stand in for "sans-serif" lie between.
_WIDTHS = {
    0.30: "'Iijl", 0.35: " ,./:;\\|", 0.40: "!()-[]ft", 0.45: "r", 0.50: '"*J`', 0.55: "csz", 0.60: "?L_kvxy",
    0.65: "$0123456789FTabdeghnopqu{}", 0.70: "ABEKPSVXYZ", 0.75: "CNRU", 0.80: "&DGHOQ", 0.85: "#+<=>^w~", 0.90: "M",
    0.95: "%", 1.00: "Wm", 1.05: "@",
}  # fmt: skip
_EM = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.13
_CAPITAL, _OTHER, _IDEOGRAPH, _EMOJI = 1.1, 0.75, 1.0, 1.3
# Marks that stand on the letter before them in every font; others are a box of their own where no font has them.
_ABOVE = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u0655\u0670\ufe00-\ufe0f]")

_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U0001f000-\U0003fffd"
_CLOSING = "、。，．：；！？）」』】〉》”’"  # no line begins with one of these
_PARTS = re.compile(f"[{_WIDE}][{_CLOSING}\ufe0f\u200d\U0001f3fb-\U0001f3ff]*|[^{_WIDE}]+")


def width(text: str, size: float, bold: bool = False) -> float:
    """The most that a text is likely to take, in the unit of `size`."""
    return sum(map(_em, text)) * size * (_BOLD if bold else 1)


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """The lines of a text in a column `room` wide, at least one; a word longer than a line is broken."""
    lines = [""]
    for space, piece in _pieces(clean(text), size, room, bold):
        longer = lines[-1] + space + piece
        if lines[-1] and width(longer, size, bold) > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return lines


def _pieces(text: str, size: float, room: float, bold: bool) -> Iterator[tuple[str, str]]:
    """What a line may end after, each with the space before it: words, ideographs, parts of words too long."""
    for number, word in enumerate(text.split()):
        space = " " if number else ""
        for part in _PARTS.findall(word):
            for piece in _broken(part, size, room, bold):
                yield space, piece
                space = ""


def _broken(part: str, size: float, room: float, bold: bool) -> list[str]:
    pieces, taken = [""], 0.0
    for letter in part:
        step = width(letter, size, bold)
        if pieces[-1] and step and taken + step > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += letter
        taken += step
    return pieces


def _em(letter: str) -> float:
    if letter in _EM:
        return _EM[letter]
    category = unicodedata.category(letter)
    if category == "Cf" or _ABOVE.match(letter):
        return 0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return _EMOJI if category == "So" else _IDEOGRAPH
    return _CAPITAL if category in {"Lu", "So"} else _OTHER
