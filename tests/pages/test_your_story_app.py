"""Your story without a browser: what the page makes of what the editor tells it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from memviz.data.babi import parse
from memviz.simulate.gallery import FIRST, entry
from tests.pages.apps import board, link, run
from tests.views import views

APP = Path(__file__).parents[2] / "demo_app.py"
PAGE = importlib.import_module("memviz.pages.writing.page")  # memviz.pages.writing.page itself is the function
PLAIN = ("Mary went to the kitchen.", "John went to the garden.")

Open = Callable[..., AppTest]


def _page() -> None:
    import importlib

    import streamlit as st

    page = importlib.import_module("memviz.pages.writing.page")
    if called := st.session_state.pop("called", None):  # AppTest has no triggers, which call back before a run
        getattr(page, called)()
    page.your_story()


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Open:
    """visit(link parameters) is a new session after its first run. Nothing is loaded in the background."""
    monkeypatch.setattr(PAGE, "warm", lambda: None)

    def open_page(**opened: str) -> AppTest:
        app = AppTest.from_function(_page, default_timeout=60)
        app.query_params.update(opened)
        return run(app)

    return open_page


def editor(app: AppTest) -> dict[str, Any]:
    return views(app)["ys_editor"]


def state(*rows: str, question: str = "Where is Mary?", **more: Any) -> dict[str, Any]:
    told = {"rows": list(rows), "question": question, "answer": "", "facts": [], "asides": [], "done": "", "turn": 1}
    return told | more


def write(app: AppTest, *rows: str, **more: Any) -> AppTest:
    app.session_state["ys_editor"] = {"draft": state(*rows, **more)}
    return run(app)


def hand(app: AppTest, called: str, **file: str) -> AppTest:
    """The editor wants something."""
    app.session_state["ys_editor"] = {**app.session_state["ys_editor"], "open": file}
    app.session_state["called"] = called
    return run(app)


def slots(app: AppTest) -> list[str]:
    found = board(app)
    assert found is not None
    return [slot["key"] for slot in found["slots"] if not slot.get("nothing")]


def test_before_the_editor_has_told_there_is_no_board_and_no_guess(visit: Open) -> None:
    app = visit()

    assert board(app) is None
    assert editor(app)["knows"] is None
    assert editor(app)["first"]["question"] == "Where are the keys?"
    assert app.selectbox(key="ys_model").value == "memn2n-english"
    assert link(app) == {"v": "1", "model": "memn2n-english", "lang": "en"}


def test_the_first_example_is_answered_as_it_should_be(visit: Open) -> None:
    first = editor(visit())["first"]
    app = write(visit(), *first["rows"], question=first["question"])
    drawn = board(app)

    assert drawn is not None
    assert drawn["answers"][0]["text"] == "car"
    assert "doubt" not in drawn
    assert len(editor(app)["questions"]) > 4


def test_what_the_story_does_not_tell_is_said_with_its_reason(visit: Open) -> None:
    app = write(visit(), *PLAIN, question="Where is Zorblax?")
    drawn = board(app)

    assert drawn is not None
    assert drawn["doubt"]["headline"] == "the story does not say"
    assert drawn["doubt"]["reason"].startswith("“Zorblax” stands nowhere in the story")
    assert any("“Zorblax” stands nowhere" in each.value.replace("\\", "") for each in app.markdown)


def test_a_network_without_directions_of_answers_has_no_path_and_says_why(visit: Open) -> None:
    app = write(visit(), *PLAIN)
    assert any("its answers have no directions" in each.value.replace("\\", "") for each in app.caption)
    other = write(visit(model="memn2n-1hop"), *PLAIN)
    assert not any("its answers have no directions" in each.value.replace("\\", "") for each in other.caption)


def test_how_right_it_is_that_is_so_sure_stands_below(visit: Open) -> None:
    assert [each.label for each in visit().expander] == ["How sure, and how right"]
    assert not visit(model="memn2n-1hop").expander


def test_what_is_written_is_answered_and_nothing_is_written_back(visit: Open) -> None:
    app = write(visit(), *PLAIN, turn=5)

    assert slots(app) == list(PLAIN)
    assert board(app)["question"] == {"text": "Where is Mary?", "answer": None}  # type: ignore[index]
    assert editor(app)["knows"] == 5
    assert set(editor(app)) == {"name", "first", "knows", "notes", "questions", "beyond"}


def test_gold_is_checked(visit: Open) -> None:
    drawn = board(write(visit(), *PLAIN, answer="Kitchen", facts=[0]))

    assert drawn is not None
    assert drawn["question"]["answer"] == "kitchen"
    assert [slot.get("gold", False) for slot in drawn["slots"]] == [True, False, False]


@pytest.mark.parametrize("more", [{"question": ""}, {"question": "?!"}, {"rows": ["..."]}, {"rows": []}])
def test_while_nothing_can_be_answered_the_last_picture_stays_dimmed_and_a_sentence_says_why(
    visit: Open, more: dict[str, Any]
) -> None:
    app = write(visit(), *PLAIN)
    app.session_state["ys_editor"] = {"draft": state(*PLAIN) | more}
    app = run(app)

    assert slots(app) == list(PLAIN)
    assert "The last picture, from before your change." in [each.value for each in app.caption]
    assert any("ys_picture" in each.proto.body for each in app.get("html"))
    assert editor(app)["notes"][0]["stops"]
    app = write(app, *PLAIN)
    assert not any("ys_picture" in each.proto.body for each in app.get("html"))
    assert editor(app)["notes"] == []


def test_an_emptied_page_has_no_board_and_nothing_to_complain_of(visit: Open) -> None:
    app = write(write(visit(), *PLAIN), question="")

    assert board(app) is None
    assert editor(app)["notes"] == []


@pytest.mark.parametrize("broken", [{"draft": None}, {"draft": "x"}, {"draft": {"rows": [1]}}, {}])
def test_what_no_editor_tells_is_taken_for_nothing(visit: Open, broken: dict[str, Any]) -> None:
    app = visit()
    app.session_state["ys_editor"] = broken

    assert editor(run(app))["knows"] is None


def test_a_story_of_the_gallery_is_begun_with_until_the_editor_has_it(visit: Open) -> None:
    app = write(visit(), *PLAIN)
    app = run(app.button(key="ys_start").click())
    command = editor(app)["command"]
    original = entry(*FIRST)

    assert command["load"] == {
        "rows": [slot.key for slot in original.story.slots],
        "question": original.question.text,
        "answer": original.question.answer,
        "facts": list(original.question.facts),
    }
    assert slots(app) == list(PLAIN), "until the editor says otherwise"
    assert editor(run(app))["command"] == command, "a run that was broken off has not told it"
    app = write(app, *command["load"]["rows"], question=original.question.text, done=command["id"])
    assert "command" not in editor(app)
    assert "before" not in (board(app) or {})
    app = write(app, "Mary went away.", *command["load"]["rows"], question=original.question.text, done=command["id"])
    assert "before" in (board(app) or {}), "what is changed of it is compared with it"


def test_what_is_beyond_the_memory_is_told_to_the_editor(visit: Open) -> None:
    app = write(visit(), *["Mary went to the kitchen."] * 500)

    assert editor(app)["beyond"] == 440
    assert len(slots(app)) == 60


def test_another_model_answers_the_same_text_and_a_link_names_it(visit: Open) -> None:
    app = write(visit(model="memn2n-1hop"), *PLAIN)

    assert board(app)["model"] == "memn2n-1hop"  # type: ignore[index]
    app.selectbox(key="ys_model").set_value("kv-babi")
    app = run(app)
    assert board(app)["model"] == "kv-babi"  # type: ignore[index]
    assert slots(app) == list(PLAIN)
    assert visit(model="gone").toast[0].value.startswith("This link names a model that is not here.")


# ---- files -----------------------------------------------------------------------------------------------------------

TWO = "1 Mary went to the kitchen.\n2 Where is Mary? \tkitchen\t1\n3 Mary left.\n4 Where is Mary?\t\t\n1 John went.\n"


def test_a_file_with_several_questions_offers_them(visit: Open) -> None:
    app = hand(write(visit(), *PLAIN), "open_file", name="two_*.txt", text=TWO)

    choice = app.selectbox(key="ys_choice")
    assert choice.label.replace("\\", "") == "3 questions in two_*.txt"
    assert choice.options[1:] == ["2 · Where is Mary? (2 sentences)", "3 · no question (1 sentence)"]
    assert editor(app)["command"]["load"]["answer"] == "kitchen"
    choice.set_value(1)
    app = run(app)
    assert editor(app)["command"]["load"] == {
        "rows": ["Mary went to the kitchen.", "Mary left."],
        "question": "Where is Mary?",
        "answer": "",
        "facts": [],
    }
    app = run(app.button(key="ys_start").click())
    assert "ys_choice" not in [each.key for each in app.selectbox]


def test_a_file_with_one_question_is_opened_at_once(visit: Open) -> None:
    app = hand(write(visit(), *PLAIN), "open_file", name="", text="1 Mary left.\n2 Who left?\tmary\t1\n")

    assert editor(app)["command"]["load"]["answer"] == "mary"
    assert "ys_choice" not in [each.key for each in app.selectbox]


def test_any_other_text_is_opened_as_sentences(visit: Open) -> None:
    app = hand(write(visit(), *PLAIN), "open_file", name="a.txt", text="Mary went. John went.\nWhere is Mary?")

    assert editor(app)["command"]["text"] == "Mary went. John went.\nWhere is Mary?"


@pytest.mark.parametrize("text", ["", " \n", "1 Mary left.\n3 Who left?\tmary\t1"])
def test_a_broken_file_is_named_and_nothing_else_happens(visit: Open, text: str) -> None:
    app = hand(write(visit(), *PLAIN), "open_file", name="broken.txt", text=text)

    assert "command" not in editor(app)
    (note,) = editor(app)["notes"]
    assert note["text"].startswith("broken.txt")
    assert slots(app) == list(PLAIN)


def test_what_is_saved_is_read_back_and_the_model_s_answer_is_not_passed_off_as_right(visit: Open) -> None:
    app = hand(write(visit(), *PLAIN, asides=[["Where is John?", 1]]), "save_file")
    file = editor(app)["command"]["file"]

    assert file["name"] == "your-story.txt"
    (story,) = parse(file["text"], "saved", complete=False)
    assert [slot.key for slot in story.slots] == list(PLAIN)
    assert [(each.text, each.answer) for each in story.questions] == [
        ("Where is John?", None),
        ("Where is Mary?", None),
    ]
    assert "kitchen" not in file["text"].splitlines()[-1]


def test_two_sessions_know_nothing_of_each_other(visit: Open) -> None:
    one, other = visit(), visit()
    write(one, *PLAIN)

    assert board(run(other)) is None
