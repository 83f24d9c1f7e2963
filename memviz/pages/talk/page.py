"""Present: the running order of a talk, and its stories on the whole screen. The talk stays in the browser."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import streamlit as st

from memviz.browser.deck import MOST, Deck, Item
from memviz.browser.stage import talk_stage
from memviz.errors import DeckError, MemvizError
from memviz.language import _, counted, current
from memviz.pages.shared.exporting import Offer, offer_export
from memviz.pages.shared.head import head, share
from memviz.pages.shared.networks import loading, warm
from memviz.pages.shared.session_language import speak
from memviz.pages.talk.items import example_deck, show_item, trace_of

_TALK = "pr_talk"
_COMMAND, _SHOWN, _EXPORTED = "pr_command", "pr_shown", "pr_exported"


def present() -> None:
    """Draw the page."""
    bar = head(
        _(
            "**Present** · Tell stories hop by hop on a projector: put them in order, press Start, and step with the "
            "arrow keys or a clicker. The talk stays in this browser and needs no network once it is there."
        )
    )
    state = st.session_state.get(_TALK)
    wanted = state.get("wanted") if isinstance(state, Mapping) else None
    talk_stage(
        key=_TALK,
        first=_example(current()),
        shows=_shows(wanted) if isinstance(wanted, Mapping) else None,
        command=st.session_state.get(_COMMAND),
        on_wanted=_nothing,
        on_open=_open,
        on_export=_export,
    )
    share(
        bar,
        "present",
        {},
        note=_("It opens this place of the talk in this browser. To give the talk away, save or export it."),
    )
    if deck := st.session_state.pop(_EXPORTED, None):
        _offer(deck)
    warm()


@cache
def _example(language: str) -> tuple[dict[str, Any], ...]:  # noqa: ARG001 - its titles and notes are in it
    return tuple(item.to_dict() for item in example_deck().items)


def _shows(wanted: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each story of the talk shows, by its id, or {"error": why there is nothing to show}; a story is asked once
    in a session."""
    known: dict[Item, dict[str, Any]] = st.session_state.get(_SHOWN, {})
    shows: dict[str, dict[str, Any]] = {}
    kept: dict[Item, dict[str, Any]] = {}
    for name, data in list(wanted.items())[:MOST]:
        try:
            item = Item.from_dict(data).asked
            shows[name] = kept[item] = known.get(item) or show_item(item)
        except MemvizError as error:
            shows[name] = {"error": str(error)}
    st.session_state[_SHOWN] = kept
    return shows


def _open() -> None:
    """Read a file that a person opened; the browser takes it up, or says what is wrong with it."""
    speak()  # a callback runs before the page does
    file = st.session_state[_TALK]["open"]
    command: dict[str, Any] = {"id": secrets.token_hex(4)}
    try:
        deck = Deck.from_json(file["text"], file["name"])
        message = counted(
            "{name} is open: {n} story. “Undo” brings back what was here before.",
            "{name} is open: {n} stories. “Undo” brings back what was here before.",
            len(deck.items),
            name=file["name"],
        )
        command |= {"status": message}
        command |= {"items": [item.to_dict() for item in deck.items]}
    except DeckError as error:
        command |= {"status": str(error)}
    st.session_state[_COMMAND] = command


def _export() -> None:
    """The talk is to be exported as it stands; a browser can send anything."""
    try:
        st.session_state[_EXPORTED] = Deck.from_json(str(st.session_state[_TALK]["export"]))
    except DeckError as error:
        st.session_state[_COMMAND] = {"id": secrets.token_hex(4), "status": str(error)}


def _offer(deck: Deck) -> None:
    """Offer the talk as files; a story that cannot be asked is left out of them, as it is on the stage."""
    from memviz.picture.exports import TALKS, Slide

    slides = []
    with loading():
        for item in deck.items:
            with suppress(MemvizError):
                slides.append(Slide(item.title, trace_of(item), item.notes))
    offer_export((Offer(_("Talk"), lambda: tuple(slides), lambda: TALKS, file="talk"),))


def _nothing() -> None:
    """The talk has changed: all that follows is drawn by the run after this."""
