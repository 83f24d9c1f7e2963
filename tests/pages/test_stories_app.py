"""Stories without a browser: links old and new, who answers, and what a person wants."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from memviz.browser.editor import Draft
from memviz.data.card import EVERYDAY
from memviz.language import DEFAULT, use
from memviz.pages import PAGES
from memviz.pages.shared.link import pack
from memviz.pages.stories import wants
from memviz.pages.stories.asked import BEGUN, KEY, Asked, from_link, of_gallery
from memviz.simulate.gallery import FIRST, LAST, entry
from memviz.story.changes import NO_CHANGES, Changes
from tests.pages.apps import packed, run
from tests.views import views

MINE = ("Mary went to the park.", "John took the 😀 there.")
ASKED = "Where is Mary?"
DAMAGED = "This link is cut or damaged. This is where we begin."

Open = Callable[..., AppTest]


def _page() -> None:
    from memviz.pages import PAGES
    from memviz.pages.shared.session_language import speak

    speak()
    PAGES[0].draw()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Open:
    """visit(link parameters) is a new session after its first run. Nothing is loaded in the background."""
    monkeypatch.setattr(sys.modules[PAGES[0].draw.__module__], "warm", lambda: None)

    def open_page(**opened: str) -> AppTest:
        app = AppTest.from_function(_page, default_timeout=60)
        app.query_params.update(opened)
        return run(app)

    return open_page


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use(DEFAULT)


def told(app: AppTest) -> dict[str, Any]:
    """What the view is told."""
    return views(app)[KEY]


def link(app: AppTest) -> dict[str, str]:
    return dict(parse_qsl(told(app)["query"], strict_parsing=True))


def asked(app: AppTest) -> Asked:
    found: Asked = app.session_state[BEGUN]
    return found


def write(app: AppTest, *rows: str, question: str = ASKED) -> AppTest:
    """What the view tells while somebody types."""
    app.session_state[BEGUN] = asked(app).with_draft(Draft(rows, question, turn=5), NO_CHANGES)
    return run(app)


# ---- what a visitor finds --------------------------------------------------------------------------------------------


def test_the_first_visit_finds_the_first_story_answered_right_and_nothing_else_is_drawn(visit: Open) -> None:
    app = visit()

    assert told(app)["scene"]["answer"] == entry(*FIRST).question.answer
    assert told(app)["trust"]["kind"] == "sure"
    assert len(told(app)["questions"]) == 5
    assert "drawer" not in told(app)
    assert [*app.button, *app.selectbox, *app.text_input, *app.text_area] == [], "all of the page is one view"


def test_the_first_story_s_hops_move_over_its_facts(visit: Open) -> None:
    steps = told(visit())["scene"]["steps"]

    assert len({int(np.argmax(step["weights"])) for step in steps}) == len(steps) == 3
    for fact in entry(*FIRST).question.facts:
        assert max(step["weights"][fact] for step in steps) > 0.3


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Who got the football?", "Daniel"),
        ("Where is Sandra?", "bathroom"),
        ("What did Mary grab?", "apple"),
        ("Who picked up the milk?", "Daniel"),
        ("Where was Sandra before the bathroom?", "garden"),
    ],
)
def test_what_is_suggested_first_is_answered_right(visit: Open, question: str, right: str) -> None:
    app = visit()
    assert question in told(app)["questions"]

    app = write(app, *asked(app).draft.rows, question=question)
    assert told(app)["scene"]["answer"] == right


def test_stories_of_the_gallery_are_answered_by_the_network_that_learned_them_and_typing_by_the_one_of_english(
    visit: Open,
) -> None:
    app = visit(task="2", story="42")
    assert told(app)["note"].startswith("memn2n-3hop answers")

    app = write(app, *MINE)
    assert told(app)["note"] == "You are typing, so memn2n-english answers: it reads everyday English."
    app = write(visit(task="2", story="42", model="memn2n-open"), *MINE)
    assert told(app)["note"].startswith("memn2n-open answers"), "who chooses is respected"


def test_what_is_typed_is_asked_about_in_its_own_words(visit: Open) -> None:
    app = write(visit(), "Anna put her keys in the drawer.", "Tom moved the keys to the kitchen table.")

    assert "Where are the keys?" in told(app)["questions"]


def test_what_cannot_be_asked_is_said_and_has_no_scene(visit: Open) -> None:
    app = write(visit(), question="")

    assert told(app)["scene"] is None
    assert not told(app)["exports"]
    assert write(app, *MINE).session_state[BEGUN].draft.rows == MINE


def test_a_message_is_a_few_kilobytes(visit: Open) -> None:
    import json

    assert len(json.dumps(told(visit(model="memn2n-3hop", task="2", story="42")))) < 7_000


# ---- links -----------------------------------------------------------------------------------------------------------


def test_a_story_of_the_gallery_is_named_in_the_link(visit: Open) -> None:
    app = visit(model="memn2n-1hop", task="7", story="2")

    assert link(app) == {"v": "1", "model": "memn2n-1hop", "task": "7", "story": "2", "lang": "en"}
    assert told(app)["command"]["load"]["rows"] == [slot.key for slot in entry(7, 2).story.slots]
    assert told(app)["command"]["link"], "what was written since then is not lost"
    assert "command" not in told(visit()), "what the view has kept stays"


@pytest.mark.parametrize(
    "typed",
    [
        ["\n".join(MINE), ASKED],  # as the page Explore wrote it
        {"rows": list(MINE), "question": ASKED, "answer": "park", "facts": [0]},  # as Your story did
    ],
    ids=["explore", "your story"],
)
def test_links_of_the_pages_before_open_here(visit: Open, typed: Any) -> None:
    app = visit(model="memn2n-1hop", typed=pack(typed), task="7", story="2")

    assert tuple(told(app)["command"]["load"]["rows"]) == MINE
    assert told(app)["written"]["question"] == ASKED
    assert told(visit(**link(app)))["scene"] == told(app)["scene"]
    assert link(visit(**link(app))) == link(app)
    assert told(app)["quiet"], "the editor has its own undo"


def test_mutes_and_weights_are_in_the_link_and_back(visit: Open) -> None:
    app = visit(model="memn2n-3hop", task="2", story="42", mute="4", fix="2:3:0.25")

    assert (link(app)["mute"], link(app)["fix"]) == ("4", "2:3:0.25")
    assert [row["muted"] for row in told(app)["scene"]["rows"]].index(True) == 3
    assert told(app)["said"].startswith("As you have changed the memory: kitchen")
    assert "mute" not in link(write(app, *MINE)), "something else is asked"


@pytest.mark.parametrize(
    "code",
    [
        "", pack([*MINE, ASKED])[:-5], "1.AAAA", "<b>", pack(3), pack({"rows": 3}), pack([math.nan, "b"]),
        packed(" " * 10**8 + "[]"),
        pack({"rows": ["a"], "question": "b", "answer": "", "facts": [7]}), packed('["\\ud800", "b"]'),
    ],
    ids=range(10),
)  # fmt: skip
def test_a_link_that_cannot_be_read_begins_safely_and_says_so_once(visit: Open, code: str) -> None:
    app = visit(typed=code)

    assert [toast.value for toast in app.toast] == [DAMAGED]
    assert link(app) == link(visit())
    assert not run(app).toast


def test_a_story_too_long_for_a_link_is_noted(visit: Open) -> None:
    app = write(visit(), *(f"Mary went to the {i * i * 104729 % 99991:x}{i * 7919 % 9973:x}." for i in range(2000)))

    assert "typed" not in link(app)


def test_going_back_brings_the_address_back(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app = write(visit(task="7", story="2"), *MINE)
    monkeypatch.setattr(
        "memviz.pages.shared.address.get_script_run_ctx", lambda: SimpleNamespace(is_history_navigation=True)
    )
    app.query_params.clear()
    app.query_params.update({"task": "7", "story": "2"})
    app = run(app)

    assert (link(app)["story"], "typed" in link(app)) == ("2", False)


# ---- what is wanted --------------------------------------------------------------------------------------------------


class _State(dict[str, Any]):
    __getattr__ = dict.__getitem__


@pytest.fixture
def want(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    """want(what, value) is what is asked after the view wanted something."""
    state = _State({BEGUN: of_gallery(2, 42), "lang": "en"})
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(wants, "speak", lambda: None)

    def ask(what: object, value: object = None) -> Asked:
        state[KEY] = {"want": {"what": what, "value": value}}
        wants.take_want()
        found: Asked = state[BEGUN]
        return found

    return ask


def test_another_story_is_the_next_one_and_after_the_last_comes_the_first(want: Callable[..., Asked]) -> None:
    assert want("another").number == 43
    assert want("story", [2, LAST]).number == LAST
    assert want("another").number == 1
    assert want("story", [3, -5]).number == 1
    assert want("story", [3, 10**9]).number == LAST


def test_undoing_goes_back_to_a_story_of_the_gallery(want: Callable[..., Asked]) -> None:
    first = want("nothing")
    now = want("another").with_draft(first.draft, NO_CHANGES)

    assert (now.number, now.told) == (42, True)


def test_a_draft_that_obeyed_ends_the_command(want: Callable[..., Asked]) -> None:
    now = want("another")
    assert now.command

    assert now.with_draft(Draft(("a",), done="old"), NO_CHANGES).command
    assert not now.with_draft(Draft(("a",), done=now.command.id), NO_CHANGES).command


def test_sentences_are_muted_and_heard_again(want: Callable[..., Asked]) -> None:
    assert want("mute", [1, 3]).changes == Changes(frozenset({1, 3}))
    assert want("reset").changes == NO_CHANGES


def test_a_network_is_chosen_and_given_back(want: Callable[..., Asked]) -> None:
    assert want("model", EVERYDAY).answers == EVERYDAY
    assert want("model", "").answers == "memn2n-3hop"


def test_a_file_begins_another_story_with_its_question(want: Callable[..., Asked]) -> None:
    text = "1 Mary went to the park.\n2 Where is Mary?\tpark\t1\n"
    now = want("open", {"name": "a.txt", "text": text, "at": 1})

    assert (now.draft.rows, now.draft.question, now.draft.answer) == (
        ("Mary went to the park.",),
        "Where is Mary?",
        "park",
    )


@pytest.mark.parametrize(
    ("what", "value"),
    [("story", 3), ("story", [99, 1]), ("story", ["a", "b"]), ("mute", None), ("mute", ["x"]),
     ("model", "none"), ("model", [1]), ("open", 3), ("x", 1), (None, None)],
)  # fmt: skip
def test_what_makes_no_sense_does_nothing(want: Callable[..., Asked], what: object, value: object) -> None:
    before = want("nothing")

    assert want(what, value) == before


def test_a_link_without_anything_is_the_first_story() -> None:
    assert (from_link({}).task, from_link({}).number) == FIRST
