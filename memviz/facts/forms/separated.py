"""Tables: subject|relation|object, or fields with tabs, semicolons or commas between them, as csv has them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import partial

from memviz.facts.columns import filled
from memviz.facts.forms.row import Form, Row, one_line, remark, shown
from memviz.language import _, later

_HEIGHT = 100  # lines that a row may have: as many are read again behind a quotation mark that is never closed
_DECLARED = re.compile(r'"?sep=([|\t;,])"?', re.IGNORECASE)  # Excel's own first line


def _recognised(separator: str, first: Sequence[str]) -> bool:
    """Whether this separates the fields. The first line may say so; a | or a tab in it does; a semicolon does if more
    lines agree on their number of fields than with commas, or as many on more fields."""
    if declared := _declared(first[0]):
        return declared == separator
    if separator == ";":
        return _agreeing(";", first) > _agreeing(",", first)
    return separator in first[0] or separator == "," or (separator == "\t" and _agreeing("\t", first) > (0, 0))


def _declared(line: str) -> str:
    """The separator that a line of Excel's names; "" for any other line."""
    found = _DECLARED.fullmatch(line.strip(" "))
    return found[1] if found else ""


def _agreeing(separator: str, lines: Sequence[str]) -> tuple[int, int]:
    """How many rows have as many fields as the first, and how many these are; empty fields at the end do not count."""
    widths = [filled(row.cells) for row in _rows(separator, lines)]
    return (widths.count(widths[0]), widths[0]) if widths and widths[0] > 1 else (0, 0)


def _rows(separator: str, lines: Sequence[str]) -> Iterator[Row]:
    number = 1
    while number <= len(lines):
        line = lines[number - 1]
        cells, height = _fields(lines, number - 1, separator)
        if isinstance(cells, str):
            expected = _("expected a field in quotation marks as CSV has it ({error}), found {found}.")
            yield Row(number, broken=expected.format(error=cells, found=shown(line)))
        elif filled(cells) and not (line[:4].lstrip('"').lower().startswith("sep") and _declared(line)):
            yield Row(number, cells)
        number += height


def _fields(lines: Sequence[str], at: int, separator: str) -> tuple[list[str] | str, int]:
    """The fields of the row that begins at a line, or what is wrong with its quotation marks; and its lines."""
    line = lines[at]
    if '"' not in line or separator == "|":
        return line.split(separator), 1
    most = 1 if remark(line) else _HEIGHT
    text = (f"{line}\n" for line in lines[at : at + most])
    reader = csv.reader(text, delimiter=separator, strict=True, skipinitialspace=True)
    try:
        return [one_line(cell) for cell in next(reader)], reader.line_num
    except csv.Error as error:
        # Between tabs, a title may begin with a quotation mark of its own: "Crocodile" Dundee.
        return line.split(separator) if separator == "\t" else str(error), 1


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
