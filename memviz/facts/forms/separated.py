"""Tables: subject|relation|object, or fields with tabs, semicolons or commas between them, as csv has them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import partial

from memviz.facts.columns import filled
from memviz.facts.forms.row import Form, Row, shown
from memviz.language import _, later

_DECLARED = re.compile(r'"?sep=([|\t;,])"?', re.IGNORECASE)  # Excel's own first line
_LINES = 50  # that one row may take; a quotation mark that nobody closes breaks its own line alone
_BREAK = re.compile(r"\s*\n\s*")


def _recognised(separator: str, first: Sequence[str]) -> bool:
    """Whether this separates the fields. The first line may say so; a | or a tab in it does; a semicolon does if more
    lines agree on their number of fields than with commas, or as many on more fields."""
    if declared := _declared(first[0]):
        return declared == separator
    if separator == ";":
        return _agreeing(";", first) > _agreeing(",", first)
    return separator in first[0] or separator == ","


def _declared(line: str) -> str:
    """The separator that a line of Excel's names; "" for any other line."""
    found = _DECLARED.fullmatch(line.strip(" "))
    return found[1] if found else ""


def _agreeing(separator: str, lines: Sequence[str]) -> tuple[int, int]:
    """How many lines have as many fields as the first, and how many these are; empty fields at the end do not count."""
    read = [cells for _number, cells in _parted(lines, separator)]
    widths = [0 if isinstance(cells, str) else filled(cells) for cells in read]
    return (widths.count(widths[0]), widths[0]) if widths[0] > 1 else (0, 0)


def _parted(lines: Sequence[str], separator: str) -> Iterator[tuple[int, list[str] | str]]:
    """The first line of every row, from 0, and the row's fields or what is wrong with its quotation marks."""
    at = 0
    while at < len(lines):
        cells, taken = _fields(lines, at, separator)
        yield at, cells
        at += taken


def _fields(lines: Sequence[str], at: int, separator: str) -> tuple[list[str] | str, int]:
    """The fields of the row that begins in a line, or what is wrong with its quotation marks; how many lines it has.

    A field in quotation marks may go on in the next lines; where a line ended there is a space in it.
    """
    line = lines[at]
    if '"' not in line or separator == "|":
        return line.split(separator), 1
    ahead = (f"{each}\n" for each in lines[at : at + _LINES])
    reader = csv.reader(ahead, delimiter=separator, strict=True, skipinitialspace=True)
    try:
        cells = next(reader)
    except csv.Error as error:
        # Between tabs, a title may begin with a quotation mark of its own: "Crocodile" Dundee.
        return (line.split(separator) if separator == "\t" else str(error)), 1
    return [_BREAK.sub(" ", cell) for cell in cells], reader.line_num


def _rows(separator: str, lines: Sequence[str]) -> Iterator[Row]:
    nothing = f' \t"{separator}'  # of which an empty row is made
    for at, cells in _parted(lines, separator):
        number, line = at + 1, lines[at]
        if not line.strip(nothing) or (line[:4].lstrip('"').lower().startswith("sep") and _declared(line)):
            continue
        if isinstance(cells, str):
            expected = _("expected a field in quotation marks as CSV has it ({error}), found {found}.")
            yield Row(number, broken=expected.format(error=cells, found=shown(line)))
        else:
            yield Row(number, cells)


def _form(name: str, separator: str, expected: str, end: str) -> Form:
    return Form(name, partial(_recognised, separator), partial(_rows, separator), expected, (end,))


BARS = _form("bars", "|", later("expected subject, relation and object with | between them, found {found}."), "txt")
TABS = _form(
    "tabs", "\t", later("expected subject, relation and object with a tab between them, found {found}."), "tsv"
)
COMMAS = _form(
    "commas", ",", later("expected subject, relation and object with commas between them, found {found}."), "csv"
)
SEMICOLONS = _form(
    "semicolons",
    ";",
    later("expected subject, relation and object with semicolons between them, found {found}."),
    "csv",
)
