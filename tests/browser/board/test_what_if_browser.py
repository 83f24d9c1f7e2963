"""Changing a memory by hand: what is sent, what is shown at once, and what when the answer has come."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from memviz.browser.board import board_data
from memviz.story import Slot
from memviz.story.changes import Override
from memviz.trace import NOTHING, Trace
from memviz.trace.influence import Influence
from tests.chromium import playwright_api

from .conftest import SCORES, SENTENCES, make_trace
from .test_board_browser import CONTRAST, row

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

Show = Callable[..., Any]
ASKED = {"of": "kitchen", "n": 0, "compare": None, "influence": False}


def with_words(trace: Trace) -> Trace:
    """Three words of five and the time add to every score; the nothing slot has its own."""
    parts = []
    for scores in SCORES:
        table = np.zeros((4, 6))
        table[:3, 0], table[:3, 1], table[:3, 5] = 2, -0.5, np.array(scores[:3]) - 1.5
        table[3, 5] = scores[3]
        parts.append(table)
    hops = [replace(hop, word_scores=words) for hop, words in zip(trace.hops, parts, strict=True)]
    return replace(trace, hops=tuple(hops))


def muted(trace: Trace) -> Trace:
    """Slot 2 muted, slot 3 fixed in hop 2."""
    hops = (
        replace(trace.hops[0], attention=[0.25, 0, 0.65, 0.1]),
        replace(trace.hops[1], attention=[0.1, 0, 0.6, 0.3], answer_probs=trace.hops[0].answer_probs),
    )
    return replace(trace, hops=hops, muted=(1,), overrides=(Override(1, 2, 0.6),))


def sent(page: Any) -> list[dict[str, Any]]:
    """What was sent, without the messages' numbers."""
    messages: list[dict[str, Any]] = page.evaluate("sent")
    assert all(message.pop("n") > 0 for message in messages)
    return messages


def message(**changes: Any) -> dict[str, Any]:
    return {"of": "kitchen", "muted": [], "overrides": [], "compare": None, "influence": False} | changes


def drag(page: Any, target: Any, share: float, release: bool = True) -> None:
    """Drag a target's bar, in the middle of its height, to a share of the target's width."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 4, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 3, y)
    page.mouse.move(box["x"] + box["width"] * share, y)
    if release:
        page.mouse.up()


def test_a_double_click_mutes_and_leaves_the_lock_alone(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    row(page, 2).locator(".text").dblclick()
    expect(row(page, 2)).to_have_class("row muted")
    page.clock.run_for(2000)
    expect(row(page, 2)).to_have_attribute("aria-selected", "false")
    expect(page.locator(".what-if b")).to_have_text("1 slot muted")
    row(page, 2).locator(".text").dblclick()
    expect(row(page, 2)).to_have_class("row")
    assert sent(page) == [message(muted=[1]), message()]
    assert page.evaluate("String(getSelection())") == "", "no word is selected"


def test_a_locked_row_stays_locked_over_a_double_click(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    row(page, 2).locator(".text").click()
    page.clock.run_for(400)
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")
    row(page, 2).locator(".text").dblclick()
    page.clock.run_for(2000)
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")


def test_m_mutes_the_row_that_has_the_keyboard_and_nothing_too(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    row(page, 4).focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("m")
    expect(row(page, 3)).to_be_focused()
    assert sent(page) == [message(muted=[3]), message(muted=[2, 3])]


def test_the_last_slot_that_is_left_is_not_muted(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    for number in (1, 2, 3, 4):
        row(page, number).focus()
        page.keyboard.press("m")
    assert [len(each["muted"]) for each in sent(page)] == [1, 2, 3]
    expect(row(page, 4)).to_have_class("row nothing")


def test_a_button_in_the_row_that_is_pointed_at_mutes_it(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    row(page, 3).hover()
    row(page, 3).get_by_role("button", name="Mute or unmute (M)").click()
    page.clock.run_for(2000)
    expect(row(page, 3)).to_have_attribute("aria-selected", "false")
    assert sent(page) == [message(muted=[2])]


def test_a_bar_of_any_hop_is_dragged_and_sent_once(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    cell = row(page, 3).locator(".cell").first
    drag(page, cell, 0.5, release=False)
    expect(page.locator(".scroll")).to_have_class("scroll dragging")
    shown = float(cell.text_content())
    assert shown > 0.2
    assert sent(page) == []
    page.mouse.up()
    page.clock.run_for(2000)
    assert sent(page) == [message(overrides=[[0, 2, shown]])]
    expect(cell).to_have_class("cell fixed")
    expect(page.locator(".scroll")).to_have_class("scroll")
    expect(row(page, 3)).to_have_attribute("aria-selected", "false")


def test_dragging_ends_at_what_other_weights_leave_and_at_nothing(show: Show, trace: Trace) -> None:
    page = show(board_data(muted(trace), what_if=ASKED))
    cell = row(page, 1).locator(".cell").last
    drag(page, cell, 3)
    assert sent(page)[-1]["overrides"] == [[1, 0, 0.4], [1, 2, 0.6]]
    drag(page, cell, -1)
    assert sent(page)[-1]["overrides"] == [[1, 0, 0], [1, 2, 0.6]]
    drag(page, row(page, 2).locator(".cell").last, 0.5)
    assert len(sent(page)) == 2, "a muted slot has no weight"


def test_on_a_narrow_board_the_bar_behind_the_text_is_dragged(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED), 390)
    drag(page, row(page, 2).locator(".slot"), 0.6)
    (told,) = sent(page)
    ((hop, slot, weight),) = told["overrides"]
    assert (hop, slot) == (1, 1)
    assert 0.3 < weight < 0.8
    expect(row(page, 2).locator(".now")).to_have_text(f"{weight:.2f}")


def test_a_weight_is_typed_and_let_go(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    row(page, 3).focus()
    page.keyboard.press("Home")
    page.keyboard.press("e")
    field = page.get_by_label("attention in hop 1")
    expect(field).to_be_focused()
    expect(field).to_have_value("0.15")
    page.keyboard.type("0.8")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")  # is for the field alone
    expect(page.locator("#host")).to_have_attribute("data-hop", "1")
    page.get_by_role("button", name="Let the network decide again").click()
    field.fill("7")
    field.blur()
    expect(field).to_have_value("1.00")
    given = [[0, 2, 0.8]]
    assert sent(page) == [message(overrides=given), message(), message(overrides=[[0, 2, 1]])]


def test_the_strip_mutes_and_offers_no_weight_of_what_is_muted(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED), 390)
    row(page, 1).locator(".text").click()
    page.clock.run_for(400)
    page.get_by_role("button", name="Mute this slot (M)").click()
    expect(page.get_by_role("button", name="Unmute this slot (M)")).to_be_visible()
    expect(page.get_by_label("attention in hop 2")).to_be_hidden()
    expect(page.locator(".about")).to_contain_text("(muted)")


def test_reset_takes_everything_back_at_once(show: Show, trace: Trace) -> None:
    page = show(board_data(muted(trace), what_if={**ASKED, "compare": True}))
    expect(page.locator(".what-if b")).to_have_text("1 slot muted · hop 2 fixed")
    page.get_by_role("button", name="Undo all changes").click()
    assert sent(page) == [message(compare=True)]
    expect(page.get_by_role("button", name="Undo all changes")).to_be_hidden()
    expect(page.locator(".muted, .fixed")).to_have_count(0)
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.textContent") == "Influence"


def test_an_older_answer_does_not_undo_a_newer_change(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    for number in (1, 2):
        row(page, number).focus()
        page.keyboard.press("m")
    numbers = page.evaluate("sent.map(({ n }) => n)")
    for n, classes in zip(numbers, ("row muted", "row"), strict=True):
        late = board_data(replace(muted(trace), muted=(1,), overrides=()), what_if={**ASKED, "n": n})
        page.evaluate("data => board.update(data)", late)
        expect(row(page, 1)).to_have_class(classes)
    expect(row(page, 2)).to_have_class("row muted")


def test_a_story_that_changed_meanwhile_has_no_changes(show: Show, trace: Trace) -> None:
    page = show(board_data(trace, what_if=ASKED))
    row(page, 1).focus()
    page.keyboard.press("m")
    other = make_trace(("Mary left.", *SENTENCES[1:]))
    page.evaluate("data => board.update(data)", board_data(other, what_if={**ASKED, "of": "other"}))
    expect(page.locator(".muted")).to_have_count(0)
    expect(page.locator(".what-if")).to_contain_text("Double-click or M mutes a slot; drag a bar to fix its weight.")


@pytest.mark.parametrize("width", [390, 1280])
def test_before_and_after_stand_side_by_side(show: Show, trace: Trace, width: int) -> None:
    page = show(board_data(muted(trace), before=trace, what_if={**ASKED, "compare": True}), width)
    expect(page.locator(".what-if")).to_contain_text("Answer: kitchen 88\u00a0% → garden 30\u00a0%.")
    expect(page.locator(".what-if")).to_contain_text("Hop 1 looked at slot 2 (0.70), now at slot 3 (0.65).")
    expect(page.locator(".answer li").first).to_contain_text("5\u00a0% → 30\u00a0%")
    was = "node => getComputedStyle(node).getPropertyValue('--was')"
    marked = ".slot" if width < 600 else ".cell:last-of-type"
    assert [row(page, i).locator(marked).last.evaluate(was) for i in (1, 2, 3, 4)] == [
        "0.930",
        "0.040",
        "0.001",
        "0.029",
    ]
    row(page, 1).locator(".text").hover()
    assert page.locator(".detail tr").nth(2).locator("td").all_text_contents() == ["0.10 → 0.25", "0.93 → 0.10"]
    page.get_by_role("button", name="Compare with before").click()
    assert sent(page) == [message(muted=[1], overrides=[[1, 2, 0.6]], compare=False)]


def test_a_swapped_sentence_is_marked(show: Show, trace: Trace) -> None:
    swapped = replace(trace, slots=(*map(Slot.sentence, (*SENTENCES[:2], "John ran.")), NOTHING))
    page = show(board_data(swapped, before=trace, what_if={**ASKED, "compare": True}))
    expect(row(page, 3).locator(".star")).to_have_text("≠")
    expect(page.locator(".what-if")).to_contain_text("Only before: “John went to the garden.”.")
    row(page, 3).locator(".text").hover()
    expect(page.locator(".about")).to_have_text("3  John ran. (before: “John went to the garden.”)")


def test_words_are_marked_by_what_they_add_in_the_hop_that_is_shown(show: Show, trace: Trace) -> None:
    page = show(board_data(with_words(trace), what_if=ASKED))
    row(page, 2).locator(".text").hover()
    expect(page.locator(".parts")).to_have_text("Score in hop 2: Mary +2.00, took −0.50, time −1.65 = −0.15")
    assert row(page, 2).locator(".part").all_text_contents() == ["Mary", "took"]
    assert row(page, 2).locator(".part.minus").all_text_contents() == ["took"]
    assert row(page, 2).locator(".unknown").all_text_contents() == ["zorblax"]
    row(page, 2).focus()
    page.keyboard.press("Home")
    expect(page.locator(".parts")).to_have_text("Score in hop 1: Mary +2.00, took −0.50, time +1.45 = 2.95")
    row(page, 1).locator(".text").hover()
    expect(page.locator(".part")).to_have_count(2)
    expect(row(page, 2).locator(".text")).to_have_text(SENTENCES[1])
    row(page, 4).locator(".text").hover()
    expect(page.locator(".part")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 390, 704, 1280])
def test_influence_stands_beside_attention_on_every_board(show: Show, trace: Trace, width: int) -> None:
    influence = Influence("kitchen", np.array([2.5, -0.5, 0, 0.001]))
    page = show(board_data(trace, influence=influence, what_if={**ASKED, "influence": True}), width)
    falls = page.locator(".body .fall")
    expect(falls).to_have_text(["2.50", "−0.50", "·", "·"])
    bars = falls.locator(".bar").evaluate_all("nodes => nodes.map(node => node.style.transform)")
    assert bars == ["scaleX(1)", "scaleX(-0.2)", "scaleX(0)", "scaleX(0)"]
    expect(falls.nth(1)).to_have_class("fall rises")
    expect(falls.first).to_be_in_viewport(ratio=1)
    expect(page.locator(".what-if")).to_contain_text("rank correlation")
    expect(page.locator(".what-if")).to_contain_text("Gold fact 1: place 1 by attention, 1 by influence.")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    row(page, 1).locator(".text").hover()
    expect(page.locator(".parts")).to_contain_text("Without it the answer's log-probability falls by 2.50.")
    page.get_by_role("button", name="How much the answer falls without each slot").click()
    assert sent(page) == [message()]


def test_a_board_that_nobody_listens_to_is_as_it_was(show: Show, trace: Trace) -> None:
    page = show(board_data(trace))
    expect(page.locator(".what-if, .hand")).to_have_count(2)
    expect(page.locator(".what-if:visible, .hand:visible")).to_have_count(0)
    row(page, 1).locator(".text").dblclick()
    row(page, 1).focus()
    page.keyboard.press("m")
    drag(page, row(page, 1).locator(".cell").last, 0.3)
    assert sent(page) == []
    row(page, 2).locator(".text").hover()
    expect(page.get_by_role("button", name="Mute or unmute (M)")).to_be_hidden()


def test_keys_of_lanes_are_muted_weighed_and_compared(show: Show, kv_trace: Trace) -> None:
    page = show(board_data(kv_trace, what_if=ASKED))
    keys = page.locator(".keys .item:not(.heads)")
    first, _, third, *_ = (
        int(i) for i in np.argsort(-kv_trace.hops[-1].attention[: len(kv_trace.slots)], kind="stable")
    )
    keys.nth(2).locator(".text").dblclick()
    expect(page.locator(".keys .muted")).to_have_count(1)
    page.locator(".values .item:not(.heads)").first.locator(".text").dblclick()
    drag(page, keys.first.locator(".track"), 0.5)
    assert sent(page)[0] == message(muted=[third])
    ((hop, slot, weight),) = sent(page)[-1]["overrides"]
    assert (hop, slot) == (1, first)
    assert 0.4 < weight < 0.6
    assert len(sent(page)) == 2, "a value is no slot"

    hops = tuple(replace(hop, attention=np.roll(hop.attention, 1)) for hop in kv_trace.hops)
    other = replace(kv_trace, hops=hops)
    page.evaluate("data => board.update(data)", board_data(other, before=kv_trace, what_if={**ASKED, "compare": True}))
    was = keys.first.locator(".track").evaluate("node => node.style.getPropertyValue('--was')")
    top = int(other.hops[-1].attention[: len(other.slots)].argmax())
    assert float(was) == pytest.approx(kv_trace.hops[-1].attention[top], abs=1e-3)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_said_can_be_read(show: Show, trace: Trace, theme: str) -> None:
    data = board_data(with_words(trace), before=muted(trace), what_if={**ASKED, "compare": True})
    page = show(data, theme=theme)
    row(page, 2).locator(".text").hover()
    for text in (".what-if span", ".parts"):
        assert page.locator(text).first.evaluate(CONTRAST, "color") >= 4.5, text
    assert page.locator(".part.minus").first.evaluate(CONTRAST, "textDecorationColor") >= 3
