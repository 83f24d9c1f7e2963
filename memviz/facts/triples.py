"""Reader of facts (subject, relation, object): pasted, uploaded, or the public knowledge base of movies."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from memviz.data.text import LARGEST, read_bytes, text_of
from memviz.errors import DataError
from memviz.facts.columns import Columns, Three, Wide, header_in, three, wide
from memviz.facts.forms import FORMS
from memviz.facts.forms.row import Form, Row, hashed, remark, shown
from memviz.facts.notes import Notes
from memviz.language import _, counted
from memviz.story.form import seen, whole
from memviz.story.limits import BROKEN_LINES, FACT_COUNT, FIELD

_SHOWN = 3  # broken lines that stand in the message
_AHEAD = 50  # lines by which form and header are told
_NO_TEXT = {"Cc", "Cs"}  # categories of Unicode: control characters, and halves of characters


@dataclass(frozen=True)
class Triple:
    """A fact: Blade Runner, directed_by, Ridley Scott."""

    subject: str
    relation: str
    object: str


@dataclass(frozen=True)
class Facts:
    """What a text gave. `notes` say, one sentence each, what was made of a header and what was left out.

    table: whether each line was read as a row about one subject, by a header that names relations;
    offer: the names of a header that the text seems to have, and that was not heeded; () if it has none.
    """

    triples: tuple[Triple, ...]
    notes: tuple[str, ...] = ()
    table: bool = False
    offer: tuple[str, ...] = ()


class BrokenLinesError(DataError):
    """A file with lines that are no facts. `lines` holds the first of them, all if they
    are few: the number of each, and what was expected there; `count` is how many there are.

    offer: the names of a header by which the lines could be read as rows of a table; () if there is none.
    """

    def __init__(self, name: str, lines: Iterable[tuple[int, str]], count: int, offer: tuple[str, ...] = ()) -> None:
        self.lines, self.count, self.offer = tuple(lines), count, offer
        reasons = [counted("{name} has a broken line.", "{name} has {n} broken lines.", count, name=name)]
        for number, reason in self.lines[:_SHOWN]:
            reasons.append(_("Line {number}: {reason}").format(number=number, reason=reason))
        if (more := count - _SHOWN) > 0:
            reasons.append(counted("And {n} more broken line.", "And {n} more broken lines.", more))
        super().__init__(" ".join(reasons))


def read_triples(path: str | Path, table: bool | None = None) -> tuple[Triple, ...]:
    """The facts of a file; see `parse_facts`. Raises DataError if it cannot be read."""
    return parse_triples(read_bytes(path, LARGEST), str(path), table)


def parse_triples(content: str | bytes, name: str, table: bool | None = None) -> tuple[Triple, ...]:
    """The facts of a text alone; see `parse_facts`."""
    return parse_facts(content, name, table).triples


def parse_facts(content: str | bytes, name: str, table: bool | None = None) -> Facts:
    """The facts of a text, in its order; `name` stands in the errors.

    Its form is one of FORMS, told by its first lines that are neither empty nor # comments. A header may name the
    columns subject, relation and object, in any order. A header of other names makes each line a row about one subject,
    each further cell a fact: `table` True demands that, False forbids it; None heeds a header where the lines cannot be
    facts otherwise, as they have other than three fields.
    Raises BrokenLinesError for all broken lines together; DataError for a text that is empty, too large or no text.
    """
    lines = text_of(content, name, LARGEST).split("\n")
    first = _first(lines)
    if not first:
        raise _no_facts(name)
    form = next(form for form in FORMS if form.recognised(first))
    rows = form.rows(lines)
    ahead = [*islice(rows, _AHEAD)]
    reading = _Reading(form, lines, table, ahead)
    for row in chain(ahead, rows):
        reading.take(row)
        if reading.count > FACT_COUNT:
            message = _("{name} has more than {most} facts. Use a part of it.")
            raise DataError(message.format(name=name, most=f"{FACT_COUNT:,}"))
    return reading.facts(name)


def _first(lines: Sequence[str]) -> list[str]:
    """The first lines that hold something and are no comments; where all begin with #, those that may be facts."""
    full = [*islice((line for line in lines if line.strip() and not hashed(line)), _AHEAD)]
    return full or [*islice((line for line in lines if hashed(line) and not remark(line)), _AHEAD)]


class _Reading:
    """The facts of rows, as they are taken one by one."""

    def __init__(self, form: Form, lines: Sequence[str], table: bool | None, ahead: Iterable[Row]) -> None:
        self._form, self._lines, self._table = form, lines, table
        self._triples: list[Triple] = []
        self._broken: list[tuple[int, str]] = []
        self._faults = 0
        self._notes = Notes()
        self._by_names: dict[tuple[str, ...], Columns | None] = {}
        self._header: Row | None = None
        self._offer: tuple[str, ...] = ()
        self._columns: Columns = Three()
        whole = [row for row in ahead if row.cells and not row.names and not hashed(lines[row.number - 1])]
        if whole:
            self._heed_header(whole)

    def _heed_header(self, rows: Sequence[Row]) -> None:
        """What the columns are, by the first row, if it is a header."""
        first, seen = rows[0], header_in([row.cells for row in rows])
        named: Columns | None = three(first.cells)
        if not named and self._table:
            named = wide(first.cells)
        elif not named and self._table is None and seen and len(seen.names) != 3:
            named = seen
        if named:
            self._columns, self._header = named, first
            self._notes.header(named)
        elif seen:
            self._offer = seen.names

    @property
    def count(self) -> int:
        """How many facts were taken."""
        return len(self._triples)

    def take(self, row: Row) -> None:
        """Add what a row gives."""
        line = self._lines[row.number - 1]
        found, marked = row.broken or self._found(row), hashed(line)
        if marked and (isinstance(found, str) or remark(line)):
            self._notes.left_out(_("a comment"), row.number, line)
        elif row.left_out:
            self._notes.left_out(row.left_out, row.number, line)
        elif isinstance(found, str):
            self._faults += 1
            self._broken += [(row.number, found)] if self._faults <= BROKEN_LINES else []
        elif row is not self._header:
            self._triples += found
            if isinstance(columns := self._columns_of(row), Wide):
                self._notes.empty_cells += len(columns.relations) - len(found)
            if marked:
                self._notes.hashed(row.number, line)

    def _found(self, row: Row) -> list[Triple] | str:
        """The facts of a row, or why it has none."""
        columns = self._columns_of(row)
        facts = columns.facts(row.cells) if columns else None
        if facts is None:
            return _(self._form.expected).format(found=shown(self._lines[row.number - 1]))
        triples = [Triple(*map(whole, fact)) for fact in facts]  # JSON can spell half a character
        for triple in triples:
            if fault := _fault(triple):
                return fault
        return triples

    def _columns_of(self, row: Row) -> Columns | None:
        """What the cells of a row are, by the header or by the keys of an object."""
        if not row.names:
            return self._columns
        if (names := row.names) not in self._by_names:
            found: Columns | None = three(names)
            if not found and (table := wide(names)):
                found = table if self._table is not False else None
                self._offer = self._offer or (() if found else table.names)
            self._by_names[names] = found
            if found:
                self._notes.columns(found)
        return self._by_names[names]

    def facts(self, name: str) -> Facts:
        """All that was taken. Raises BrokenLinesError, or DataError if it is nothing."""
        if self._broken:
            raise BrokenLinesError(name, self._broken, self._faults, self._offer)
        if not self._triples and self._header:
            raise DataError(_("{name} holds a header and no facts.").format(name=name))
        if not self._triples:
            raise _no_facts(name)
        tables = [columns for columns in (self._columns, *self._by_names.values()) if isinstance(columns, Wide)]
        return Facts(tuple(self._triples), self._notes.sentences(), bool(tables), self._offer)


def _no_facts(name: str) -> DataError:
    message = _("{name} holds no facts; expected lines such as “Blade Runner|directed_by|Ridley Scott”.")
    return DataError(message.format(name=name))


def _fault(triple: Triple) -> str | None:
    """Why a fact cannot be used, if so."""
    for kind, part in enumerate((triple.subject, triple.relation, triple.object)):
        if not seen(part)[0].strip():
            return _("expected {field}, found nothing.").format(field=_a(kind))
        if len(part) > FIELD:
            text = _("expected {field} of at most {most} characters, found {n}: {found}.")
            return text.format(field=_a(kind), most=FIELD, n=f"{len(part):,}", found=shown(part))
        if not part.isprintable() and any(unicodedata.category(character) in _NO_TEXT for character in part):
            text = _("expected {field} of plain text, found a control character in {found}.")
            return text.format(field=_a(kind), found=shown(part))
    return None


def _a(field: int) -> str:
    return (_("a subject"), _("a relation"), _("an object"))[field]
