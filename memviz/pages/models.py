"""Trained models for the pages: loaded once, shared by every session, and not before they are needed."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import streamlit as st

from memviz.card import CHECKPOINTS, Card, names, read_card
from memviz.story import Question, Story
from memviz.trace import Trace

if TYPE_CHECKING:
    from memviz.checkpoint import Trained


_HEAD_START = 1.0  # seconds for the first picture to be sent and painted


@st.cache_resource(show_spinner=False)
def cards() -> dict[str, Card]:
    """The cards of all checkpoints, by name."""
    return {name: read_card(name) for name in names()}


@st.cache_resource(show_spinner=False)
def _example(name: str) -> Trace:
    """The trace that lies beside a checkpoint: the first picture, before torch is there."""
    return Trace.from_json((CHECKPOINTS / name / "example.json").read_text(encoding="utf-8"))


@st.cache_resource(show_spinner=False)
def _trained(name: str) -> Trained:
    from memviz.checkpoint import load

    return load(name)


def answer(model: str, story: Story, question: Question) -> Trace:
    """Ask a model; the example of its card needs no torch. Raises MemvizError."""
    example = _example(model)
    if story.slots == example.slots[: example.sentences] and question.text == example.question.text:
        return example
    from memviz.asking import ask

    return ask(_trained(model), story, question)


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Import torch in the background, once, while the person looks at the first picture. Python works on one thing at
    a time: begun at once, the import would hold up the very picture that it is to follow."""
    timer = threading.Timer(_HEAD_START, __import__, args=("memviz.asking",))
    timer.daemon = True
    timer.start()


def is_warm() -> bool:
    """Whether a question is answered at once, or waits for torch to load."""
    return hasattr(sys.modules.get("memviz.asking"), "ask")  # a module is listed before it is loaded
