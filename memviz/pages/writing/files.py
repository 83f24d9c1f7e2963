"""Files of stories: opened, chosen from, and saved, in bAbI's form."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from memviz.browser.editor import draft
from memviz.data.babi import lines, parse
from memviz.errors import DataError
from memviz.language import _, counted
from memviz.pages.shared.messages import plain
from memviz.pages.shared.session_language import speak
from memviz.pages.writing.command import EDITOR, give
from memviz.story import Story

_SAVED_AS = "your-story.txt"
_ASKED = re.compile(r"^\s*\d+ [^\t\n]*\t", re.MULTILINE)  # a line that only a file of bAbI's has


@dataclass(frozen=True)
class _Opened:
    """A file with several stories or questions: each story ends with one question."""

    name: str
    stories: tuple[Story, ...]


def open_file() -> None:
    """Begin with what a person opened, or pasted in bAbI's form."""
    speak()  # a callback runs before the page does
    file = st.session_state[EDITOR]["open"]
    name, text = file["name"] or _("The pasted text"), file["text"]
    try:
        stories = tuple(story for whole in parse(text, name, complete=False) for story in _questions_of(whole))
    except DataError as error:
        if text.strip() and not _ASKED.search(text):
            give(text=text)  # no file of bAbI's, but sentences all the same
        else:
            st.session_state.ys_complaint = str(error)
        return
    st.session_state.ys_opened = _Opened(name, stories) if len(stories) > 1 else None
    st.session_state.pop("ys_choice", None)
    give(stories[0])


def _questions_of(story: Story) -> list[Story]:
    """The story as it was told at each of its questions; itself where it has none."""
    return [story.until(question) for question in story.questions] or [story]


def choose_opened() -> None:
    """Choose among the questions of a file that has several."""
    opened: _Opened | None = st.session_state.get("ys_opened")
    if opened is None:
        return
    st.selectbox(
        counted("{n} question in {name}", "{n} questions in {name}", len(opened.stories), name=plain(opened.name)),
        range(len(opened.stories)),
        format_func=lambda i: _label(i, opened.stories[i]),
        key="ys_choice",
        on_change=_begin_with_chosen,
        persist_state="session",
    )


def _label(i: int, story: Story) -> str:
    asked = story.questions[0].text if story.questions else _("no question")
    return counted(
        "{number} · {question} ({n} sentence)",
        "{number} · {question} ({n} sentences)",
        len(story.slots),
        number=f"{i + 1:,}",
        question=asked,
    )


def _begin_with_chosen() -> None:
    opened: _Opened | None = st.session_state.get("ys_opened")
    if opened:
        give(opened.stories[st.session_state.ys_choice])


def save_file() -> None:
    """Give the person what is written as a file of bAbI's; what nobody has said is right stays empty in it."""
    if written := draft(EDITOR):
        give(file=(_SAVED_AS, "".join(f"{line}\n" for line in lines(written.story, complete=False))))
