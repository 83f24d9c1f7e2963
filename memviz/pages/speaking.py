"""The language of a run: the link's, or the one that the session has spoken before."""

from __future__ import annotations

import streamlit as st

from memviz.language import DEFAULT, LANGUAGES, use

_LINK = "lang"


def speak() -> None:
    """Speak the language that the link names, from here on in this run; one that nobody here speaks is not heard."""
    named = st.query_params.get(_LINK)
    if named in LANGUAGES:
        st.session_state[_LINK] = named
    use(st.session_state.get(_LINK, DEFAULT))


def language_link() -> dict[str, str]:
    """What a page's address says of the language: nothing in English."""
    spoken = st.session_state.get(_LINK, DEFAULT)
    return {} if spoken == DEFAULT else {_LINK: spoken}
