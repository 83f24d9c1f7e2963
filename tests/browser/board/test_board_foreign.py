"""The board in another language: in every state, nothing is left of the English texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from memviz.browser.board import board_data
from memviz.story import Question, Slot
from memviz.trace import NOTHING, Trace
from memviz.trace.influence import Influence
from tests.chromium import playwright_api
from tests.cyrillic import cyrillic
from tests.foreign import untranslated, wide
from tests.kv import many_memories

from .conftest import SENTENCES, make_trace
from .test_what_if_browser import muted, with_words

playwright_api()
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.usefixtures("foreign")]

Show = Callable[..., Any]
PAPER = "pᵢ = softmax("
WHAT_IF = {"of": "кухня", "n": 0, "compare": True, "influence": True}
SWAPPED = ("Mary went home.", "Mary took the zorblax.", "John went to the garden.")
WRONG = Question("Where was it?", "cellar", (0,))


def english(page: Any) -> set[str]:
    return untranslated(page.locator(".board")) - {PAPER}


def walk(page: Any) -> None:
    """Point at everything in every hop, and keep it; play."""
    board = page.locator(".board")
    for pill in board.locator(".pills > button[aria-pressed]").all()[:2]:
        pill.click()
        for row in board.locator("[role=row][tabindex]:visible").all()[:12]:
            row.dispatch_event("pointerover")
            assert english(page) == set()
    for state in board.locator(".state:visible").all():
        state.focus()
        assert english(page) == set()
    board.locator("[role=row][tabindex]:visible").first.focus()
    page.keyboard.press("Enter")
    assert wide("(kept: click again or press Escape)") in board.locator(".about").inner_text()
    page.keyboard.press("Escape")
    board.get_by_role("button", name=wide("Play")).click()
    assert english(page) == set()


def changes(trace: Trace, drops: tuple[float, ...]) -> dict[str, Any]:
    """What the board shows where everything is switched on: what was changed, what was before, what counts for what."""
    before = cyrillic(with_words(make_trace(SWAPPED, question=WRONG)))
    influence = Influence(trace.answer, np.array(drops))
    return board_data(trace, before=before, influence=influence, what_if=WHAT_IF)


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("question", [None, WRONG], ids=["right", "wrong"])
def test_a_story(show: Show, question: Question | None, width: int) -> None:
    trace = make_trace(forgotten=7)
    walk(show(board_data(cyrillic(replace(trace, question=question or trace.question))), width))


@pytest.mark.parametrize("touch", [False, True])
def test_a_story_that_can_be_changed(show: Show, touch: bool) -> None:
    page = show(board_data(cyrillic(make_trace()), what_if=WHAT_IF), has_touch=touch, is_mobile=touch)
    walk(page)
    page.locator(".body .row").first.focus()
    page.keyboard.press("m")
    assert wide("slot muted") in page.locator(".what-if").inner_text()
    assert english(page) == set()


@pytest.mark.parametrize("drops", [(2.5, -0.5, 0, 0.001), (0, 2.5, 3, 0), (0, 1, 2, 0), (0, 0, 0, 0)])
def test_what_was_changed_and_what_came_of_it(show: Show, drops: tuple[float, ...]) -> None:
    walk(show(changes(cyrillic(muted(with_words(make_trace()))), drops)))


def test_the_same_slots_as_before_and_more_that_are_gone(show: Show, trace: Trace) -> None:
    page = show(board_data(cyrillic(trace), before=cyrillic(trace), what_if=WHAT_IF))
    assert english(page) == set()
    few = make_trace(SENTENCES, slots=(*map(Slot.sentence, "abc"), NOTHING))
    page.evaluate("data => board.update(data)", board_data(cyrillic(few), before=cyrillic(trace), what_if=WHAT_IF))
    assert english(page) == set()


@pytest.mark.parametrize("width", [1280, 500])
@pytest.mark.parametrize("right", [True, False])
def test_keys_and_values(show: Show, kv_trace: Trace, right: bool, width: int) -> None:
    question = kv_trace.question if right else replace(kv_trace.question, answer="Zoe", also=("Ada",))
    trace = cyrillic(replace(kv_trace, question=question))
    page = show(board_data(trace), width)
    walk(page)
    page.evaluate("data => board.update(data)", board_data(replace(trace, hashing=None, readout="value")))
    walk(page)


def test_many_keys_are_folded_and_searched(show: Show) -> None:
    trace = many_memories(300)
    page = show(board_data(cyrillic(trace), influence=Influence(trace.answer, np.ones(300)), what_if=WHAT_IF))
    walk(page)
    for fold in page.locator(".fold:visible").all():
        fold.click()
        assert english(page) == set()
    page.get_by_placeholder(wide("Search keys and values")).fill("1")
    assert english(page) == set()
