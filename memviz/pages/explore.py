"""Explore: a story, a question, and where every hop of a trained network looks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from memviz.errors import MemvizError
from memviz.pages.choice import Choice, Pick
from memviz.pages.models import label, story_models, warm
from memviz.pages.pictures import more_pictures
from memviz.pages.records import story_record
from memviz.pages.remarks import outcome, plain
from memviz.pages.stories import choose_story, next_story, type_story
from memviz.pages.what_if import kept_link, what_if_board

STYLE = Path(__file__).with_name("pages.css")
_WELCOME = """**memviz** · A memory network answers by looking at the sentences of a story, hop by hop.
Choose a story, or type over it."""


def explore() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.markdown(_WELCOME)
    _open_link()
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        pick = _pick()
    st.query_params.from_dict(pick.link() | kept_link())
    editor, picture = st.columns([1, 2.6], gap="medium")
    with editor, st.container(key="editor"):
        choice = type_story(pick)
        echo = st.container(key="echo")
        st.caption(story_record(story_models()[pick.model], pick.task))
    with picture:
        echo.markdown(plain(_picture(choice)))
    warm()


def _open_link() -> None:
    """Take up the address that a session begins with."""
    state = st.session_state
    if "model" in state:
        return
    pick = Pick.from_link(st.query_params, story_models())
    if pick is None:
        st.toast("This link names a model or a story that is not here. This is the one we begin with.")
        pick = Pick()
    state.model, state.task, state.number = pick.model, pick.task, pick.number


def _pick() -> Pick:
    """The three selectors and the button that moves on."""
    model = st.selectbox("Model", list(story_models()), format_func=label, key="model", persist_state="session")
    task, number = choose_story()
    st.button("Another story", key="another", on_click=next_story, icon=":material/skip_next:")
    return Pick(model, task, number)


def _picture(choice: Choice) -> str:
    """The board and what the person should know about it, or the sentence that says why there is none.

    Returns the outcome in a few words, for a place where the board is out of sight.
    """
    try:
        story, question = choice.asked()
        trace = what_if_board(choice.pick.model, story, question, original=choice.original)
    except MemvizError as error:
        st.info(plain(str(error)), icon=":material/edit_note:")
        return str(error)
    more_pictures(trace)
    return outcome(trace)
