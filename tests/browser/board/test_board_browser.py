"""The board in a browser: what a hand, a keyboard and a hostile text can do to it."""

import re
from dataclasses import replace
from typing import Any

import pytest

from memviz.browser.board import board_data
from memviz.trace import Trace
from tests.chromium import playwright_api

from .conftest import make_trace

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTILE = (
    "<img src=x onerror=window.broken=1><script>window.broken=1</script> 😀 玛丽去了厨房",
    "x" * 5000,
    "ذهبت مريم إلى المطبخ",
)


def row(page: Any, number: int) -> Any:
    return page.locator(".body .row").nth(number - 1)


def cells(page: Any, number: int) -> list[str]:
    return row(page, number).locator(".cell").all_text_contents()


def test_the_last_hop_is_shown_first(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    expect(page.locator("#host")).to_have_attribute("data-hop", "2")
    assert cells(page, 1) == ["0.10", "0.93"]
    assert cells(page, 3) == ["0.15", "·"]
    expect(page.locator(".leader")).to_have_text("kitchen88 %")
    expect(page.locator(".answer .verdict")).to_have_text("✓ as the story says")
    expect(page.locator(".live")).to_have_text(
        "Hop 2 of 2: looks at “Mary went to the kitchen.” (0.93); answer kitchen 88 %"
    )


def test_stepping_changes_answer_wash_and_ribbons(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    page.get_by_role("button", name="One hop back").click()
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")
    expect(page.locator(".leader")).to_have_text("garden30 %")
    expect(page.locator(".answer .verdict")).to_have_text("")  # right or wrong is known at the end
    expect(page.locator(".answer .label")).to_have_text("If it stopped after hop 1")
    assert row(page, 2).locator(".wash").evaluate("node => node.style.transform") == "scaleX(0.7)"
    assert page.locator(".ribbons > g.drawn").count() == 1
    expect(page.get_by_role("button", name="Hop 1", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="One hop back")).to_be_disabled()


def test_play_walks_from_hop_one_to_the_last(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.clock.run_for(1200)
    expect(page.locator("#host")).to_have_attribute("data-hop", "2")
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_pause_stops_the_walk(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(5000)
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")


@pytest.mark.parametrize("width", [390, 1280])
def test_pointing_previews_a_slot_and_a_click_keeps_it(show: Any, trace: Trace, width: int) -> None:
    page = show(board_data(trace), width)
    before = page.locator(".detail").bounding_box()
    row(page, 2).locator(".text").hover()
    expect(page.locator(".about")).to_have_text("2 ★  Mary took the zorblax.")
    assert page.locator(".detail td").all_text_contents() == [
        "", "2.95", "-0.15", "0.7000", "0.0400", "1", "2",
    ]  # fmt: skip
    row(page, 2).locator(".text").click()
    row(page, 3).locator(".text").hover()
    expect(page.locator(".about")).to_contain_text("zorblax")
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")
    expect(row(page, 2).locator(".icon")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(row(page, 2)).to_have_attribute("aria-selected", "false")
    assert page.locator(".detail").bounding_box() == before


def test_a_second_click_lets_go(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    row(page, 1).locator(".text").click()
    row(page, 1).locator(".text").click()
    expect(row(page, 1)).to_have_attribute("aria-selected", "false")


def test_the_keyboard_reaches_everything(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    page.locator(".body .row[tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    expect(row(page, 2)).to_be_focused()
    expect(page.locator(".about")).to_contain_text("zorblax")
    page.keyboard.press("Enter")
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")
    for key, hop in (("ArrowLeft", "1"), ("ArrowLeft", "1"), ("ArrowRight", "2"), ("Home", "1"), ("End", "2")):
        page.keyboard.press(key)
        expect(page.locator("#host")).to_have_attribute("data-hop", hop)
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")


def test_a_button_that_has_come_to_the_end_keeps_the_keyboard(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    page.get_by_role("button", name="One hop back").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="One hop back")).to_be_disabled()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#host")).to_have_attribute("data-hop", "2")


def test_a_state_says_what_it_would_answer(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    page.locator(".state").nth(1).focus()
    expect(page.locator(".about")).to_have_text("State after hop 1. If it stopped here: garden 30 %")


def test_unknown_words_are_marked(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    assert page.locator(".unknown").all_text_contents() == ["zorblax", "zorblax"]


def test_new_numbers_move_the_same_rows_and_keep_hop_and_lock(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    row(page, 2).locator(".text").click()
    page.keyboard.press("Home")
    row(page, 1).evaluate("node => { node.before = true }")
    moved = board_data(replace(trace, hops=tuple(reversed(trace.hops))))
    page.evaluate("data => board.update(data)", moved)
    expect(page.locator("#host")).to_have_attribute("data-painted", moved["id"])
    assert row(page, 1).evaluate("node => node.before")
    assert cells(page, 1) == ["0.93", "0.10"]
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")


def test_another_question_starts_over(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    row(page, 2).locator(".text").click()
    page.keyboard.press("Home")
    other = replace(trace, question=replace(trace.question, text="Where is Mary?"), hops=trace.hops[:1])
    page.evaluate("data => board.update(data)", board_data(other))
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")
    expect(row(page, 2)).to_have_attribute("aria-selected", "false")
    assert page.get_by_role("button", name=re.compile(r"Hop \d")).count() == 1
    assert page.locator(".state").count() == 2
    assert cells(page, 1) == ["0.10"]


def test_a_text_is_never_markup(show: Any) -> None:
    page = show(board_data(make_trace(HOSTILE, unknown=("<img", "x" * 5000))))
    row(page, 1).locator(".text").click()
    expect(row(page, 1).locator(".text")).to_have_text(HOSTILE[0])
    assert page.locator("img").count() == 0
    assert page.evaluate("window.broken") is None


@pytest.mark.parametrize("width", [360, 390, 640, 704, 820, 1280])
def test_nothing_scrolls_sideways(show: Any, width: int) -> None:
    trace = make_trace(HOSTILE)
    page = show(board_data(replace(trace, hops=trace.hops * 3)), width)
    row(page, 2).locator(".text").click()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    sideways = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).map(node => node.className)"
    assert (
        page.locator(".board, .scroll, header, .asked, .answer, .detail, .about, .detail table").evaluate_all(sideways)
        == []
    )
    assert row(page, 2).bounding_box()["height"] < 90  # five thousand characters are cut after three lines


def test_a_narrow_board_shows_the_chosen_hop_alone(show: Any, trace: Trace) -> None:
    page = show(board_data(trace), 390)
    expect(page.locator(".ribbons")).to_be_hidden()
    expect(row(page, 1).locator(".now")).to_have_text("0.93")
    page.get_by_role("button", name="Hop 1", exact=True).click()
    expect(row(page, 1).locator(".now")).to_have_text("0.10")


def test_resizing_redraws_the_ribbons(show: Any, trace: Trace) -> None:
    page = show(board_data(trace), 390)
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".board")).to_have_attribute("data-layout", "wide")
    slots = page.locator(".ribbons .key path").evaluate_all("paths => paths.map(path => path.dataset.slot)")
    assert slots == ["0", "1", "2", "3", "0", "1", "3"]  # slot 3 gets 0.001 in hop 2: no ribbon
    expect(page.get_by_text("no ribbon")).to_be_visible()


def test_a_long_story_scrolls_to_what_the_hop_looks_at(show: Any, trace: Trace) -> None:
    sentences = tuple(f"Mary took apple {i}." for i in range(300))
    attention = [0.0] * 280 + [1.0] + [0.0] * 20
    few = [[0.0, 0.0]] * 301
    hops = tuple(
        replace(hop, keys=few, values=few, scores=attention, attention=attention, pushes=attention)
        for hop in trace.hops
    )
    page = show(board_data(make_trace(sentences, hops=hops)))
    expect(row(page, 281)).to_be_in_viewport()
    expect(row(page, 1)).not_to_be_in_viewport()


def test_reduced_motion_moves_nothing(show: Any, trace: Trace) -> None:
    duration = "node => getComputedStyle(node).transitionDuration"
    moving = show(board_data(trace), reduced_motion="no-preference")
    assert moving.locator(".wash").first.evaluate(duration) == "0.35s"
    still = show(board_data(trace), reduced_motion="reduce")
    assert still.locator(".wash").first.evaluate(duration) == "0s"
    assert still.locator(".ribbons path").first.evaluate(duration) == "0s"


CONTRAST = """(node, property) => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
  const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const luminance = (color) => {
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((byte) => linear(byte / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = luminance(getComputedStyle(node.closest(".board")).backgroundColor);
  const ink = luminance(getComputedStyle(node)[property]);
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out_from_the_background(show: Any, trace: Trace, theme: str) -> None:
    page = show(board_data(trace), theme=theme)

    def contrast(selector: str, css_property: str) -> float:
        return float(page.locator(selector).first.evaluate(CONTRAST, css_property))

    assert contrast(".ribbons .key path", "stroke") >= 3
    assert contrast(".ribbons .value path", "stroke") >= 3
    for text in (".live", ".legend", ".number", ".cell", ".nothing .text", "li:last-child .word", ".about"):
        assert contrast(text, "color") >= 4.5, text


def test_forced_colours_leave_bars_visible(show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    page.emulate_media(forced_colors="active")

    assert page.locator(".cell").first.evaluate("node => getComputedStyle(node).backgroundImage") != "none"
    bar = page.locator("li.leads .bar").evaluate("node => getComputedStyle(node).backgroundColor")
    assert bar != page.locator(".board").evaluate("node => getComputedStyle(node).backgroundColor")
    page.emulate_media(forced_colors="none")


def test_it_asks_the_network_for_nothing(chromium: Any, show: Any, trace: Trace) -> None:
    page = show(board_data(trace))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_role("button", name="Play").click()
    page.clock.run_for(3000)
    row(page, 1).locator(".text").click()
    assert page.evaluate("performance.getEntriesByType('resource').length") == 0
    assert requests == []
