"""Where a sentence ends: after its stop and the quotation marks behind it, and not after an initial, or “Dr.”.

The browser cuts by the same rules and from the same table (splitter.json; memviz/browser/editor/splitter.js).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from memviz.story.form import runs_on, seen

_TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("splitter.json").read_text("utf-8"))
STARTERS = frozenset(_TABLE["starters"])
"""What a sentence begins with and a name seldom goes on with."""
SHORTENED: tuple[str, ...] = (*_TABLE["titles"], *_TABLE["parts"])
"""Parts of a name that have a stop: “Dr.” and “Jr.”."""


def _class(signs: str) -> str:
    return f"[{re.escape(signs)}]"


def _any(shortened: Sequence[str]) -> str:
    return "|".join(map(re.escape, shortened))


_STOP, _WIDE, _CLOSING = (_class(_TABLE[name]) for name in ("stops", "wide_stops", "closing"))
# A stop and a space; a stop of a script that needs no space; or a stop without one, which `runs_on` has to judge.
_END = re.compile(
    rf"(?<!{_STOP})(?P<stop>{_STOP}+)(?P<closed>{_CLOSING}*)\s+"
    rf"|(?<!{_WIDE})(?P<wide>{_WIDE}+){_CLOSING}*\s*(?=\S)|(?<!{_STOP})[.!?](?=\S)"
)
_ENDING = 30  # characters that tell whether a sentence ends: a text of a million initials is still read at once
_CHUNK = re.compile(r"\S+")
_BEGINNING = re.compile(r"[^\W\d_]+(?![^\W\d_]|\.)")  # a word that is no initial
_WORDY = re.compile(r"[^\W_]")
_INITIAL = re.compile(r"(?:^|[\s.(“\"'‘-])[^\W\d_]\.$")  # Samuel L. Jackson, J. R. R. Tolkien, J.J. Abrams
_TITLE = re.compile(rf"(?<!\w)(?:{_any(_TABLE['titles'])})\.$")  # “Dr. No” is one name
_SHORT = re.compile(rf"(?<!\w)(?:{_any([*_TABLE['parts'], *_TABLE['short']])})\.$")
_LAST = re.compile(rf"(?<!\w)(?:{_any(_TABLE['last'])})\.$")
_NUMBERED = re.compile(r"([0-9]{1,9})[.):]?\s+(?=\S)")


def split_text(text: str) -> tuple[str, ...]:
    """The sentences of a text: one a line, or several to a line, numbered or not. Lines that show nothing are none."""
    lines = [line.strip() for line in text.splitlines() if seen(line)[0].strip()]
    return tuple(sentence for line in _without_numbers(lines) for sentence in split_line(line))


def split_line(line: str) -> tuple[str, ...]:
    """The sentences of a line, its full stops kept, as they were typed."""
    shown, places = seen(line)
    cuts = [places[end] for end in _ends(shown)]
    pieces = (line[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True))
    return tuple(piece for piece in pieces if piece)


def asks(text: str) -> bool:
    """Whether a sentence is a question, by the mark at its end."""
    shown = seen(text)[0].rstrip()
    bare = shown.rstrip(_TABLE["asking"] + _TABLE["calling"])
    return any(mark in _TABLE["asking"] for mark in shown[len(bare) :])


def ends_sentence(text: str, following: str = "", closed: bool = False) -> bool:
    """Whether a text that ends with a stop ends where a sentence does: no initial, no “Dr.” and no “...” that goes on.

    `following` is the next word, if there is one: “World War I. It …” are two sentences. `closed`: a quotation mark
    or a bracket stands between, and “‘Go!’ said Mary” is one.
    """
    following = following.lstrip(_TABLE["opening"])
    low = following[:1].islower()
    begins = following[:1].isalpha() and not low
    if text.endswith(("..", "…")) or _LAST.search(text):
        return begins
    if _TITLE.search(text):
        return False
    if _INITIAL.search(text) or _SHORT.search(text):
        word = _BEGINNING.match(following)
        return following[:1].isupper() and word is not None and word[0].lower() in STARTERS
    return not (closed and low)


def _ends(shown: str) -> Iterator[int]:
    """Where the next sentence begins, each time one does. What has no letter or number belongs to what it stands by."""
    last = len(shown)
    while last and not shown[last - 1].isalnum():
        last -= 1
    start, first = 0, _WORDY.search(shown)
    for end in _END.finditer(shown):
        if first is None or end.end() >= last:
            return
        if first.start() < end.start() and (end["wide"] or _ends_here(shown, start, end)):
            start = end.end()
            yield start
            first = _WORDY.search(shown, start)


def _ends_here(shown: str, start: int, end: re.Match[str]) -> bool:
    stop = end.end("stop") if end["stop"] else end.end()
    if not end["stop"] and not runs_on(shown, end.start()):
        return False
    following = _CHUNK.match(shown, end.end())
    return ends_sentence(
        shown[max(start, stop - _ENDING) : stop], following[0] if following else "", bool(end["closed"])
    )


def _without_numbers(lines: Sequence[str]) -> list[str]:
    """Lines without their numbers, if every one has a number and the numbers rise."""
    views = [seen(line) for line in lines]
    matches = [_NUMBERED.match(shown) for shown, _ in views]
    numbers = [int(match[1]) for match in matches if match]
    if len(numbers) < len(lines) or numbers != sorted(set(numbers)):
        return list(lines)
    found = zip(lines, views, matches, strict=True)
    return [line[places[match.end()] :] for line, (_, places), match in found if match]
