"""Blocks, arrows and moves in a browser: they fit any width, and every arrow goes from box to box."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from memviz.pages.how.diagram import single_data
from memviz.trace import Trace
from memviz.trace.scene import scene
from tests.chromium import playwright_api

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WORDS = {"title": "move", "play": "Play", "hop": "Hop {n}", "would": "after {n}", "asked": "It asks."}
_BOXES = """host => [...host.shadowRoot.querySelectorAll(".box")].map((node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return [left, right, top, bottom];
})"""


def boxes(page: Any) -> list[list[float]]:
    found: list[list[float]] = page.locator("#host").evaluate(_BOXES)
    return found


@pytest.mark.parametrize("width", [340, 480, 720, 1200])
def test_no_block_lies_on_another_and_none_is_beyond_the_edge(show: Any, trace: Trace, width: int) -> None:
    page = show("diagram", single_data(trace), width=width)

    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    found = boxes(page)
    assert len(found) == 12
    for i, (left, right, top, bottom) in enumerate(found):
        for other_left, other_right, other_top, other_bottom in found[:i]:
            beside = left >= other_right - 1 or right <= other_left + 1
            assert beside or top >= other_bottom - 1 or bottom <= other_top + 1
    assert page.locator(".arrows .head").count() == len(single_data(trace)["pictures"][0]["edges"])


def test_schemes_are_chosen_by_their_names(show: Any, trace: Trace) -> None:
    (picture,) = single_data(trace)["pictures"]
    other = {**picture, "name": "other", "nodes": [{**each, "symbol": "z"} for each in picture["nodes"]]}
    page = show("diagram", {**single_data(trace), "pictures": [picture, other]})

    expect(page.locator(".pill[aria-pressed=true]")).to_have_text(picture["name"])
    page.get_by_role("button", name="other").click()
    expect(page.locator(".box .head i").first).to_have_text("z")
    expect(page.locator(".arrows")).to_have_count(1)


def move(trace: Trace) -> dict[str, Any]:
    sentences = [*(slot.key for slot in trace.slots[: trace.sentences]), "nothing"]
    return {"question": trace.question.text, "sentences": sentences, "scene": scene(trace).as_json(), "words": WORDS}


def test_a_hop_is_chosen_and_what_comes_later_is_not_told_yet(show: Any, trace: Trace) -> None:
    page = show("move", move(trace))
    expect(page.locator(".state.told")).to_have_count(len(trace.hops))
    expect(page.locator("li")).to_have_count(trace.sentences + 1)

    page.get_by_role("button", name="Hop 1").click()
    expect(page.locator(".state.told")).to_have_count(1)
    expect(page.locator(".light .hop.read")).to_have_count(1)
    expect(page.locator(".said")).to_contain_text("Hop 1")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".state.told")).to_have_count(0)
    page.clock.run_for(60_000)
    expect(page.locator(".state.told")).to_have_count(len(trace.hops))


@pytest.mark.parametrize("width", [340, 1200])
def test_a_hostile_story_is_only_text(show: Any, trace: Trace, width: int) -> None:
    question = replace(trace.question, text="<img/src=x/onerror=window.broken=1>" * 9)
    page = show("move", move(replace(trace, question=question)), width=width)

    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.evaluate("window.broken") is None
