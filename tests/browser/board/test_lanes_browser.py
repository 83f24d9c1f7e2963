"""Keys and values in a browser: what is merged, linked, folded, searched, and what a hostile name cannot do."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from memviz.browser.board import board_data
from memviz.story import Question
from memviz.trace import NOTHING, Trace
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
    assert texts(page, "keys", ".text") == [key for key, _ in MEMORIES]
    assert texts(page, "values", ".text") == list(dict.fromkeys(value for _, value in MEMORIES))
    assert texts(page, "values", ".times") == ["×2", "", "", "", "×2", ""]
    assert texts(page, "keys", ".amount")[:4] == ["0.10", "0.05", "0.47", "0.37"]
    assert texts(page, "values", ".amount")[:3] == ["0.15", "0.47", "0.37"]
    assert texts(page, "values", ".extra")[:3] == ["−0.28", "+2.17", "+1.62"]
    assert texts(page, "values", ".star")[:3] == ["", "★", "★"]


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
    assert texts(page, "keys", ".amount")[:4] == ["0.18", "0.12", "0.34", "0.30"]
    assert texts(page, "values", ".amount")[0] == "0.30"
    expect(page.locator(".keys .formula")).to_have_text("pᵢ = softmax(q₁ · A ΦK(kᵢ))")
    expect(page.locator(".turn")).to_contain_text("q₂ = R₁(q₁ + o₁)")
    expect(page.locator(".turn")).not_to_contain_text("The answer is read")
    assert page.locator(".funnel .amount").all_text_contents() == ["133,582", "9", "7"]
    expect(page.locator(".live")).to_contain_text("Hop 1 of 2: looks at “The Silent Orchard → starring” (0.34), reads")


def test_the_funnel_and_the_question_say_how_memories_were_found(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    expect(page.locator(".funnel")).to_contain_text("hashed, 8 of 9 kept")
    tracks = page.locator(".funnel .track").evaluate_all("nodes => nodes.map(node => node.clientWidth)")
    assert len(set(tracks)) == 1  # or the bars could not be compared
    name = page.locator(".question .link")
    expect(name).to_have_text("the silent orchard")
    expect(name).to_have_attribute("title", "The Silent Orchard: a name that the memories know")
    assert page.locator(".question .words").all_text_contents() == ["starred"]
    assert page.locator(".question .common").all_text_contents() == ["Who", "in"]
    assert page.locator(".question .unknown").all_text_contents() == ["pray"]


def test_an_answer_is_right_if_it_is_one_of_several(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    expect(page.locator(".leader")).to_contain_text("Idris Okafor")
    expect(page.locator(".answer .verdict")).to_have_text("✓ as the facts say")
    expect(page.locator(".also")).to_have_text("also: Lena Brandt ✓")
    wrong = board_data(replace(kv_trace, question=Question(kv_trace.question.text, "Mara Velde", also=("Zoe",))))
    page.get_by_role("button", name="One hop back").click()
    expect(page.locator(".also")).to_be_hidden()
    page.get_by_role("button", name="One hop on").click()
    page.evaluate("data => board.update(data)", wrong)
    expect(page.locator(".answer .verdict")).to_have_text("✗ the facts say: Mara Velde, Zoe")
    expect(page.locator(".also")).to_have_text("also: Lena Brandt ✗")


def test_ribbons_join_what_is_attended(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    assert page.locator(".gap path").count() == 4
    ends = page.locator(".gap").evaluate("""gap => {
      const root = gap.getRootNode();
      const top = gap.getBoundingClientRect().top;
      const middle = (node) => { const box = node.getBoundingClientRect(); return (box.top + box.bottom) / 2 - top; };
      const rows = (lane) => [...root.querySelectorAll(`.${lane} .item:not(.heads)`)].map(middle);
      const path = root.querySelectorAll(".gap path")[2].getAttribute("d").match(/-?[\\d.]+/g).map(Number);
      return [path[1] - rows("keys")[2], path.at(-1) - rows("values")[1]];
    }""")
    assert np.abs(ends).max() < 1.1


def test_pointing_at_a_value_lights_its_keys_and_the_other_way_round(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    row(page, "values", "Mara Velde").hover()
    assert texts(page, "keys", "xpath=self::*[contains(@class, 'lit')]//*[contains(@class, 'number')]") == ["1", "2"]
    assert page.locator(".gap path.picked").count() == 2
    expect(page.locator(".about")).to_have_text("Mara Velde  read from keys 1, 2")
    assert page.locator(".detail td").all_text_contents()[1:5] == ["0.2965", "0.1517", "−0.55", "−0.28"]
    rows(page, "keys").nth(2).hover()
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
    folded = [i for i, hops in enumerate(trace.attention().T) if i >= 12 and hops.max() < 0.005]
    fold = page.locator(".keys .fold")
    together = trace.hops[-1].attention[folded].sum()
    expect(fold).to_have_text(f"{len(folded)} more memories, together {together:.4f} · show")
    assert rows(page, "keys").count() == 400 - len(folded)
    rows(page, "keys").nth(11).focus()
    page.keyboard.press("ArrowDown")
    expect(rows(page, "keys").nth(12)).to_be_focused()  # over all that is folded between
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(fold).to_be_focused()
    assert texts(page, "keys", ".number") == [str(i) for i in range(1, 401)]
    assert rows(page, "values").count() < len(board_data(trace)["values"])
    page.keyboard.press("Enter")
    assert rows(page, "keys").count() == 400 - len(folded)


def test_folded_rows_show_the_hop_they_are_unfolded_in(show: Show) -> None:
    trace = many_memories(400)
    page = show(board_data(trace))
    page.get_by_role("button", name="Hop 1", exact=True).click()
    page.locator(".keys .fold").click()
    assert texts(page, "keys", ".extra")[99] == f"{trace.hops[0].scores[99]:.2f}".replace("-", "−")


def test_a_search_filters_keys_and_values_and_keeps_its_keys_to_itself(show: Show) -> None:
    page = show(board_data(many_memories(400)))
    field = page.get_by_role("searchbox")
    field.press_sequentially("number 17")
    assert texts(page, "keys", ".number") == ["17", *map(str, range(170, 180))]
    expect(page.locator(".search [role='status']")).to_have_text("11 of 400")
    expect(page.locator(".keys .fold")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Home")
    expect(page.locator("#host")).to_have_attribute("data-hop", "3")
    field.fill("no such film")
    assert rows(page, "keys").count() == rows(page, "values").count() == 0
    field.fill("")
    assert rows(page, "keys").count() > 11
    expect(rows(page, "keys").first).to_have_attribute("tabindex", "0")


def test_few_memories_need_neither_search_nor_fold(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace))
    expect(page.get_by_role("searchbox")).to_be_hidden()
    expect(page.locator(".keys .fold")).to_be_hidden()


def test_ribbons_follow_a_list_that_scrolls(show: Show) -> None:
    page = show(board_data(many_memories(400)))
    page.locator(".keys .fold").click()
    path = page.locator(".gap path").first
    before = path.get_attribute("d")
    page.locator(".keys .list").evaluate("list => list.scrollTo({ top: list.scrollTop - 320, behavior: 'instant' })")
    expect(path).not_to_have_attribute("d", before)


def test_a_narrow_board_stacks_its_panels_and_names_the_keys_of_a_value(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace), 390)
    expect(page.locator(".gap")).to_be_hidden()
    assert texts(page, "values", ".fed")[:2] == ["from 2 keys", "from 1 key"]
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
    parts = ".board, .lanes, .list, .asked, .answer, .funnel, .funnel li, .detail, .about, .legend"
    assert page.locator(parts).evaluate_all(sideways) == []
    assert rows(page, "keys").first.bounding_box()["height"] < 90  # cut after three lines


def test_a_name_is_never_markup_and_reads_from_its_own_side(show: Show, kv_trace: Trace) -> None:
    text = f"{HOSTILE[0]} who?"
    hashing = replace(kv_trace.hashing, links=(), words=("<img",), common=("who",)) if kv_trace.hashing else None
    memories = [(text, HOSTILE[0]), (HOSTILE[2], HOSTILE[2]), *MEMORIES[2:]]
    page = show(board_data(replace(kv_trace, slots=slots_of(memories), question=Question(text), hashing=hashing)))
    rows(page, "values").first.click()
    expect(page.locator(".question")).to_have_text(text)
    expect(rows(page, "values").first.locator(".text")).to_have_text(HOSTILE[0])
    assert rows(page, "keys").nth(1).locator(".text").evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.locator("img").count() == 0
    assert page.evaluate("window.broken") is None


def test_one_memory_and_the_nothing_slot_are_drawn(show: Show, kv_trace: Trace) -> None:
    data = board_data(replace(kv_trace, slots=(*slots_of(MEMORIES[:7]), NOTHING), hashing=None))
    page = show(data)
    expect(rows(page, "keys").last.locator(".text")).to_have_text("nothing")
    expect(rows(page, "values").last.locator(".text")).to_have_text("nothing")
    assert page.locator(".funnel .amount").all_text_contents() == ["7", "4"]
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
    assert texts(page, "keys", ".amount")[0] == "0.18"


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
        ".funnel li",
        ".turn span",
    ):
        assert page.locator(text).first.evaluate(CONTRAST, "color") >= 4.5, text
    for bar in (".keys .bar", ".values .bar"):
        assert page.locator(bar).first.evaluate(CONTRAST, "backgroundColor") >= 3, bar
