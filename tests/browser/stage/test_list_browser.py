"""The running order in a real browser: what is put together there is kept there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memviz.browser import toolbar
from memviz.browser.deck import Deck, Item
from memviz.story import Question, Story
from tests.chromium import playwright_api
from tests.tab import ADDRESS

from .conftest import SHORT, make_item, make_trace

expect = playwright_api().expect
pytestmark = pytest.mark.browser

Talk = Callable[..., Any]
THREE = tuple(make_trace(SHORT[:n], (0,), question=Question("Where is Mary?", "kitchen", (0,))) for n in (1, 2, 3))


def titles(page: Any) -> list[str]:
    found: list[str] = page.locator(".item .title").evaluate_all("nodes => nodes.map(({ value }) => value)")
    return found


def button(page: Any, name: str, at: int = 0) -> Any:
    return page.get_by_role("button", name=name, exact=True).nth(at)


def reload(page: Any) -> None:
    page.reload()
    page.locator(".talk").wait_for()


def kept(page: Any) -> Deck:
    """The talk in the browser's store, read as a file is."""
    return Deck.from_json(page.evaluate("localStorage.getItem('memviz talk')"))


def test_an_example_is_offered_and_not_kept_until_it_is_touched(talk: Talk) -> None:
    page = talk(*THREE)
    assert titles(page) == ["Story 1", "Story 2", "Story 3"]
    expect(page.locator(".intro")).to_contain_text("example")
    assert page.evaluate("localStorage.getItem('memviz talk')") is None
    page.get_by_role("textbox", name="Title of story 2").fill("Mine")
    expect(page.locator(".intro")).not_to_contain_text("example")
    assert [item.title for item in kept(page).items] == ["Story 1", "Mine", "Story 3"]


def test_titles_and_notes_survive_a_reload_and_ask_nobody(talk: Talk) -> None:
    page = talk(*THREE)
    page.get_by_role("textbox", name="Title of story 1").fill("Begin “here”")
    page.get_by_role("textbox", name="Speaker notes of story 3").fill("One\ntwo 🧠")
    assert page.evaluate("asked.length") == 1
    reload(page)
    assert titles(page) == ["Begin “here”", "Story 2", "Story 3"]
    expect(page.get_by_role("textbox", name="Speaker notes of story 3")).to_have_value("One\ntwo 🧠")
    assert kept(page).items[2] == make_item(THREE[2], "Story 3", "One\ntwo 🧠")


def test_stories_are_moved_with_buttons_and_keys_and_the_keyboard_follows(talk: Talk) -> None:
    page = talk(*THREE)
    button(page, "Move down (Alt+↓)").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert titles(page) == ["Story 2", "Story 3", "Story 1"]
    page.keyboard.press("Enter")
    assert titles(page) == ["Story 2", "Story 3", "Story 1"], "it is the last one"
    field = page.get_by_role("textbox", name="Title of story 3")
    field.focus()
    field.press("Alt+ArrowUp")
    field = page.get_by_role("textbox", name="Title of story 2")
    expect(field).to_be_focused()
    expect(field).to_have_value("Story 1")
    reload(page)
    assert titles(page) == ["Story 2", "Story 1", "Story 3"]
    assert page.evaluate("asked.length") == 1


def test_what_is_taken_out_comes_back(talk: Talk) -> None:
    page = talk(*THREE)
    button(page, "Take out of the talk", 1).click()
    assert titles(page) == ["Story 1", "Story 3"]
    expect(page.locator(".status")).to_have_text("“Story 2” is out of the talk. “Undo” brings it back.")
    button(page, "New talk").click()
    assert titles(page) == []
    expect(page.locator(".empty")).to_be_visible()
    expect(button(page, "Start")).to_have_attribute("aria-disabled", "true")
    button(page, "Undo").click()
    button(page, "Undo").click()
    assert titles(page) == ["Story 1", "Story 2", "Story 3"]
    expect(button(page, "Undo")).to_have_attribute("aria-disabled", "true")


def test_an_empty_talk_can_begin_with_the_example(talk: Talk) -> None:
    page = talk(*THREE)
    button(page, "New talk").click()
    reload(page)
    assert titles(page) == [], "an empty talk is a talk"
    button(page, "begin with an example").click()
    assert len(titles(page)) == 3


def test_a_saved_file_is_the_talk(talk: Talk, tmp_path: Path) -> None:
    page = talk(*THREE)
    with page.expect_download() as download:
        button(page, "Save talk").click()
    download.value.save_as(tmp_path / "talk.json")
    deck = Deck.from_json((tmp_path / "talk.json").read_text("utf-8"))
    assert deck == Deck(tuple(make_item(each, f"Story {i}", f"Notes {i}") for i, each in enumerate(THREE, 1)))


def test_a_file_goes_to_the_server_and_comes_back_as_the_talk(talk: Talk, tmp_path: Path) -> None:
    page = talk(*THREE)
    deck = Deck((make_item(THREE[2], "From a file"),))
    (tmp_path / "t.json").write_text(deck.to_json(), "utf-8")
    page.get_by_label("A talk as a file").set_input_files(tmp_path / "t.json")
    page.wait_for_function("opened.length")
    assert page.evaluate("[opened[0].name, opened[0].text]") == ["t.json", deck.to_json()]
    command = {"id": "1", "status": "Open.", "items": [item.to_dict() for item in deck.items]}
    page.evaluate("command => talk.update({ knows: true, shows: {}, command })", command)
    assert titles(page) == ["From a file"]
    page.get_by_role("textbox", name="Title of story 1").fill("Changed")
    page.evaluate("command => talk.update({ knows: true, shows: {}, command })", command)
    assert titles(page) == ["Changed"], "a command is obeyed once"
    button(page, "Undo").click()
    button(page, "Undo").click()
    assert titles(page) == ["Story 1", "Story 2", "Story 3"], "what was there before is not lost"


def test_a_file_that_is_no_text_or_too_large_is_refused_here(talk: Talk, tmp_path: Path) -> None:
    page = talk(*THREE)
    for name, content, said in (("p.json", b"\xff\xfe\x00", "is no text"), ("l.json", b"x" * 5_000_001, "5 MB")):
        (tmp_path / name).write_bytes(content)
        page.get_by_label("A talk as a file").set_input_files(tmp_path / name)
        expect(page.locator(".status")).to_contain_text(said)
    assert page.evaluate("opened.length") == 0
    assert titles(page) == ["Story 1", "Story 2", "Story 3"]


def test_a_story_that_cannot_be_shown_says_why_and_is_passed_over(talk: Talk) -> None:
    page = talk(*THREE)
    page.evaluate("""() => {
      const [, { id }] = talk.deck.items;
      talk.update({ knows: true, shows: { [id]: { error: "This model is not here." } } });
    }""")
    expect(page.locator(".fault").nth(1)).to_have_text("This model is not here.")
    expect(button(page, "Present from here", 1)).to_have_attribute("aria-disabled", "true")
    button(page, "Start").click()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("location.search") == "?item=3&step=1"
    page.keyboard.press("Escape")
    button(page, "Present from here", 2).click()
    assert page.evaluate("location.search") == "?item=3&step=1"


def test_nothing_begins_before_all_is_there(talk: Talk) -> None:
    page = talk(*THREE)
    page.evaluate("() => { delete talk.shows[talk.deck.items[2].id]; talk.show(); }")
    expect(page.locator(".intro")).to_contain_text("reading the stories")
    button(page, "Start").click(force=True)
    expect(page.locator("dialog")).not_to_be_visible()


def test_a_server_that_has_forgotten_is_told_again(talk: Talk) -> None:
    page = talk(*THREE)
    page.evaluate("talk.update({ knows: false, shows: {} })")
    assert page.evaluate("asked.length") == 2
    page.evaluate("talk.update({ knows: true, shows: {} })")
    assert page.evaluate("asked.length") == 2


def test_a_browser_that_keeps_nothing_says_so(talk: Talk) -> None:
    page = talk(*THREE)
    page.evaluate("() => Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    page.get_by_role("textbox", name="Title of story 1").fill("Mine")
    expect(page.locator(".status")).to_contain_text("Save it as a file")
    assert titles(page)[0] == "Mine"


@pytest.mark.parametrize("rubbish", ["null", "[]", "{", '{"format": "memviz talk", "version": 1, "items": [3]}'])
def test_rubbish_in_the_store_is_left_alone(talk: Talk, rubbish: str) -> None:
    page = talk(*THREE)
    page.evaluate("text => localStorage.setItem('memviz talk', text)", rubbish)
    reload(page)
    assert titles(page) == ["Story 1", "Story 2", "Story 3"]
    assert page.evaluate("localStorage.getItem('memviz talk')") == rubbish


# ---- the bar on other pages ------------------------------------------------------------------------------------------

ADD = """async ({ source, data }) => {
  const { default: draw } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const parentElement = document.body.appendChild(document.createElement("div"));
  window.drawBar = (data) => draw({ data, parentElement });
  drawBar(data);
}"""


def test_a_button_adds_to_the_talk_once_and_another_tab_sees_it(talk: Talk) -> None:
    page = talk(*THREE)
    item = Item("m", Story.of("Ada slept."), Question("Who slept?"), title="New")
    data = {"query": "v=1", "item": item.to_dict(), "language": "en", "other": ["zh", "简体中文"]}
    other = page.context.new_page()
    other.route(f"{ADDRESS}**", lambda route: route.fulfill(body="<p>", content_type="text/html"))
    other.goto(f"{ADDRESS}explore")
    other.evaluate(ADD, {"source": toolbar._VIEW.script, "data": data})

    add = other.get_by_role("button", name="Add this story to the talk")
    add.click()
    expect(other.get_by_role("status")).to_have_text("Added: 1 in the talk.")
    add.click()
    expect(other.get_by_role("status")).to_have_text("It is in the talk already.")
    other.evaluate("drawBar", data | {"query": "v=1&mute=1", "item": item.to_dict() | {"muted": [0]}})
    expect(other.get_by_role("status")).to_have_text("")
    add.click()
    expect(other.get_by_role("status")).to_have_text("Added: 2 in the talk.")

    expect(page.locator(".item")).to_have_count(2)
    assert titles(page) == ["New", "New"], "in place of the example"
    assert kept(page).items[0] == item
