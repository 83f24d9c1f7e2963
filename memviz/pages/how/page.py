"""How it works: the chapter on memory networks, with the numbers of real answers in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import streamlit as st

from memviz.errors import MemvizError
from memviz.language import _
from memviz.pages.how.chain import chain, open_chain
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
from memviz.simulate.gallery import ONE_LOOK, TWO_FACTS
from memviz.trace import Trace

_T = TypeVar("_T")

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
    grown = _calmly(growth) or ({}, ())
    st.divider()
    story = _story()
    st.divider()
    asked = _calmly(facts) or ({}, ())
    followed = _calmly(chain) or ({}, ())
    _references()
    parts = (grown, story, asked, followed)
    link = {name: value for part, _offers in parts for name, value in part.items()}
    share(bar, "how", link, offers=tuple(offer for _link, offers in parts for offer in offers))
    warm()


def _welcome() -> str:
    """What this page is, and where its sections are."""
    opening = _("**How it works** · Memory networks from the ground up. Every number here is of a real network.")
    titles = {
        "why": _("Why a memory"),
        "modules": _("Four modules"),
        "one-layer": _("One layer"),
        "layers": _("Several layers"),
        "order": _("Order and time"),
        "key-value": _("Keys and values apart"),
        "chain": _("A chain of facts"),
    }
    return f"{opening}\n\n" + " · ".join(f"[{n} {title}](#{at})" for n, (at, title) in enumerate(titles.items(), 1))


def _open_link() -> None:
    """Take up the address."""
    opened = take_link("how_task", _read)
    if opened:
        pick, more, link = opened
        st.session_state.how_task, st.session_state.how_number = pick.task, pick.number
        st.session_state.how_more_task, st.session_state.how_more_number = more.task, more.number
        open_growth(link.get("grow", ""))
        open_facts(link.get("question", ""))
        open_chain(link.get("chain", ""))


def _read(link: Mapping[str, str]) -> tuple[Pick, Pick, Mapping[str, str]]:
    """The two stories of a link, of one look and of more, and the link itself. Raises LinkError."""
    task, _dot, number = link.get("more", "").partition(".")
    return _pick(link.get("task", ""), link.get("story", ""), ONE_LOOK), _pick(task, number, TWO_FACTS), link


def _pick(task: str, number: str, first: tuple[int, int]) -> Pick:
    """A story of the gallery; what is not named is that of `first`. Raises LinkError."""
    named = {"task": task or str(first[0]), "story": number or ("1" if task else str(first[1]))}
    return Pick.from_link(named, story_models())


def _choose(page: str) -> Pick:
    """The choice of a story; `page` begins the keys of its widgets."""
    with st.container(key=f"{page}controls", horizontal=True, vertical_alignment="bottom"):
        task, number = choose_story(page)
        st.button(
            _("Another story"), key=f"{page}another", on_click=next_story, args=(page,), icon=":material/skip_next:"
        )
    return Pick(task=task, number=number)


def _story() -> tuple[dict[str, str], Offers]:
    """The sections about stories; returns what their link says, and what can be exported."""
    st.markdown(_("**Choose a story.** Sections 2, 3 and 5 show what a network of one hop does with it."))
    pick = _choose("how_")
    with loading():
        one = _calmly(_answer, ONE_HOP, pick)
    if one:
        _calmly(modules, one)
        _calmly(one_layer, one)
    st.divider()
    st.markdown(_("**Choose a story that takes more than one look.** Section 4 asks three networks about it."))
    more = _choose("how_more_")
    with loading():
        looks = [_calmly(_answer, name, more) for name in (ONE_HOP, ADJACENT, LAYER_WISE)]
    if all(looks):
        _calmly(layers, *looks)
    st.divider()
    if one:
        _calmly(order, one)
    link = {"task": str(pick.task), "story": str(pick.number), "more": f"{more.task}.{more.number}"}
    return link, tuple(board_offer(trace, label(trace.model)) for trace in (one, *looks[1:]) if trace)


def _answer(name: str, pick: Pick) -> Trace:
    return answer(name, pick.original.story, pick.original.question)


def _calmly(draw: Callable[..., _T], *about: Any) -> _T | None:
    """What a part of the page is or draws; where something of it is missing, it says so, and the others go on."""
    try:
        return draw(*about)
    except MemvizError as error:
        st.info(plain(str(error)), icon=":material/edit_note:")
        return None


def _references() -> None:
    st.subheader(_("References"), anchor="references")
    st.markdown("\n".join(f"- {who}: [{title}]({where})" for who, title, where in _REFERENCES))
