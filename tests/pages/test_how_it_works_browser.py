"""How it works in a real browser: the whole page, on a desk and on a phone, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.chromium import playwright_api

from .seats import rested

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("app")]

Visit = Callable[..., Any]
VIEWS = 13
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@pytest.fixture
def read(visit: Visit) -> Visit:
    """read(link, width=, color_scheme=) opens the page and waits until every view is drawn."""

    def open_page(link: str = "", width: int = 1280, color_scheme: str = "light") -> Any:
        page = visit(f"/how-it-works{link}", width, ready="#references", color_scheme=color_scheme)
        expect(page.locator("[data-drawn]")).to_have_count(VIEWS)
        rested(page)
        return page

    return open_page


@pytest.mark.parametrize("link", ["", "?lang=zh"])
def test_the_page_can_be_read_without_scrolling_sideways(read: Any, link: str) -> None:
    page = read(link, 390, color_scheme="dark" if link else "light")
    is_read(page, link)
    page.set_viewport_size({"width": 1280, "height": 900})
    rested(page)
    is_read(page, link)


def is_read(page: Any, link: str) -> None:
    """Nothing of the page is beyond its right edge."""
    assert page.evaluate(SIDEWAYS) == 0
    assert page.get_by_test_id("stMain").evaluate("node => node.scrollWidth <= node.clientWidth")
    heading = page.get_by_role("heading", name="为什么需要记忆" if link else "Why a memory")
    expect(heading).to_be_visible()
    boxes = page.locator(".row .text").evaluate_all("nodes => nodes.map((node) => node.clientWidth)")
    assert min(boxes) > 80, "no text of a row is squeezed"


def test_a_symbol_lights_up_and_another_story_has_other_numbers(read: Any) -> None:
    page = read("?task=1&story=7")
    walk = page.locator(".st-key-how_walk")
    walk.locator(".formulas [data-symbol=p]").first.hover()
    expect(walk.locator(".explanation")).to_contain_text("p₆ = 0.924")
    expect(walk.locator(".slot .strip").first).not_to_have_css("opacity", "1")

    before = walk.locator("[data-drawn]").get_attribute("data-drawn")
    page.locator(".st-key-how_another button").click()
    expect(walk.locator("[data-drawn]")).not_to_have_attribute("data-drawn", before)
    expect(page).to_have_url(re.compile("task=1&story=8"))
