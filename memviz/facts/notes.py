"""What a reader of facts made of a header, and what it left out: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from memviz.facts.columns import Columns, Wide
from memviz.facts.forms.row import shown
from memviz.language import _, counted

_SHOWN = 3  # lines that stand in a sentence
_NAMES = 8  # columns that stand in a sentence


@dataclass
class _Lines:
    """Lines of one kind: how many, and the first of them."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, number: int, line: str) -> None:
        self.count += 1
        if self.count <= _SHOWN:
            self.first.append(_("line {number} {text}").format(number=number, text=shown(line)))

    def __str__(self) -> str:
        return ", ".join([*self.first, *["…"] * (self.count > _SHOWN)])


class Notes:
    """Counts, and the first lines of every kind, taken while a text is read."""

    def __init__(self) -> None:
        self.empty_cells = 0
        self._header = ""
        self._columns: dict[str, None] = {}  # that are left out, in their order
        self._left_out: dict[str, _Lines] = {}  # by their kind
        self._hashed = _Lines()

    def header(self, columns: Columns) -> None:
        """The first line names the columns."""
        self.columns(columns)
        if not self._header:
            self._header = _("The first line names the columns: {names}.").format(names=listed(columns.names))

    def columns(self, columns: Columns) -> None:
        """The names that a header or an object has."""
        self._columns |= dict.fromkeys(columns.left_out)
        if isinstance(columns, Wide) and not self._header:
            message = _("Read as a table: every row is about one {subject}; relations are {relations}.")
            subject, relations = listed([columns.names[columns.key]]), listed(columns.relations)
            self._header = message.format(subject=subject, relations=relations)

    def left_out(self, kind: str, number: int, line: str) -> None:
        """A line that is no fact, and nobody's mistake; `kind` is such as “a comment”."""
        self._left_out.setdefault(kind, _Lines()).add(number, line)

    def hashed(self, number: int, line: str) -> None:
        """A fact that somebody could have meant as a comment."""
        self._hashed.add(number, line)

    def sentences(self) -> tuple[str, ...]:
        """All of it, a sentence each."""
        return tuple(filter(None, (self._header, self._of_columns(), *self._of_lines())))

    def _of_columns(self) -> str:
        if not self._columns:
            return ""
        return counted(
            "{n} column was left out: {names}.",
            "{n} columns were left out: {names}.",
            len(self._columns),
            names=listed([*self._columns]),
        )

    def _of_lines(self) -> Iterator[str]:
        for kind, lines in self._left_out.items():
            yield counted(
                "{n} line was left out as {kind}: {lines}.",
                "{n} lines were left out, each {kind}: {lines}.",
                lines.count,
                kind=kind,
                lines=lines,
            )
        if self._hashed.count:
            yield counted(
                "{n} line that begins with # was read as a fact, as no space follows: {lines}.",
                "{n} lines that begin with # were read as facts, as no space follows: {lines}.",
                self._hashed.count,
                lines=self._hashed,
            )
        if self.empty_cells:
            yield counted("{n} empty cell tells nothing.", "{n} empty cells tell nothing.", self.empty_cells)


def listed(names: Sequence[str]) -> str:
    """The first of some names, as they stand in a sentence."""
    return ", ".join([*(shown(name) for name in names[:_NAMES]), *["…"] * (len(names) > _NAMES)])
