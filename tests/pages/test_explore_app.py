"""Explore without a browser: what the page draws and says for what a person does."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import types
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from memviz.pages.shared import networks, what_if
from memviz.pages.shared.choice import DEFAULT_MODEL
from memviz.simulate.gallery import FIRST, LAST, entry
from memviz.story import Story
from tests.pages.apps import board, link, run

APP = Path(__file__).parents[2] / "demo_app.py"
PAGE = importlib.import_module("memviz.pages.explore")  # memviz.pages.explore itself is the function

Open = Callable[..., AppTest]


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Open:
    """visit(link parameters) is a new session after its first run. Nothing is loaded in the background."""
    monkeypatch.setattr(PAGE, "warm", lambda: None)

    def open_page(**opened: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.query_params.update(opened)
        return run(app)

    return open_page


def said(app: AppTest) -> list[str]:
    """The page's messages as they are read: without Markdown's backslashes and the marks that keep words apart."""
    return [re.sub(r"[\\\u2068\u2069]", "", message.value) for message in (*app.info, *app.warning)]


def type_in(app: AppTest, story: str | None = None, question: str | None = None) -> AppTest:
    if story is not None:
        app.text_area(key="story").set_value(story)
    if question is not None:
        app.text_input(key="question").set_value(question)
    return run(app)


def shown(app: AppTest) -> tuple[int, int]:
    return app.selectbox(key="task").value, app.number_input(key="number").value


def fields(app: AppTest) -> tuple[str, str]:
    return app.text_area(key="story").value, app.text_input(key="question").value


def gallery(task: int, number: int) -> tuple[str, str]:
    original = entry(task, number)
    return original.text, original.question.text


def has(app: AppTest, button: str) -> bool:
    return button in [each.key for each in app.button]


# ---- the first picture ---------------------------------------------------------------------------------------------

_FIRST_RUN = f"""
import importlib, json, sys
from streamlit.testing.v1 import AppTest
from tests.views import views

page = importlib.import_module("memviz.pages.explore")
networks = importlib.import_module("memviz.pages.shared.networks")
warm, page.warm = page.warm, lambda: None
app = AppTest.from_file({str(APP)!r}, default_timeout=60).run()
assert not app.exception, app.exception
before = "torch" in sys.modules
warm()
import threading
[thread.join() for thread in threading.enumerate() if thread.daemon and thread.name.startswith("Thread")]
print(json.dumps([views(app)["board"], before, networks.is_warm(), "torch" in sys.modules]))
"""


def test_the_first_board_needs_no_torch_and_torch_comes_in_the_background() -> None:
    command = [sys.executable, "-W", "ignore", "-c", _FIRST_RUN]
    output = subprocess.run(command, cwd=APP.parent, capture_output=True, text=True, check=True).stdout
    drawn, torch_before, warm_after, torch_after = json.loads(output.splitlines()[-1])

    first = entry(*FIRST)
    assert drawn["question"] == {"text": first.question.text, "answer": first.question.answer}
    assert (torch_before, warm_after, torch_after) == (False, True, True)


def test_a_half_loaded_network_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "memviz.answer.asking", types.ModuleType("memviz.answer.asking"))
    assert not networks.is_warm()
    monkeypatch.delitem(sys.modules, "memviz.answer.asking")
    assert not networks.is_warm()


def test_the_first_board_is_what_the_network_itself_says(monkeypatch: pytest.MonkeyPatch) -> None:
    first = entry(*FIRST)
    told = networks.answer(DEFAULT_MODEL, first.story, first.question)
    asked = networks.answer(DEFAULT_MODEL, first.story, replace(first.question, text=first.question.text + " "))

    assert told.question == replace(asked.question, text=first.question.text)
    assert told.attention() == pytest.approx(asked.attention(), abs=1e-3)


def test_the_first_page_shows_story_question_answer_and_how_far_to_trust_it(visit: Open) -> None:
    app = visit()
    story, question = gallery(*FIRST)

    assert fields(app) == (story, question)
    drawn = board(app)
    assert drawn is not None
    assert [slot["key"] for slot in drawn["slots"] if not slot.get("nothing")] == story.splitlines()
    gold = tuple(i for i, slot in enumerate(drawn["slots"]) if slot.get("gold"))
    assert gold == tuple(sorted(entry(*FIRST).question.facts))
    assert said(app) == []
    assert "% of this task's public test questions" in app.caption[0].value


def test_plotly_draws_nothing_before_a_picture_is_wanted(visit: Open) -> None:
    app = visit()
    assert not app.get("plotly_chart")

    app.button_group(key="more").set_value("Heat map")
    run(app)

    assert len(app.get("plotly_chart")) == 1
    assert board(app) is not None


@pytest.mark.parametrize("picture", ["Heat map", "Answer after each hop", "Path of the state"])
def test_every_picture_is_drawn_for_a_text_of_one_s_own(visit: Open, picture: str) -> None:
    app = type_in(visit(), "玛丽 😀 <b>went</b>.", "Where?")
    app.button_group(key="more").set_value(picture)

    assert run(app).get("plotly_chart")


def test_only_networks_that_read_stories_are_offered(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    known = networks.cards()
    facts = replace(known["kv-babi"], name="kv-open", config=known["kv-babi"].config | {"answers": "memory"})
    monkeypatch.setattr(networks, "cards", lambda: {**known, "kv-open": facts})

    options = visit().selectbox(key="model").options

    assert not [option for option in options if option.startswith(("kv-open", "kv-movies"))]
    assert "memn2n-3hop · 3 hops · adjacent" in options
    assert "kv-babi · 3 hops" in options
    assert visit(model="kv-open").toast, "a link to it leads to the beginning"


# ---- moving on -----------------------------------------------------------------------------------------------------


def test_another_story_is_the_next_one_and_after_the_last_comes_the_first(visit: Open) -> None:
    app = visit(task="7", story=str(LAST - 2))
    seen = []
    for _ in range(3):
        drawn = board(app)
        assert drawn is not None
        seen.append((shown(app), fields(app), drawn["question"]["text"]))
        app = run(app.button(key="another").click())

    assert seen == [((7, i), gallery(7, i), gallery(7, i)[1]) for i in range(LAST - 2, LAST + 1)]
    assert shown(app) == (7, 1)


@pytest.mark.parametrize(("typed", "meant"), [(0, 1), (-5, 1), (LAST + 1, LAST), (10**15, LAST), (7, 7)])
def test_a_number_that_there_is_not_means_the_nearest_one(visit: Open, typed: int, meant: int) -> None:
    app = visit(task="7")
    app.number_input(key="number").set_value(typed)
    app = run(app)

    assert shown(app) == (7, meant)
    assert fields(app) == gallery(7, meant)
    assert link(app)["story"] == str(meant)


def test_another_task_begins_with_its_first_story(visit: Open) -> None:
    app = visit()
    app.selectbox(key="task").set_value(15)
    run(app)

    assert shown(app) == (15, 1)
    assert fields(app) == gallery(15, 1)
    assert link(app) == {"v": "1", "model": DEFAULT_MODEL, "task": "15", "story": "1", "lang": "en"}


def test_the_address_always_names_what_is_shown(visit: Open) -> None:
    app = visit(task="3", story="2")
    assert link(app) == {"v": "1", "model": DEFAULT_MODEL, "task": "3", "story": "2", "lang": "en"}

    app = run(app.button(key="another").click())
    assert link(app) == {"v": "1", "model": DEFAULT_MODEL, "task": "3", "story": "3", "lang": "en"}


def test_a_link_opens_the_story_it_names(visit: Open) -> None:
    app = visit(model=DEFAULT_MODEL, task="19", story="2")

    assert shown(app) == (19, 2)
    assert fields(app) == gallery(19, 2)
    assert not app.toast


@pytest.mark.parametrize(
    "broken", [{"model": "gone"}, {"task": "99"}, {"story": "9" * 400}], ids=["model", "task", "story"]
)
def test_a_broken_link_says_so_once_and_begins_at_the_beginning(visit: Open, broken: dict[str, str]) -> None:
    app = visit(**broken)

    assert [toast.value for toast in app.toast] == [
        "This link names a model or a story that is not here. This is where we begin."
    ]
    assert shown(app) == FIRST
    assert board(app) is not None
    assert not run(app.button(key="another").click()).toast


# ---- a story of one's own ------------------------------------------------------------------------------------------


def test_a_typed_story_has_no_gold_facts_and_no_verdict(visit: Open) -> None:
    app = type_in(visit(), "Mary went to the kitchen.\nJohn went to the garden.", "Where is Mary?")
    drawn = board(app)

    assert drawn is not None
    assert drawn["question"] == {"text": "Where is Mary?", "answer": None}
    assert not any("gold" in slot for slot in drawn["slots"])
    assert len(drawn["slots"]) == 3, "two sentences and nothing"
    assert said(app) == []


def test_unknown_words_are_named_and_only_the_first_of_many(visit: Open) -> None:
    app = type_in(visit(), "Mary went to the zorblax.", "Where is Quux?")
    assert said(app) == [
        "This model has never read “zorblax”, “quux”: it sees blanks there and cannot tell them apart."
    ]

    app = type_in(app, "Mary went to the zorblax.", "Where is Mary?")
    assert said(app) == ["This model has never read “zorblax”: it sees a blank there."]

    app = type_in(app, " ".join(f"zz{chr(97 + i)}" for i in range(20)) + ".", "Where is Mary?")
    (message,) = said(app)
    assert message.count("“") == 8
    assert " and 12 more: " in message


@pytest.mark.parametrize(
    ("story", "question", "sentence"),
    [
        ("", "Where is Mary?", "The story is empty."),
        (" \n\t\n", "Where is Mary?", "The story is empty."),
        ("Mary went to the kitchen.", "", "There is no question."),
        ("Mary went to the kitchen.", " ?! ", "There is no question."),
        ("Mary went to the kitchen.\n...\n", "Where is Mary?", "Sentence 2, “...”, has no word in it."),
        ("Mary went.\nWhere is Mary?", "Where is Mary?", "Sentence 2 of the story, “Where is Mary?”, is a question."),
    ],
    ids=["no story", "white space", "no question", "punctuation asked", "punctuation told", "question in the story"],
)
def test_what_cannot_be_asked_is_said_and_no_old_answer_stays(
    visit: Open, story: str, question: str, sentence: str
) -> None:
    app = visit()
    app.button_group(key="more").set_value("Heat map")
    app = type_in(run(app), story, question)

    (message,) = said(app)
    assert message.startswith(sentence)
    assert board(app) is None
    assert not app.get("plotly_chart")
    assert board(type_in(app, "Mary went to the kitchen.", "Where is Mary?")) is not None, "and it can be put right"


def test_what_does_not_fit_into_the_memory_is_said(visit: Open) -> None:
    lines = [f"Mary went to the {('kitchen', 'garden')[i % 2]}." for i in range(10_000)]
    app = type_in(visit(), "\n".join(lines), "Where is Mary?")
    drawn = board(app)

    assert said(app) == ["The memory holds 50 sentences. The first 9,950 are beyond it, where the model cannot look."]
    assert drawn is not None
    assert [slot["key"] for slot in drawn["slots"][:-1]] == lines[-50:]
    assert drawn["forgotten"] == 9950


def test_gold_facts_beyond_the_memory_are_said(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    original = entry(*FIRST)

    def with_more(before: int) -> AppTest:
        story = Story.of(*["Mary went to the kitchen."] * before, *["John went to the garden."] * 50)
        question = replace(original.question, facts=(0, before + 9))
        monkeypatch.setattr(what_if, "answer", lambda model, *_: networks.answer(model, story, question))
        return visit()

    assert said(with_more(1)) == [
        "The memory holds 50 sentences. The first one is beyond it, where the model cannot look. "
        "The answer needs 1 of them."
    ]
    assert " The first 2 are beyond it," in said(with_more(2))[0]


def test_words_from_right_to_left_keep_their_quotation_marks(visit: Open) -> None:
    (message,) = type_in(visit(), "ذهبت مريم إلى المطبخ.", "Where is Mary?").warning

    assert "“\u2068ذهبت\u2069”, “\u2068مريم\u2069”" in message.value


@pytest.mark.parametrize(
    "word",
    ["<img/src=x>", "**bold**", ":smile:", "$x^2$", "[a](http://b)", "`code`", ":red[x]", "a_b_c", "~~x~~", "#x"],
)
def test_marks_in_a_text_are_read_as_they_were_typed(visit: Open, word: str) -> None:
    app = type_in(visit(), f"Mary took the {word}.", f"Where is {word}?")
    drawn = board(app)

    assert drawn is not None
    assert drawn["slots"][0]["key"] == f"Mary took the {word}."
    assert drawn["question"]["text"] == f"Where is {word}?"
    for message in app.warning:  # every character that Markdown could read is escaped
        unescaped = message.value
        for sign in "<>*:$[]()`_~#":
            unescaped = unescaped.replace(f"\\{sign}", "")
        assert not set("<>*$[]`_~#") & set(unescaped)


def test_a_mark_in_a_refused_sentence_is_read_as_it_was_typed(visit: Open) -> None:
    app = type_in(visit(), "Mary went.\nIs <b>**Mary**</b> here?")

    assert r"\<b\>\*\*Mary\*\*\</b\>" in app.info[0].value


# ---- what was typed is not lost ------------------------------------------------------------------------------------

MINE = ("Mary went to the park.", "Where is Mary?")


def test_undo_brings_the_gallery_s_texts_back_and_can_itself_be_undone(visit: Open) -> None:
    app = visit()
    assert not has(app, "undo")
    app = type_in(app, *MINE)
    assert has(app, "undo")

    app = run(app.button(key="undo").click())
    assert fields(app) == gallery(*FIRST)
    assert not has(app, "undo")

    app = run(app.button(key="back").click())
    assert fields(app) == MINE
    assert not has(app, "back")


@pytest.mark.parametrize("leave", ["another", "number", "task"])
def test_what_was_typed_comes_back_with_one_click_after_another_story_was_looked_at(visit: Open, leave: str) -> None:
    app = type_in(visit(), *MINE)
    if leave == "another":
        app = run(app.button(key="another").click())
    else:
        if leave == "number":
            app.number_input(key="number").set_value(1000)
        else:
            app.selectbox(key="task").set_value(1)
        app = run(app)
    assert fields(app) == gallery(*shown(app))
    drawn = board(app)
    assert drawn is not None
    assert drawn["question"]["text"] == gallery(*shown(app))[1]

    app = run(app.button(key="back").click())

    assert fields(app) == MINE
    drawn = board(app)
    assert drawn is not None
    assert drawn["question"] == {"text": "Where is Mary?", "answer": None}


def test_looking_at_story_after_story_keeps_what_was_typed(visit: Open) -> None:
    app = type_in(visit(), *MINE)
    for _ in range(3):
        app = run(app.button(key="another").click())

    assert fields(run(app.button(key="back").click())) == MINE


def test_another_model_answers_the_same_typed_story(visit: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    card = networks.cards()[DEFAULT_MODEL]
    monkeypatch.setattr(networks, "cards", lambda: {DEFAULT_MODEL: card, "other": replace(card, name="other")})
    monkeypatch.setattr(
        what_if,
        "answer",
        lambda model, *asked: replace(networks.answer(DEFAULT_MODEL, *asked), model=model),
    )
    app = type_in(visit(), *MINE)
    app.selectbox(key="model").set_value("other")
    app = run(app)

    assert fields(app) == MINE
    drawn = board(app)
    assert drawn is not None
    assert (drawn["model"], drawn["question"]["text"]) == ("other", "Where is Mary?")
    assert link(app)["model"] == "other"


def test_two_sessions_know_nothing_of_each_other(visit: Open) -> None:
    one, other = visit(), visit()
    one = type_in(one, *MINE)
    other = run(other)

    assert fields(other) == gallery(*FIRST)
    assert not has(other, "undo")
    assert fields(run(one)) == MINE
