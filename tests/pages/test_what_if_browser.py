"""What-if in the real app: what a hand does to a memory comes back as an answer, and the link brings it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from memviz.simulate.gallery import FIRST, entry
from tests.chromium import playwright_api

from .test_explore_browser import ask, board

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("app")]

Visit = Callable[..., Any]
FACT = entry(*FIRST).question.facts[0]


@pytest.fixture(scope="module", autouse=True)
def _patience() -> None:
    """On a busy machine an answer takes seconds; what never comes still fails."""
    expect.set_options(timeout=60_000)


def row(page: Any, slot: int) -> Any:
    return page.locator(".body .row").nth(slot)


def changed(page: Any, do: Callable[[], None]) -> None:
    """Do what asks the server, and wait until its answer is drawn."""
    before = board(page).get_attribute("data-painted")
    do()
    expect(board(page)).not_to_have_attribute("data-painted", before)
    expect(page.locator(".waiting")).to_have_count(0)


def test_a_fact_that_is_muted_changes_the_answer_until_it_is_heard_again(visit: Visit) -> None:
    page = visit()
    answer = page.locator(".leader .word")
    right = answer.text_content()
    changed(page, row(page, FACT).locator(".text").dblclick)
    expect(row(page, FACT).locator(".cell")).to_have_text(["·", "·", "·"])
    expect(answer).not_to_have_text(right)
    expect(page.locator(".what-if")).to_contain_text(f"Answer: {right}")
    expect(page).to_have_url(re.compile(rf"mute={FACT + 1}&lang=en$"))

    page.reload(wait_until="commit")
    expect(row(page, FACT)).to_have_class(re.compile(r"\bmuted\b"))
    expect(answer).not_to_have_text(right)

    row(page, FACT).focus()
    changed(page, lambda: page.keyboard.press("m"))
    expect(answer).to_have_text(right)
    expect(row(page, FACT)).to_be_focused()
    expect(page).to_have_url(re.compile(r"story=\d+&lang=en$"))


def test_a_bar_that_is_dragged_is_pinned_and_reset_lets_go(visit: Visit) -> None:
    page = visit()
    cell = row(page, 0).locator(".cell").nth(1)
    box = cell.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.4, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, middle, steps=3)
    changed(page, page.mouse.up)
    weight = float(cell.text_content())
    assert 0.1 < weight < 0.9
    expect(cell).to_have_class("cell fixed")
    expect(page).to_have_url(re.compile(rf"fix=2(:|%3A)1(:|%3A){weight:.2f}&lang=en$"))
    changed(page, page.get_by_role("button", name="Undo all changes").click)
    expect(page.locator(".fixed")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"story=\d+&lang=en$"))


def test_several_changes_in_a_row_all_arrive(visit: Visit) -> None:
    page = visit()
    row(page, 0).focus()
    for _ in range(3):
        page.keyboard.press("m")
        page.keyboard.press("ArrowDown")
    expect(page.locator(".waiting")).to_have_count(0)
    expect(page.locator(".muted")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"mute=1(,|%2C)2(,|%2C)3&lang=en$"))


def test_a_swapped_word_is_compared_with_the_story_as_it_was(visit: Visit) -> None:
    page = visit()
    original = entry(*FIRST)
    lines = original.text.splitlines()
    place = original.question.answer or ""
    last = max(i for i, line in enumerate(lines) if place in line)
    lines[last] = lines[last].replace(place, "garden")
    ask(page, "\n".join(lines), original.question.text)
    expect(page.locator(".leader .word")).to_have_text("garden")
    expect(row(page, last).locator(".star")).to_have_text("≠")
    expect(page.locator(".what-if")).to_contain_text(f"Answer: {place}")
    changed(page, page.get_by_role("button", name="Compare with before").click)
    expect(page.locator(".what-if")).not_to_contain_text("Answer")


def test_influence_and_words_come_on_a_phone_without_breaking_it(visit: Visit) -> None:
    page = visit(width=390)
    changed(page, page.get_by_role("button", name="How much the answer falls without each slot").click)
    expect(page.locator(".what-if")).to_contain_text("rank correlation")
    row(page, FACT).locator(".text").click()
    expect(page.locator(".parts")).to_contain_text("Score in hop 3:")
    expect(page.locator(".parts")).to_contain_text("log-probability falls")
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") == 0


def test_on_the_key_value_page_memories_are_muted(visit: Visit) -> None:
    page = visit("/key-value?source=movies")
    answer = page.locator(".leader .word")
    right = answer.text_content()
    keys = page.locator(".keys .item:not(.heads)")
    changed(page, keys.first.locator(".text").dblclick)
    expect(keys.first).to_have_class(re.compile(r"\bmuted\b"))
    expect(answer).not_to_have_text(right)
    expect(page).to_have_url(re.compile(r"mute=1&lang=en$"))
