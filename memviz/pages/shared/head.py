"""The head of every page: what it is, and the bar that shares what it shows."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from memviz.browser.deck import Item
from memviz.browser.toolbar import toolbar
from memviz.language import _
from memviz.pages.shared.address import whole_link
from memviz.pages.shared.exporting import Offers, offer_export
from memviz.pages.shared.messages import plain
from memviz.pages.shared.networks import left_out
from memviz.pages.shared.session_language import choose

_STYLE = Path(__file__).with_name("pages.css")


def head(welcome: str) -> DeltaGenerator:
    """Draw the first line of a page, and name what is left out. Returns the place of its bar, which is drawn when the
    page knows what it shows."""
    st.html(_STYLE)
    with st.container(key="head"):
        st.markdown(welcome)
        bar = st.container(key="bar")
    broken_here()
    return bar


def broken_here() -> None:
    """Name the networks that are left out."""
    if broken := left_out():
        message = _("Damaged, and left out: {names}. “python -m memviz models” says what is wrong.")
        st.caption(plain(message.format(names=", ".join(broken))))


def none_here() -> None:
    """Say that there is no network that this page could ask."""
    st.info(_("There is no network here that this page could ask. “make train” makes them."), icon=":material/info:")


def share(
    bar: DeltaGenerator,
    page: str,
    link: Mapping[str, str],
    *,
    item: Item | None = None,
    offers: Offers | None = None,
    quiet: bool = False,
    note: str = "",
) -> None:
    """Draw the bar, with which the address becomes the page's link.

    page   begins its key; item: what goes into the talk; offers: what can be exported
    quiet, note: as of `toolbar`
    """
    key = f"{page}_share"

    def take_language() -> None:
        choose(st.session_state[key].get("language"))

    def want_export() -> None:
        st.session_state[f"{page}_export"] = True

    with bar:
        toolbar(
            whole_link(link),
            key=key,
            session=st.session_state.setdefault("session", secrets.token_hex(4)),
            item=item.to_dict() if item else None,
            exports=bool(offers),
            quiet=quiet,
            note=note,
            on_export=want_export,
            on_language=take_language,
        )
    if st.session_state.pop(f"{page}_export", False) and offers:
        offer_export(offers)
