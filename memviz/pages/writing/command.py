"""What the page has the editor do. The editor obeys a command once, and says so."""

from __future__ import annotations

import secrets

import streamlit as st

from memviz.browser.editor import Command, Draft
from memviz.story import Story

EDITOR = "ys_editor"


def pending(written: Draft | None) -> Command | None:
    """The last command, until the editor has obeyed it."""
    command: Command | None = st.session_state.get("ys_command")
    return None if command is None or (written and written.done == command.id) else command


def give(
    story: Story | None = None, text: str | None = None, file: tuple[str, str] | None = None, link: bool = False
) -> None:
    """Have the editor do something; a story that is begun with is what later changes of it are compared with."""
    if not file:
        st.session_state.ys_begun = (story, story.questions[-1]) if story and story.questions else None
    st.session_state.ys_command = Command(secrets.token_hex(4), story, text, file, link)
