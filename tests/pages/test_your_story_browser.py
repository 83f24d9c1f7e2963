"""Your story in a real browser: an answer that follows while one types, and text that is never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memviz.simulate.gallery import FIRST, entry
from tests.chromium import playwright_api

from .seats import ANEW, Watch, rested
from .test_explore_browser import below, fits, light

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("app")]

Visit = Callable[..., Any]
PATH = "/your-story"
FIELD = "document.activeElement.shadowRoot?.activeElement"


def row(page: Any, number: int) -> Any:
    return page.locator(".rows textarea").nth(number - 1)


def question(page: Any) -> Any:
    return page.locator(".ask textarea")


def texts(page: Any) -> list[str]:
    found: list[str] = page.locator(".rows textarea").evaluate_all("nodes => nodes.map((node) => node.value)")
    return found


def slots(page: Any) -> Any:
    """The sentences on the board."""
    return page.locator(".board .body .row:not(.nothing) .text")


def write(page: Any, *rows: str, asked: str) -> None:
    """Type a story from nothing."""
    page.get_by_role("button", name="Clear").click(force=True)
    row(page, 1).click()
    for text in rows:
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    question(page).fill(asked)


def test_the_first_visit_finds_a_story_that_is_answered_and_asks_nobody_else(visit: Visit, watch: Watch) -> None:
    page = visit(PATH, 1281)

    expect(page.locator(".leader .word")).to_have_text("car")
    expect(page.locator(".notes li")).to_have_count(0)  # to the network that reads everyday English no word is new
    assert fits(page)
    assert any(url.startswith("ws://127.0.0.1") for url in watch.requests)


def test_the_answer_follows_while_typing_and_the_caret_stays(visit: Visit) -> None:
    page = visit(PATH)
    write(page, "Mary went to the kitchen.", asked="Where is Mary?")
    expect(page.locator(".leader .word")).to_have_text("kitchen")
    row(page, 2).click()
    for typed in ("Mary moved", " to the", " garden."):
        page.keyboard.type(typed)
        expect(slots(page).nth(1)).to_have_text(row(page, 2).input_value())
    expect(page.locator(".leader .word")).to_have_text("garden")

    assert page.evaluate(f"[{FIELD}.value, {FIELD}.selectionStart]") == ["Mary moved to the garden.", 25]
    for _ in range(3):  # a slow answer is a pause, and a pause ends a step
        if row(page, 2).input_value():
            page.keyboard.press("Control+z")
    expect(slots(page)).to_have_count(1)
    expect(page.locator(".leader .word")).to_have_text("kitchen")


def test_what_is_written_while_the_server_starts_anew_stays_and_is_answered(visit: Visit, watch: Watch) -> None:
    page = visit(PATH)
    write(page, "Mary went to the kitchen.", asked="Where is Mary?")
    expect(page.locator(".leader .word")).to_have_text("kitchen")
    rested(page)  # the address has this text
    page.evaluate(ANEW)
    row(page, 1).fill("Mary went to the garden.")
    expect(page.locator(".leader .word")).to_have_text("garden")
    rested(page)
    assert texts(page)[0] == "Mary went to the garden."
    watch.complaints.clear()  # that the server is away for a while


def test_nothing_is_lost_by_a_reload_a_click_elsewhere_or_another_model(visit: Visit) -> None:
    page = visit(PATH)
    mine = ["玛丽去了厨房。", "ذهبت مريم إلى المطبخ.", "😀 went to the kitchen.", "Mary went to the garden."]
    write(page, *mine, asked="Where is Mary?")
    expect(slots(page)).to_have_text(mine)
    page.get_by_role("link", name="Explore").click()
    expect(page.locator(".editor")).to_have_count(0)
    page.get_by_role("link", name="Your story").click()
    expect(slots(page)).to_have_text(mine)
    page.reload(wait_until="commit")
    expect(slots(page)).to_have_text(mine)
    page.locator(".st-key-ys_model input").click()
    page.get_by_role("option", name="memn2n-1hop").click()
    expect(page.get_by_text("memn2n-1hop answers as you type.")).to_be_visible()

    assert texts(page)[:4] == mine
    assert question(page).input_value() == "Where is Mary?"
    assert fits(page)


def test_a_story_of_the_gallery_is_checked_saved_and_opened_again(visit: Visit, tmp_path: Path) -> None:
    page = visit(PATH)
    page.get_by_role("button", name="Start from this story").click()
    original = entry(*FIRST)
    told = [slot.key for slot in original.story.slots]
    expect(slots(page)).to_have_text(told)
    expect(page.locator(".answer .verdict")).to_contain_text("the story says")
    expect(page.locator(".board .star:not(:empty)")).to_have_count(len(original.question.facts))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save .txt").click()
    saved = tmp_path / "saved.txt"
    download.value.save_as(saved)

    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".board")).to_have_count(0)
    page.locator(".editor input[type=file]").set_input_files(saved)
    expect(slots(page)).to_have_text(told)
    expect(page.locator(".answer .verdict")).to_contain_text("the story says")
    assert page.get_by_role("textbox", name="Right answer").input_value() == original.question.answer


def test_while_there_is_no_question_the_last_picture_stays_dimmed(visit: Visit) -> None:
    page = visit(f"{PATH}?model=memn2n-open")
    write(page, "Mary went to the kitchen.", asked="Where is Mary?")
    expect(page.locator(".leader .word")).to_have_text("kitchen")
    board = page.locator(".board")
    board.evaluate("node => { node.before = true }")
    question(page).fill("")
    expect(page.locator(".notes")).to_contain_text("There is no question.")
    expect(page.locator(".st-key-ys_picture")).to_have_css("opacity", "0.4")
    page.get_by_role("button", name="Is Mary in the kitchen?").click()
    expect(page.locator(".leader .word")).to_have_text("yes")

    assert board.evaluate("node => node.before"), "the same board, which has not jumped"
    expect(page.locator(".st-key-ys_picture")).to_have_css("opacity", "1")


def test_a_misspelt_word_is_replaced_by_one_click(visit: Visit) -> None:
    page = visit(f"{PATH}?model=memn2n-open")
    write(page, "Mary wnet to the kitchen.", asked="Where is Mary?")
    page.get_by_role("button", name="Write “went” in place of “wnet”").click()
    expect(slots(page)).to_have_text(["Mary went to the kitchen."])
    expect(page.locator(".notes li")).to_have_count(0)


def test_on_a_phone_in_the_dark_everything_fits_and_the_answer_is_told_above_the_board(visit: Visit) -> None:
    page = visit(PATH, 390, color_scheme="dark")

    expect(page.get_by_text("The board below shows why.")).to_be_visible()
    assert fits(page)
    assert light(page, ".stApp") < 64
    assert below(page.locator(".board"), page.locator(".editor"))
