"""Your story: an editor, and an answer that follows while it is typed in. What is written stays in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from memviz.answer import suggest as everyday
from memviz.browser.deck import Item
from memviz.browser.editor import Draft, Note, draft, editor_data, story_editor
from memviz.data.card import EVERYDAY
from memviz.errors import LinkError, MemvizError
from memviz.language import _
from memviz.pages.shared.accuracy import own_story_record
from memviz.pages.shared.address import take_link
from memviz.pages.shared.choice import DEFAULT_MODEL, first_of
from memviz.pages.shared.exporting import pictures
from memviz.pages.shared.head import head, none_here, share
from memviz.pages.shared.link import pack, unpack
from memviz.pages.shared.messages import outcome, plain
from memviz.pages.shared.networks import label, reads_everyday, story_models, warm
from memviz.pages.shared.pictures import more_pictures, show_reliability
from memviz.pages.shared.stories import choose_story
from memviz.pages.shared.what_if import changes_link, what_if_board
from memviz.pages.writing.command import EDITOR, give, pending
from memviz.pages.writing.everyday import everyday_notes
from memviz.pages.writing.files import choose_opened, open_file, save_file
from memviz.pages.writing.hints import notes
from memviz.simulate.gallery import FIRST, entry
from memviz.simulate.suggest import questions
from memviz.story import Question, Story
from memviz.story.vocab import Vocab
from memviz.trace import Trace

_BEST_MODELS = (EVERYDAY, "memn2n-open")  # read ordinary English; names that they have never seen
_BOARD = "ys_board"
_LONGEST_LINK = 8_000  # letters; browsers take more, what links are pasted into often does not
_DIMMED = "<style>.st-key-ys_picture { opacity: 0.4; }</style>"


def your_story() -> None:
    """Draw the page."""
    bar = head(
        _(
            "**Your story** · Write what happened and ask about it: the answer follows as you type. Your text stays in "
            "this browser."
        )
    )
    if not story_models():
        none_here()
        return
    _open_link()
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
        model = st.selectbox(
            _("Model"), list(story_models()), format_func=label, key="ys_model", persist_state="session"
        )
        choose_story("ys_")
        st.button(_("Start from this story"), key="ys_start", on_click=_start, icon=":material/edit_note:")
    written = draft(EDITOR)
    editor, picture = st.columns([2, 3], gap="medium")
    with picture:
        trace, error = _picture(model, written)
    with editor:
        with st.container():  # always there, so that the editor below it stays where it is
            choose_opened()
        _edit(model, written, trace, error)
        st.caption(own_story_record(story_models()[model]))
        show_reliability(story_models()[model])
    _share(bar, model, written, trace)
    warm()


def _open_link() -> None:
    """Take up the address; its story can be undone."""
    opened = take_link("ys_model", _read)
    if not opened:
        return
    st.session_state.ys_model, story = opened
    for name, value in zip(("ys_task", "ys_number"), FIRST, strict=True):
        st.session_state.setdefault(name, value)
    if story:
        give(story, link=True)


def _read(link: Mapping[str, str]) -> tuple[str, Story | None]:
    """The model and the story of a link. Raises LinkError."""
    story = _linked(link["typed"]) if "typed" in link else None
    model = link.get("model", first_of(story_models(), *_BEST_MODELS, DEFAULT_MODEL))
    if model not in story_models():
        raise LinkError(_("This link names a model that is not here. This is the one we begin with."))
    return model, story


def _linked(code: str) -> Story:
    """The story of a link. Raises LinkError."""
    found = unpack(code)
    written = Draft.from_state({**found, "asides": [], "done": "", "turn": 0}) if isinstance(found, dict) else None
    if not written:
        raise LinkError(_("This link is cut or damaged. This is where we begin."))
    return written.story


def _share(bar: DeltaGenerator, model: str, written: Draft | None, trace: Trace | None) -> None:
    """The bar, and the address. What is typed makes no entry in the browser's history: the editor has its own undo."""
    link, note = {"model": model}, ""
    if content := _content(written):
        code = pack(content)
        if len(code) <= _LONGEST_LINK:
            link["typed"] = code
        else:
            note = _("This story is too long for a link: save it as a file.")
    if trace and written:
        item = Item(model, Story.of(*written.rows), written.asked, trace.changes, title=written.question)
        share(bar, "ys", link | changes_link(trace), item=item, offers=pictures(trace), quiet=True, note=note)
    else:
        share(bar, "ys", link, quiet=True, note=note)


def _content(written: Draft | None) -> dict[str, Any] | None:
    """What is written, for the link; what the editor is about to begin with is as good as written."""
    command = pending(written)
    if command and command.story:
        begun: dict[str, Any] = command.as_json()["load"]
        return begun
    if written and (written.rows or written.question):
        return {name: getattr(written, name) for name in ("rows", "question", "answer", "facts")}
    return None


# ---- the answer ------------------------------------------------------------------------------------------------------


def _picture(model: str, written: Draft | None) -> tuple[Trace | None, MemvizError | None]:
    """Draw the board of what is written. Returns its trace, or why there is none: then the last board stays, dimmed."""
    head, board = st.empty(), st.container(key="ys_picture")
    if written is None or not (written.rows or written.question):
        head.caption(_("The memory is drawn here as you write."))
        return None, None
    head.caption(plain(_("{model} answers as you type.").format(model=model)))
    try:
        with board:
            trace = _asked(model, Story.of(*written.rows), written.asked)
            more_pictures(trace)
            return trace, None
    except MemvizError as error:
        last, none = _("The last picture, from before your change."), _("The memory is drawn here as you write.")
        head.caption(last if "ys_last" in st.session_state else none)
        with board:
            _last(model)
        return None, error


def _asked(model: str, story: Story, question: Question) -> Trace:
    """The board of a story, compared with the one that was begun with. Raises MemvizError before anything is drawn."""
    begun: tuple[Story, Question] | None = st.session_state.get("ys_begun")
    same = begun and (begun[0].slots, begun[1].text) == (story.slots, question.text)
    original = None if same else begun
    trace = what_if_board(model, story, question, key=_BOARD, original=original, remarked=False)
    st.session_state.ys_last = story, question
    return trace


def _last(model: str) -> None:
    """The last board that could be drawn, dimmed; nothing if there has been none."""
    last: tuple[Story, Question] | None = st.session_state.get("ys_last")
    if last:
        _asked(model, *last)
        st.html(_DIMMED)


# ---- the editor ------------------------------------------------------------------------------------------------------


def _edit(model: str, written: Draft | None, trace: Trace | None, error: MemvizError | None) -> None:
    """Draw the editor and what is said of its text."""
    card = story_models()[model]
    found: list[Note] = []
    asked: tuple[str, ...] = ()
    if complaint := st.session_state.get("ys_complaint"):
        found.append(Note(complaint, stops=True))
    if written:
        told = Story.of(*written.rows)
        if reads_everyday(card):
            found += everyday_notes(written, trace, error)
            asked = everyday.questions(told)
        else:
            vocab = Vocab(card.words)
            found += notes(written, trace, error, vocab)
            asked = questions(told, vocab)
    data = editor_data(
        knows=written.turn if written else None,
        notes=found,
        questions=asked,
        beyond=trace.forgotten if trace else 0,
        command=pending(written),
    )
    story_editor(data, key=EDITOR, on_draft=_take, on_open=open_file, on_save=save_file)
    with st.container(key="echo"):
        if trace:
            st.markdown(plain(outcome(trace, below=True)))


def _start() -> None:
    """Begin with a story of the gallery."""
    st.session_state.pop("ys_opened", None)
    give(entry(st.session_state.ys_task, st.session_state.ys_number).story)


def _take() -> None:
    """Something else is written: what was wrong with a file is of the past."""
    st.session_state.pop("ys_complaint", None)
