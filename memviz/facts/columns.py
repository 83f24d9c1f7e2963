"""What the columns of a table are: subject, relation and object in any order, or a relation each (a wide table)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

Fact: TypeAlias = tuple[str, str, str]

# What a header may call subject, relation and object: each row by one family of tools or papers.
_CALLED = (
    ("subject subj 主语 主体", "relation rel predicate pred property 关系 谓语", "object obj value 宾语 客体 值"),
    ("head 头实体", "relation rel 关系", "tail 尾实体"),
    ("entity 实体", "attribute property relation 属性", "value 值"),
    ("source from", "relation type edge predicate", "target to"),
    ("s", "p r", "o"),
    ("h", "r", "t"),
)
_LONGEST = 60  # characters of a column's name


@dataclass(frozen=True)
class Three:
    """Every row is one fact: its subject, relation and object are the cells `order`.

    names: of all columns, where a header has them.
    """

    order: tuple[int, int, int] = (0, 1, 2)
    names: tuple[str, ...] = ()

    def facts(self, cells: Sequence[str]) -> list[Fact] | None:
        """The one fact of a row; None if it has too many cells or too few."""
        if len(cells) <= max(self.order) or (len(cells) > 3 and filled(cells) > max(3, len(self.names))):
            return None
        subject, relation, value = self.order
        return [(cells[subject].strip(), cells[relation].strip(), cells[value].strip())]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that are none of the three."""
        return tuple(_called(name, i) for i, name in enumerate(self.names) if i not in self.order)


@dataclass(frozen=True)
class Wide:
    """Every row is about one subject, in the first column that has a name; every other such column is a relation."""

    names: tuple[str, ...]

    def facts(self, cells: Sequence[str]) -> list[Fact] | None:
        """A fact for every cell that holds something; None if there are more cells than columns, or no subject's."""
        if filled(cells) > len(self.names) or self.key >= len(cells):
            return None
        pairs = [(name, cell.strip()) for name, cell in zip(self.names, cells, strict=False) if name]
        subject = pairs[0][1]
        return [(subject, name, cell) for name, cell in pairs[1:] if cell]

    @cached_property
    def key(self) -> int:
        """The place of the subject's column."""
        return next(i for i, name in enumerate(self.names) if name)

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The names of the other columns."""
        return tuple(filter(None, self.names))[1:]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns without a name."""
        return tuple(_called(name, i) for i, name in enumerate(self.names) if not name)


Columns: TypeAlias = Three | Wide


def three(names: Sequence[str]) -> Three | None:
    """The columns of a header that names a subject, a relation and an object, each once; None for any other row."""
    names = _stripped(names)
    folded = [name.casefold() for name in names]
    for family in _CALLED:
        places = [[i for i, name in enumerate(folded) if name in called.split()] for called in family]
        if [len(each) for each in places] == [1, 1, 1]:
            (subject,), (relation,), (value,) = places
            return Three((subject, relation, value), names)
    return None


def wide(names: Sequence[str]) -> Wide | None:
    """The columns of a header that names a subject's column and relations; None if a row cannot be one."""
    names = _stripped(names)
    named = [name.casefold() for name in names if name]
    half = len({"subject", "relation", "object"}.intersection(named)) > 1  # of a fact, which lacks the rest
    return Wide(names) if len(named) > 1 and len({*named}) == len(named) and not half else None


def header_in(rows: Sequence[Sequence[str]]) -> Wide | None:
    """The columns of a wide table, if the first of some rows looks like its header: its names are short, differ, are no
    numbers, and do not come again in their columns. Three columns could be facts, too: there no subject comes twice.
    """
    found, rest = wide(rows[0]), rows[1:]
    if not found or not rest or any(_no_name(name) for name in found.names):
        return None
    width = len(found.names)
    if any(filled(cells) > width for cells in rest) or 2 * sum(len(cells) >= width for cells in rest) < len(rest):
        return None
    below = [{cells[i].strip().casefold() for cells in rest if i < len(cells)} for i in range(width)]
    if any(name and name.casefold() in cells for name, cells in zip(found.names, below, strict=True)):
        return None
    return found if width != 3 or len(below[found.key]) == len(rest) > 1 else None


def filled(cells: Sequence[str]) -> int:
    """How many cells a row has without the empty ones at its end."""
    count = len(cells)
    while count and not cells[count - 1].strip():
        count -= 1
    return count


def _stripped(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for name in names[: filled(names)])


def _no_name(name: str) -> bool:
    return len(name) > _LONGEST or name.replace(".", "").replace(",", "").isdecimal()


def _called(name: str, place: int) -> str:
    return name or f"{place + 1}"
