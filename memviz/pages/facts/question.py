"""The question of a source of facts: typed, or one of those that are suggested."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from memviz.facts.guessing import Misspelt
from memviz.language import _
from memviz.pages.shared.link import pack
from memviz.pages.shared.messages import plain
from memviz.story import Question

NEXT = ":material/skip_next:"
AT_ONCE = 5  # suggestions that are seen at a time


def open_question(room: str, suggested: Sequence[Question], number: int, typed: str | None) -> None:
    """Begin with a suggested question, or with one that was typed."""
    given = suggested[number].text if number < len(suggested) else ""
    st.session_state[_at(room)] = given if typed is None else typed
    st.session_state[_given(room)] = given


def ask(room: str, suggested: Sequence[Question]) -> tuple[Question, int, dict[str, str]]:
    """The field and the suggestions below it. Returns the question, whose right answers are known if it is a suggested
    one, its number among these (0 if it is none), and what the link says of a typed one."""
    texts = [each.text for each in suggested]
    _begin(room, texts)
    st.text_input(
        _("Question"),
        key=_at(room),
        persist_state="session",
        placeholder=_("Ask about a name"),
        label_visibility="collapsed",
    )
    text = str(st.session_state[_at(room)]).strip()
    _suggest(room, texts, text)
    if text in texts:
        return suggested[texts.index(text)], texts.index(text), {}
    return Question(text), 0, {"typed": pack([st.session_state[_at(room)]])}


def offer(room: str, misspelt: Sequence[Misspelt]) -> None:
    """Names that words of the question may be meant for, each to be put in its place by one press."""
    text = str(st.session_state[_at(room)])
    for i, each in enumerate(misspelt):
        mended = f"{text[: each.start]}{each.name}{text[each.end :]}"
        label = _("Did you mean {name}?").format(name=each.name)
        st.button(plain(label), key=f"kv_meant_{i}", on_click=_write, args=(room, mended), icon=":material/spellcheck:")


def _begin(room: str, texts: Sequence[str]) -> None:
    """A suggestion that nobody typed over goes when it is suggested no more: the facts or the network are others."""
    state, at = st.session_state, _at(room)
    if at not in state or (state[at] == state.get(_given(room)) and state[at] not in texts):
        state[at] = state[_given(room)] = texts[0] if texts else ""


def _suggest(room: str, texts: Sequence[str], text: str) -> None:
    """A few suggestions, those around the one that is asked, and the way to the next one."""
    if not texts:
        return
    state, at = st.session_state, f"{_at(room)} chips"
    begin = texts.index(text) // AT_ONCE * AT_ONCE if text in texts else state.get(f"{at} from", 0)
    state[f"{at} from"] = begin
    shown = list(texts[begin : begin + AT_ONCE]) or list(texts[:AT_ONCE])
    state[at] = text if text in shown else None
    with st.container(key="suggested", horizontal=True, vertical_alignment="center"):
        st.pills(_("Questions to ask"), shown, key=at, on_change=_take, args=(room, text), label_visibility="collapsed")
        after = texts[(texts.index(text) + 1) % len(texts)] if text in texts else shown[0]
        st.button(
            _("Another question"), key="kv_another", on_click=_put, args=(room, after), icon=NEXT, type="tertiary"
        )


def _take(room: str, asked: str) -> None:
    """Ask what was pressed; pressed again, it stays."""
    _put(room, st.session_state[f"{_at(room)} chips"] or asked)


def _write(room: str, text: str) -> None:
    """As if it had been typed."""
    st.session_state[_at(room)] = text


def _put(room: str, text: str) -> None:
    st.session_state[_at(room)] = st.session_state[_given(room)] = text


def _at(room: str) -> str:
    return f"kv_question_{room}"


def _given(room: str) -> str:
    return f"{_at(room)} given"
