"""Key-value memory: a question, the few memories that key hashing finds for it, their keys addressed, values read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from memviz.browser.deck import Item
from memviz.errors import MemvizError, NothingFoundError
from memviz.language import _
from memviz.pages.facts.contents import tell_contents
from memviz.pages.facts.lookup import OWN, STORY, Lookup
from memviz.pages.facts.question import NEXT, choose_question, question_field, typed_question
from memviz.pages.facts.reading import complain
from memviz.pages.facts.upload import (
    ARTICLE,
    FACTS,
    edit_own,
    open_own,
    own_form,
    own_link,
    own_questions,
    own_shelf,
)
from memviz.pages.shared.accuracy import lookup_record, story_record
from memviz.pages.shared.address import take_link
from memviz.pages.shared.choice import Pick, typed_texts
from memviz.pages.shared.exporting import pictures
from memviz.pages.shared.head import head, none_here, share
from memviz.pages.shared.messages import outcome, plain
from memviz.pages.shared.networks import cards, label, lookup_models, warm
from memviz.pages.shared.pictures import more_pictures
from memviz.pages.shared.sources import Shelf, shelf, wikimovies_is_here
from memviz.pages.shared.stories import choose_story, next_story, open_story, type_story
from memviz.pages.shared.what_if import changes_link, what_if_board, what_if_lookup
from memviz.story import Question, Story
from memviz.trace import Trace

_SOURCES = ("movies", "countries", "articles", STORY, OWN, "wikimovies")
_FIRST = "movies"  # what the models' examples are about
_BOARD = "kv_board"


def key_value() -> None:
    """Draw the page."""
    bar = head(
        _(
            "**Key-value memory** · Memories are found by the words they share with the question, addressed by their "
            "keys, and read as their values. Choose a question, or type your own."
        )
    )
    if not _offered():
        none_here()
        return
    _open_link()
    offered = _offered()
    source = st.session_state.kv_source
    controls = st.container(key="controls_story" if source == STORY else "controls_facts", horizontal=True)
    editor, picture = st.columns([1, 2.6], gap="medium")
    if source == STORY:
        shown = _story(offered, controls, editor, picture)
    else:
        shown = _lookup(offered, source, controls, editor, picture)
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


def _offered() -> dict[str, tuple[str, ...]]:
    """The networks of every source that can be asked, the default first; those of one's own depend on what it is."""
    return {source: models for source in _SOURCES if (models := _models(source))}


def _models(source: str) -> tuple[str, ...]:
    if source == "wikimovies" and not wikimovies_is_here():
        return ()
    return lookup_models("articles" if source == OWN and own_form() == ARTICLE else source)


def _open_link() -> None:
    """Take up the address."""
    opened = take_link("kv_source", _read)
    if not opened:
        return
    state, (chosen, typed) = st.session_state, opened
    state.kv_source, state[f"kv_model_{_room(chosen.source)}"] = chosen.source, chosen.model
    if chosen.source == STORY or "kv_task" not in state:
        open_story(Pick(chosen.model, chosen.task, chosen.number), typed if chosen.source == STORY else None, "kv_")
    if chosen.source != STORY:
        room = _room(chosen.source)
        state[f"kv_number_{room}"] = chosen.question
        original = _suggested(chosen.source, chosen.question)
        question_field(room).open(chosen.question, (original.text,), typed or (original.text,))


def _read(link: Mapping[str, str]) -> tuple[Lookup, tuple[str, ...] | None]:
    """What a link chooses, and the texts that were typed. Raises LinkError."""
    if link.get("source") == OWN:
        open_own(link)
    chosen = Lookup.from_link(link, _offered(), _count)
    return chosen, typed_texts(link, 2 if chosen.source == STORY else 1)


def _count(source: str) -> int:
    """How many questions are suggested; one may be asked in any case."""
    try:
        return max(1, len(_opened(source).questions))
    except MemvizError:
        return 1


def _suggested(source: str, number: int) -> Question:
    """A suggested question of a source that may not be readable."""
    try:
        return dict(enumerate(_opened(source).questions)).get(number, Question(""))
    except MemvizError:
        return Question("")


def _opened(source: str) -> Shelf:
    """What is looked up in. Raises MemvizError."""
    return own_shelf() if source == OWN else shelf(source)


def _room(source: str) -> str:
    """What the question belongs to: facts and an article of one's own have a question each."""
    return f"{source}_{own_form()}" if source == OWN else source


def _choose(offered: dict[str, tuple[str, ...]], source: str) -> str:
    """The selectors of model and source; returns the model."""
    model: str = st.selectbox(
        _("Model"), offered[source], format_func=label, key=f"kv_model_{_room(source)}", persist_state="session"
    )
    titles = {
        "movies": _("Movies"),
        "countries": _("Countries"),
        "articles": _("Articles"),
        STORY: _("Story"),
        OWN: _("Your own facts"),
        "wikimovies": "WikiMovies",
    }
    st.selectbox(_("Source"), list(offered), format_func=titles.__getitem__, key="kv_source", persist_state="session")
    return model


# ---- a story ---------------------------------------------------------------------------------------------------------


def _story(
    offered: dict[str, tuple[str, ...]], controls: DeltaGenerator, editor: DeltaGenerator, picture: DeltaGenerator
) -> _Shown:
    with controls:
        model = _choose(offered, STORY)
        task, number = choose_story("kv_")
        st.button(_("Another story"), key="kv_another", on_click=next_story, args=("kv_",), icon=NEXT)
    with editor, st.container(key="editor"):
        choice = type_story(Pick(model, task, number), "kv_")
        link = {"source": STORY} | choice.link()
        echo = st.container(key="echo")
        st.caption(story_record(cards()[model], task))
    with picture:
        try:
            story, question = choice.asked()
            trace = what_if_board(model, story, question, key=_BOARD, original=choice.original)
        except MemvizError as error:
            echo.markdown(_refused(error))
            return _Shown(link)
        echo.markdown(plain(outcome(trace)))
        more_pictures(trace)
    return _Shown(link, trace, Item(model, story, question, trace.changes, title=question.text))


# ---- facts and articles ----------------------------------------------------------------------------------------------


def _lookup(
    offered: dict[str, tuple[str, ...]],
    source: str,
    controls: DeltaGenerator,
    editor: DeltaGenerator,
    picture: DeltaGenerator,
) -> _Shown:
    room, found, error = _room(source), None, None
    with picture, st.spinner(_("Reading the facts …")):
        try:
            found = _opened(source)
        except MemvizError as refused:
            error = refused
    suggested = found.questions if found else own_questions()
    with controls:
        model = _choose(offered, source)
        number = choose_question(room, suggested)
    with editor, st.container(key="editor"):
        if source == OWN:
            edit_own()
        question, typed = typed_question(room, number, suggested)
        link = Lookup(source, model, number).link() | typed
        own, note = own_link() if source == OWN else ({}, "")
        echo = st.container(key="echo")
        if found:
            tell_contents(found, room)
        st.caption(lookup_record(cards()[model], _like(source)))
    with picture:
        if found is None:
            complain(error or MemvizError())
            return _Shown(link | own, note=note)
        try:
            trace = what_if_lookup(model, found.memory, question, key=_BOARD, shown_first=source == _FIRST)
        except MemvizError as refused:
            names = found.some_names if isinstance(refused, NothingFoundError) else ()
            echo.markdown(_refused(refused, names))
            return _Shown(link | own, note=note)
        echo.markdown(plain(outcome(trace)))
        more_pictures(trace)
    item = Item(model, Story(()), question, trace.changes, title=question.text, source=source)
    return _Shown(link | own, trace, None if source == OWN else item, note)


def _like(source: str) -> str:
    """Which of the model's figures speak for a source: names of one's own are as new to it as invented ones."""
    return {FACTS: "invented", ARTICLE: "articles"}[own_form()] if source == OWN else source


# ---- the picture -----------------------------------------------------------------------------------------------------


def _refused(error: MemvizError, names: tuple[str, ...] = ()) -> str:
    """Say why there is no board, and what to try."""
    message = plain(str(error))
    if names:
        message += "\n\n" + plain(_("Names that are here: {names}.").format(names=", ".join(names)))
    st.info(message, icon=":material/edit_note:")
    return message
