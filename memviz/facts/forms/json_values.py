"""JSON Lines, or one JSON array: objects with a subject, a relation and an object, or lists of these three."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from memviz.facts.forms.row import Form, Row, one_line, shown
from memviz.language import _, later

_VALUE = re.compile(r'\s*[\[{]\s*["}\]]')  # a film may be called “[REC]”
_ARRAY = re.compile(r'\s*\[\s*(?:$|\[\s*["\]]|\{\s*(?:$|["}]))')
_BEGINNING = re.compile(r"^\s*\[", re.MULTILINE)  # after comments
_SPACE = re.compile(r"\s*")
_SHOWN = 100  # characters of what is broken, of which the sentence has fewer
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)  # numbers stay as they are written


def _lines(lines: Sequence[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                value = _DECODER.decode(line)
            except (ValueError, RecursionError):
                value = None
            yield _row(number, value, line)


def _array(lines: Sequence[str]) -> Iterator[Row]:
    text, number, counted = "\n".join(lines), 1, 0
    beginning = _BEGINNING.search(text)
    assert beginning, "it was recognised"
    for start, end, value in _items(text, beginning.end()):
        number, counted = number + text.count("\n", counted, start), start
        yield _row(number, value, text[start : min(end, start + _SHOWN)])


def _items(text: str, at: int) -> Iterator[tuple[int, int, Any]]:
    """Where the items of an array begin and end, and their values; None where it is broken, as no more can be read."""
    at = _after_space(text, at)
    while text[at : at + 1] != "]":
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield at, at + _SHOWN, None
            return
        yield at, end, value
        at = _after_space(text, end)
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
        elif text[at : at + 1] != "]":
            yield at, at + _SHOWN, None
            return
    rest = _after_space(text, at + 1)
    if rest < len(text):
        yield rest, rest + _SHOWN, None


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _row(number: int, value: Any, text: str) -> Row:
    """An object's keys are its names; a list has the cells alone."""
    names = tuple(value) if isinstance(value, dict) else ()
    if isinstance(value, dict):
        value = [*value.values()]
    cells = [_cell(each) for each in value] if isinstance(value, list) else []
    if cells and None not in cells:
        return Row(number, [cell for cell in cells if cell is not None], names)
    return Row(number, broken=_(_EXPECTED).format(found=shown(text)))


def _cell(value: object) -> str | None:
    """The text of what stands in one field; None for a list or an object."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    return one_line(value) if isinstance(value, str) else None


_EXPECTED = later("expected the texts “subject”, “relation” and “object” in JSON, found {found}.")
JSON_ARRAY = Form("JSON array", lambda first: _ARRAY.match(first[0]) is not None, _array, _EXPECTED, ("json",))
JSON_LINES = Form("JSON Lines", lambda first: _VALUE.match(first[0]) is not None, _lines, _EXPECTED, ("jsonl",))
