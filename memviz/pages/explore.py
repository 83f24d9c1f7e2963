"""Explore: a story, a question, and where every hop of a trained network looks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from memviz.board import memory_board
from memviz.card import Card
from memviz.data.babi import TASKS
from memviz.data.gallery import FIRST, Entry, entries
from memviz.errors import MemvizError
from memviz.pages.choice import Choice
from memviz.pages.models import answer, cards, is_warm, warm
from memviz.trace import Trace

DEFAULT_MODEL = "memn2n-3hop"
_STYLE = Path(__file__).with_name("explore.css")
_PICTURES = ("Heat map", "Answer after each hop", "Path of the state")
_NAMED = 8  # unknown words named in a message; the board marks every one


def explore() -> None:
    """Draw the page."""
    st.html(_STYLE)
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        model, task, entry = _gallery()
    editor, picture = st.columns([1, 2.6], gap="medium")
    with editor, st.container(key="editor"):
        choice = _typed(model, task, entry)
    with picture:
        _picture(choice)
    warm()


def _gallery() -> tuple[str, int, int]:
    """The model, the task, and which of the task's entries."""
    known = cards()
    model = st.selectbox(
        "Model",
        list(known),
        index=list(known).index(DEFAULT_MODEL),
        format_func=lambda name: _model_label(known[name]),
        key="model",
        bind="query-params",
    )
    task = st.selectbox(
        "Task",
        list(TASKS),
        index=list(TASKS).index(FIRST[0]),
        format_func=lambda number: f"{number} · {TASKS[number]}",
        key="task",
        bind="query-params",
        on_change=_start_over,
    )
    count = len(entries(task))
    entry = st.selectbox(
        "Story and question",
        range(count),
        index=FIRST[1] if task == FIRST[0] else 0,
        format_func=lambda i: _entry_label(entries(task)[i]),
        key="entry",
        bind="query-params",
    )
    st.button("Another story", key="another", on_click=_another, args=(task,), icon=":material/skip_next:")
    return model, task, entry


def _model_label(card: Card) -> str:
    config = card.config
    hops = f"{config['hops']} hop" + "s" * (config["hops"] > 1)
    data = ", ".join(card.metrics)
    return f"MemN2N · {hops} · {config['tying']} · {data}"


def _entry_label(entry: Entry) -> str:
    return f"{entry.question.text} · {len(entry.story.slots)} sentences"


def _start_over() -> None:
    st.session_state.entry = 0


def _another(task: int) -> None:
    st.session_state.entry = (st.session_state.entry + 1) % len(entries(task))


def _typed(model: str, task: int, entry: int) -> Choice:
    """The story and the question as they stand in their fields, which begin as the gallery's."""
    state, original = st.session_state, entries(task)[entry]
    if state.get("shown") != (task, entry):
        if "shown" in state and Choice(model, *state.shown, state.story, state.question).edited:
            state.kept = (state.story, state.question)
        state.shown, state.story, state.question = (task, entry), original.text, original.question.text
    text = st.text_area("Story, one sentence a line", key="story", height=300)
    question = st.text_input("Question", key="question")
    choice = Choice(model, task, entry, text, question)
    with st.container(horizontal=True):
        st.button("Ask", type="primary", key="ask")
        if choice.edited:
            st.button("Undo my changes", key="undo", on_click=_undo, type="tertiary")
        elif "kept" in state:
            st.button("Back to what I typed", key="back", on_click=_bring_back, type="tertiary")
    return choice


def _undo() -> None:
    st.session_state.kept = (st.session_state.story, st.session_state.question)
    original = entries(st.session_state.shown[0])[st.session_state.shown[1]]
    st.session_state.story, st.session_state.question = original.text, original.question.text


def _bring_back() -> None:
    st.session_state.story, st.session_state.question = st.session_state.pop("kept")


def _picture(choice: Choice) -> None:
    """The board and what the person should know about it, or the sentence that says why there is none."""
    try:
        story, question = choice.asked()
        if is_warm():
            trace = answer(choice.model, story, question)
        else:
            with st.spinner("Loading the network …"):
                trace = answer(choice.model, story, question)
    except MemvizError as error:
        st.info(str(error), icon=":material/edit_note:")
        return
    _remarks(trace, len(question.facts))
    memory_board(trace, key="board")
    _more(trace)


def _remarks(trace: Trace, facts: int) -> None:
    """What is not known and what does not fit, in words."""
    if trace.unknown:
        named = ", ".join(f"“{word[:30]}”" for word in trace.unknown[:_NAMED])
        rest = len(trace.unknown) - _NAMED
        more = f" and {rest} more" if rest > 0 else ""
        st.warning(
            _plain(f"This model has never read {named}{more}: it sees a blank there and cannot tell them apart.")
        )
    if trace.forgotten:
        lost = facts - len(trace.question.facts)
        gold = f" {lost} of the facts that the answer needs are among them." if lost else ""
        st.warning(
            f"The memory holds {trace.sentences} sentences. The first {trace.forgotten:,} are beyond it, "
            f"so the model cannot look at them.{gold}"
        )


def _plain(text: str) -> str:
    """Text as it was typed: what Markdown would read as a mark is escaped."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-.!|~$:<>" else sign for sign in text)


def _more(trace: Trace) -> None:
    """Pictures drawn by Plotly, which the browser loads only when the first of them is wanted."""
    wanted = st.pills("More pictures", _PICTURES, key="more")
    if wanted is None:
        return
    from memviz.view.answers import answers_by_hop
    from memviz.view.heatmap import heatmap
    from memviz.view.path import state_path

    draw = dict(zip(_PICTURES, (heatmap, answers_by_hop, state_path), strict=True))[wanted]
    st.plotly_chart(draw(trace), config={"displayModeBar": False}, key=f"chart-{wanted}")
