"""A story of the gallery: chosen by task, and typed over. Shared by the pages that ask stories."""

from __future__ import annotations

import streamlit as st

from memviz.data.babi import TASKS
from memviz.data.gallery import Entry, entries
from memviz.pages.choice import Choice, Pick
from memviz.pages.typed import Fields


def choose_story(page: str = "") -> tuple[int, int]:
    """The selectors of a task and of its story; `page` begins the keys of all widgets."""
    task = st.selectbox(
        "Task",
        list(TASKS),
        format_func=_task_label,
        key=f"{page}task",
        on_change=_first_entry,
        args=(page,),
        persist_state="session",
    )
    asked = entries(task)
    entry = st.selectbox(
        "Story and question",
        range(len(asked)),
        format_func=lambda i: _entry_label(i, asked[i]),
        key=f"{page}entry",
        persist_state="session",
    )
    return task, entry


def next_story(page: str = "") -> None:
    """Go on to the task's next story; after the last one comes the first."""
    state = st.session_state
    shown = state[f"{page}entry"]  # text, if the browser is a step behind and names a story of another task
    state[f"{page}entry"] = (shown + 1 if isinstance(shown, int) else 0) % len(entries(state[f"{page}task"]))


def type_story(pick: Pick, page: str = "") -> Choice:
    """The fields of story and question, which begin as the gallery's, and their buttons."""
    fields = Fields(page, (f"{page}story", f"{page}question"))
    fields.begin((pick.task, pick.entry), (pick.original.text, pick.original.question.text))
    text = st.text_area("Story, one sentence a line", key=fields.keys[0], height=300, persist_state="session")
    question = st.text_input("Question", key=fields.keys[1], persist_state="session")
    fields.buttons()
    return Choice(pick, text, question)


def _task_label(number: int) -> str:
    return f"{number} · {TASKS[number]}"


def _entry_label(i: int, entry: Entry) -> str:
    return f"{i + 1} · {entry.question.text} ({len(entry.story.slots)} sentences)"


def _first_entry(page: str) -> None:
    st.session_state[f"{page}entry"] = 0
