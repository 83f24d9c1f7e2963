"""What a page says in words about an answer: plain text, whatever was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from memviz.trace import Trace

_NAMED = 8  # unknown words named in a message; the board marks every one
_ISOLATE, _END = "\u2068", "\u2069"  # around a word that may run from right to left, so that its quotes stay with it


def plain(text: str) -> str:
    """Text as it was typed: what Markdown would read as a mark is escaped."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|~$:<>&" else sign for sign in text)


def quoted(text: str, longest: int = 30) -> str:
    """The beginning of a text in quotation marks, whichever way it is written."""
    return f"“{_ISOLATE}{text[:longest]}{_END}”"


def outcome(trace: Trace) -> str:
    """The answer in a few words, for a place where the board is out of sight."""
    return f"Answer: {trace.answer}, {trace.probability:.0%}. The board above shows why."


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A small table of texts as they were typed. Markdown's own, as Streamlit's tables load pandas."""
    lines = [heads, ["---"] * len(heads), *([plain(cell) for cell in row] for row in rows)]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def remarks(trace: Trace, facts: int) -> None:
    """What is not known and what does not fit into the memory of a story, whose answer needs so many `facts`."""
    if trace.unknown:
        named = ", ".join(map(quoted, trace.unknown[:_NAMED]))
        rest = len(trace.unknown) - _NAMED
        more = f" and {rest:,} more" if rest > 0 else ""
        alike = " and cannot tell them apart" if len(trace.unknown) > 1 else ""
        st.warning(plain(f"This model has never read {named}{more}: it sees a blank there{alike}."))
    if trace.hashing and not trace.hashing.links:
        named = ", ".join(map(quoted, trace.hashing.words[:_NAMED]))
        st.warning(plain(f"No name in this question is known here. The memories only share {named} with it."))
    if trace.forgotten:
        lost = facts - len(trace.question.facts)
        gold = f" The answer needs {lost:,} of them." if lost else ""
        beyond = f"first {trace.forgotten:,} are" if trace.forgotten > 1 else "first one is"
        st.warning(
            f"The memory holds {trace.sentences} sentences. The {beyond} beyond it, where the model cannot look.{gold}"
        )
