"""Your story: an editor, and an answer that follows while it is typed in. What is written stays in the browser."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

import streamlit as st

from memviz.board import memory_board
from memviz.data.babi import lines, parse
from memviz.editor import Command, Draft, Note, draft, editor_data, story_editor
from memviz.errors import DataError, MemvizError
from memviz.gallery import entry
from memviz.pages.choice import DEFAULT_MODEL
from memviz.pages.explore import STYLE
from memviz.pages.models import answer, label, loading, story_models, warm
from memviz.pages.notes import notes
from memviz.pages.pictures import more_pictures
from memviz.pages.records import own_story_record
from memviz.pages.remarks import plain
from memviz.pages.stories import choose_story
from memviz.story import Story
from memviz.suggest import questions
from memviz.trace import Trace
from memviz.vocab import Vocab

_WELCOME = """**Your story** · Write what happened and ask about it: the answer follows as you type. Your text stays in
this browser."""
_OPEN_MODEL = "memn2n-open"  # reads names that it has never seen
_EDITOR = "ys_editor"
_SAVED_AS = "your-story.txt"
_ASKED = re.compile(r"^\s*\d+ [^\t\n]*\t", re.MULTILINE)  # a line that only a file of bAbI's has
_DIMMED = "<style>.st-key-ys_picture { opacity: 0.4; }</style>"


@dataclass(frozen=True)
class _Opened:
    """A file with several stories or questions: each story ends with one question."""

    name: str
    stories: tuple[Story, ...]


def your_story() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.markdown(_WELCOME)
    _open_link()
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        model = st.selectbox("Model", list(story_models()), format_func=label, key="ys_model", persist_state="session")
        choose_story("ys_")
        st.button("Start from this story", key="ys_start", on_click=_start, icon=":material/edit_note:")
    st.query_params.from_dict({"model": model})
    written = draft(_EDITOR)
    editor, picture = st.columns([2, 3], gap="medium")
    with picture:
        trace, error = _picture(model, written)
    with editor:
        _choose_opened()
        _edit(model, written, trace, error)
        st.caption(own_story_record(story_models()[model]))
    warm()


def _open_link() -> None:
    """Take up the address that a session begins with."""
    if "ys_model" in st.session_state:
        return
    default = _OPEN_MODEL if _OPEN_MODEL in story_models() else DEFAULT_MODEL
    model = st.query_params.get("model", default)
    if model not in story_models():
        st.toast("This link names a model that is not here. This is the one we begin with.")
        model = default
    st.session_state.ys_model = model


# ---- the answer ------------------------------------------------------------------------------------------------------


def _picture(model: str, written: Draft | None) -> tuple[Trace | None, MemvizError | None]:
    """Draw the board of what is written: its trace, or why there is none, and then the last board, dimmed."""
    trace, error = _answered(model, written)
    shown = trace or (st.session_state.get("ys_last") if written and error else None)
    st.session_state.ys_last = shown
    if shown is None:
        st.caption("The memory is drawn here as you write.")
        return trace, error
    st.caption(plain(_about(model)) if trace else "The last picture, from before your change.")
    with st.container(key="ys_picture"):
        memory_board(shown, key="ys_board")
        if trace:
            more_pictures(trace)
        else:
            st.html(_DIMMED)
    return trace, error


def _about(model: str) -> str:
    return f"{model} answers as you type."


def _answered(model: str, written: Draft | None) -> tuple[Trace | None, MemvizError | None]:
    """The trace of what is written, or why there is none; neither of a page that is empty."""
    if written is None or not (written.rows or written.question):
        return None, None
    try:
        with loading():
            return answer(model, Story.of(*written.rows), written.asked), None
    except MemvizError as error:
        return None, error


# ---- the editor ------------------------------------------------------------------------------------------------------


def _edit(model: str, written: Draft | None, trace: Trace | None, error: MemvizError | None) -> None:
    """Draw the editor and what is said of its text."""
    vocab = Vocab(story_models()[model].words)
    found: list[Note] = []
    asked: tuple[str, ...] = ()
    if complaint := st.session_state.get("ys_complaint"):
        found.append(Note(complaint, stops=True))
    if written:
        found += notes(written, trace, error, vocab)
        asked = questions(Story.of(*written.rows), vocab)
    data = editor_data(
        knows=written is not None,
        notes=found,
        questions=asked,
        beyond=trace.forgotten if trace else 0,
        command=_command(written),
    )
    story_editor(data, key=_EDITOR, on_draft=_take, on_open=_open, on_save=_save)
    with st.container(key="echo"):
        if trace:
            st.markdown(plain(f"Answer: {trace.answer}, {trace.probability:.0%}. The board below shows why."))


def _command(written: Draft | None) -> Command | None:
    """The last command, until the editor has obeyed it."""
    command: Command | None = st.session_state.get("ys_command")
    return None if command is None or (written and written.done == command.id) else command


def _give(story: Story | None = None, text: str | None = None, file: tuple[str, str] | None = None) -> None:
    st.session_state.ys_command = Command(secrets.token_hex(4), story, text, file)


def _start() -> None:
    """Begin with a story of the gallery."""
    st.session_state.pop("ys_opened", None)
    _give(entry(st.session_state.ys_task, st.session_state.ys_number).story)


def _take() -> None:
    """Something else is written: what was wrong with a file is of the past."""
    st.session_state.pop("ys_complaint", None)


# ---- files -----------------------------------------------------------------------------------------------------------


def _open() -> None:
    """Begin with what a person opened, or pasted in bAbI's form."""
    file = st.session_state[_EDITOR]["open"]
    name, text = file["name"] or "The pasted text", file["text"]
    try:
        stories = tuple(story for whole in parse(text, name, complete=False) for story in _asked(whole))
    except DataError as error:
        if text.strip() and not _ASKED.search(text):
            _give(text=text)  # no file of bAbI's, but sentences all the same
        else:
            st.session_state.ys_complaint = str(error)
        return
    st.session_state.ys_opened = _Opened(name, stories) if len(stories) > 1 else None
    st.session_state.pop("ys_choice", None)
    _give(stories[0])


def _asked(story: Story) -> list[Story]:
    """The story as it was told at each of its questions; itself where it has none."""
    return [story.until(question) for question in story.questions] or [story]


def _choose_opened() -> None:
    """Choose among the questions of a file that has several."""
    opened: _Opened | None = st.session_state.get("ys_opened")
    if opened is None:
        return
    st.selectbox(
        f"{len(opened.stories):,} questions in {plain(opened.name)}",
        range(len(opened.stories)),
        format_func=lambda i: _label(i, opened.stories[i]),
        key="ys_choice",
        on_change=_load_chosen,
        persist_state="session",
    )


def _label(i: int, story: Story) -> str:
    asked = story.questions[0].text if story.questions else "no question"
    return f"{i + 1:,} · {asked} ({len(story.slots)} sentences)"


def _load_chosen() -> None:
    opened: _Opened | None = st.session_state.get("ys_opened")
    if opened:
        _give(opened.stories[st.session_state.ys_choice])


def _save() -> None:
    """Give the person what is written as a file of bAbI's; what nobody has said is right stays empty in it."""
    if written := draft(_EDITOR):
        _give(file=(_SAVED_AS, "".join(f"{line}\n" for line in lines(written.story, complete=False))))
