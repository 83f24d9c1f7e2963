"""Your story: an editor, and an answer that follows while it is typed in. What is written stays in the browser."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from memviz.answer import suggest as everyday
from memviz.browser.deck import Item
from memviz.browser.editor import Command, Draft, Note, draft, editor_data, story_editor
from memviz.data.babi import lines, parse
from memviz.data.card import EVERYDAY
from memviz.errors import DataError, LinkError, MemvizError
from memviz.language import _, counted
from memviz.pages.shared.accuracy import own_story_record
from memviz.pages.shared.address import take_link
from memviz.pages.shared.choice import DEFAULT_MODEL, first_of
from memviz.pages.shared.exporting import pictures
from memviz.pages.shared.head import head, none_here, share
from memviz.pages.shared.link import pack, unpack
from memviz.pages.shared.messages import outcome, plain
from memviz.pages.shared.networks import label, reads_everyday, story_models, warm
from memviz.pages.shared.pictures import more_pictures, show_reliability
from memviz.pages.shared.session_language import speak
from memviz.pages.shared.stories import choose_story
from memviz.pages.shared.what_if import changes_link, what_if_board
from memviz.pages.writing.everyday import everyday_notes
from memviz.pages.writing.hints import notes
from memviz.simulate.gallery import FIRST, entry
from memviz.simulate.suggest import questions
from memviz.story import Question, Story
from memviz.story.vocab import Vocab
from memviz.trace import Trace

_BEST_MODELS = (EVERYDAY, "memn2n-open")  # read ordinary English; names that they have never seen
_EDITOR, _BOARD = "ys_editor", "ys_board"
_LONGEST_LINK = 8_000  # letters; browsers take more, what links are pasted into often does not
_SAVED_AS = "your-story.txt"
_ASKED = re.compile(r"^\s*\d+ [^\t\n]*\t", re.MULTILINE)  # a line that only a file of bAbI's has
_DIMMED = "<style>.st-key-ys_picture { opacity: 0.4; }</style>"


@dataclass(frozen=True)
class _Opened:
    """A file with several stories or questions: each story ends with one question."""

    name: str
    stories: tuple[Story, ...]


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
    written = draft(_EDITOR)
    editor, picture = st.columns([2, 3], gap="medium")
    with picture:
        trace, error = _picture(model, written)
    with editor:
        with st.container():  # always there, so that the editor below it stays where it is
            _choose_opened()
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
        _give(story, link=True)


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
    command = _command(written)
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
        command=_command(written),
    )
    story_editor(data, key=_EDITOR, on_draft=_take, on_open=_open, on_save=_save)
    with st.container(key="echo"):
        if trace:
            st.markdown(plain(outcome(trace, below=True)))


def _command(written: Draft | None) -> Command | None:
    """The last command, until the editor has obeyed it."""
    command: Command | None = st.session_state.get("ys_command")
    return None if command is None or (written and written.done == command.id) else command


def _give(
    story: Story | None = None, text: str | None = None, file: tuple[str, str] | None = None, link: bool = False
) -> None:
    """Have the editor do something; a story that is begun with is what later changes of it are compared with."""
    if not file:
        st.session_state.ys_begun = (story, story.questions[-1]) if story and story.questions else None
    st.session_state.ys_command = Command(secrets.token_hex(4), story, text, file, link)


def _start() -> None:
    """Begin with a story of the gallery."""
    st.session_state.pop("ys_opened", None)
    _give(entry(st.session_state.ys_task, st.session_state.ys_number).story)


def _take() -> None:
    """Something else is written: what was wrong with a file is of the past."""
    st.session_state.pop("ys_complaint", None)


# ---- files -----------------------------------------------------------------------------------------------------------


def _open() -> None:
    """Begin with what a person opened, or pasted in bAbI's form."""
    speak()  # a callback runs before the page does
    file = st.session_state[_EDITOR]["open"]
    name, text = file["name"] or _("The pasted text"), file["text"]
    try:
        stories = tuple(story for whole in parse(text, name, complete=False) for story in _questions_of(whole))
    except DataError as error:
        if text.strip() and not _ASKED.search(text):
            _give(text=text)  # no file of bAbI's, but sentences all the same
        else:
            st.session_state.ys_complaint = str(error)
        return
    st.session_state.ys_opened = _Opened(name, stories) if len(stories) > 1 else None
    st.session_state.pop("ys_choice", None)
    _give(stories[0])


def _questions_of(story: Story) -> list[Story]:
    """The story as it was told at each of its questions; itself where it has none."""
    return [story.until(question) for question in story.questions] or [story]


def _choose_opened() -> None:
    """Choose among the questions of a file that has several."""
    opened: _Opened | None = st.session_state.get("ys_opened")
    if opened is None:
        return
    st.selectbox(
        counted("{n} question in {name}", "{n} questions in {name}", len(opened.stories), name=plain(opened.name)),
        range(len(opened.stories)),
        format_func=lambda i: _label(i, opened.stories[i]),
        key="ys_choice",
        on_change=_load_chosen,
        persist_state="session",
    )


def _label(i: int, story: Story) -> str:
    asked = story.questions[0].text if story.questions else _("no question")
    return counted(
        "{number} · {question} ({n} sentence)",
        "{number} · {question} ({n} sentences)",
        len(story.slots),
        number=f"{i + 1:,}",
        question=asked,
    )


def _load_chosen() -> None:
    opened: _Opened | None = st.session_state.get("ys_opened")
    if opened:
        _give(opened.stories[st.session_state.ys_choice])


def _save() -> None:
    """Give the person what is written as a file of bAbI's; what nobody has said is right stays empty in it."""
    if written := draft(_EDITOR):
        _give(file=(_SAVED_AS, "".join(f"{line}\n" for line in lines(written.story, complete=False))))
