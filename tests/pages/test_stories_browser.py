"""Stories in a real browser: the first visit, typing that is answered, links that open again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memviz.simulate.gallery import FIRST, entry
from tests.chromium import playwright_api

from .seats import Watch
from .sights import fits

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("app")]

Visit = Callable[..., Any]


def answer(page: Any) -> Any:
    return page.locator(".lead .word")


def rows(page: Any) -> list[str]:
    found: list[str] = page.locator(".row textarea").evaluate_all("nodes => nodes.map((node) => node.value)")
    return found


def path_of(page: Any) -> str:
    return "/" + str(page.url).split("/", 3)[3]


def test_the_first_visit_shows_the_whole_story_without_scrolling_and_asks_nobody_else(
    visit: Visit, watch: Watch
) -> None:
    page = visit(height=800)

    assert rows(page) == entry(*FIRST).text.splitlines()
    expect(answer(page)).to_have_text(str(entry(*FIRST).question.answer))
    assert fits(page)
    for part in (".ask", ".play", ".lead", ".caption"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 800
    assert any(url.startswith("ws://127.0.0.1") for url in watch.requests)


def test_what_is_typed_is_answered_kept_by_a_reload_and_in_the_link(visit: Visit) -> None:
    page = visit("/?model=memn2n-open&task=2&story=42")
    page.locator(".ask textarea").fill("Where is Mary?")
    page.wait_for_url("**typed=**")
    before = page.url
    page.locator(".row textarea").nth(6).fill("Mary went to the attic.")
    expect(answer(page)).to_have_text("attic")
    page.wait_for_function("before => location.href !== before", arg=before)
    link = path_of(page)

    page.reload()
    expect(answer(page)).to_have_text("attic")
    assert rows(page)[6] == "Mary went to the attic."
    other = visit(link)
    expect(answer(other)).to_have_text("attic")


def test_going_back_brings_the_story_before(visit: Visit) -> None:
    page = visit("/?model=memn2n-3hop&task=2&story=42")
    before = rows(page)
    page.get_by_role("button", name="More:").click()
    page.get_by_role("button", name="Another story").click()
    page.wait_for_url("**story=43*")
    assert rows(page) != before

    page.go_back()
    page.wait_for_url("**story=42*")
    expect(page.locator(".row textarea").first).to_have_value(before[0])


def test_a_muted_sentence_is_told_in_a_sentence_and_in_the_link(visit: Visit) -> None:
    page = visit("/?model=memn2n-3hop&task=2&story=42")
    page.locator(".row").nth(6).hover()
    page.locator(".row .mute").nth(6).click()

    expect(page.locator(".said")).to_contain_text("As you have changed the memory: kitchen")
    page.wait_for_url("**mute=7*")
