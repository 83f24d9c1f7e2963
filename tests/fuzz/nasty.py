"""Texts and data as nobody should send them, from a seed; and a meter of the work that reading them costs."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from types import FrameType
from typing import Any

import pytest

FEW, MANY = 200, 10_000
COUNTS = [FEW, pytest.param(MANY, marks=pytest.mark.slow)]
MOST_WORK = 3_000_000  # calls in one case: the worst of ten thousand articles takes 2.3; cubic time took billions

_PIECES = (
    *("Mary", "went", "to", "the", "kitchen", "Ab", "Alien", "directed", "Zorb", "where", "is", "who", "and", "milk"),
    *("\ud800", "\udc00", "\u200b", "\u202e", "\u2060", "\ufeff", "\0", "\x1b", "\u2028", "\x0b", "\x85", "\xad"),
    *("😀", "👩‍👩‍👧", "ẞ", "İ", "ﬁ", "e\u0301", "文", "हिन्दी", "ذهبت", "½", "²", "９", "﷽"),
    *(".", "?", "!", "。", "؟", "...", "“", "”", '"', "'", "’s", "(", "]", "{", "}", "%s", "{0}", "{name}", "\\"),
    *("|", "\t", ",", ";", ":", "=", "-", "#", "_", "_", "/", "‿", "‹", "›", "←", "→", "<b>", "&lt;", "$x$"),
    *("1", "2", "10", "-1", "0", "1e999", "NaN", "Infinity", "9" * 400, "1.5", "has_genre", "in_year", "null", "true"),
    *("http://evil.example/a", "www.evil.example", "=1+1", "Dr.", "J. K.", "U.S.A.", "\r\n", "\n", "\n", " "),
)  # fmt: skip
_VALUES = (
    *(None, True, False, 0, -1, 7, 2**31, 2**63, 10**14, 0.5, -0.0, 1e308, 1e-320, float("nan"), float("inf")),
    *("", "x", "\ud800", "<b>", "9" * 400, "kitchen", [], {}, [[]], [0, 0, 0.5], ["a", "b", "c"], {"text": 3}),
)  # fmt: skip


def text(r: Random, most: int = 40) -> str:
    """Some pieces, mostly with spaces between them; a few are said a thousand times, a few texts a hundred times."""
    pieces = [r.choice(_PIECES) * (1_000 if r.random() < 1 / 1_000 else 1) for _ in range(r.randrange(most))]
    told = "".join(piece + r.choice((" ", " ", " ", "", "\n")) for piece in pieces)
    return told * (100 if r.random() < 1 / 200 else 1)


def damaged(r: Random, told: str) -> str:
    """A text with up to three places cut, doubled or written over."""
    for _ in range(r.randrange(4)):
        start = r.randrange(len(told) + 1)
        end = min(len(told), start + r.choice((0, 1, 1, 5, 50)))
        told = told[:start] + r.choice(("", r.choice(_PIECES), told[start:end] * 2)) + told[end:]
    return told


def changed(r: Random, data: Any) -> Any:
    """A copy of JSON data with up to three values changed, added or taken out."""
    data = copy.deepcopy(data)
    for _ in range(r.randrange(4)):
        places = list(_places(data))
        if not places:
            return r.choice(_VALUES)
        inside, at = r.choice(places)
        kind = r.random()
        if kind < 0.2:
            del inside[at]
        elif kind < 0.3:
            inside[at] = [inside[at]]
        elif kind < 0.4 and isinstance(inside, list):
            inside.insert(at, copy.deepcopy(inside[at]))
        else:
            inside[at] = text(r, 6) if kind < 0.5 else copy.deepcopy(r.choice(_VALUES))
    return data


def written(r: Random, data: Any) -> str:
    """Changed data as JSON that may itself be damaged."""
    told = json.dumps(changed(r, data), ensure_ascii=r.random() < 0.5)
    told = told.replace("7", "9" * 400, 1) if r.random() < 0.1 else told
    return damaged(r, told) if r.random() < 0.3 else told


@contextmanager
def metered(case: object) -> Iterator[None]:
    """No more work than MOST_WORK in here, whatever a clock would say."""
    work = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal work
        work += 1
        if work > MOST_WORK:
            raise TooMuchWorkError(case)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)


class TooMuchWorkError(BaseException):
    """Nobody catches this by mistake."""


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in nested lists and dictionaries."""
    keys = range(len(data)) if isinstance(data, list) else list(data) if isinstance(data, dict) else ()
    for key in keys:
        yield data, key
        yield from _places(data[key])
