"""How it works: the chapter on memory networks, with the numbers of real answers in it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from memviz.errors import MemvizError
from memviz.language import _
from memviz.pages.how.facts import facts, open_facts
from memviz.pages.how.frame import ADJACENT, LAYER_WISE, ONE_HOP
from memviz.pages.how.growth import growth, open_growth
from memviz.pages.how.layers import layers
from memviz.pages.how.order import order
from memviz.pages.how.story import modules, one_layer
from memviz.pages.shared.address import take_link
from memviz.pages.shared.choice import Pick
from memviz.pages.shared.exporting import Offers, board_offer
from memviz.pages.shared.head import head, share
from memviz.pages.shared.messages import plain
from memviz.pages.shared.networks import answer, label, loading, story_models, warm
from memviz.pages.shared.stories import choose_story, next_story

_REFERENCES = (
    ("Hochreiter, Schmidhuber 1997", "Long Short-Term Memory", "https://doi.org/10.1162/neco.1997.9.8.1735"),
    (
        "Bahdanau, Cho, Bengio 2014",
        "Neural Machine Translation by Jointly Learning to Align and Translate",
        "https://arxiv.org/abs/1409.0473",
    ),
    ("Weston, Chopra, Bordes 2014", "Memory Networks", "https://arxiv.org/abs/1410.3916"),
    (
        "Weston et al. 2015",
        "Towards AI-Complete Question Answering: A Set of Prerequisite Toy Tasks (bAbI)",
        "https://arxiv.org/abs/1502.05698",
    ),
    ("Sukhbaatar, Szlam, Weston, Fergus 2015", "End-To-End Memory Networks", "https://arxiv.org/abs/1503.08895"),
    (
        "Miller et al. 2016",
        "Key-Value Memory Networks for Directly Reading Documents",
        "https://arxiv.org/abs/1606.03126",
    ),
)


def how_it_works() -> None:
    """Draw the page."""
    bar = head(_welcome())
    _open_link()
    grown = growth()
    st.divider()
    told = _story()
    st.divider()
    asked = facts()
    _references()
    parts = (grown, told, asked)
    link = {name: said for said_by, _offers in parts for name, said in said_by.items()}
    share(bar, "how", link, offers=tuple(offer for _link, offers in parts for offer in offers))
    warm()


def _welcome() -> str:
    """What this page is, and where its sections are."""
    said = _("**How it works** · Memory networks from the ground up. Every number here is of a real network.")
    titles = {
        "why": _("Why a memory"),
        "modules": _("Four modules"),
        "one-layer": _("One layer"),
        "layers": _("Several layers"),
        "order": _("Order and time"),
        "key-value": _("Keys and values apart"),
    }
    return f"{said}\n\n" + " · ".join(f"[{n} {title}](#{at})" for n, (at, title) in enumerate(titles.items(), 1))


def _open_link() -> None:
    """Take up the address."""
    opened = take_link("how_task", _read)
    if opened:
        pick, grow, question = opened
        st.session_state.how_task, st.session_state.how_number = pick.task, pick.number
        open_growth(grow)
        open_facts(question)


def _read(link: Mapping[str, str]) -> tuple[Pick, str, str]:
    """The story of a link, and what it says of the sections about growth and facts. Raises LinkError."""
    pick = Pick.from_link({name: link[name] for name in ("task", "story") if name in link}, story_models())
    return pick, link.get("grow", ""), link.get("question", "")


def _story() -> tuple[dict[str, str], Offers]:
    """The sections about the story that the reader chooses; returns what its link says, and what can be exported."""
    st.markdown(_("**Choose a story.** Sections 2 to 5 show what three networks do with it."))
    with st.container(key="how_controls", horizontal=True, vertical_alignment="bottom"):
        task, number = choose_story("how_")
        st.button(
            _("Another story"), key="how_another", on_click=next_story, args=("how_",), icon=":material/skip_next:"
        )
    pick = Pick(task=task, number=number)
    link = {"task": str(pick.task), "story": str(pick.number)}
    try:
        with loading():
            one, adjacent, layer_wise = (
                answer(name, pick.original.story, pick.original.question) for name in (ONE_HOP, ADJACENT, LAYER_WISE)
            )
    except MemvizError as error:
        st.info(plain(str(error)), icon=":material/edit_note:")
        return link, ()
    modules(one)
    one_layer(one)
    layers(adjacent, layer_wise)
    order(one)
    return link, tuple(board_offer(trace, label(trace.model)) for trace in (one, adjacent, layer_wise))


def _references() -> None:
    st.subheader(_("References"), anchor="references")
    st.markdown("\n".join(f"- {who}: [{title}]({where})" for who, title, where in _REFERENCES))
