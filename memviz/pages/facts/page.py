"""Facts: a question, the few memories that key hashing finds for it, their keys addressed, their values read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from memviz.browser.deck import Item
from memviz.data.card import CHAIN
from memviz.errors import MemvizError, NothingFoundError
from memviz.facts.guessing import misspelt
from memviz.facts.hashing import FactIndex
from memviz.language import _
from memviz.pages.facts.contents import tell_contents
from memviz.pages.facts.lookup import OWN, Lookup
from memviz.pages.facts.question import ask, offer, open_question
from memviz.pages.facts.reading import complain
from memviz.pages.facts.trust import trust
from memviz.pages.facts.upload import (
    ARTICLE,
    FACTS,
    edit_own,
    open_own,
    own_form,
    own_link,
    own_questions,
    own_shelf,
    own_text,
)
from memviz.pages.shared.accuracy import lookup_record
from memviz.pages.shared.address import take_link
from memviz.pages.shared.choice import typed_texts
from memviz.pages.shared.exporting import pictures
from memviz.pages.shared.head import head, none_here, share
from memviz.pages.shared.messages import plain
from memviz.pages.shared.networks import cards, label, lookup_models, warm
from memviz.pages.shared.pictures import more_pictures
from memviz.pages.shared.sources import Shelf, shelf, wikimovies_is_here
from memviz.pages.shared.what_if import changes_link, what_if_lookup
from memviz.story import Question, Story
from memviz.trace import Trace

_OWN_ARTICLE = "article"  # a chip of its own; a link says {source: own, form: article}
_CHIPS = ("movies", "countries", OWN, "articles", _OWN_ARTICLE, "wikimovies")
_FIRST = "movies"  # what the models' examples are about
_BOARD = "kv_board"


def facts_page() -> None:
    """Draw the page."""
    bar = head(
        _(
            "**Facts** · A hop looks up what the facts say of a name, reads it, and hands what it has read to the next "
            "hop."
        )
    )
    chips = {chip: models for chip in _CHIPS if (models := _models(chip))}
    if not chips:
        none_here()
        return
    _open_link()
    _choose_source(chips)
    source = _source()
    editor, picture = st.columns([1, 2.6], gap="medium") if source == OWN else (None, st.container(key="asked"))
    shown = _lookup(source, chips[st.session_state.kv_source], editor, picture)
    trace, offers = shown.trace, pictures(shown.trace) if shown.trace else None
    changes = changes_link(trace) if trace else {}
    share(bar, "kv", shown.link | changes, item=shown.item, offers=offers, note=shown.note)
    warm()


@dataclass(frozen=True)
class _Shown:
    """What the page shows: its link, the answer, what of it goes into a talk, and what the link cannot say."""

    link: dict[str, str]
    trace: Trace | None = None
    item: Item | None = None
    note: str = ""


# ---- what is chosen --------------------------------------------------------------------------------------------------


def _models(chip: str) -> tuple[str, ...]:
    """The networks that can be asked about a source, the default first."""
    if chip == "wikimovies" and not wikimovies_is_here():
        return ()
    return lookup_models({_OWN_ARTICLE: "articles"}.get(chip, chip))


def _source() -> str:
    """The chosen source as a link calls it, where facts and an article of one's own are one."""
    chip = str(st.session_state.kv_source)
    return OWN if chip == _OWN_ARTICLE else chip


def _choose_source(chips: Mapping[str, object]) -> None:
    titles = {
        "movies": _("Films"),
        "countries": _("Countries"),
        OWN: _("Own facts"),
        "articles": _("Articles"),
        _OWN_ARTICLE: _("Own article"),
        "wikimovies": "WikiMovies",
    }
    st.segmented_control(
        _("What is asked about"),
        list(chips),
        format_func=titles.__getitem__,
        key="kv_source",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    st.session_state.kv_form = ARTICLE if st.session_state.kv_source == _OWN_ARTICLE else FACTS


def _open_link() -> None:
    """Take up the address."""
    opened = take_link("kv_source", _read)
    if not opened:
        return
    state, (chosen, typed) = st.session_state, opened
    room = _room(chosen.source)
    state.kv_source = _OWN_ARTICLE if room == f"{OWN}_{ARTICLE}" else chosen.source
    state[f"kv_model_{room}"] = chosen.model
    open_question(room, _questions(chosen.source, chosen.model), chosen.question, typed[0] if typed else None)


def _read(link: Mapping[str, str]) -> tuple[Lookup, tuple[str, ...] | None]:
    """What a link chooses, and the question that was typed. Raises LinkError."""
    if link.get("source") == OWN:
        open_own(link)
    chips = {chip: models for chip in _CHIPS if (models := _models(chip))}
    own = chips.pop(_OWN_ARTICLE, ())
    offered = chips | ({OWN: own} if own_form() == ARTICLE and OWN in chips else {})
    chosen = Lookup.from_link(link, offered, lambda source, model: max(1, len(_questions(source, model))))
    return chosen, typed_texts(link, 1)


def _questions(source: str, model: str) -> tuple[Question, ...]:
    """What is suggested for a source, which may not be readable."""
    try:
        return _opened(source).suggested(cards()[model].model)
    except MemvizError:
        return ()


def _opened(source: str) -> Shelf:
    """What is looked up in. Raises MemvizError."""
    return own_shelf() if source == OWN else shelf(source)


def _room(source: str) -> str:
    """What the question belongs to: facts and an article of one's own have a question each."""
    return f"{source}_{own_form()}" if source == OWN else source


# ---- the question and its answer -------------------------------------------------------------------------------------


def _lookup(source: str, models: tuple[str, ...], editor: DeltaGenerator | None, picture: DeltaGenerator) -> _Shown:
    room, found, error = _room(source), None, None
    with picture, st.spinner(_("Reading the facts …")):
        try:
            found = _opened(source)
        except MemvizError as refused:
            error = refused
    if editor:
        with editor, st.container(key="editor"):
            edit_own()
    model = _model(room, models)
    with picture:
        suggested = found.suggested(cards()[model].model) if found else own_questions()
        question, number, typed = ask(room, suggested)
        own, note = own_link() if source == OWN else ({}, "")
        shown = _Shown(Lookup(source, model, number).link() | typed | own, note=note)
        if found is None:
            complain(error or MemvizError())
            return shown
        if isinstance(found.memory, FactIndex):
            offer(room, misspelt(str(question.text), found.memory, _english()))
        try:
            trace = what_if_lookup(model, found.memory, question, key=_BOARD, shown_first=source == _FIRST, trust=trust)
        except MemvizError as refused:
            names = found.some_names if isinstance(refused, NothingFoundError) else ()
            _refuse(refused, names)
            trace = None
        _drawer(room, models, found, _like(source), trace)
    if trace is None:
        return shown
    brought = own_text() if source == OWN else ()
    item = Item(model, Story(()), question, trace.changes, title=question.text, source=source, own=brought)
    return replace(shown, trace=trace, item=None if source == OWN and not brought else item)


def _model(room: str, models: tuple[str, ...]) -> str:
    """The network that answers; its selector is drawn in the drawer."""
    key = f"kv_model_{room}"
    if st.session_state.get(key) not in models:
        st.session_state[key] = models[0]
    return str(st.session_state[key])


@st.cache_resource(show_spinner=False)
def _english() -> frozenset[str]:
    """Words that are hardly slips: those that the network of chains knows."""
    return frozenset(cards()[CHAIN].words) if CHAIN in cards() else frozenset()


def _drawer(room: str, models: tuple[str, ...], found: Shelf, like: str, trace: Trace | None) -> None:
    """What a person seldom needs, drawn when it is opened."""
    named = (
        _("The sentences, the network, more pictures")
        if found.documents
        else _("The facts, the network, more pictures")
    )
    with st.expander(named, key=f"kv_about_{room}", on_change="rerun") as opened:
        if not opened.open:
            return
        tell_contents(found, room)
        st.selectbox(_("Model"), models, format_func=label, key=f"kv_model_{room}", persist_state="session")
        st.caption(lookup_record(cards()[_model(room, models)], like))
        if trace:
            more_pictures(trace)


def _like(source: str) -> str:
    """Which of the model's figures speak for a source: names of one's own are as new to it as invented ones."""
    return {FACTS: "invented", ARTICLE: "articles"}[own_form()] if source == OWN else source


def _refuse(error: MemvizError, names: tuple[str, ...]) -> None:
    """Say why there is no board, and what to try."""
    message = plain(str(error))
    if names:
        message += "\n\n" + plain(_("Names that are here: {names}.").format(names=", ".join(names)))
    st.info(message, icon=":material/edit_note:")
