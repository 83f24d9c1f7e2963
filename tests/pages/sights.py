"""What a page of the running app shows: its board, and how it lies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.chromium import playwright_api

expect = playwright_api().expect

SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def board(page: Any) -> Any:
    return page.locator("[data-painted]")


def texts(page: Any) -> list[str]:
    """The sentences on the board."""
    found: list[str] = page.locator(".body .row:not(.nothing) .text").all_text_contents()
    return found


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
