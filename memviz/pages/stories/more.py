"""What is drawn only when it is opened: the drawer, and dialogues over the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from memviz.data.babi import TASKS, lines
from memviz.language import _
from memviz.pages.shared.accuracy import own_story_record, story_record
from memviz.pages.shared.exporting import offer_export, pictures
from memviz.pages.shared.networks import label, story_models
from memviz.pages.shared.pictures import more_pictures, show_reliability
from memviz.pages.shared.session_language import speak
from memviz.pages.shared.what_if import begin_board, what_if_board
from memviz.pages.stories.asked import Asked, asked, keep
from memviz.pages.stories.wants import OPENED
from memviz.simulate.gallery import LAST
from memviz.story import Story
from memviz.trace import Trace

_BOARD = "stories_board"
_SAVED_AS = "story.txt"


def drawer(now: Asked) -> dict[str, Any]:
    """What the drawer of the view is told once it is open."""
    card = story_models()[now.answers]
    return {
        "tasks": [[number, f"{number} · {_(name)}"] for number, name in TASKS.items()],
        "task": now.task,
        "number": now.number,
        "last": LAST,
        "models": [
            ["", _("chosen for you: {model}").format(model=now.answers) if not now.model else _("chosen for you")]
        ]
        + [[name, label(name)] for name in story_models()],
        "model": now.model,
        "record": story_record(card, now.task) if now.told else own_story_record(card),
        "changed": _("The memory is changed by hand.") if now.changes else "",
    }


def open_wanted(now: Asked, trace: Trace | None) -> None:
    """Open what was asked for, once."""
    wanted = st.session_state.pop(OPENED, None)
    if wanted == "again":
        st.rerun()
    if wanted == "save":
        _save(now)
    if trace is None:
        return
    if wanted == "export":
        offer_export(pictures(trace))
    elif wanted == "pictures":
        st.dialog(_("More pictures"), width="large")(_pictures)(trace)
    elif wanted == "board":
        begin_board(_BOARD, Story.of(*now.draft.rows), now.draft.asked, now.changes)
        st.dialog(_("Every number"), width="large", on_dismiss="rerun")(_board)()


def _pictures(trace: Trace) -> None:
    speak()  # a dialogue runs again without its page
    more_pictures(trace)
    show_reliability(story_models()[asked().answers])


def _board() -> None:
    speak()
    now = asked()
    trace = what_if_board(now.answers, Story.of(*now.draft.rows), now.draft.asked, key=_BOARD)
    keep(replace(now, changes=trace.changes))


@st.dialog(_("Save"))
def _save(now: Asked) -> None:
    """A file of bAbI's form; what nobody has said is right stays empty in it."""
    speak()
    text = "".join(f"{line}\n" for line in lines(now.draft.story, complete=False))
    st.download_button(_("Save .txt"), text, file_name=_SAVED_AS, mime="text/plain", key="stories_save")
