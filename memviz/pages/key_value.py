"""Key-value memory: a question, the few memories that key hashing finds for it, their keys addressed, values read."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from memviz.errors import MemvizError, NothingFoundError
from memviz.pages.choice import Pick
from memviz.pages.explore import STYLE
from memviz.pages.lookup import OWN, STORY, Lookup
from memviz.pages.models import cards, label, lookup_models, warm
from memviz.pages.own import ARTICLE, FACTS, complain, edit_own, own_form, own_questions, own_shelf
from memviz.pages.pictures import more_pictures
from memviz.pages.records import lookup_record, story_record
from memviz.pages.remarks import outcome, plain, table
from memviz.pages.shelves import Shelf, shelf, wikimovies_is_here
from memviz.pages.stories import choose_story, next_story, type_story
from memviz.pages.typed import Fields
from memviz.pages.what_if import kept_link, what_if_board, what_if_lookup
from memviz.story import Question

_WELCOME = """**Key-value memory** · Memories are found by the words they share with the question, addressed by their
keys, and read as their values. Choose a question, or type your own."""
_TITLES = {
    "movies": "Movies",
    "countries": "Countries",
    "articles": "Articles",
    STORY: "Story",
    OWN: "Your own facts",
    "wikimovies": "WikiMovies",
}
_NEXT = ":material/skip_next:"
_FIRST = "movies"  # what the models' examples are about
_BOARD = "kv_board"


def key_value() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.markdown(_WELCOME)
    offered = {source: models for source in _TITLES if (models := _models(source))}
    _open_link(offered)
    source = st.session_state.kv_source
    controls = st.container(key="controls_story" if source == STORY else "controls_facts", horizontal=True)
    editor, picture = st.columns([1, 2.6], gap="medium")
    if source == STORY:
        _story(offered, controls, editor, picture)
    else:
        _lookup(offered, source, controls, editor, picture)
    warm()


def _models(source: str) -> tuple[str, ...]:
    return () if source == "wikimovies" and not wikimovies_is_here() else lookup_models(source)


def _open_link(offered: dict[str, tuple[str, ...]]) -> None:
    """Take up the address that a session begins with."""
    state = st.session_state
    if "kv_source" in state:
        return
    chosen = Lookup.from_link(st.query_params, offered, lambda source: len(_opened(source).questions))
    if chosen is None:
        st.toast("This link names something that is not here. This is where we begin.")
        chosen = Lookup(*next((source, models[0]) for source, models in offered.items()))
    state.kv_source, state.kv_task, state.kv_number = chosen.source, chosen.task, chosen.number
    state[f"kv_model_{chosen.source}"], state[f"kv_number_{_room(chosen.source)}"] = chosen.model, chosen.question


def _opened(source: str) -> Shelf:
    """What is looked up in. Raises MemvizError."""
    return own_shelf() if source == OWN else shelf(source)


def _room(source: str) -> str:
    """What the question belongs to: facts and an article of one's own have a question each."""
    return f"{source}_{own_form()}" if source == OWN else source


def _choose(offered: dict[str, tuple[str, ...]], source: str) -> str:
    """The selectors of model and source; returns the model."""
    model: str = st.selectbox(
        "Model", offered[source], format_func=label, key=f"kv_model_{source}", persist_state="session"
    )
    st.selectbox("Source", list(offered), format_func=_TITLES.__getitem__, key="kv_source", persist_state="session")
    return model


# ---- a story ---------------------------------------------------------------------------------------------------------


def _story(
    offered: dict[str, tuple[str, ...]], controls: DeltaGenerator, editor: DeltaGenerator, picture: DeltaGenerator
) -> None:
    with controls:
        model = _choose(offered, STORY)
        task, number = choose_story("kv_")
        st.button("Another story", key="kv_another", on_click=next_story, args=("kv_",), icon=_NEXT)
    st.query_params.from_dict(Lookup(STORY, model, task=task, number=number).link() | kept_link())
    with editor, st.container(key="editor"):
        choice = type_story(Pick(model, task, number), "kv_")
        echo = st.container(key="echo")
        st.caption(story_record(cards()[model], task))
    with picture:
        try:
            story, question = choice.asked()
            trace = what_if_board(model, story, question, key=_BOARD, original=choice.original)
        except MemvizError as error:
            echo.markdown(_refused(error))
            return
        echo.markdown(plain(outcome(trace)))
        more_pictures(trace)


# ---- facts and articles ----------------------------------------------------------------------------------------------


def _lookup(
    offered: dict[str, tuple[str, ...]],
    source: str,
    controls: DeltaGenerator,
    editor: DeltaGenerator,
    picture: DeltaGenerator,
) -> None:
    room, found, error = _room(source), None, None
    with picture, st.spinner("Reading the facts …"):
        try:
            found = _opened(source)
        except MemvizError as refused:
            error = refused
    suggested = found.questions if found else own_questions()
    with controls:
        model = _choose(offered, source)
        number = _choose_question(room, suggested)
    st.query_params.from_dict(Lookup(source, model, number).link() | kept_link())
    with editor, st.container(key="editor"):
        if source == OWN:
            edit_own()
        question = _typed(room, number, suggested)
        echo = st.container(key="echo")
        if found:
            _about(found, room)
        st.caption(lookup_record(cards()[model], _like(source)))
    with picture:
        if found is None:
            complain(error or MemvizError())
            return
        try:
            trace = what_if_lookup(model, found.memory, question, key=_BOARD, shown_first=source == _FIRST)
        except MemvizError as refused:
            names = found.some_names if isinstance(refused, NothingFoundError) else ()
            echo.markdown(_refused(refused, names))
            return
        echo.markdown(plain(outcome(trace)))
        more_pictures(trace)


def _like(source: str) -> str:
    """Which of the model's figures speak for a source: names of one's own are as new to it as invented ones."""
    return {FACTS: "invented", ARTICLE: "articles"}[own_form()] if source == OWN else source


def _choose_question(room: str, suggested: tuple[Question, ...]) -> int:
    """The selector of a suggested question and the button that moves on; 0 where there is none."""
    labels = tuple(f"{i + 1} · {each.text}" for i, each in enumerate(suggested)) or ("none yet",)
    state, at = st.session_state, f"kv_number_{room}"
    number = _valid(state.get(at), len(labels))
    if (state.get(at), state.get(f"{at} labels")) != (number, labels):
        state[at], state[f"{at} labels"] = number, labels  # other labels have to be sent to the browser by hand
    st.selectbox("Question", range(len(labels)), format_func=labels.__getitem__, key=at, persist_state="session")
    st.button("Another question", key="kv_another", on_click=_next_question, args=(at, len(labels)), icon=_NEXT)
    return number


def _next_question(at: str, count: int) -> None:
    st.session_state[at] = (_valid(st.session_state[at], count) + 1) % count


def _valid(number: object, count: int) -> int:
    """A number of the list, the first one instead of any other: a browser that is a step behind names an old label,
    which comes as text."""
    return number if isinstance(number, int) and number < count else 0


def _typed(room: str, number: int, suggested: tuple[Question, ...]) -> Question:
    """The question as it stands in its field; its right answers are known if it is the suggested one."""
    original = suggested[number] if suggested else Question("")
    fields = Fields("kv_", (f"kv_question_{room}",))
    fields.begin(number, (original.text,))
    text = st.text_input("Ask this, or type over it", key=fields.keys[0], persist_state="session")
    fields.buttons()
    return Question(text.strip()) if fields.edited else original


def _about(found: Shelf, room: str) -> None:
    """What there is to look up, and some of it."""
    st.caption(f"{found.description} {plain(found.size)}.".strip())
    with st.expander(f"Look at the {found.noun}", key=f"kv_about_{room}", on_change="rerun") as opened:
        if opened.open:
            _rows(found, room)


@st.fragment
def _rows(found: Shelf, room: str) -> None:
    wanted = st.text_input("About a name", key=f"kv_wanted_{room}", placeholder="any")
    rows = found.about(wanted)
    if not rows:
        st.caption(f"No {found.noun} about that. Names here: {plain(', '.join(found.some_names))}.")
        return
    with st.container(height=320):
        table(("sentence",) if found.documents else ("subject", "relation", "object"), rows)


# ---- the picture -----------------------------------------------------------------------------------------------------


def _refused(error: MemvizError, names: tuple[str, ...] = ()) -> str:
    """Say why there is no board, and what to try."""
    said = plain(str(error))
    if names:
        said += f"\n\nNames that are here: {plain(', '.join(names))}."
    st.info(said, icon=":material/edit_note:")
    return said
