"""What a page says in words about an answer: plain text, whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import streamlit as st

from memviz.language import _, counted
from memviz.trace import Trace
from memviz.trace.verdict import headline, reason

_NAMED = 8  # unknown words named in a message; the board marks every one
_JOINER = "\u2060"
_JOINED = re.compile(r":(?=\S)|@|[<>~-](?=[<>~=-])|(?<=www)(?=\.)", re.IGNORECASE)  # a joiner stands after each
_BREAKS = re.compile(r"[\r\n\u2028\u2029]+")  # would begin a block of another kind
_ISOLATE, _END = "\u2068", "\u2069"  # around a word that may run from right to left, so that its quotes stay with it


def plain(text: str) -> str:
    """Text as it was typed, for every place where Streamlit reads Markdown: marks are escaped.

    What it looks for in the text after that (addresses, which would become links, “:smile:”, arrows) is kept apart by
    word joiners, which nobody sees.
    """
    parted = _JOINED.sub(f"\\g<0>{_JOINER}", _BREAKS.sub(" ", text))
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|~$:<>&@" else sign for sign in parted)


def quoted(text: str, longest: int = 30) -> str:
    """The beginning of a text in quotation marks, whichever way it is written."""
    return f"“{_ISOLATE}{text[:longest]}{_END}”"


def outcome(trace: Trace, below: bool = False) -> str:
    """The answer in a few words, for a place where the board, above or `below` it, is out of sight."""
    if why := reason(trace):
        return _("Answer: {answer}. {reason}").format(answer=headline(trace), reason=why)
    above, under = (
        _("Answer: {answer}, {share}. The board above shows why."),
        _("Answer: {answer}, {share}. The board below shows why."),
    )
    answered = under if below else above
    return answered.format(answer=headline(trace), share=percent(trace.probability))


def percent(probability: float) -> str:
    """A probability in words that never claim certainty by rounding."""
    rounded = round(100 * probability)
    if rounded in (0, 100) and 0 < probability < 1:
        return "<1 %" if rounded == 0 else ">99 %"
    return f"{rounded} %"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A small table of texts as they were typed. Markdown's own, as Streamlit's tables load pandas."""
    lines = [heads, ["---"] * len(heads), *([plain(cell) for cell in row] for row in rows)]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))


def remarks(trace: Trace, facts: int) -> None:
    """What is not known and what does not fit into the memory of a story, whose answer needs so many `facts`."""
    if trace.unknown:
        never = counted(
            "This model has never read {words}: it sees a blank there.",
            "This model has never read {words}: it sees blanks there and cannot tell them apart.",
            len(trace.unknown),
            words=_named(trace.unknown),
        )
        st.warning(plain(never))
    if trace.hashing and not trace.hashing.links:
        shared = _("No name in this question is known here. The memories only share {words} with it.")
        st.warning(plain(shared.format(words=_named(trace.hashing.words))))
    if trace.forgotten:
        st.warning(plain(f"{_beyond(trace)} {_lost(facts - len(trace.question.facts))}".strip()))


def _named(words: Sequence[str]) -> str:
    """The first of some words, and how many more there are."""
    named = ", ".join(map(quoted, words[:_NAMED]))
    rest = len(words) - _NAMED
    return _("{words} and {n} more").format(words=named, n=f"{rest:,}") if rest > 0 else named


def _beyond(trace: Trace) -> str:
    return counted(
        "The memory holds {held} sentences. The first one is beyond it, where the model cannot look.",
        "The memory holds {held} sentences. The first {n} are beyond it, where the model cannot look.",
        trace.forgotten,
        held=trace.sentences,
    )


def _lost(facts: int) -> str:
    return counted("The answer needs {n} of them.", "The answer needs {n} of them.", facts) if facts else ""
