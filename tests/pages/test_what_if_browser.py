"""What-if in the real app: what a hand does to a memory comes back as an answer, and the link brings it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from memviz.simulate.gallery import FIRST, entry
from tests.chromium import playwright_api

from .sights import board

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("app")]

Visit = Callable[..., Any]
FACT = entry(*FIRST).question.facts[0]


def row(page: Any, slot: int) -> Any:
    return page.locator(".body .row").nth(slot)


def changed(page: Any, do: Callable[[], None]) -> None:
    """Do what asks the server, and wait until its answer is drawn."""
    before = board(page).get_attribute("data-painted")
    do()
    expect(board(page)).not_to_have_attribute("data-painted", before)
    expect(page.locator(".waiting")).to_have_count(0)


def test_on_the_key_value_page_memories_are_muted(visit: Visit) -> None:
    page = visit("/facts?source=movies")
    answer = page.locator(".leader .word")
    right = answer.text_content()
    keys = page.locator(".keys .item:not(.heads)")
    changed(page, keys.first.locator(".text").dblclick)
    expect(page.locator(".keys .item.muted")).to_have_count(1)  # behind those that are looked at
    expect(answer).not_to_have_text(right)
    expect(page).to_have_url(re.compile(r"mute=\d+&lang=en$"))
