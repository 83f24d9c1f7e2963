"""Explore: a story, a question, and where every hop of a trained network looks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from memviz.board import memory_board
from memviz.card import Card
from memviz.data.babi import TASKS
from memviz.data.gallery import Entry, entries
from memviz.errors import MemvizError
from memviz.pages.choice import Choice, Pick
from memviz.pages.models import answer, cards, is_warm, warm
from memviz.pages.pictures import more_pictures
from memviz.trace import Trace

_STYLE = Path(__file__).with_name("explore.css")
_WELCOME = """**memviz** · A memory network answers by looking at the sentences of a story, hop by hop.
Choose a story, or type over it."""
_NAMED = 8  # unknown words named in a message; the board marks every one
_ISOLATE, _END = "\u2068", "\u2069"  # around a word that may run from right to left, so that its quotes stay with it


def explore() -> None:
    """Draw the page."""
    st.html(_STYLE)
    st.markdown(_WELCOME)
    _open_link()
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        pick = _pick()
    st.query_params.from_dict(pick.link())
    editor, picture = st.columns([1, 2.6], gap="medium")
    with editor, st.container(key="editor"):
        choice = _typed(pick)
        echo = st.container(key="echo")
        st.caption(_record(pick))
    with picture:
        echo.markdown(_plain(_picture(choice)))
    warm()


def _open_link() -> None:
    """Take up the address that a session begins with."""
    state = st.session_state
    if "model" in state:
        return
    pick = Pick.from_link(st.query_params, cards())
    if pick is None:
        st.toast("This link names a model or a story that is not here. This is the one we begin with.")
        pick = Pick()
    state.model, state.task, state.entry = pick.model, pick.task, pick.entry


def _pick() -> Pick:
    """The three selectors and the button that moves on."""
    known = cards()
    model = st.selectbox("Model", list(known), format_func=lambda name: _model_label(known[name]), key="model")
    task = st.selectbox("Task", list(TASKS), format_func=_task_label, key="task", on_change=_first_entry)
    asked = entries(task)
    entry = st.selectbox(
        "Story and question", range(len(asked)), format_func=lambda i: _entry_label(i, asked[i]), key="entry"
    )
    st.button("Another story", key="another", on_click=_next_entry, icon=":material/skip_next:")
    return Pick(model, task, entry)


def _model_label(card: Card) -> str:
    hops, tying = card.config["hops"], card.config["tying"]
    shape = "1 hop" if hops == 1 else f"{hops} hops · {tying}"
    return f"{card.name} · {shape}"


def _task_label(number: int) -> str:
    return f"{number} · {TASKS[number]}"


def _entry_label(i: int, entry: Entry) -> str:
    return f"{i + 1} · {entry.question.text} ({len(entry.story.slots)} sentences)"


def _record(pick: Pick) -> str:
    """How good the model is at this task, so that nobody takes one answer for its worth."""
    told = (
        f"{dataset}: wrong on {figures['errors'][str(pick.task)]:.1f} % of this task's public test questions, "
        f"{figures['mean_error']:.1f} % over all 20 tasks."
        for dataset, figures in cards()[pick.model].metrics.items()
    )
    return "How far to trust it · " + " ".join(told)


def _first_entry() -> None:
    st.session_state.entry = 0


def _next_entry() -> None:
    state = st.session_state
    state.entry = (state.entry + 1) % len(entries(state.task))


def _typed(pick: Pick) -> Choice:
    """The story and the question as they stand in their fields, which begin as the gallery's."""
    state, shown = st.session_state, (pick.task, pick.entry)
    if state.get("shown") != shown:
        _keep_typed()
        state.shown = shown
        state.story, state.question = pick.original.text, pick.original.question.text
    text = st.text_area("Story, one sentence a line", key="story", height=300)
    question = st.text_input("Question", key="question")
    choice = Choice(pick, text, question)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Ask", type="primary", key="ask")
        if choice.edited:
            st.button("Undo my changes", key="undo", on_click=_undo, type="tertiary")
        elif "kept" in state:
            st.button("Back to what I typed", key="back", on_click=_bring_back, type="tertiary")
    return choice


def _keep_typed() -> None:
    """Before the fields are written over: what the person typed stays within reach of one click."""
    state = st.session_state
    if "shown" in state:
        task, entry = state.shown
        typed = Choice(Pick(task=task, entry=entry), state.story, state.question)
        if typed.edited:
            state.kept = (state.story, state.question)


def _undo() -> None:
    _keep_typed()
    state = st.session_state
    task, entry = state.shown
    original = entries(task)[entry]
    state.story, state.question = original.text, original.question.text


def _bring_back() -> None:
    state = st.session_state
    state.story, state.question = state.pop("kept")


def _picture(choice: Choice) -> str:
    """The board and what the person should know about it, or the sentence that says why there is none.

    Returns the outcome in a few words, for a place where the board is out of sight.
    """
    try:
        story, question = choice.asked()
        if is_warm():
            trace = answer(choice.pick.model, story, question)
        else:
            with st.spinner("Loading the network …"):
                trace = answer(choice.pick.model, story, question)
    except MemvizError as error:
        st.info(_plain(str(error)), icon=":material/edit_note:")
        return str(error)
    _remarks(trace, len(question.facts))
    memory_board(trace, key="board")
    more_pictures(trace)
    return f"Answer: {trace.answer}, {trace.probability:.0%}. The board above shows why."


def _remarks(trace: Trace, facts: int) -> None:
    """What is not known and what does not fit, in words."""
    if trace.unknown:
        named = ", ".join(f"“{_ISOLATE}{word[:30]}{_END}”" for word in trace.unknown[:_NAMED])
        rest = len(trace.unknown) - _NAMED
        more = f" and {rest:,} more" if rest > 0 else ""
        alike = " and cannot tell them apart" if len(trace.unknown) > 1 else ""
        st.warning(_plain(f"This model has never read {named}{more}: it sees a blank there{alike}."))
    if trace.forgotten:
        lost = facts - len(trace.question.facts)
        gold = f" The answer needs {lost:,} of them." if lost else ""
        beyond = f"first {trace.forgotten:,} are" if trace.forgotten > 1 else "first one is"
        st.warning(
            f"The memory holds {trace.sentences} sentences. The {beyond} beyond it, where the model cannot look.{gold}"
        )


def _plain(text: str) -> str:
    """Text as it was typed: what Markdown would read as a mark is escaped."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|~$:<>&" else sign for sign in text)
