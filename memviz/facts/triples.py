"""Reader of facts (subject, relation, object): pasted, uploaded, or the public knowledge base of movies."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeAlias

from memviz.data.text import utf8
from memviz.errors import DataError
from memviz.language import _, counted

LARGEST = 20_000_000  # bytes
LONGEST = 300  # characters of one field
_SHOWN = 3  # broken lines that stand in the message
_JSON = re.compile(r'[\[{]\s*["}\]]')  # a film may be called “[REC]”
_RELATION = re.compile(r"\w*_\w*")  # of the numbered form: a word with an underscore
_NO_TEXT = {"Cc", "Cs"}  # categories of Unicode: control characters, and halves of characters


@dataclass(frozen=True)
class Triple:
    """A fact: Blade Runner, directed_by, Ridley Scott."""

    subject: str
    relation: str
    object: str


_HEADER = Triple("subject", "relation", "object")


class BrokenLinesError(DataError):
    """A file with lines that are no facts. `lines` holds every one: its number, and what was expected there."""

    def __init__(self, name: str, lines: Iterable[tuple[int, str]]) -> None:
        self.lines = tuple(lines)
        said = [counted("{name} has a broken line.", "{name} has {n} broken lines.", len(self.lines), name=name)]
        for number, reason in self.lines[:_SHOWN]:
            said.append(_("Line {number}: {reason}").format(number=number, reason=reason))
        if (more := len(self.lines) - _SHOWN) > 0:
            said.append(counted("And {n} more broken line.", "And {n} more broken lines.", more))
        super().__init__(" ".join(said))


_Row: TypeAlias = tuple[int, list[Triple] | str]  # line number; its facts, or the reason why it has none


def read_triples(path: str | Path) -> tuple[Triple, ...]:
    """The facts of a file; see `parse_triples`. Raises DataError if it cannot be read."""
    try:
        if Path(path).stat().st_size > LARGEST:
            raise _too_large(str(path))
        return parse_triples(Path(path).read_bytes(), str(path))
    except OSError as error:
        said = _("{path} cannot be read: {error}.")
        raise DataError(said.format(path=path, error=error.strerror or error)) from error


def parse_triples(content: str | bytes, name: str) -> tuple[Triple, ...]:
    """The facts of a text, in its order; `name` stands in the errors.

    The form is told by the first line that is not empty and no # comment: JSON, or one with a |, with a tab, or with a
    number before and a relation inside; anything else is CSV. A header subject, relation, object is left out.
    Raises BrokenLinesError for all broken lines together; DataError for a text that is empty, too large or not UTF-8.
    """
    text = _decoded(content, name)
    lines = text.split("\n")
    first = next((line.strip() for line in lines if not _skipped(line)), "")
    if not first:
        said = _("{name} holds no facts; expected lines such as “Blade Runner|directed_by|Ridley Scott”.")
        raise DataError(said.format(name=name))
    triples: list[Triple] = []
    broken: list[tuple[int, str]] = []
    for number, found in _form(first)(lines):
        if isinstance(found, str):
            broken.append((number, found))
            continue
        faults = [fault for fault in map(_fault, found) if fault]
        if faults:
            broken.append((number, faults[0]))
        else:
            triples += found
    if broken:
        raise BrokenLinesError(name, broken)
    if triples and Triple(*map(str.lower, astuple(triples[0]))) == _HEADER:
        del triples[0]
    if not triples:
        raise DataError(_("{name} holds a header and no facts.").format(name=name))
    return tuple(triples)


def _decoded(content: str | bytes, name: str) -> str:
    if len(content) > LARGEST:
        raise _too_large(name)
    text = content if isinstance(content, str) else utf8(content, name)
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _too_large(name: str) -> DataError:
    said = _("{name} is larger than {most} MB. Please take out the facts you do not ask about.")
    return DataError(said.format(name=name, most=LARGEST // 1_000_000))


def _skipped(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _form(first: str) -> Callable[[list[str]], Iterator[_Row]]:
    """The reader for a text that begins with the line `first`."""
    if _JSON.match(first):
        return _json_rows
    if "|" in first:
        return lambda lines: _split_rows(lines, "|")
    if "\t" in first:
        return lambda lines: _split_rows(lines, "\t")
    number, *words = first.split()
    if number.isdecimal() and any(map(_RELATION.fullmatch, words)):
        return _numbered_rows
    return _csv_rows


def _split_rows(lines: Iterable[str], separator: str) -> Iterator[_Row]:
    """subject|relation|object, or the same with tabs."""
    expected = {
        "|": _("expected subject, relation and object with | between them, found {found}."),
        "\t": _("expected subject, relation and object with a tab between them, found {found}."),
    }[separator]
    for number, line in enumerate(lines, 1):
        parts = line.split(separator)
        if len(parts) == 3 and not line.startswith("#"):
            yield number, [_triple(parts)]
        elif not _skipped(line):
            yield number, expected.format(found=_shown(line))


def _numbered_rows(lines: Iterable[str]) -> Iterator[_Row]:
    """The published form, `1 Kismet directed_by William Dieterle`: a blank line or number 1 begins another movie."""
    for number, line in enumerate(lines, 1):
        if _skipped(line) or " has_plot " in line:  # a plot is a text, and neither a name nor a list of names
            continue
        words = line.split()
        places = [i for i in range(2, len(words) - 1) if _RELATION.fullmatch(words[i])]
        if not words[0].isdecimal():
            expected = _("expected a number, a subject, a relation and objects, found {found}.")
            yield number, expected.format(found=_shown(line))
        elif len(places) > 1:
            expected = _("expected one relation, a word with an underscore; more than one could be it in {found}.")
            yield number, expected.format(found=_shown(line))
        elif not places:
            expected = _("expected one relation, a word with an underscore; there is none in {found}.")
            yield number, expected.format(found=_shown(line))
        else:
            subject, objects = " ".join(words[1 : places[0]]), " ".join(words[places[0] + 1 :])
            yield number, [Triple(subject, words[places[0]], each) for each in objects.split(", ")]


def _csv_rows(lines: Iterable[str]) -> Iterator[_Row]:
    """Comma-separated; a field that has a comma stands in quotation marks."""
    for number, line in enumerate(lines, 1):
        if _skipped(line):
            continue
        try:
            parts = next(csv.reader([line], strict=True, skipinitialspace=True))  # no field goes on in the next line
        except csv.Error as error:
            expected = _("expected a field in quotation marks as CSV has it ({error}), found {found}.")
            yield number, expected.format(error=error, found=_shown(line))
            continue
        if len(parts) == 3:
            yield number, [_triple(parts)]
        else:
            expected = _("expected subject, relation and object with commas between them, found {found}.")
            yield number, expected.format(found=_shown(line))


def _json_rows(lines: Iterable[str]) -> Iterator[_Row]:
    """JSON Lines: {"subject": .., "relation": .., "object": ..} or a list of these three."""
    for number, line in enumerate(lines, 1):
        if _skipped(line):
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            found = [found.get(field) for field in ("subject", "relation", "object")]
        if isinstance(found, list) and len(found) == 3 and all(isinstance(part, str) for part in found):
            yield number, [_triple(found)]
        else:
            expected = _("expected the texts “subject”, “relation” and “object” in JSON, found {found}.")
            yield number, expected.format(found=_shown(line))


def _triple(parts: list[str]) -> Triple:
    subject, relation, value = parts
    return Triple(subject.strip(), relation.strip(), value.strip())


def _fault(triple: Triple) -> str | None:
    """Why a fact cannot be used, if so."""
    for field in ("subject", "relation", "object"):
        part: str = getattr(triple, field)
        if not part:
            return _("expected {field}, found nothing.").format(field=_a(field))
        if len(part) > LONGEST:
            text = _("expected {field} of at most {most} characters, found {n}: {found}.")
            return text.format(field=_a(field), most=LONGEST, n=f"{len(part):,}", found=_shown(part))
        if not part.isprintable() and any(unicodedata.category(character) in _NO_TEXT for character in part):
            text = _("expected {field} of plain text, found a control character in {found}.")
            return text.format(field=_a(field), found=_shown(part))
    return None


def _a(field: str) -> str:
    return {"subject": _("a subject"), "relation": _("a relation"), "object": _("an object")}[field]


def _shown(text: str) -> str:
    """The beginning of what was found, in one line."""
    line = "".join(character if character.isprintable() else "�" for character in text[:60])
    return f"“{line}”"
