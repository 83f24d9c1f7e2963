"""A story of the gallery: chosen by task, and typed over. Shared by the pages that ask stories."""

from __future__ import annotations

import streamlit as st

from memviz.data.babi import TASKS
from memviz.language import _
from memviz.pages.shared.choice import Choice, Pick
from memviz.pages.shared.typed import Fields
from memviz.simulate.gallery import LAST


def choose_story(page: str = "") -> tuple[int, int]:
    """The selectors of a task and of its story's number; `page` begins the keys of all widgets."""
    task = st.selectbox(
        _("Task"),
        list(TASKS),
        format_func=_task_label,
        key=f"{page}task",
        on_change=_first_story,
        args=(page,),
        persist_state="session",
    )
    # Without bounds: a number beyond them would stay in the field, marked as wrong, whatever story is shown then.
    number = st.number_input(
        _("Story"), step=1, key=f"{page}number", on_change=_within, args=(page,), persist_state="session"
    )
    return task, number


def next_story(page: str = "") -> None:
    """Go on to the task's next story; after the last one comes the first."""
    st.session_state[f"{page}number"] = st.session_state[f"{page}number"] % LAST + 1


def open_story(pick: Pick, typed: tuple[str, ...] | None, page: str = "") -> None:
    """Begin with a story of the gallery, and with what was typed over it; before anything is drawn."""
    state = st.session_state
    state[f"{page}task"], state[f"{page}number"] = pick.task, pick.number
    _fields(page).open((pick.task, pick.number), _originals(pick), typed or _originals(pick))


def type_story(pick: Pick, page: str = "") -> Choice:
    """The fields of story and question, which begin as the gallery's, and their buttons."""
    fields = _fields(page)
    fields.begin((pick.task, pick.number), _originals(pick))
    text = st.text_area(_("Story, one sentence a line"), key=fields.keys[0], height=300, persist_state="session")
    question = st.text_input(_("Question"), key=fields.keys[1], persist_state="session")
    fields.buttons()
    return Choice(pick, text, question)


def _fields(page: str) -> Fields:
    return Fields(page, (f"{page}story", f"{page}question"))


def _originals(pick: Pick) -> tuple[str, ...]:
    return pick.original.text, pick.original.question.text


def _task_label(number: int) -> str:
    return f"{number} · {_(TASKS[number])}"


def _within(page: str) -> None:
    """Of the numbers that there are, the one nearest to what was typed."""
    st.session_state[f"{page}number"] = min(max(st.session_state[f"{page}number"], 1), LAST)


def _first_story(page: str) -> None:
    st.session_state[f"{page}number"] = 1
