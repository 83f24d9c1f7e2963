"""A chain of facts: hops that hash anew by what they have read."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from memviz.browser.board.chaining import chain_data
from memviz.browser.chapter import chapter_view
from memviz.facts.shipped import CHAINED
from memviz.language import _
from memviz.pages.how.frame import section
from memviz.pages.shared.choice import whole
from memviz.pages.shared.exporting import Offers, board_offer
from memviz.pages.shared.networks import loading, looked_up
from memviz.pages.shared.sources import shelf

_MODEL, _SOURCE = "kv-chain", "movies"


def chain() -> tuple[dict[str, str], Offers]:
    """Draw the section; returns what its link says, and what of it can be exported."""
    once = _(
        "The network above hashes once, by the question. But who played in the films of the director of Alien? No "
        "fact with the name “Alien” says so: the names that are needed have to be read first."
    )
    anew = _(
        "Our {name} therefore hashes anew in every hop, by the names that the hop before has read. Each hop is key "
        "addressing and value reading among memories of its own; when nothing is left to look up, it looks at nothing. "
        "This is ours: in the paper all hops address the memories of one hashing."
    ).format(name=_MODEL)
    with section(_("7 · A chain of facts"), "chain", once, anew):
        number = _choose([each.text for each in CHAINED])
        with loading():
            trace = looked_up(_MODEL, shelf(_SOURCE).memory, CHAINED[number], shown_first=True)
        chapter_view("chain", {"chain": chain_data(trace), "words": {"hop": _("Hop {n}")}}, key="how_chain_view")
    return {"chain": str(number + 1)}, (board_offer(trace, _("A chain of facts")),)


def open_chain(link: str) -> None:
    """Take up what a link says, if there is such a question."""
    number = whole(link)
    st.session_state.how_chain = number - 1 if 1 <= number <= len(CHAINED) else 0


def _choose(texts: Sequence[str]) -> int:
    number: int = st.selectbox(
        _("Question that takes several facts"),
        range(len(texts)),
        format_func=texts.__getitem__,
        key="how_chain",
        persist_state="session",
    )
    return number
