"""Keys and values in a browser: what is merged, linked, folded, searched, and what a hostile name cannot do."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from memviz.browser.board import board_data
from memviz.story import Question
from memviz.trace import NOTHING, Trace
from memviz.trace.trust import Trust
from tests.chromium import playwright_api
from tests.kv import MEMORIES, many_memories, slots_of

from .conftest import make_trace
from .test_board_browser import CONTRAST, HOSTILE

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Show = Callable[..., Any]


def rows(page: Any, lane: str) -> Any:
    return page.locator(f".{lane} .item:not(.heads):not([hidden])")


def row(page: Any, lane: str, text: str) -> Any:
    return rows(page, lane).filter(has_text=text)


def texts(page: Any, lane: str, part: str) -> list[str]:
    return [str(text) for text in rows(page, lane).locator(part).all_text_contents()]


def test_equal_values_are_one_row_with_their_weights_summed(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    assert texts(page, "keys", ".text")[:4] == [MEMORIES[i][0] for i in (2, 3, 0, 1)], "those with most come first"
    assert texts(page, "values", ".text")[:3] == [MEMORIES[i][1] for i in (2, 3, 0)], "beside their keys"
    assert row(page, "values", "Mara Velde").locator(".times").text_content() == "×2"
    assert texts(page, "keys", ".amount")[:4] == ["0.47", "0.37", "0.10", "0.05"]
    assert texts(page, "values", ".amount")[:3] == ["0.47", "0.37", "0.15"]
    assert texts(page, "values", ".extra")[:3] == ["+2.17", "+1.62", "−0.28"]
    assert texts(page, "values", ".star")[:3] == ["★", "★", ""]


def test_the_host_tells_what_is_painted_and_which_hop(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    expect(page.locator("#host")).to_have_attribute("data-hop", "2")
    page.get_by_role("button", name="One hop back").click()
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")


def test_a_step_changes_both_lanes_funnel_and_turn(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    expect(page.locator(".turn")).to_contain_text("q₃ = R₂(q₂ + o₂)")
    expect(page.locator(".turn")).to_contain_text("The answer is read from q₃.")
    page.get_by_role("button", name="Hop 1", exact=True).click()
    assert texts(page, "keys", ".amount")[:4] == ["0.34", "0.30", "0.18", "0.12"]
    assert texts(page, "values", ".amount")[2] == "0.30"
    expect(page.locator(".keys .formula")).to_have_text("pᵢ = softmax(q₁ · A ΦK(kᵢ))")
    expect(page.locator(".turn")).to_contain_text("q₂ = R₁(q₁ + o₁)")
    expect(page.locator(".turn")).not_to_contain_text("The answer is read")
    expect(page.locator(".live")).to_contain_text("Hop 1 of 2: looks at “The Silent Orchard → starring” (0.34), reads")


def test_the_funnel_and_the_question_say_how_memories_were_found(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    told = "9 of 133,582 memories (66,791 facts, each both ways) share The Silent Orchard or “starred”. "
    expect(page.locator(".funnel .said")).to_have_text(f"{told}The 8 likeliest are kept.")
    name = page.locator(".question .link")
    expect(name).to_have_text("the silent orchard")
    expect(name).to_have_attribute("title", "The Silent Orchard: a name that the memories know")
    assert page.locator(".question .words").all_text_contents() == ["starred"]
    assert page.locator(".question .common").all_text_contents() == ["Who", "in"]
    assert page.locator(".question .unknown").all_text_contents() == ["pray"]


def test_a_set_is_a_set_and_every_name_has_its_mark(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    expect(page.locator(".leader .word")).to_have_text("2 answers")
    expect(page.locator(".leader .share")).to_have_text("")
    expect(page.locator(".answer .verdict")).to_have_text("✓ as the facts say")
    assert page.locator(".set li").all_text_contents() == ["✓ Idris Okafor", "✓ Lena Brandt"]
    wrong = board_data(replace(kv_trace, question=Question(kv_trace.question.text, "Mara Velde", also=("Zoe",))))
    page.get_by_role("button", name="One hop back").click()
    expect(page.locator(".set")).to_be_hidden()
    expect(page.locator(".answer .verdict")).to_be_hidden()
    page.get_by_role("button", name="One hop on").click()
    page.evaluate("data => board.update(data)", wrong)
    expect(page.locator(".answer .verdict")).to_have_text("✗ the facts say: Mara Velde, Zoe")
    assert page.locator(".set li").all_text_contents() == ["✗ Idris Okafor", "✗ Lena Brandt"]


def test_how_far_to_trust_it_stands_beside_the_answer_with_its_reason_on_a_click(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace, trust=Trust("unsure", "not sure", "No memory has the word “pray”.")))
    trust = page.get_by_role("button", name="not sure: why?")
    expect(page.locator(".why")).to_be_hidden()
    trust.click()
    expect(page.locator(".why")).to_have_text("No memory has the word “pray”.")
    expect(trust).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="One hop back").click()
    expect(page.locator(".trust")).to_be_hidden()


def test_ribbons_join_what_is_attended(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    assert page.locator(".gap path").count() == 4
    ends = page.locator(".gap").evaluate("""gap => {
      const root = gap.getRootNode();
      const top = gap.getBoundingClientRect().top;
      const middle = (node) => { const box = node.getBoundingClientRect(); return (box.top + box.bottom) / 2 - top; };
      const rows = (lane) => [...root.querySelectorAll(`.${lane} .item:not(.heads)`)].map(middle);
      const path = root.querySelectorAll(".gap path")[2].getAttribute("d").match(/-?[\\d.]+/g).map(Number);
      return [path[1] - rows("keys")[0], path.at(-1) - rows("values")[0]];
    }""")
    assert np.abs(ends).max() < 1.1


def test_pointing_at_a_value_lights_its_keys_and_the_other_way_round(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    row(page, "values", "Mara Velde").hover()
    assert texts(page, "keys", "xpath=self::*[contains(@class, 'lit')]//*[contains(@class, 'number')]") == ["1", "2"]
    assert page.locator(".gap path.picked").count() == 2
    expect(page.locator(".about")).to_have_text("Mara Velde  read from keys 1, 2")
    assert page.locator(".detail td").all_text_contents()[1:5] == ["0.2965", "0.1517", "−0.55", "−0.28"]
    rows(page, "keys").first.hover()
    assert page.locator(".values .lit .text").all_text_contents() == ["Idris Okafor"]
    assert page.locator(".gap path.picked").count() == 1
    expect(page.locator(".about")).to_have_text("3 ★  The Silent Orchard → starring → Idris Okafor")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_click_keeps_a_row_over_the_hops(show: Show, kv_trace: Trace, width: int) -> None:
    page = show(board_data(kv_trace), width)
    year = row(page, "keys", "year")
    year.click()
    page.keyboard.press("Home")
    expect(year).to_have_attribute("aria-selected", "true")
    expect(year).to_be_in_viewport()
    expect(page.locator(".about")).to_contain_text("5  The Silent Orchard → year → 1987 (kept")
    expect(page.locator(".detail table")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.locator("[aria-selected='true']")).to_have_count(0)


def test_the_keyboard_walks_each_lane(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    rows(page, "keys").first.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    expect(rows(page, "keys").nth(1)).to_be_focused()
    for _ in range(10):
        page.keyboard.press("ArrowDown")
    expect(rows(page, "keys").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(rows(page, "values").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(rows(page, "values").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")


def test_the_tail_of_many_memories_folds_away_and_back(show: Show) -> None:
    trace = many_memories(400)
    page = show(board_data(trace))
    last = trace.hops[-1].attention
    order = np.argsort(-last, kind="stable")
    shown = [i for place, i in enumerate(order) if place < 4 or (place < 12 and last[i] >= 0.005)]
    fold = page.locator(".keys .fold")
    together = last.sum() - last[shown].sum()
    expect(fold).to_have_text(f"{400 - len(shown)} more memories, together {together:.4f} · show")
    assert texts(page, "keys", ".number") == [str(i + 1) for i in shown]
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(fold).to_be_focused()
    assert texts(page, "keys", ".number")[:20] == [str(i + 1) for i in order[:20]]
    assert rows(page, "keys").count() == 400
    page.keyboard.press("Enter")
    assert rows(page, "keys").count() == len(shown)


def test_no_list_scrolls_inside_the_page(show: Show) -> None:
    page = show(board_data(many_memories(400)))
    page.locator(".keys .fold").click()
    inside = "nodes => nodes.filter((node) => node.scrollHeight > node.clientHeight + 1).length"
    assert page.locator(".lanes, .lane, .list, .answer, .set").evaluate_all(inside) == 0


def test_a_search_filters_keys_and_values_and_keeps_its_keys_to_itself(show: Show) -> None:
    page = show(board_data(many_memories(400)))
    field = page.get_by_role("searchbox")
    field.press_sequentially("number 17")
    assert sorted(texts(page, "keys", ".number")) == ["17", *map(str, range(170, 180))]
    expect(page.locator(".search [role='status']")).to_have_text("11 of 400")
    expect(page.locator(".keys .fold")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    expect(page.locator("#host")).to_have_attribute("data-hop", "3")
    field.fill("no such film")
    assert rows(page, "keys").count() == rows(page, "values").count() == 0
    field.fill("")
    assert rows(page, "keys").count() >= 4
    expect(rows(page, "keys").first).to_have_attribute("tabindex", "0")


def test_few_memories_need_neither_search_nor_fold(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator(".keys .fold")).to_be_hidden()


def test_a_narrow_board_stacks_its_panels_and_names_the_keys_of_a_value(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace), 390)
    expect(page.locator(".gap")).to_be_hidden()
    assert texts(page, "values", ".fed")[:3] == ["from 1 key", "from 1 key", "from 2 keys"]
    expect(rows(page, "values").first.locator(".fed")).to_be_visible()
    tops = [page.locator(each).bounding_box()["y"] for each in (".asked", ".funnel", ".keys", ".values", ".answer")]
    assert tops == sorted(tops)


@pytest.mark.parametrize("width", [360, 390, 660, 820, 1000, 1280])
def test_nothing_scrolls_sideways(show: Show, kv_trace: Trace, width: int) -> None:
    memories = [("x" * 5000, "y" * 5000), *((text, text[::-1]) for text in HOSTILE), *MEMORIES[4:]]
    page = show(board_data(replace(kv_trace, slots=slots_of(memories))), width)
    rows(page, "values").first.click()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    sideways = "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).map(node => node.className)"
    parts = ".board, .lanes, .list, .asked, .answer, .funnel, .detail, .about, .legend"
    assert page.locator(parts).evaluate_all(sideways) == []
    assert rows(page, "keys").first.bounding_box()["height"] < 90  # cut after three lines


def test_a_name_is_never_markup_and_reads_from_its_own_side(show: Show, kv_trace: Trace) -> None:
    text = f"{HOSTILE[0]} who?"
    hashing = replace(kv_trace.hashing, links=(), words=("<img",), common=("who",)) if kv_trace.hashing else None
    memories = [(text, HOSTILE[0]), (HOSTILE[2], HOSTILE[2]), *MEMORIES[2:]]
    page = show(board_data(replace(kv_trace, slots=slots_of(memories), question=Question(text), hashing=hashing)))
    rows(page, "values").first.click()
    expect(page.locator(".question")).to_have_text(text)
    expect(row(page, "values", HOSTILE[0]).locator(".text")).to_have_text(HOSTILE[0])
    assert row(page, "keys", HOSTILE[2]).locator(".text").evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.locator("img").count() == 0
    assert page.evaluate("window.broken") is None


def test_one_memory_and_the_nothing_slot_are_drawn(show: Show, kv_trace: Trace) -> None:
    data = board_data(replace(kv_trace, slots=(*slots_of(MEMORIES[:7]), NOTHING), hashing=None))
    page = show(data)
    expect(rows(page, "keys").last.locator(".text")).to_have_text("nothing")
    expect(rows(page, "values").last.locator(".text")).to_have_text("nothing")
    expect(page.locator(".funnel .said")).to_have_text("")
    few = many_memories(1, values=1, hops=1)
    page.evaluate("data => board.update(data)", board_data(few))
    assert (rows(page, "keys").count(), page.locator(".gap path").count()) == (1, 1)


def test_the_same_board_shows_sentences_and_lanes_in_turn(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    page.evaluate("data => board.update(data)", board_data(make_trace()))
    expect(page.locator(".lanes, .funnel, .search, .turn:visible")).to_have_count(0)
    expect(page.locator(".body .row")).to_have_count(4)
    assert page.locator(".question .mark").count() == 0
    page.evaluate("data => board.update(data)", board_data(kv_trace))
    expect(page.locator(".scroll")).to_have_count(0)
    assert rows(page, "keys").count() == 8


def test_new_numbers_move_the_same_rows(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    rows(page, "keys").first.evaluate("node => { node.before = true }")
    page.keyboard.press("Home")
    page.evaluate("data => board.update(data)", board_data(replace(kv_trace, hops=kv_trace.hops[::-1])))
    assert rows(page, "keys").first.evaluate("node => node.before")
    assert texts(page, "keys", ".amount")[0] == "0.34"


# Asked in the moment of the click: on a busy machine the movement is over before another question arrives.
MOVES = "button => { button.click(); return button.getRootNode().getAnimations().length > 0; }"


def test_a_step_moves_unless_motion_is_not_wanted(show: Show, kv_trace: Trace) -> None:
    for motion, moves in (("no-preference", True), ("reduce", False)):
        page = show(board_data(kv_trace), reduced_motion=motion)
        assert page.get_by_role("button", name="Play").evaluate(MOVES) is moves


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out_from_the_background(show: Show, kv_trace: Trace, theme: str) -> None:
    page = show(board_data(kv_trace), theme=theme)
    for text in (
        ".mark.common",
        ".formula",
        ".heads .extra",
        ".item.faint .text",
        ".times",
        ".funnel .said",
        ".turn span",
    ):
        assert page.locator(text).first.evaluate(CONTRAST, "color") >= 4.5, text
    for bar in (".keys .bar", ".values .bar"):
        assert page.locator(bar).first.evaluate(CONTRAST, "backgroundColor") >= 3, bar
