"""Texts of anybody as one line that every picture and file can hold."""

from __future__ import annotations

import re

TIE = "‿"  # joins the words of one name, for a network to which it is one word
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # would turn round what follows the text as well
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """A text on one line that XML can hold: what it cannot becomes the sign for a broken character. Marks that turn
    the direction of writing are left out; letters that are written from right to left turn by themselves."""
    return " ".join(_NOT_XML.sub("\ufffd", _TURNING.sub("", untied(text))).split())


def untied(text: str) -> str:
    """A text whose names are written as they were typed."""
    return text.replace(TIE, " ")


def shorten(text: str, length: int) -> str:
    """The first `length` characters, with an ellipsis where something was cut."""
    cleaned = clean(text)
    return cleaned if len(cleaned) <= length else f"{cleaned[: length - 1]}…"
