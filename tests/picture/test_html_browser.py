"""The HTML files in Chromium, from disk and with the network off: they ask nobody, and say what the trace says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memviz.picture.exports import EXPORTS, TALKS, Look, Slide
from memviz.trace import Trace
from memviz.trace.wording import attention_text
from tests.chromium import playwright_api
from tests.kv import make_kv_trace

from .conftest import BOARD, HOSTILE, made_hostile

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Open = Callable[..., Any]


def page_of(trace: Trace, **look: Any) -> bytes:
    return EXPORTS["html"].write(trace, Look(**look))


def three(trace: Trace) -> bytes:
    slides = [
        Slide("A ball", trace, "Ask the room first."),
        Slide("", make_kv_trace()),
        Slide("Last", made_hostile(trace)),
    ]
    return TALKS["html"].write(slides)


def test_every_number_is_the_traces(opened: Open, trace: Trace) -> None:
    page = opened(page_of(trace, title="A ball"))
    rows = page.locator(".body .row")

    assert page.title() == "A ball"
    for i in range(len(trace.slots)):
        told = [attention_text(float(hop.attention[i])) for hop in trace.hops]
        assert rows.nth(i).locator(".cell").all_text_contents() == told
    page.locator("summary").click()
    ranked = sorted(range(3), key=lambda i: -trace.hops[-1].answer_probs[i])
    numbers = [hop.attention[i] for i in range(4) for hop in trace.hops]
    numbers += [hop.answer_probs[i] for i in ranked for hop in trace.hops]
    assert page.locator(".numbers td + th ~ td").all_text_contents() == [f"{number:.4f}" for number in numbers]


def test_steps_and_hovers_work_from_disk(opened: Open, trace: Trace) -> None:
    page = opened(page_of(trace))
    board = page.locator(BOARD)

    expect(board).to_have_attribute("data-hop", "2")
    page.locator(".pills button").first.click()
    expect(board).to_have_attribute("data-hop", "1")
    page.keyboard.press("ArrowRight")
    expect(board).to_have_attribute("data-hop", "2")
    page.locator(".body .row").nth(1).hover()
    expect(page.locator(".detail")).to_contain_text(f"{trace.hops[1].attention[1]:.4f}")


def test_keys_and_values_have_their_lanes(opened: Open) -> None:
    trace = make_kv_trace()
    page = opened(page_of(trace))

    shares = page.locator(".keys [role=row] [role=gridcell].amount").all_text_contents()
    *keys, nothing = trace.hops[-1].attention.tolist()
    assert shares == [attention_text(p) for p in (*sorted(keys, reverse=True), nothing)]


def test_a_hostile_story_stays_text(opened: Open, trace: Trace) -> None:
    hostile = made_hostile(trace)
    page = opened(page_of(hostile, title=HOSTILE[0]))

    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0
    assert page.locator(".body .row .text").first.text_content() == HOSTILE[0]
    assert page.locator("h1").text_content() == HOSTILE[0]
    assert page.title() == HOSTILE[0]


def test_nothing_but_the_boards_own_script_may_run(opened: Open, trace: Trace, complaints: list[str]) -> None:
    page = opened(page_of(trace).replace(b"<main>", b"<main><script>window.broken = 1</script>"))
    assert page.evaluate("window.broken") is None
    refused = """() => new Promise((tell) => {
      document.addEventListener("securitypolicyviolation", (event) => tell(event.effectiveDirective));
      fetch("http://127.0.0.1:9/").catch(() => setTimeout(() => tell("nobody"), 300));
    })"""
    assert page.evaluate(refused) == "connect-src"
    assert any("Executing inline script" in each for each in complaints)
    complaints.clear()


@pytest.mark.parametrize(
    ("theme", "system", "paper"),
    [
        ("auto", "light", "rgb(255, 255, 255)"), ("auto", "dark", "rgb(17, 22, 29)"),
        ("light", "dark", "rgb(255, 255, 255)"), ("dark", "light", "rgb(17, 22, 29)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "write", [EXPORTS["html"].write, lambda trace, look: TALKS["html"].write([Slide("", trace)], look)]
)
def test_the_theme_is_the_readers_or_the_chosen_one(
    opened: Open, trace: Trace, write: Any, theme: Any, system: str, paper: str
) -> None:
    page = opened(write(trace, Look(theme)), color_scheme=system)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    assert page.locator(".board").evaluate("node => getComputedStyle(node).backgroundColor") == paper


def test_keys_lead_through_the_talk_and_back(opened: Open, trace: Trace) -> None:
    page = opened(three(trace), width=1920, height=1080)
    step = page.locator("html")
    path = ["1.0", "1.1", "1.2", "2.0", "2.1", "2.2", "3.0", "3.1", "3.2", "3.2"]
    forward = ["ArrowRight", "PageDown", " "]

    for k, name in enumerate(path):
        expect(step).to_have_attribute("data-step", name)
        page.keyboard.press(forward[k % 3])
    page.keyboard.press("Home")
    expect(step).to_have_attribute("data-step", "1.0")
    page.keyboard.press("End")
    expect(step).to_have_attribute("data-step", "3.2")
    page.keyboard.press("PageUp")
    expect(step).to_have_attribute("data-step", "3.1")
    assert page.evaluate("window.broken") is None
    assert page.evaluate("location.hash") == "#3.1"


def test_a_story_is_told_first_and_then_answered(opened: Open, trace: Trace) -> None:
    page = opened(three(trace), width=1920, height=1080)

    assert page.locator(".telling li").all_text_contents() == [slot.key for slot in trace.slots[:3]]
    expect(page.locator(".asks")).to_have_text("Where is the ball?")
    expect(page.locator(".board")).not_to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".board")).to_be_visible()
    expect(page.locator(".telling")).not_to_be_visible()
    expect(page.locator(BOARD)).to_have_attribute("data-hop", "1")
    expect(page.locator(".leader .word")).to_have_text("kitchen")
    expect(page.locator("#where")).to_have_text("1 / 3")
    expect(page.locator(".dots i.past")).to_have_count(2)
    page.keyboard.press("ArrowRight")
    expect(page.locator(BOARD)).to_have_attribute("data-hop", "2")


def test_every_step_is_a_link(opened: Open, trace: Trace) -> None:
    page = opened(three(trace), at="#2.1")

    expect(page.locator("html")).to_have_attribute("data-step", "2.1")
    page.evaluate("location.hash = '#1.2'")
    expect(page.locator("html")).to_have_attribute("data-step", "1.2")
    page.evaluate("location.hash = '#9.9x'")
    expect(page.locator("html")).to_have_attribute("data-step", "1.0")


def test_notes_are_shown_when_they_are_wanted(opened: Open, trace: Trace) -> None:
    page = opened(three(trace))
    notes = page.get_by_text("Ask the room first.")

    expect(notes).not_to_be_visible()
    page.keyboard.press("n")
    expect(notes).to_be_visible()
    page.keyboard.press("n")
    expect(notes).not_to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("at", ["#1.0", "#1.2", "#2.1"])
def test_no_type_in_a_talk_is_small_and_nothing_hangs_over(
    opened: Open, trace: Trace, width: int, height: int, at: str
) -> None:
    page = opened(three(trace), at=at, width=width, height=height)
    small = """() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const sizes = [];
      for (let node; (node = walker.nextNode()); ) {
        const parent = node.parentElement;
        if (!node.textContent.trim() || parent.closest("script, style, sup, sub")) continue;
        if (!parent.checkVisibility({ visibilityProperty: true })) continue;
        sizes.push([parseFloat(getComputedStyle(parent).fontSize) * parent.currentCSSZoom, node.textContent]);
      }
      return sizes.filter(([size]) => size < 28);
    }"""

    assert page.evaluate(small) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    expect(page.locator("#where")).to_be_in_viewport()
