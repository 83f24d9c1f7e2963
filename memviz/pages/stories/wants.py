"""What a person wants beyond typing: another story or network, files, what if. A callback of the view."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from operator import index
from typing import Any

import streamlit as st

from memviz.browser.editor import Command
from memviz.data.babi import TASKS, parse
from memviz.errors import DataError
from memviz.language import _
from memviz.pages.shared.networks import story_models
from memviz.pages.shared.session_language import choose, speak
from memviz.pages.stories.asked import KEY, asked, keep, of_gallery, of_story
from memviz.simulate.gallery import LAST
from memviz.story.changes import NO_CHANGES, Changes

OPENED = "stories opened"  # what is opened beside the page: "export", "board", "pictures", "save"
_ASKED = re.compile(r"^\s*\d+ [^\t\n]*\t", re.MULTILINE)  # a line that only a file of bAbI's has


def take_want() -> None:
    """Do what the view asks for; a browser can send anything, and what makes no sense does nothing."""
    speak()  # a callback runs before the page does
    message = st.session_state[KEY].get("want")
    if not isinstance(message, Mapping):
        return
    act = _ACTS.get(str(message.get("what")))
    if act:
        try:
            act(message.get("value"))
        except (TypeError, ValueError, KeyError, OverflowError):
            return


def _drawer(value: Any) -> None:
    st.session_state["stories drawer"] = bool(value)


def _another(_value: Any) -> None:
    now = asked()
    keep(of_gallery(now.task, now.number % LAST + 1, now))


def _story(value: Any) -> None:
    task, number = map(index, value)
    if task in TASKS:
        keep(of_gallery(task, min(max(number, 1), LAST), asked()))


def _model(value: Any) -> None:
    if value == "" or value in story_models():
        keep(replace(asked(), model=value, changes=NO_CHANGES))


def _mute(value: Any) -> None:
    muted = frozenset(map(index, value))
    kept = tuple(each for each in asked().changes.overrides if each.slot not in muted)
    keep(replace(asked(), changes=Changes(muted, kept)))


def _reset(_value: Any) -> None:
    keep(replace(asked(), changes=NO_CHANGES))


def _language(value: Any) -> None:
    choose(value)
    st.session_state[OPENED] = "again"


def _open(value: Any) -> None:
    """Begin with what a person opened, or pasted in bAbI's form: its first story with the question that ends it."""
    name, text = value["name"] or _("The pasted text"), value["text"]
    try:
        story = parse(text, name, complete=False)[0]
    except DataError as error:
        if text.strip() and not _ASKED.search(text):
            keep(replace(asked(), command=Command(f"text {value['at']}", text=text)))
        else:
            st.toast(str(error), duration="long")
        return
    keep(of_story(story.until(story.questions[0]) if story.questions else story, asked()))


def _opening(what: str) -> Callable[[Any], None]:
    def act(_value: Any) -> None:
        st.session_state[OPENED] = what

    return act


_ACTS: dict[str, Callable[[Any], None]] = {
    "drawer": _drawer,
    "another": _another,
    "story": _story,
    "model": _model,
    "mute": _mute,
    "reset": _reset,
    "language": _language,
    "open": _open,
    **{what: _opening(what) for what in ("export", "board", "pictures", "save")},
}
