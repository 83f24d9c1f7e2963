"""The view of stories with made-up data: the move, the rows that are typed in, what is asked of the server."""

from __future__ import annotations

from typing import Any

import pytest

from memviz.look import LOOK
from memviz.trace import Trace
from memviz.trace.scene import scene
from tests.chromium import playwright_api

from .conftest import Show, made_up

expect = playwright_api().expect
pytestmark = pytest.mark.browser

BEAT = 1300  # ms, and a little


def caption(page: Any) -> str:
    return str(page.locator(".caption [aria-live]").inner_text())


def drawn(page: Any, lane: str) -> int:
    """How many hops have their light of a lane."""
    return int(page.locator(f".light .{'read' if lane == 'value' else 'keyed'}").count())


def test_the_first_visit_plays_once_by_itself_in_two_beats_a_hop(show: Show) -> None:
    page = show(seen=False, motion="no-preference")
    assert (drawn(page, "key"), page.locator(".lead .word").inner_text()) == (0, ""), "nothing is told yet"

    said = []
    page.clock.run_for(360)
    for _ in range(4):
        said.append((caption(page)[:8], drawn(page, "key"), drawn(page, "value")))
        page.clock.run_for(BEAT)

    assert said == [("Hop 1: t", 1, 0), ("It reads", 1, 1), ("Hop 2 lo", 2, 1), ("It reads", 2, 2)]
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page.locator(".lead .word")).to_have_text("kitchen")


def test_who_has_seen_the_move_finds_its_end(show: Show) -> None:
    page = show()

    assert (drawn(page, "key"), drawn(page, "value")) == (2, 2)
    assert page.locator(".pill.told").count() == 1


def test_later_hops_are_empty_until_they_are_reached(show: Show) -> None:
    page = show()
    page.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("Home")

    assert (drawn(page, "key"), page.locator(".pill.told").count()) == (0, 0)
    page.keyboard.press("ArrowRight")
    assert (drawn(page, "key"), drawn(page, "value"), page.locator(".pill.told").count()) == (1, 1, 1)
    expect(page.locator(".dots")).to_have_attribute("aria-label", "Hop 1 of 2")


def test_buttons_step_a_hop_on_and_back(show: Show) -> None:
    page = show()
    back, on = page.get_by_role("button", name="One hop back"), page.get_by_role("button", name="One hop on")
    expect(on).to_have_attribute("aria-disabled", "true")

    back.click()
    assert (drawn(page, "key"), caption(page).split(".")[-2].strip()) == (1, "It looks again with what it has read")
    back.click()
    expect(back).to_have_attribute("aria-disabled", "true")
    assert drawn(page, "key") == 0
    on.click()
    assert drawn(page, "value") == 1


def test_it_plays_again_and_again_as_fast_as_one_likes(show: Show) -> None:
    page = show(motion="no-preference")
    page.locator(".player").hover()
    page.get_by_role("button", name="Play again and again").click()
    page.get_by_role("button", name="Speed: 1×").click()
    expect(page.get_by_role("button", name="Speed: 2×")).to_be_visible()

    page.get_by_role("button", name="Play", exact=True).click()
    page.clock.run_for(400)
    assert drawn(page, "key") == 1
    for _ in range(3):
        page.clock.run_for(BEAT // 2)
    assert drawn(page, "value") == 2
    page.clock.run_for(2 * BEAT)
    assert drawn(page, "key") < 2, "it begins again"


def test_every_row_glows_as_a_whole_by_its_weight(show: Show, trace: Trace) -> None:
    page = show()

    glows = page.locator(".row").evaluate_all("rows => rows.map((row) => Number(row.style.getPropertyValue('--glow')))")
    assert glows == pytest.approx(trace.hops[-1].attention[:3].tolist(), abs=1e-3)


def test_blue_light_runs_from_the_question_to_the_rows_and_orange_to_the_state(show: Show) -> None:
    page = show()
    boxes = page.evaluate("""() => {
      const { shadowRoot } = document.getElementById("host");
      const box = (node) => node.getBoundingClientRect();
      const all = (lane) => [...shadowRoot.querySelectorAll(`.hop:first-child .${lane} path:not(.spark)`)];
      const ends = (lane) => all(lane).map((path) => {
        const at = (share) => { const { x, y } = path.getPointAtLength(share * path.getTotalLength()); return [x, y]; };
        return [at(0), at(1)];
      });
      const stage = box(shadowRoot.querySelector(".stage"));
      const sides = (node) => [box(node).top - stage.top, box(node).bottom - stage.top];
      const rows = [...shadowRoot.querySelectorAll(".row")].map(sides);
      const ask = box(shadowRoot.querySelector(".ask"));
      const pill = box(shadowRoot.querySelector(".pill"));
      const told = [pill.left - stage.left, pill.right - stage.left];
      const asked = [ask.top - stage.top, ask.bottom - stage.top];
      return { key: ends("key"), value: ends("value"), rows, ask: asked, pill: told };
    }""")

    for (_, top), (_, bottom) in boxes["key"]:
        assert boxes["ask"][0] <= top <= boxes["ask"][1]
        assert bottom > boxes["rows"][0][0]
    for i, ((_, y), (x, _)) in enumerate(boxes["value"][:3]):
        assert boxes["rows"][i][0] < y < boxes["rows"][i][1]
        assert boxes["pill"][0] - 10 < x < boxes["pill"][1]


def test_light_is_as_thick_and_rows_glow_as_much_as_the_look_says(show: Show, trace: Trace) -> None:
    page = show()
    widths = page.locator(".hop:first-child .key path:not(.spark)").evaluate_all(
        "paths => paths.map((path) => Number(path.getAttribute('stroke-width')))"
    )
    glow = page.locator(".row").first.evaluate("row => getComputedStyle(row).getPropertyValue('--look-glow')")

    shares = [ribbon.share for ribbon in scene(trace).steps[0].ribbons]
    assert widths == pytest.approx([max(1, share * LOOK["ribbon"]) for share in shares], abs=0.06)
    assert glow == f"{LOOK['glow']:.0%}"


def test_what_is_typed_is_told_and_the_picture_is_pale_until_the_answer_comes(show: Show) -> None:
    page = show()
    assert page.evaluate("told") == [], "the server knows what it answers"

    page.locator(".row textarea").first.fill("Mary took the <b>apple</b>.")
    page.clock.run_for(300)

    assert page.evaluate("told.at(-1).rows[0]") == "Mary took the <b>apple</b>."
    expect(page.locator(".stories.stale")).to_have_count(1)
    assert page.locator(".stories b b").count() == 0


def test_a_chip_asks_and_enter_makes_a_row(show: Show) -> None:
    page = show()
    page.get_by_role("button", name="Where is John?").click()
    assert page.evaluate("told.at(-1).question") == "Where is John?"

    page.locator(".row textarea").last.focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.locator(".row").count() == 4


def test_muting_asks_for_all_that_is_muted(show: Show) -> None:
    page = show(muted=[2])
    page.locator(".row").first.hover()
    page.locator(".row .mute").first.click()

    assert page.evaluate("wanted") == [["mute", [2, 0]]]


def test_the_word_of_trust_tells_its_reason(show: Show) -> None:
    page = show()
    why = page.locator(".why")
    expect(why).to_be_hidden()
    page.get_by_role("button", name="not sure").click()
    expect(why).to_have_text("Because.")
    expect(page.locator(".lead .share")).to_have_text("", use_inner_text=True)


def test_the_drawer_is_built_when_it_is_opened_and_closed_by_escape(show: Show, trace: Trace) -> None:
    page = show()
    assert page.locator(".drawer select").count() == 0
    page.get_by_role("button", name="More:").click()
    told = {
        "tasks": [[1, "1 · one"]], "task": 1, "number": 2, "last": 9, "models": [["", "chosen"], ["typed", "typed"]],
        "model": "", "record": "", "changed": "",
    }  # fmt: skip
    page.evaluate("data => view.update(data)", made_up(trace, drawer=told))
    page.get_by_label("Network", exact=True).select_option("typed")
    page.keyboard.press("Escape")

    assert page.evaluate("wanted") == [["drawer", True], ["model", "typed"], ["drawer", False]]


def test_few_things_are_to_be_pressed_before_anything_is_opened(show: Show) -> None:
    page = show(questions=["a?", "b?", "c?", "d?", "e?"])
    shown = page.locator("button, select, input, [role=slider]").evaluate_all("""nodes => nodes
      .filter((node) => !node.closest(".row") && node.ariaDisabled !== "true")
      .filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .map((node) => node.title || node.className)""")

    assert len(shown) <= 12, "; ".join(shown)


def test_a_phone_shows_the_move_from_top_to_bottom(show: Show) -> None:
    page = show(width=390)
    expect(page.locator(".stories.narrow")).to_have_count(1)

    tops = [
        page.locator(part).bounding_box()["y"] for part in (".ask", ".player", ".lead", ".caption", ".rows", ".outcome")
    ]
    assert tops == sorted(tops)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".lead").evaluate("node => getComputedStyle(node).position") == "sticky"


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_it_plays(show: Show, width: int) -> None:
    page = show(width=width)
    page.get_by_role("button", name="Play", exact=True).focus()
    places = []
    for key in ("Home", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        boxes = [page.locator(part).first.bounding_box() for part in (".rows", ".lead", ".caption", ".play")]
        places.append([(box["x"], box["y"], box["height"]) for box in boxes])

    assert places[0] == places[1] == places[2]


def test_forced_colours_leave_light_rows_and_marks_visible(show: Show) -> None:
    page = show()
    page.emulate_media(forced_colors="active")
    page.evaluate("view.editor.rows.shown[0].field.mark([[0, 4]])")

    def drawn(part: str, name: str) -> str:
        return str(page.locator(part).first.evaluate("(node, name) => getComputedStyle(node)[name]", name))

    canvas = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    glows = {each.evaluate("node => getComputedStyle(node).backgroundColor") for each in page.locator(".row").all()}
    assert len({canvas, drawn(".now .key path", "stroke"), drawn(".now .value path", "stroke")}) == 3
    assert len(glows) == len(page.locator(".row").all())
    assert drawn("mark", "boxShadow") != "none"
    page.emulate_media(forced_colors="none")
