"""The address of a page: when it is taken up, and what it always says. The share bar writes it (memviz/share)."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from memviz.errors import LinkError
from memviz.language import _, current

_VERSION = 1  # of what links say; one that this version cannot read gets a higher number


def navigated() -> bool:
    """Whether this run begins with an address because somebody went back or forward in the browser."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def opened_link() -> dict[str, str]:
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
