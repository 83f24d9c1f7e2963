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
    read = [_fields(line, separator) for line in lines]
    widths = [0 if isinstance(cells, str) else filled(cells) for cells in read]
    return (widths.count(widths[0]), widths[0]) if widths[0] > 1 else (0, 0)


def _fields(line: str, separator: str) -> list[str] | str:
    """The fields of a line, or what is wrong with its quotation marks. No field goes on in the next line."""
    if '"' not in line or separator == "|":
        return line.split(separator)
    try:
        return next(csv.reader([line], delimiter=separator, strict=True, skipinitialspace=True))
    except csv.Error as error:
        # Between tabs, a title may begin with a quotation mark of its own: "Crocodile" Dundee.
        return line.split(separator) if separator == "\t" else str(error)


def _rows(separator: str, lines: Sequence[str]) -> Iterator[Row]:
    nothing = f' \t"{separator}'  # of which an empty row is made
    for number, line in enumerate(lines, 1):
        if not line.strip(nothing) or (line[:4].lstrip('"').lower().startswith("sep") and _declared(line)):
            continue
        cells = _fields(line, separator)
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
