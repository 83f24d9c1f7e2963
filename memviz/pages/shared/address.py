"""The address of a page: when it is taken up, and what it always says. The toolbar in the browser writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from memviz.errors import LinkError
from memviz.language import _, current

_T = TypeVar("_T")
_VERSION = 1  # of what links say; one that this version cannot read gets a higher number


def navigated() -> bool:
    """Whether this run begins with an address because somebody went back or forward in the browser."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def take_link(known: str, read: Callable[[Mapping[str, str]], _T]) -> _T | None:
    """What `read` makes of the address that a session begins with, or that somebody went back to; None while the page,
    which then has `known` in its state, goes on. Of a link that it refuses (LinkError) the person is told, and what it
    makes of an empty one is where the page begins."""
    if known in st.session_state and not navigated():
        return None
    try:
        return read(_parameters())
    except LinkError as error:
        refuse_link(str(error))
        return read({})


def _parameters() -> dict[str, str]:
    """The parameters of the address that has been opened. Raises LinkError for one of a newer memviz."""
    found = st.query_params.to_dict()
    version = found.pop("v", "")
    if version.isascii() and version.isdigit() and int(version[:9]) > _VERSION:
        raise LinkError(_("This link was made by a newer memviz. This is where we begin."))
    return found


def whole_link(parts: Mapping[str, str]) -> dict[str, str]:
    """What the address says: the version, what the page says, and the language."""
    return {"v": str(_VERSION), **parts, "lang": current()}


def refuse_link(sentence: str) -> None:
    """Say what is wrong with the address, long enough to be read."""
    st.toast(sentence, duration="long")
