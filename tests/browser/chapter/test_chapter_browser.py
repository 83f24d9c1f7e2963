"""The chapter's views in a browser: what lights up under a pointer, a key and a finger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from memviz.browser.chapter import walk_data
from memviz.pages.how.symbols import walk_texts
from memviz.story import Slot
from memviz.trace import Trace
from tests.chromium import playwright_api

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTILE = "<img/src=x/onerror=window.broken=1> <script>window.broken=1</script> $x$ 玛丽"


def walk(trace: Trace) -> dict[str, Any]:
    return {**walk_data(trace), **walk_texts()}


def lit(page: Any) -> set[str]:
    """The parts that are lit, by what they stand for."""
    return set(page.locator("[data-part].on").evaluate_all("nodes => nodes.map((node) => node.dataset.part)"))


def symbol(page: Any, name: str) -> Any:
    return page.locator(f".formulas [data-symbol={name}]").first


def test_a_symbol_lights_what_it_stands_for_while_it_is_pointed_at(show: Any, trace: Trace) -> None:
    page = show("walk", walk(trace))
    assert lit(page) == set()

    symbol(page, "score").hover()
    assert lit(page) == {"state", "keys", "scores"}
    expect(page.locator(".explanation")).to_have_text(
        "uᵀm₃ = 1.39: 2 products of a number of u and a number of m₃, added up."
    )
    expect(page.locator("[data-symbol=score].on")).to_have_count(2)  # in the formula, and above its column

    symbol(page, "sum").hover()
    assert lit(page) == {"attention", "values", "readout"}
    expect(page.locator(".explanation")).to_have_text("Σ: o = 0.40 c₃ + 0.30 c₄ + 0.20 c₂ + 0.10 c₁")

    page.mouse.move(0, 0)
    assert lit(page) == set()


def test_the_slot_is_the_row_that_is_pointed_at(show: Any, trace: Trace) -> None:
    page = show("walk", walk(trace))
    symbol(page, "m").click()
    page.locator(".slot").nth(1).hover()

    expect(page.locator(".explanation")).to_have_text(
        "m₂: the key of slot 2, which the question is compared with: “Mary went to the kitchen.”"
    )
    page.locator(".slot").nth(3).hover()
    expect(page.locator(".explanation")).to_contain_text("The nothing slot has no words")


def test_the_numbers_of_a_lit_vector_can_be_read(show: Any, trace: Trace) -> None:
    page = show("walk", walk(trace))
    symbol(page, "m").click()
    page.locator(".slot").nth(2).click()
    page.locator("summary").click()

    expect(page.locator(".numbers")).to_have_text("1.39 −1.00")
    expect(page.locator(".slot .score").nth(2)).to_have_text("1.39")
    expect(page.locator(".slot .amount").nth(2)).to_have_text("0.400")


def test_the_keyboard_lights_and_moves_and_escape_puts_out(show: Any, trace: Trace) -> None:
    page = show("walk", walk(trace))
    page.keyboard.press("Tab")
    assert lit(page) == {"state"}, "u is the first symbol"
    page.keyboard.press("Tab")
    assert lit(page) == {"question", "state"}, "then B"

    page.keyboard.press("Enter")
    page.locator(".slot").nth(2).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".slot").nth(1)).to_be_focused()
    expect(page.locator(".slot").nth(1)).to_have_attribute("aria-selected", "true")
    assert lit(page) == {"question", "state"}, "what was pressed stays lit"
    page.keyboard.press("Escape")
    assert lit(page) == set()


def test_a_tap_keeps_the_light_and_another_one_takes_it(show: Any, trace: Trace) -> None:
    page = show("walk", walk(trace), width=390, has_touch=True)
    symbol(page, "p").tap()
    assert lit(page) == {"attention"}
    expect(symbol(page, "p")).to_have_attribute("aria-pressed", "true")
    page.locator(".slot").nth(1).tap()
    expect(page.locator(".explanation")).to_contain_text("p₂ = 0.200")

    symbol(page, "p").tap()
    assert lit(page) == set()


def test_hops_have_their_own_numbers(show: Any, trace: Trace) -> None:
    page = show("walk", walk(trace))
    page.get_by_role("button", name="Hop 2").click()

    expect(page.locator(".slot[aria-selected=true]")).to_contain_text("Mary went to the kitchen.")
    expect(page.locator(".slot .amount").nth(1)).to_have_text("0.484")
    expect(page.locator(".answer .amount").first).to_have_text("78 %")


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_walk_fits_any_width(show: Any, trace: Trace, width: int, theme: str) -> None:
    page = show("walk", walk(trace), width=width, theme=theme)

    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    boxes = page.locator(".slot .text, .asked .text").evaluate_all("nodes => nodes.map((n) => n.clientWidth)")
    assert min(boxes) > 100, "no sentence is squeezed"


def test_a_hostile_text_is_only_text(show: Any, trace: Trace) -> None:
    slots = (Slot.sentence(HOSTILE), *trace.slots[1:])
    question = replace(trace.question, text=HOSTILE)
    page = show("walk", walk(replace(trace, slots=slots, question=question)))
    symbol(page, "x").click()
    page.locator(".slot").first.hover()

    expect(page.locator(".explanation")).to_contain_text(HOSTILE)
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0


def test_a_strip_is_green_above_nothing_and_purple_below(show: Any, trace: Trace) -> None:
    page = show("walk", walk(trace))
    pixels = (
        page.locator(".slot .strip[data-part=keys]")
        .nth(2)
        .evaluate("node => [...node.getContext('2d').getImageData(0, 0, 2, 1).data]")
    )
    above, below = pixels[:4], pixels[4:]
    assert above[1] > max(above[0], above[2])
    assert min(below[0], below[2]) > below[1]


GROWTH = {
    "question": "Where is Mary?",
    "answer": "kitchen",
    "facts": ["Mary went to the kitchen."],
    "others": ["John slept.", "Bill slept."],
    "begin": 1,
    "chance": 0.25,
    "models": [
        {
            "kind": "with",
            "label": "memory",
            "mean": [1, 0.9, 0.8],
            "right": [1, 0.99, 0.98],
            "answers": ["kitchen"] * 3,
        },
        {
            "kind": "without",
            "label": "lstm",
            "mean": [0.8, 0.4, 0.2],
            "right": [0.9, 0.3, 0.1],
            "answers": ["kitchen", "garden", "garden"],
        },
    ],
    "words": {
        "one": "this",
        "mean": "mean",
        "story": "so far",
        "since": "told since",
        "others": "told: {n}",
        "less": "less",
        "more": "more",
        "chance": "guess",
        "right": "{answer} {share}",
    },
}


def test_a_story_grows_by_button_slider_and_picture(show: Any) -> None:
    page = show("growth", GROWTH)
    others = page.locator(".story li")
    expect(others).to_have_text(["John slept."])
    expect(page.locator(".says b")).to_have_text(["✓ kitchen", "✗ garden"])
    expect(page.locator(".says .note")).to_have_text(["kitchen 99 %", "kitchen 30 %"])

    page.get_by_role("button", name="more").click()
    page.get_by_role("button", name="more").click()  # there is no more: it stays at the end
    expect(others).to_have_text(["John slept.", "Bill slept."])
    page.get_by_role("slider").press("Home")
    expect(others).to_have_count(0)
    expect(page.locator(".facts li")).to_have_text(["★ Mary went to the kitchen."])
    expect(page.locator(".says b")).to_have_text(["✓ kitchen", "✓ kitchen"])
    box = page.locator("svg").nth(1).bounding_box()
    page.mouse.click(box["x"] + box["width"] - 15, box["y"] + 40)
    expect(page.locator(".since")).to_have_text("told: 2")


def test_a_table_lights_all_that_share_it(show: Any) -> None:
    roles = [("B", 0, "state"), ("A^1", 0, "keys"), ("C^1", 1, "values")]
    scheme = {
        "name": "adjacent",
        "roles": [{"name": name, "table": table, "kind": kind} for name, table, kind in roles],
        "tables": [{"name": "E_0", "count": "10", "says": "both"}, {"name": "E_1", "count": "20", "says": "one"}],
    }
    page = show("tying", {"hint": "point", "schemes": [scheme]})
    on = page.locator(".box.on")
    expect(on).to_have_count(0)

    page.get_by_role("button", name="A1").hover()
    expect(on).to_have_text(["B", "A1", "E010"])
    assert page.locator("path.on").count() == 2
    expect(page.locator(".explanation")).to_have_text("both")
    page.get_by_role("button", name="E1 20").click()
    page.mouse.move(0, 0)
    expect(on).to_have_text(["C1", "E120"])
