"""Stories: a question, sentences that are typed in place, and where every hop looks."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from memviz.browser.deck import Item
from memviz.browser.editor import Note, draft
from memviz.browser.stories import bring_stories, show_stories
from memviz.data.card import EVERYDAY
from memviz.errors import MemvizError, StoryError
from memviz.language import LANGUAGES, _, current, tag
from memviz.pages.shared.address import take_link, whole_link
from memviz.pages.shared.head import broken_here, none_here
from memviz.pages.shared.networks import answer, reads_everyday, story_models, warm
from memviz.pages.shared.session_language import speak
from memviz.pages.shared.what_if import changes_link, linked_changes
from memviz.pages.stories.asked import BEGUN, KEY, Asked, asked, from_link, keep, of_gallery, vocabulary
from memviz.pages.stories.everyday import everyday_notes
from memviz.pages.stories.hints import notes
from memviz.pages.stories.more import drawer, open_wanted
from memviz.pages.stories.trust import trust
from memviz.pages.stories.wants import take_want
from memviz.picture.moment import percent_text
from memviz.picture.scene import scene
from memviz.simulate.gallery import FIRST
from memviz.story import Story
from memviz.story.changes import NO_CHANGES
from memviz.trace import Trace

_STYLE = Path(__file__).parents[1] / "shared" / "pages.css"


def stories_page() -> None:
    """Draw the page."""
    st.html(_STYLE)
    broken_here()
    if not story_models():
        none_here()
        return
    opened = take_link(BEGUN, from_link)
    if opened:
        keep(_with_changes(opened))
    bring_stories(KEY)
    _screen()
    warm()


def _with_changes(opened: Asked) -> Asked:
    """With what the address says is changed by hand."""
    try:
        unchanged = answer(opened.answers, Story.of(*opened.draft.rows), opened.draft.asked)
    except MemvizError:
        return opened
    return replace(opened, changes=linked_changes(unchanged))


@st.fragment
def _screen() -> None:
    """All that there is to see. It runs again without the page around it."""
    speak()
    now = asked()
    trace, before, error = _answers(now)
    show_stories(_data(now, trace, before, error), key=KEY, on_draft=_take_draft, on_want=take_want)
    open_wanted(now, trace)


def _answers(now: Asked) -> tuple[Trace | None, Trace | None, MemvizError | None]:
    """The answer, what it was before anything was changed by hand (None if nothing is), or why there is none."""
    story, question = Story.of(*now.draft.rows), now.draft.asked
    try:
        unchanged = answer(now.answers, story, question)
        if not now.changes:
            return unchanged, None, None
        return answer(now.answers, story, question, now.changes), unchanged, None
    except StoryError as error:
        if now.changes:
            keep(replace(now, changes=NO_CHANGES))
            return _answers(asked())
        return None, None, error
    except MemvizError as error:
        return None, None, error


def _data(now: Asked, trace: Trace | None, before: Trace | None, error: MemvizError | None) -> dict[str, Any]:
    """What the view is told."""
    draft = now.draft
    written = {name: getattr(draft, name) for name in ("rows", "question", "answer", "asides", "facts")}
    shown = scene(trace).as_json() if trace else None
    link, note = now.link()
    said = _notes(now, trace, error)
    data = {
        "name": f"memviz {KEY}",
        "first": _first(),
        "knows": now.knows,
        "written": written,
        "notes": [each.as_json() for each in said],
        "questions": now.questions,
        "beyond": trace.forgotten if trace else 0,
        "scene": shown,
        "trust": vars(trust(trace, story_models()[now.answers])) if trace else None,
        "muted": trace.muted if trace else (),
        "said": _before_and_after(before, trace) if before and trace else "",
        "note": _who_answers(now),
        "query": urlencode(whole_link(link | (changes_link(trace) if trace else {}))),
        "quiet": "typed" in link,
        "noteOfLink": note,
        "item": _item(now, trace).to_dict() if trace and st.session_state.get("stories drawer") else None,
        "exports": trace is not None,
        "language": tag(),
        "other": next(each for each in LANGUAGES.items() if each[0] != current()),
    }
    if now.command:
        data["command"] = now.command.as_json()
    if st.session_state.get("stories drawer"):
        data["drawer"] = drawer(now)
    digest = hashlib.blake2s(json.dumps([shown, written, data["trust"]]).encode(), digest_size=5).hexdigest()
    return data | {"id": digest}


def _notes(now: Asked, trace: Trace | None, error: MemvizError | None) -> tuple[Note, ...]:
    """What there is to say of what is written."""
    if reads_everyday(story_models()[now.answers]):
        return everyday_notes(now.draft, trace, error)
    return notes(now.draft, trace, error, vocabulary(now.answers))


def _first() -> dict[str, Any]:
    """What a first visitor finds, whatever the address says."""
    begun = of_gallery(*FIRST).draft
    return {name: getattr(begun, name) for name in ("rows", "question", "answer", "facts")} | {"told": True}


def _item(now: Asked, trace: Trace) -> Item:
    return Item(now.answers, Story.of(*now.draft.rows), now.draft.asked, trace.changes, title=now.draft.question)


def _before_and_after(before: Trace, after: Trace) -> str:
    """What a change by hand has done, in one sentence."""
    was, now = (f"{each.answer} {percent_text(each.probability)}" for each in (before, after))
    return _("As you have changed the memory: {before} → {after}.").format(before=was, after=now)


def _who_answers(now: Asked) -> str:
    """One quiet sentence about the network."""
    if now.answers != EVERYDAY:
        return _("{model} answers, which has learned from stories told like this.").format(model=now.answers)
    if now.told or now.model:
        return _("{model} answers, which reads everyday English.").format(model=now.answers)
    return _("You are typing, so {model} answers: it reads everyday English.").format(model=now.answers)


def _take_draft() -> None:
    """Something else is written."""
    now, written = asked(), draft(KEY)
    if written:
        same = (written.rows, written.question) == (now.draft.rows, now.draft.question)
        keep(now.with_draft(written, now.changes if same else NO_CHANGES))
