"""Trained models for the pages: loaded once, shared by every session, and not before they are needed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

import streamlit as st

from memviz.data.card import CHECKPOINTS, Card, names, read_card
from memviz.language import _, counted
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.trace import Trace
from memviz.trace.influence import Influence

if TYPE_CHECKING:
    from memviz.answer.anyone import Anyone
    from memviz.answer.asking import Source
    from memviz.models.checkpoint import Trained


_FILMS = {"movies", "wikimovies"}
_DEFAULTS = {"story": "kv-babi", "wikimovies": "kv-movies"}  # kv-open for the others
_HEAD_START = 1.0  # seconds for the first picture to be sent and painted


@st.cache_resource(show_spinner=False)
def cards() -> dict[str, Card]:
    """The cards of all checkpoints, by name."""
    return {name: read_card(name) for name in names()}


def answers_from(card: Card) -> str:
    """What a network chooses its answer from: "words" of stories, or, of facts, "names" or the "memory"'s values."""
    return str(card.config.get("answers", "words"))


def story_models() -> Mapping[str, Card]:
    """The networks that read stories."""
    return {name: card for name, card in cards().items() if "hops" in card.config and answers_from(card) == "words"}


def lookup_models(source: str) -> tuple[str, ...]:
    """The networks that answer from a source of the key-value page, the default first: who ranks all names knows films
    alone, who chooses among the memory's values any source."""
    if source == "story":
        fits = [name for name, card in story_models().items() if card.model == "kv-memnn"]
    else:
        kinds = ("memory", "names") if source in _FILMS else ("memory",)
        fits = [name for name, card in cards().items() if answers_from(card) in kinds]
    return tuple(sorted(fits, key=lambda name: (name != _DEFAULTS.get(source, "kv-open"), name)))


def label(name: str) -> str:
    """A model and its shape."""
    config = cards()[name].config
    shape = counted("{n} hop", "{n} hops", config["hops"])
    tying = {"adjacent": _("adjacent"), "layer-wise": _("layer-wise")}
    return f"{name} · {shape}" + (f" · {tying[config['tying']]}" if config["hops"] > 1 and "tying" in config else "")


@st.cache_resource(show_spinner=False)
def _example(name: str) -> Trace:
    """The trace that lies beside a checkpoint: the first picture, before torch is there."""
    return Trace.from_json((CHECKPOINTS / name / "example.json").read_text(encoding="utf-8"))


@st.cache_resource(show_spinner=False)
def _trained(name: str) -> Anyone:
    from memviz.answer.anyone import load

    return load(name)


@st.cache_resource(show_spinner=False)
def _looks_up(name: str) -> Trained:
    from memviz.models.checkpoint import load

    return load(name)


def answer(model: str, story: Story, question: Question, changes: Changes = NO_CHANGES) -> Trace:
    """Ask a model; the example of its card, with nothing changed, needs no torch. Raises MemvizError."""
    example = _example(model)
    known = story.slots == example.slots[: example.sentences] and question.text == example.question.text
    if known and not changes:
        return example
    from memviz.answer.anyone import ask

    return ask(_trained(model), story, question, changes)


def influence_of(model: str, story: Story, question: Question, changes: Changes = NO_CHANGES) -> Influence:
    """How much the answer falls without each slot. Raises MemvizError."""
    from memviz.answer.anyone import influence

    return influence(_trained(model), story, question, changes)


def looked_up(
    model: str, memory: Source, question: Question, shown_first: bool = False, changes: Changes = NO_CHANGES
) -> Trace:
    """Ask a model about facts or documents.

    `shown_first`: the memory is that of the models' examples, whose question needs no torch.
    Raises MemvizError, and NothingFoundError among them.
    """
    if shown_first and not changes and _example(model).question.text == question.text:
        return replace(_example(model), question=question)
    from memviz.answer.asking import look_up

    return look_up(_looks_up(model), memory, question, changes)


@st.cache_resource(show_spinner=False)
def warm() -> None:
    """Import torch in the background, once, while the person looks at the first picture. Python works on one thing at
    a time: begun at once, the import would hold up the very picture that it is to follow."""
    timer = threading.Timer(_HEAD_START, __import__, args=("memviz.answer.asking",))
    timer.daemon = True
    timer.start()


def is_warm() -> bool:
    """Whether a question is answered at once, or waits for torch to load."""
    return hasattr(sys.modules.get("memviz.answer.asking"), "ask")  # a module is listed before it is loaded


def loading() -> AbstractContextManager[None]:
    """What a person sees while they wait for torch; nothing once it is there."""
    return nullcontext() if is_warm() else st.spinner(_("Loading the network …"))
