"""The question of a source of facts: one that is suggested, as it stands or typed over."""

from __future__ import annotations

import streamlit as st

from memviz.language import _
from memviz.pages.shared.link import pack
from memviz.pages.shared.typed import Fields
from memviz.story import Question

NEXT = ":material/skip_next:"


def choose_question(room: str, suggested: tuple[Question, ...]) -> int:
    """The selector of a suggested question and the button that moves on; 0 where there is none."""
    labels = tuple(f"{i + 1} · {each.text}" for i, each in enumerate(suggested)) or (_("none yet"),)
    state, at = st.session_state, f"kv_number_{room}"
    number = _valid(state.get(at), len(labels))
    if (state.get(at), state.get(f"{at} labels")) != (number, labels):
        state[at], state[f"{at} labels"] = number, labels  # other labels have to be sent to the browser by hand
    st.selectbox(_("Question"), range(len(labels)), format_func=labels.__getitem__, key=at, persist_state="session")
    st.button(_("Another question"), key="kv_another", on_click=_next_question, args=(at, len(labels)), icon=NEXT)
    return number


def _next_question(at: str, count: int) -> None:
    st.session_state[at] = (_valid(st.session_state[at], count) + 1) % count


def _valid(number: object, count: int) -> int:
    """A number of the list, the first one instead of any other: a browser that is a step behind names an old label,
    which comes as text."""
    return number if isinstance(number, int) and number < count else 0


def question_field(room: str) -> Fields:
    """The field that a question is typed in."""
    return Fields("kv_", (f"kv_question_{room}",))


def typed_question(room: str, number: int, suggested: tuple[Question, ...]) -> tuple[Question, dict[str, str]]:
    """The question as it stands in its field, and what the link says of it; its right answers are known if it is the
    suggested one."""
    original = suggested[number] if suggested else Question("")
    fields = question_field(room)
    fields.begin(number, (original.text,))
    text = st.text_input(_("Ask this, or type over it"), key=fields.keys[0], persist_state="session")
    fields.buttons()
    return (Question(text.strip()), {"typed": pack([text])}) if fields.edited else (original, {})
