"""How what a person brought was read: what was left out, what is wrong, and the header that it may have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from memviz.errors import MemvizError
from memviz.facts.documents import parse_document
from memviz.facts.triples import BrokenLinesError, parse_facts
from memviz.language import _, counted
from memviz.pages.shared.messages import plain, table
from memviz.pages.shared.sources import Shelf, shelf_of_article, shelf_of_facts
from memviz.story import Question

_BROKEN = 50  # lines that are shown
_NAMED = 5  # columns that a button names
_HEADER = "kv_header"  # the names that the person took for a header


class Read(NamedTuple):
    """What is looked up in, or why it cannot be read; what was left out; and the names of a header.

    offer: of one that the facts seem to have; table: whether it was taken for one.
    """

    found: Shelf | MemvizError
    notes: tuple[str, ...] = ()
    offer: tuple[str, ...] = ()
    table: bool = False


def read_facts(content: str | bytes, name: str, asked: tuple[Question, ...] = ()) -> Read:
    """Facts, a line each; rows of a table, where the person took their header for one. asked: as of shelf_of_facts."""
    try:
        facts = parse_facts(content, name, table=False)
        offer = facts.offer
    except MemvizError as error:
        facts, offer = None, error.offer if isinstance(error, BrokenLinesError) else ()
        refused = error
    if offer and offer == header():
        try:
            facts = parse_facts(content, name, table=True)
        except MemvizError as error:
            return Read(error, table=True)
    elif facts is None:
        return Read(refused, offer=offer)
    return Read(shelf_of_facts(facts.triples, asked), facts.notes, facts.offer, facts.table)


def read_article(content: str | bytes, name: str, asked: tuple[Question, ...]) -> Read:
    """An article; where nothing is `asked` of it, every name is asked about."""
    try:
        return Read(shelf_of_article(parse_document(content, name), asked))
    except MemvizError as error:
        return Read(error)


def header() -> tuple[str, ...]:
    """The names that the person took for a header; they are one as long as they stand there."""
    return tuple(st.session_state.get(_HEADER, ()))


def take_header(names: Sequence[str]) -> None:
    """Read facts that begin with these names as a table; with none, read each line as a fact."""
    st.session_state[_HEADER] = tuple(names)


def tell(read: Read) -> None:
    """Say what was made of the facts, and offer to read them otherwise."""
    for note in read.notes:
        st.caption(plain(note))
    if read.table:
        label = _("Read each line as a fact instead")
        st.button(label, key="kv_no_table", on_click=take_header, args=((),), type="tertiary")
    elif read.offer and isinstance(read.found, Shelf):
        st.caption(_looks_like_a_table())
        _offer(read.offer)


def complain(error: MemvizError) -> None:
    """Say what is wrong with what the person brought: the lines, where they are known."""
    if not isinstance(error, BrokenLinesError):
        st.info(plain(str(error)), icon=":material/edit_note:")
        return
    if error.offer:
        st.info(_looks_like_a_table(), icon=":material/table:")
        _offer(error.offer)
    count = error.count
    st.info(
        counted(
            "{n} line is not read as a fact. Nothing is asked until it is put right or taken out.",
            "{n} lines are not read as a fact. Nothing is asked until they are put right or taken out.",
            count,
        ),
        icon=":material/edit_note:",
    )
    with st.container(height=360, key="kv_broken"):
        table((_("Line"), _("What is wrong")), [(f"{number:,}", reason) for number, reason in error.lines[:_BROKEN]])
    if count > _BROKEN:
        st.caption(_("And {n} more.").format(n=f"{count - _BROKEN:,}"))


def _looks_like_a_table() -> str:
    return _("This looks like a table with a header.")


def _offer(names: Sequence[str]) -> None:
    """One click reads a table: its first column is the subject, the others are relations."""
    _subject, *relations = filter(None, names)
    more = ["…"] * (len(relations) > _NAMED)
    label = _("Read {names} as relations").format(names=", ".join([*relations[:_NAMED], *more]))
    st.button(plain(label), key="kv_table", on_click=take_header, args=(tuple(names),), icon=":material/table:")
