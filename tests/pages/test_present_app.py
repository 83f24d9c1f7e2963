"""Present without a browser: what the page tells the running order for what the browser tells it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from memviz import language
from memviz.browser.deck import Deck, Item
from memviz.browser.stage import stage_data
from memviz.pages.talk.items import example_deck
from memviz.simulate.gallery import FIRST, entry
from memviz.story import Question, Story
from memviz.story.changes import Changes
from tests.foreign import english
from tests.pages.apps import run
from tests.views import views

Open = Callable[..., AppTest]
PAGE = importlib.import_module("memviz.pages.talk.page")  # memviz.pages.talk.page itself is the function


def _page() -> None:
    from memviz.pages.talk import page

    page.warm = lambda: None
    page.present()


@pytest.fixture(scope="module")  # so that it is told before a test speaks another language
def example() -> Deck:
    return example_deck()


@pytest.fixture
def visit() -> Open:
    """visit(wanted) is the page after its first run, or after the browser has told which stories there are."""

    def open_page(wanted: Mapping[str, Any] | None = None) -> AppTest:
        app = run(AppTest.from_function(_page, default_timeout=60))
        return app if wanted is None else tell(app, wanted=wanted)

    return open_page


def tell(app: AppTest, **state: Any) -> AppTest:
    app.session_state["pr_talk"] = state
    return run(app)


def data(app: AppTest) -> dict[str, Any]:
    return views(app)["pr_talk"]


def asked(*items: Item) -> dict[str, Any]:
    return {f"id{i}": item.asked.to_dict() for i, item in enumerate(items)}


def test_a_first_visit_gets_an_example_and_asks_no_network(visit: Open, example: Deck) -> None:
    told = data(visit())

    assert tuple(map(Item.from_dict, told["first"])) == example.items
    assert (told["knows"], told["shows"]) == (False, {})


def test_the_example_is_of_several_tasks_and_networks_and_can_be_shown(visit: Open, example: Deck) -> None:
    shows = data(visit(asked(*example.items)))["shows"]

    assert list(shows) == ["id0", "id1", "id2", "id3"]
    assert {show["model"] for show in shows.values()} == {item.model for item in example.items}
    for show in shows.values():
        assert show["answers"][0]["text"] in (show["question"]["answer"], *show["question"]["also"])
    assert shows["id3"]["hashing"]["found"] >= shows["id3"]["sentences"]
    assert [shows[f"id{i}"]["update"] for i in (0, 3)] == [
        {"matrix": "", "rectified": 0.5},
        {"matrix": "R", "rectified": 0.0},
    ], "as their cards say"


def test_a_story_is_shown_as_its_network_read_it_with_what_was_changed(visit: Open) -> None:
    from memviz.pages.shared.networks import answer

    found = entry(*FIRST)
    changes = Changes(frozenset({3}))
    told = data(visit(asked(Item("memn2n-3hop", found.story, found.question, changes))))

    trace = answer("memn2n-3hop", found.story, found.question, changes)
    assert told["shows"]["id0"] == stage_data(trace, {"matrix": "", "rectified": 0.5})
    assert told["shows"]["id0"]["slots"][3]["muted"]


def test_what_cannot_be_shown_says_why_and_the_others_are_shown(visit: Open) -> None:
    story, question = Story.of("Mary went to the kitchen."), Question("Where is Mary?")
    good = Item("memn2n-1hop", story, question)
    wanted = asked(
        good,
        Item("../../etc", story, question),
        Item("kv-open", story, question),
        Item("memn2n-1hop", Story(()), question),
        Item("memn2n-1hop", story, question, Changes(frozenset({7}))),
        Item("kv-open", Story(()), question, source="/etc/passwd"),
        Item("memn2n-1hop", Story(()), question, source="movies"),
    )
    shows = data(visit(wanted | {"broken": {"model": 3}, "none": None}))["shows"]

    assert "hops" in shows.pop("id0")
    assert [name for name, show in shows.items() if set(show) != {"error"}] == []
    assert "not here" in shows["id1"]["error"]
    assert "story is empty" in shows["id3"]["error"]
    assert "broken" in shows["broken"]["error"]


def test_a_story_is_asked_once(visit: Open, monkeypatch: pytest.MonkeyPatch, example: Deck) -> None:
    calls: list[Item] = []
    show_item = PAGE.show_item
    monkeypatch.setattr(PAGE, "show_item", lambda item: calls.append(item) or show_item(item))
    first, second = example.items[:2]
    app = visit(asked(first))
    app = tell(app, wanted=asked(second, first))
    app = tell(app, wanted=asked(first, second))

    assert calls == [first.asked, second.asked]
    assert set(data(app)["shows"]) == {"id0", "id1"}


@pytest.mark.parametrize("rubbish", [3, "x", [1], {"a": 1}, {"a": [["b"]]}])
def test_a_browser_can_say_anything(visit: Open, rubbish: Any) -> None:
    assert all(set(show) == {"error"} for show in data(visit(rubbish))["shows"].values())


@pytest.mark.usefixtures("foreign")
def test_the_example_is_told_in_another_language_about_the_same_stories(example: Deck) -> None:
    told = example_deck().items

    assert [item.asked for item in told] == [item.asked for item in example.items]
    assert [text for item in told for text in (item.title, item.notes) if english(text) or not text] == []


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize("text", [None, "{"])
def test_a_callback_speaks_the_language_of_the_session(
    monkeypatch: pytest.MonkeyPatch, example: Deck, text: str | None
) -> None:
    state: dict[str, Any] = {"pr_talk": {"open": {"name": "речь", "text": text or example.to_json()}}, "lang": "zh"}
    monkeypatch.setattr(PAGE.st, "session_state", state)
    language.use(language.DEFAULT)  # as in a thread that has drawn no page yet
    PAGE._open()

    assert english(state["pr_command"]["status"]) == []


def test_a_file_is_opened_or_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch, example: Deck) -> None:
    def opened(name: str, text: str) -> dict[str, Any]:
        state: dict[str, Any] = {"pr_talk": {"open": {"name": name, "text": text}}}
        monkeypatch.setattr(PAGE.st, "session_state", state)
        PAGE._open()
        command: dict[str, Any] = state["pr_command"]
        return command

    good = opened("talk.json", example.to_json())
    assert good["items"] == [item.to_dict() for item in example.items]
    assert good["status"].startswith("talk.json is open: 4 stories.")
    bad = opened("talk.json", "{")
    assert "items" not in bad
    assert bad["status"].startswith("talk.json is damaged or no talk.")
    assert good["id"] != bad["id"]
