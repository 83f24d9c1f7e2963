"""The stage in a real browser: every step, every size, keys and fingers, without a server."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from memviz.story import Question, Slot
from tests.chromium import playwright_api

from .conftest import LONG, SHORT, make_trace

expect = playwright_api().expect
pytestmark = pytest.mark.browser

Talk = Callable[..., Any]
WIDE = tuple(
    f"The box of chocolates that {name} bought yesterday evening fits inside the red chest, which is bigger than it."
    for name in ("Mary", "John", "Daniel", "Sandra", "Julie", "Fred", "Bill", "Jeff")
)
STEPS = 4 + 2 * 3 + 1

# What a function of the page gives in every step, from the first on; what moves is at its end.
EACH_STEP = """async ([steps, read, argument]) => {
  const root = document.querySelector("#host").shadowRoot, measure = eval(read), found = [];
  const drawn = () => new Promise((then) => {
    const watch = new ResizeObserver(() => (watch.disconnect(), then()));
    watch.observe(document.body);
  });
  for (let i = 0; i < steps; i++) {
    await drawn();
    root.getAnimations().forEach((each) => each.finish());
    found.push(measure(argument));
    dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
  }
  return found;
}"""

# Every text that is seen: its size, and whether all of it lies on the screen and in its own box.
TEXTS = """() => {
  const root = document.querySelector("#host").shadowRoot, found = [];
  const walker = document.createTreeWalker(root.querySelector("dialog"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement;
    if (!node.data.trim() || !box.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNode(node);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    found.push({
      text: node.data, size: parseFloat(getComputedStyle(box).fontSize),
      inside: left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1,
      cut: !box.closest(".title") && getComputedStyle(box).overflow === "hidden"
        && box.scrollHeight > 1.25 * box.clientHeight,
    });
  }
  return found;
}"""
PARTS = (
    *(".band", ".question", ".equation", ".main", ".caption", "footer", ".dots"),
    *(".row .number", ".row .text", ".fold"),
)
BOXES = """(parts) => {
  const root = document.querySelector("#host").shadowRoot;
  const lies = (part, { x, y, width, height }) => [part, x, y, width, height].join(" ");
  const seen = (part) => [...root.querySelectorAll(`dialog ${part}`)].filter((node) => !node.closest("[hidden]"));
  return parts.flatMap((part) => seen(part).map((node) => lies(part, node.getBoundingClientRect())));
}"""
SEEN = """(parts) => {
  const dialog = document.querySelector("#host").shadowRoot.querySelector("dialog");
  const whole = { opacityProperty: true, visibilityProperty: true };
  return [dialog.dataset.phase, parts.filter((part) => dialog.querySelector(part).checkVisibility(whole))];
}"""


def stage(page: Any) -> Any:
    return page.locator("dialog.stage")


def start(page: Any) -> Any:
    """Begin the talk, and leave the pointer where it wakes no controls."""
    page.get_by_role("button", name="Start", exact=True).click()
    expect(stage(page)).to_be_visible()
    page.evaluate("talk.screen.hint.hidden = true; talk.screen.player.rest()")
    return page


def place(page: Any) -> tuple[int, int]:
    """The item and the step in the address."""
    found = re.search(r"item=(\d+)&step=(\d+)", page.evaluate("location.search"))
    return (int(found[1]), int(found[2])) if found else (0, 0)


def press(page: Any, *keys: str) -> tuple[int, int]:
    for key in keys:
        page.keyboard.press(key)
    return place(page)


def each_step(page: Any, read: str, argument: Any = None) -> list[Any]:
    """What a function in JavaScript gives in each of a story's steps."""
    found: list[Any] = page.evaluate(EACH_STEP, [STEPS, read, argument])
    return found


# ---- what is seen ----------------------------------------------------------------------------------------------------


BETWEEN = pytest.param("hd", marks=pytest.mark.slow)  # what fits the smallest and the largest screen fits this one


@pytest.mark.parametrize("size", ["xga", BETWEEN, "4k"])
@pytest.mark.parametrize("sentences", [SHORT, WIDE, LONG], ids=["short", "wide", "long"])
def test_every_text_of_every_step_is_large_and_whole(talk: Talk, size: str, sentences: tuple[str, ...]) -> None:
    trace = make_trace(sentences, question=Question("Where is the milk?", "kitchen", (0, 1)))
    page = start(talk(trace, size=size))
    for seen in each_step(page, TEXTS):
        assert len(seen) > 2
        assert min(text["size"] for text in seen) >= 28, seen
        assert [text for text in seen if not text["inside"] or text["cut"]] == []


@pytest.mark.parametrize("size", ["xga", BETWEEN, (390, 844)], ids=str)
def test_nothing_moves_from_step_to_step(talk: Talk, size: Any) -> None:
    slots = make_trace(WIDE).slots
    apart = (*(Slot(slot.key, "a value") for slot in slots[:-1]), slots[-1])
    for trace in (make_trace(SHORT), make_trace(LONG), make_trace(WIDE, slots=apart, readout="state")):
        page = start(talk(trace, size=size))
        first, *others = each_step(page, BOXES, PARTS)
        assert len(first) > len(PARTS)
        for boxes in others:
            assert boxes == first


def test_the_stage_covers_the_whole_screen(talk: Talk) -> None:
    page = start(talk(make_trace()))
    box = stage(page).bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1024, 768)
    assert page.evaluate("document.elementFromPoint(5, 5) === document.querySelector('#host')")


def test_one_thing_at_a_time(talk: Talk) -> None:
    page = start(talk(make_trace()))
    expected = {
        ".row .text": "story question encode write address read move",
        ".question": "question encode write address read move answer",
        ".left .key": "encode write address",
        ".right .value": "write read move",
        ".row.nothing .text": "write address read move",
        ".score": "address",
        ".amount": "address",
        ".weight": "read move",
        ".cell.state": "encode write address read move answer",
        ".cell.read": "read move",
        ".cell.next": "move",
        ".outcome": "answer",
    }
    for phase, seen in each_step(page, SEEN, list(expected)):
        assert set(seen) == {part for part, phases in expected.items() if phase in phases.split()}, phase


def test_the_numbers_are_the_traces(talk: Talk) -> None:
    trace = make_trace()
    page = start(talk(trace))
    press(page, *["ArrowRight"] * 7)
    hop = trace.hops[1]
    scores = [f"{score:.1f}".replace("-", "−") for score in hop.scores]
    expect(page.locator(".score")).to_have_text(scores)
    expect(page.locator(".amount").nth(0)).to_have_text(f"{hop.attention[0]:.2f}")
    expect(page.locator(".caption")).to_contain_text(f"Slot 1 scores {scores[0]} and gets {hop.attention[0]:.2f}")
    press(page, "End")
    expect(page.locator(".outcome .word").first).to_have_text("kitchen")
    expect(page.locator(".verdict")).to_have_text("✓ as the story says")


def test_a_long_story_is_folded_and_counted(talk: Talk) -> None:
    page = start(talk(make_trace(LONG, (7, 30))))
    shown = page.locator(".row:not([hidden]):not(.nothing)").count()
    assert 3 < shown < 12
    expect(page.locator(".fold")).to_have_text(f"… and {50 - shown} more sentences")
    texts = page.locator(".row:not([hidden]) .text").all_text_contents()
    assert {LONG[7], LONG[30]} <= set(texts), "where the hops look"
    press(page, *["ArrowRight"] * 4)
    expect(page.locator(".fold")).to_contain_text("together 0.")
    page.set_viewport_size({"width": 1024, "height": 500})
    page.wait_for_function(f"() => talk.screen.memory.shown.filter(Boolean).length < {shown}")


def test_texts_stay_texts(talk: Talk) -> None:
    evil = "<img src=x onerror=alert(1)>"
    page = start(talk(make_trace((evil, "Mary took it.", "John went."), question=Question(evil + "?", evil))))
    expect(page.locator(".row .text").first).to_have_text(evil)
    press(page, "End")
    assert page.locator("dialog img").count() == 0


def test_an_empty_or_endless_text_breaks_nothing(talk: Talk) -> None:
    page = start(talk(make_trace(("x" * 4000, "Mary took it.", "記憶" * 300), question=Question("w" * 900 + "?", "k"))))
    for seen in each_step(page, TEXTS):
        assert all(text["inside"] for text in seen if len(text["text"]) < 300)


# ---- stepping --------------------------------------------------------------------------------------------------------


def test_keys_and_clickers(talk: Talk) -> None:
    page = start(talk(make_trace(), make_trace(SHORT[:2], (0,))))
    assert place(page) == (1, 1)
    for n, key in enumerate(("ArrowRight", "ArrowDown", "PageDown", "Enter", " "), 2):
        assert press(page, key) == (1, n)
    for n, key in enumerate(("ArrowLeft", "ArrowUp", "PageUp", "Backspace", "Shift+ ")):
        assert press(page, key) == (1, 5 - n)
    assert press(page, "ArrowLeft") == (1, 1), "before the first step there is none"
    assert press(page, "End") == (2, 8)
    assert press(page, "ArrowRight") == (2, 8)
    assert press(page, "Home", *["PageDown"] * STEPS) == (2, 1), "the next story follows"
    expect(page.locator(".count")).to_have_text("2 / 2")
    assert press(page, "x", "Control+ArrowRight", "Tab") == (2, 1)
    press(page, "Escape")
    expect(stage(page)).not_to_be_visible()
    assert place(page) == (0, 0)


def test_dots(talk: Talk) -> None:
    page = start(talk(make_trace()))
    expect(page.locator(".dots button")).to_have_count(STEPS)
    page.get_by_role("button", name="8 · hop 2, key addressing").click()
    assert place(page) == (1, 8)
    expect(page.locator(".dots [aria-current=step]")).to_have_attribute("title", "8 · hop 2, key addressing")
    assert press(page, "Enter") == (1, 8), "Enter presses the dot that has the keyboard"
    assert press(page, "ArrowRight") == (1, 9)


def test_clicks_and_fingers(talk: Talk) -> None:
    page = start(talk(make_trace(), has_touch=True))
    page.mouse.click(800, 300)
    assert place(page) == (1, 2)
    page.mouse.click(100, 300)
    assert place(page) == (1, 1)
    page.touchscreen.tap(800, 300)
    assert place(page) == (1, 2)
    swipe = """([from, to]) => {
      const frame = document.querySelector("#host").shadowRoot.querySelector(".frame");
      const finger = (x) => new Touch({ identifier: 1, target: frame, clientX: x, clientY: 300 });
      frame.dispatchEvent(new TouchEvent("touchstart", { touches: [finger(from)] }));
      frame.dispatchEvent(new TouchEvent("touchend", { changedTouches: [finger(to)], cancelable: true }));
    }"""
    page.evaluate(swipe, [500, 300])
    assert place(page) == (1, 3)
    page.evaluate(swipe, [300, 500])
    assert place(page) == (1, 2)
    page.evaluate(swipe, [300, 310])
    assert place(page) == (1, 2), "a tap is no swipe"


def test_a_link_opens_its_step_and_a_forged_one_does_not(talk: Talk) -> None:
    page = talk(make_trace(), make_trace(SHORT[:2]), address="?lang=zh&item=2&step=5")
    expect(stage(page)).to_have_attribute("data-phase", "address")
    expect(page.locator(".title").last).to_have_text("Story 2")
    press(page, "ArrowRight")
    assert page.url.endswith("?lang=zh&item=2&step=6")
    page.reload()
    expect(stage(page)).to_have_attribute("data-phase", "read")

    page = talk(make_trace(), address="?item=7&step=1")
    expect(page.locator(".status")).to_contain_text("not in the talk")
    expect(stage(page)).not_to_be_visible()
    assert place(page) == (0, 0)


def test_it_plays_on_its_own_and_ends(talk: Talk) -> None:
    page = start(talk(make_trace(SHORT, (0,))))
    press(page, "p")
    expect(page.get_by_role("button", name="Pause (P)")).to_be_attached()
    page.clock.run_for(5_000)
    assert place(page) == (1, 2)
    press(page, "+")
    expect(page.locator(".speed")).to_have_text("4 s")
    page.clock.run_for(4_000)
    assert place(page) == (1, 3)
    press(page, "-", "-")
    page.clock.run_for(5_000)
    assert place(page) == (1, 3)
    page.clock.run_for(1_000)
    assert place(page) == (1, 4)
    press(page, "ArrowRight")
    page.clock.run_for(60_000)
    assert place(page) == (1, 5), "a step by hand ends it"
    press(page, "p")
    page.clock.run_for(60_000)
    assert place(page) == (1, 8)
    expect(page.get_by_role("button", name="Play (P)")).to_be_attached()


def test_controls_come_with_the_pointer_and_go(talk: Talk) -> None:
    page = start(talk(make_trace()))
    tools = page.get_by_role("toolbar", name="Presentation")
    expect(tools).to_have_css("opacity", "0")
    page.mouse.move(300, 300)
    expect(tools).to_have_css("opacity", "1")
    page.get_by_role("button", name="One step on").click()
    assert place(page) == (1, 2)
    page.mouse.move(300, 310)
    page.clock.run_for(3_000)
    page.evaluate("document.querySelector('#host').shadowRoot.activeElement?.blur()")
    expect(tools).to_have_css("opacity", "0")


def test_the_hint_is_given_once(talk: Talk) -> None:
    page = talk(make_trace())
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".hint")).to_be_visible()
    expect(page.locator(".hint")).to_contain_text("Esc")
    press(page, "ArrowRight")
    expect(page.locator(".hint")).not_to_be_visible()
    press(page, "Escape")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator(".hint")).not_to_be_visible()


def test_speaker_notes_in_a_strip_and_in_a_window(talk: Talk) -> None:
    page = start(talk(make_trace(), make_trace(SHORT[:2])))
    notes = page.get_by_role("complementary", name="Speaker notes")
    expect(notes).not_to_be_visible()
    press(page, "n")
    expect(notes).to_have_text("Notes 1")
    assert notes.bounding_box()["y"] >= page.locator("footer").bounding_box()["y"], "it covers nothing"
    press(page, "n")
    expect(notes).not_to_be_visible()
    with page.expect_popup() as opened:
        press(page, "w")
    window = opened.value
    expect(window.locator("body")).to_contain_text("Notes 1")
    expect(window.locator("body")).to_contain_text("Next: The question.")
    window.keyboard.press("ArrowRight")
    assert place(page) == (1, 2)
    press(page, "End")
    expect(window.locator("body")).to_contain_text("Notes 2")
    press(page, "Escape")
    page.wait_for_function("!talk.screen.notes.window")


def test_motion_is_spared_who_asks_for_it(talk: Talk) -> None:
    moving = start(talk(make_trace(), reduced_motion="no-preference"))
    assert moving.locator("dialog .bar").first.evaluate("n => getComputedStyle(n).transitionDuration") == "0.45s"
    still = start(talk(make_trace(), make_trace(SHORT[:2]), reduced_motion="reduce"))
    assert still.locator("dialog .bar").first.evaluate("n => getComputedStyle(n).transitionDuration") == "0s"
    press(still, "End")
    assert still.evaluate("document.querySelector('#host').shadowRoot.getAnimations().length") == 0


def test_stepping_asks_nobody(talk: Talk) -> None:
    page = start(talk(make_trace(), make_trace(SHORT[:2])))
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    asked = page.evaluate("asked.length")
    press(page, *["ArrowRight"] * 25)
    assert requests == []
    assert page.evaluate("asked.length") == asked == 1
    assert json.loads(page.evaluate("JSON.stringify(opened)")) == []
