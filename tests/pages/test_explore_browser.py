"""The real app in a real browser: what a visitor sees, types, pastes and presses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from memviz.simulate.gallery import FIRST, entry
from tests.chromium import playwright_api

from .seats import ANEW, Watch, rested

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("app")]

Visit = Callable[..., Any]
QUESTION = entry(*FIRST).question.text
MOVING = (".wash", ".ribbons path", ".state")
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def board(page: Any) -> Any:
    return page.locator("[data-painted]")


def story(page: Any) -> Any:
    return page.get_by_role("textbox", name="Story, one sentence a line")


def question(page: Any) -> Any:
    return page.get_by_role("textbox", name="Question")


def texts(page: Any) -> list[str]:
    """The sentences on the board."""
    found: list[str] = page.locator(".body .row:not(.nothing) .text").all_text_contents()
    return found


def ask(page: Any, told: str, asked: str) -> None:
    """Type a story and a question, press Ask, wait for the board."""
    before = board(page).get_attribute("data-painted")
    story(page).fill(told)
    question(page).fill(asked)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".question")).to_have_text(asked)
    expect(board(page)).not_to_have_attribute("data-painted", before)


def another(page: Any, press: Callable[[], None]) -> None:
    """Do what brings another board, and wait for it."""
    before = board(page).get_attribute("data-painted")
    press()
    expect(board(page)).not_to_have_attribute("data-painted", before)


def fits(page: Any) -> bool:
    """Whether the page can be read without scrolling sideways."""
    return bool(page.evaluate(SIDEWAYS) == 0) and bool(
        page.get_by_test_id("stMain").evaluate("node => node.scrollWidth <= node.clientWidth")
    )


def below(lower: Any, upper: Any) -> bool:
    """Whether one thing ends before the other begins; both are measured at once."""
    ends = "(upper, lower) => upper.getBoundingClientRect().bottom <= lower.getBoundingClientRect().top"
    return bool(upper.evaluate(ends, lower.element_handle()))


def light(page: Any, selector: str) -> float:
    """How light an element's background is, from 0 to 255."""
    colour = page.locator(selector).first.evaluate("node => getComputedStyle(node).backgroundColor")
    red, green, blue = map(float, re.findall(r"[\d.]+", colour)[:3])
    return (red + green + blue) / 3


def motion(page: Any, selector: str) -> str:
    """How long an element takes to change."""
    found: str = page.locator(selector).first.evaluate("node => getComputedStyle(node).transitionDuration")
    return found


def tab_to(page: Any, reached: str) -> None:
    """Press Tab until the element that has the keyboard meets a condition, given as JavaScript of `node`."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const node = document.activeElement; return {reached}; }})()"):
            return
    pytest.fail(f"the Tab key never reaches an element with {reached}")


def test_the_first_visit_shows_a_board_that_can_be_stepped_and_asks_nobody_else(visit: Visit, watch: Watch) -> None:
    page = visit(reduced_motion="no-preference")

    expect(page.locator(".question")).to_have_text(QUESTION)
    assert texts(page) == entry(*FIRST).text.splitlines()
    assert fits(page)
    assert light(page, ".stApp") > 192
    assert light(page, ".board") > 192
    assert "0s" not in {motion(page, moving) for moving in MOVING}
    last = int(board(page).get_attribute("data-hop"))
    page.get_by_role("button", name="One hop back").click()
    expect(board(page)).to_have_attribute("data-hop", str(last - 1))
    page.get_by_role("button", name="Hop 1", exact=True).click()
    expect(board(page)).to_have_attribute("data-hop", "1")
    assert any(url.startswith("ws://127.0.0.1") for url in watch.requests), "the watch sees websockets too"
    assert any("/static/js/" in url for url in watch.requests), "and files"


def test_an_edited_story_is_answered_and_what_cannot_be_asked_leaves_no_old_answer(visit: Visit) -> None:
    page = visit()
    ask(page, "Mary went to the kitchen.\nMary moved to the garden.", "Where is Mary?")
    assert texts(page) == ["Mary went to the kitchen.", "Mary moved to the garden."]
    expect(page.locator(".star:not(:empty)")).to_have_count(0)
    expect(page.locator(".verdict")).to_be_empty()
    expect(page.get_by_role("button", name="Undo my changes")).to_be_visible()

    story(page).fill("")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_test_id("stAlertContentInfo").get_by_text("The story is empty.")).to_be_visible()
    expect(board(page)).to_have_count(0)

    page.get_by_role("button", name="Undo my changes").click()
    expect(page.locator(".question")).to_have_text(QUESTION)


HOSTILE = "<img src=x onerror=window.broken=1><script>window.broken=1</script>"


def test_hostile_and_foreign_text_is_shown_as_typed_and_executes_nothing(visit: Visit, watch: Watch) -> None:
    told = [
        f"{HOSTILE} went there.",
        "😀 玛丽 went to the kitchen.",
        "ذهبت مريم إلى المطبخ.",
        "x" * 5000,
        "**a** :red[b] $c$.",
    ]
    page = visit()
    ask(page, "\n".join(told), f"Where is {HOSTILE}?")

    assert texts(page) == told
    expect(page.locator(".question")).to_have_text(f"Where is {HOSTILE}?")
    expect(page.get_by_test_id("stAlert")).to_contain_text("This model has never read")
    expect(page.get_by_test_id("stAlert")).to_contain_text("“\u2068玛丽\u2069”")
    page.get_by_role("radio", name="Heat map").click()
    expect(page.locator(".stPlotlyChart").get_by_text("<img src=x onerror")).to_be_visible()
    assert page.evaluate("window.broken") is None
    assert page.locator("img[src='x']").count() == 0
    assert fits(page)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".board")).to_have_attribute("data-layout", "narrow")
    assert fits(page)
    assert not [url for url in watch.requests if url.endswith("/x")]


def test_three_thousand_pasted_lines_are_answered(visit: Visit) -> None:
    page = visit(permissions=("clipboard-read", "clipboard-write"))
    lines = [f"Mary went to the {('kitchen', 'garden')[i % 2]}." for i in range(3_000)]
    page.evaluate("text => navigator.clipboard.writeText(text)", "\n".join(lines))
    question(page).fill("Where is Mary?")
    story(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="Ask").click()

    expect(page.get_by_text("The first 2,950 are beyond it")).to_be_visible()
    expect(page.locator(".question")).to_have_text("Where is Mary?")
    assert texts(page) == lines[-50:]


def test_on_a_phone_the_board_comes_before_the_editor_and_nothing_is_cut(visit: Visit) -> None:
    page = visit(width=390)

    assert fits(page)
    assert below(story(page), page.locator(".board"))
    for picture in page.get_by_role("radio").all():
        box = picture.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390, "every picture can be chosen without scrolling sideways"
    assert page.locator(".st-key-more [role=radiogroup]").evaluate("node => node.scrollWidth <= node.clientWidth")


def test_on_a_phone_the_answer_is_told_where_it_is_asked_for(visit: Visit) -> None:
    page = visit(width=390)
    expect(page.locator(".st-key-echo")).to_be_visible()
    expect(page.locator(".st-key-echo")).to_contain_text("Answer: ")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".st-key-echo")).to_be_hidden()


def test_who_prefers_dark_and_stillness_gets_both(visit: Visit) -> None:
    page = visit(color_scheme="dark", reduced_motion="reduce")

    assert light(page, ".stApp") < 64
    assert light(page, ".board") < 64
    assert {motion(page, moving) for moving in MOVING} == {"0s"}


def test_the_keyboard_alone_reaches_another_story_and_steps_through_its_hops(visit: Visit) -> None:
    page = visit()
    tab_to(page, "node.innerText === 'Another story' || node.innerText.endsWith('Another story')")
    another(page, lambda: page.keyboard.press("Enter"))
    expect(page.locator(".question")).to_have_text(entry(FIRST[0], FIRST[1] + 1).question.text)

    last = int(board(page).get_attribute("data-hop"))
    tab_to(page, "'painted' in node.dataset")
    page.keyboard.press("ArrowLeft")
    expect(board(page)).to_have_attribute("data-hop", str(last - 1))
    page.keyboard.press("Home")
    expect(board(page)).to_have_attribute("data-hop", "1")
    page.keyboard.press("ArrowRight")
    expect(board(page)).to_have_attribute("data-hop", "2")


def test_plotly_is_not_loaded_before_a_picture_is_wanted(visit: Visit, watch: Watch) -> None:
    page = visit()
    expect(page.get_by_role("radio", name="Heat map")).to_be_visible()
    assert not [url for url in watch.requests if "plotly" in url.lower()]

    page.get_by_role("radio", name="Heat map").click()

    expect(page.locator(".stPlotlyChart .main-svg").first).to_be_visible()
    assert [url for url in watch.requests if "plotly" in url.lower()]


def test_a_reload_shows_the_same_story(visit: Visit) -> None:
    page = visit("/?task=7&story=1")
    expect(page.locator(".question")).to_have_text(entry(7, 1).question.text)
    another(page, page.get_by_role("button", name="Another story").click)
    expect(page).to_have_url(re.compile(r"task=7&story=2&lang=en$"))
    told = texts(page)

    page.reload(wait_until="commit")
    board(page).wait_for()
    expect(page.locator(".question")).to_have_text(entry(7, 2).question.text)
    assert texts(page) == told == entry(7, 2).text.splitlines()


def test_what_is_typed_and_not_asked_stays_over_a_reload_and_a_server_that_starts_anew(
    visit: Visit, watch: Watch
) -> None:
    page = visit()
    question(page).fill("Where is nobody?")
    page.reload(wait_until="commit")
    expect(question(page)).to_have_value("Where is nobody?")
    expect(page.locator(".question")).to_have_text("Where is nobody?")

    rested(page)
    page.evaluate(ANEW)
    question(page).fill("Where is somebody?")
    with page.expect_websocket():
        page.get_by_role("button", name="Ask").click()
    expect(page.locator(".stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".question")).to_have_text("Where is somebody?")
    expect(question(page)).to_have_value("Where is somebody?")
    page.get_by_role("button", name="Undo my changes").click()
    expect(page.locator(".question")).to_have_text(QUESTION)
    rested(page)
    expect(question(page)).to_have_value(QUESTION)
    watch.complaints.clear()  # that the server is away for a while


def test_two_visitors_at_once_each_see_their_own_answer(visit: Visit) -> None:
    told = {"Mary": "Mary went to the kitchen.", "John": "John went to the garden."}
    pages = {name: visit() for name in told}
    for name, page in pages.items():
        story(page).fill(told[name])
        question(page).fill(f"Where is {name}?")
    for page in pages.values():
        page.get_by_role("button", name="Ask").click()

    for name, page in pages.items():
        expect(page.locator(".question")).to_have_text(f"Where is {name}?")
        expect(page.locator(".body .row:not(.nothing) .text")).to_have_text([told[name]])
        expect(story(page)).to_have_value(told[name])


def test_a_story_is_called_by_its_number_and_any_other_number_means_the_nearest(visit: Visit) -> None:
    page = visit("/?task=7&story=1")
    number = page.get_by_role("spinbutton", name="Story")
    number.fill("123456")
    another(page, lambda: number.press("Enter"))
    expect(page).to_have_url(re.compile(r"task=7&story=123456&lang=en$"))
    assert texts(page) == entry(7, 123456).text.splitlines()

    for typed, meant in (("0", "1"), ("9999999", "999999"), ("-3", "1"), ("1e99", "1"), ("12", "12"), ("", "1")):
        number.fill(typed)
        number.press("Enter")
        expect(number).to_have_value(meant)
        expect(page).to_have_url(re.compile(rf"task=7&story={meant}&lang=en$"))
    another(page, page.get_by_role("button", name="Another story").click)
    expect(number).to_have_value("2")
