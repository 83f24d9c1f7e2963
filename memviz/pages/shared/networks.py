"""Trained models for the pages: loaded once, shared by every session, and not before they are needed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from memviz.data.card import CHAIN, CHECKPOINTS, EVERYDAY, EXAMPLE, READER, Card
from memviz.data.inventory import Inventory, inventory
from memviz.errors import CheckpointError, TraceError
from memviz.language import _, counted
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes
from memviz.trace import Trace
from memviz.trace.influence import Influence

if TYPE_CHECKING:
    from memviz.answer.anyone import Anyone
    from memviz.answer.looking_up import Source


_FILMS = {"movies", "wikimovies"}
_BEST = {"wikimovies": (CHAIN, "kv-movies")}  # first; for other sources:
_OTHERS = (CHAIN, "kv-open")
_HEAD_START = 1.0  # seconds for the first picture to be sent and painted


@st.cache_resource(show_spinner=False)
def _inventory() -> Inventory:
    try:
        return inventory(CHECKPOINTS)
    except CheckpointError:  # no folder: no networks
        return Inventory({}, {})


def cards() -> dict[str, Card]:
    """The cards of all sound checkpoints, by name."""
    return _inventory().cards


def left_out() -> tuple[str, ...]:
    """The names of what is broken; `python -m memviz models` says why."""
    return tuple(_inventory().broken)


def card_of(name: str) -> Card:
    """The card of a checkpoint. Raises CheckpointError if it is not here, or broken."""
    if name in cards():
        return cards()[name]
    if name in left_out():
        raise CheckpointError(_("The network “{name}” is damaged, and left out.").format(name=name))
    raise CheckpointError(_("The network “{name}” is not here.").format(name=name))


def story_models() -> Mapping[str, Card]:
    """The networks that read stories."""
    return {name: card for name, card in cards().items() if card.model != READER and card.answers_from == "words"}


def update_of(card: Card) -> dict[str, Any] | None:
    """How a network makes its next state of u + o: {matrix: "H", "R" or "", rectified: a share of its units}; None for
    one that does it in another way."""
    if card.model not in ("memn2n", "kv-memnn"):
        return None
    layer_wise = card.config.get("tying") == "layer-wise"
    matrix = "R" if card.model == "kv-memnn" else "H" if layer_wise else ""
    return {"matrix": matrix, "rectified": card.config.get("relu", 0.0)}


def reads_everyday(card: Card) -> bool:
    """Whether a network reads everyday English, and so has no words that are new to it."""
    return card.model == EVERYDAY


def lookup_models(source: str) -> tuple[str, ...]:
    """The networks that answer from a source of the page of facts, the default first: who ranks all names knows films
    alone, who chooses among the memory's values any source."""
    kinds = ("memory", "names") if source in _FILMS else ("memory",)
    fits = [name for name, card in cards().items() if card.answers_from in kinds]
    if source == "articles":  # a chain goes from fact to fact
        fits = [name for name in fits if cards()[name].model != CHAIN]
    best = _BEST.get(source, _OTHERS)
    return tuple(sorted(fits, key=lambda name: (best.index(name) if name in best else len(best), name)))


def label(name: str) -> str:
    """A model and its shape."""
    config = cards()[name].config
    hops = config.get("hops", 0)  # what a card leaves out is as the network's kind has it
    tying = {"adjacent": _("adjacent"), "layer-wise": _("layer-wise")}.get(config.get("tying", ""), "")
    return " · ".join(filter(None, (name, hops and counted("{n} hop", "{n} hops", hops), tying if hops > 1 else "")))


@st.cache_resource(show_spinner=False)
def _examples(name: str) -> tuple[Trace, ...]:
    """The traces that lie beside a checkpoint: first pictures, before torch is there. What is of no use is left out."""
    found = []
    for path in (CHECKPOINTS / name / EXAMPLE, *sorted((CHECKPOINTS / name).glob("chapter*.json"))):
        with suppress(OSError, ValueError, TraceError):
            found.append(Trace.from_json(path.read_text(encoding="utf-8")))
    return tuple(found)


@st.cache_resource(show_spinner=False)
def _trained(name: str) -> Anyone:
    from memviz.answer.anyone import load

    return load(name)


def answer(model: str, story: Story, question: Question, changes: Changes = NO_CHANGES) -> Trace:
    """Ask a model; what lies beside its card, with nothing changed, needs no torch. Raises MemvizError."""
    card_of(model)
    shown = next((each for each in _examples(model) if _asks(each, story, question)), None)
    if shown and not changes:
        return shown
    from memviz.answer.anyone import ask

    return ask(_trained(model), story, question, changes)


def _asks(example: Trace, story: Story, question: Question) -> bool:
    return story.slots == example.slots[: example.sentences] and question.text == example.question.text


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
    card_of(model)
    shown = next((each for each in _examples(model) if each.question.text == question.text), None)
    if shown and shown_first and not changes:
        return replace(shown, question=question)
    from memviz.answer.anyone import look_up

    return look_up(_trained(model), memory, question, changes)


def influence_of_lookup(model: str, memory: Source, question: Question, changes: Changes = NO_CHANGES) -> Influence:
    """How much the answer falls without each memory that is looked at. Raises MemvizError."""
    from memviz.answer.anyone import look_up
    from memviz.answer.whatif import influence_of_found

    trained = _trained(model)
    return influence_of_found(lambda changed: look_up(trained, memory, question, changed), changes)


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
