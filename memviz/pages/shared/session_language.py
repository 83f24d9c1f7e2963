"""The language of a run: the opened link's, the one that was chosen, or the one that the browser prefers."""

from __future__ import annotations

import streamlit as st

from memviz.language import DEFAULT, LANGUAGES, use
from memviz.pages.shared.address import navigated

_CHOSEN = "lang"  # in the link and in the session


def speak() -> None:
    """Speak the session's language from here on in this run. A link that names another than LANGUAGES changes none."""
    if _CHOSEN not in st.session_state or navigated():
        named = st.query_params.get(_CHOSEN)
        preferred = st.session_state.get(_CHOSEN) or (st.context.locale or DEFAULT)[:2]
        language = next((each for each in (named, preferred) if each in LANGUAGES), DEFAULT)
        st.session_state[_CHOSEN] = language
    use(st.session_state[_CHOSEN])


def choose(language: object) -> None:
    """Speak another language from the next run on; a browser can send anything. What is chosen on the page stays: a
    browser knows a choice by its words, which are others then, and so is told every choice again."""
    if isinstance(language, str) and language in LANGUAGES:
        state = st.session_state
        state.update({key: value for key, value in state.items() if type(value) in (str, int)})
        state[_CHOSEN] = language
