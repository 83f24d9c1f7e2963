"""Explore: a story, a question, and where every hop of a trained network looks."""

from __future__ import annotations

import streamlit as st

from memviz.browser.deck import Item
from memviz.errors import MemvizError
from memviz.language import _
from memviz.pages.shared.accuracy import story_record
from memviz.pages.shared.address import take_link
from memviz.pages.shared.choice import Choice, Pick, typed_texts
from memviz.pages.shared.exporting import pictures
from memviz.pages.shared.head import head, none_here, share
from memviz.pages.shared.messages import outcome, plain
from memviz.pages.shared.networks import label, story_models, warm
from memviz.pages.shared.pictures import more_pictures
from memviz.pages.shared.stories import choose_story, next_story, open_story, type_story
from memviz.pages.shared.what_if import changes_link, what_if_board
from memviz.trace import Trace


def explore() -> None:
    """Draw the page."""
    bar = head(
        _(
            "**memviz** · A memory network answers by looking at the sentences of a story, hop by hop. Choose a story, "
            "or type over it."
        )
    )
    if not story_models():
        none_here()
        return
    _open_link()
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        pick = _pick()
    editor, picture = st.columns([1, 2.6], gap="medium")
    with editor, st.container(key="editor"):
        choice = type_story(pick)
        echo = st.container(key="echo")
        st.caption(story_record(story_models()[pick.model], pick.task))
    with picture:
        trace, message = _picture(choice)
        echo.markdown(plain(message))
    if trace:
        item = Item(pick.model, *choice.asked(), trace.changes, title=trace.question.text)
        share(bar, "explore", choice.link() | changes_link(trace), item=item, offers=pictures(trace))
    else:
        share(bar, "explore", choice.link())
    warm()


def _open_link() -> None:
    """Take up the address."""
    opened = take_link("model", lambda link: (Pick.from_link(link, story_models()), typed_texts(link, 2)))
    if opened:
        st.session_state.model = opened[0].model
        open_story(*opened)


def _pick() -> Pick:
    """The three selectors and the button that moves on."""
    model = st.selectbox(_("Model"), list(story_models()), format_func=label, key="model", persist_state="session")
    task, number = choose_story()
    st.button(_("Another story"), key="another", on_click=next_story, icon=":material/skip_next:")
    return Pick(model, task, number)


def _picture(choice: Choice) -> tuple[Trace | None, str]:
    """The board and what the person should know about it, or the sentence that says why there is none.

    Returns the trace, and the outcome in a few words for a place where the board is out of sight.
    """
    try:
        story, question = choice.asked()
        trace = what_if_board(choice.pick.model, story, question, original=choice.original)
    except MemvizError as error:
        st.info(plain(str(error)), icon=":material/edit_note:")
        return None, str(error)
    more_pictures(trace)
    return trace, outcome(trace)
