"""Facts in a real browser: what a visitor sees, types, pastes, uploads and presses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memviz.data.card import names
from memviz.pages.shared.sources import shelf
from tests.chromium import playwright_api

from .seats import Watch
from .sights import another, below, board, fits, light

expect = playwright_api().expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("app"),
    pytest.mark.skipif("kv-open" not in names(), reason="kv-open is not trained yet"),
]

FIRST = "which films did the director of Vertigo make?"
Visit = Callable[..., Any]
PATH = "/facts"


def typed(page: Any) -> Any:
    return page.locator("[class*=st-key-kv_question_] input")


def facts(page: Any) -> Any:
    return page.get_by_role("textbox", name="Facts, one a line")


def asked(page: Any, question: str) -> None:
    """Type a question, press Enter, wait for the board."""
    typed(page).fill(question)
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_text(question)


def choose(page: Any, source: str) -> None:
    page.locator(".st-key-kv_source").get_by_text(source, exact=True).click()


def told(page: Any, text: str) -> None:
    facts(page).fill(text)
    page.keyboard.press("Control+Enter")


def test_the_navigation_leads_here_and_back_and_both_pages_keep_what_was_typed(visit: Visit) -> None:
    page = visit("/")
    page.locator(".ask textarea").fill("Where is Daniel?")
    page.wait_for_url("**typed=**")

    page.get_by_role("link", name="Facts").click()
    expect(page.locator(".question")).to_have_text(FIRST)
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    asked(page, "who wrote Vertigo?")

    page.get_by_role("link", name="Stories").click()
    expect(page.locator(".ask textarea")).to_have_value("Where is Daniel?")
    page.get_by_role("link", name="Facts").click()
    expect(page.locator(".question")).to_have_text("who wrote Vertigo?")


def test_the_first_visit_shows_four_panels_that_can_be_stepped_and_asks_nobody_else(visit: Visit, watch: Watch) -> None:
    page = visit(PATH)

    expect(page.locator(".leader .word")).to_have_text("5 films")
    expect(page.locator(".leader .word")).to_be_in_viewport()
    expect(page.get_by_role("button", name="sure: why?")).to_be_visible()
    expect(page.locator(".verdict")).to_contain_text("as the facts say")
    expect(page.locator(".keys > .name")).to_contain_text("Key addressing")
    expect(page.locator(".values > .name")).to_contain_text("Value reading")
    expect(page.locator(".funnel")).to_contain_text("11,988")
    assert fits(page)
    page.get_by_role("button", name="Hop 1", exact=True).click()
    expect(board(page)).to_have_attribute("data-hop", "1")
    assert not [url for url in watch.requests if "plotly" in url.lower()]


def test_every_source_is_asked_and_the_link_opens_it_again(visit: Visit) -> None:
    page = visit(PATH)
    for source, first in (
        ("Countries", shelf("countries").suggested("kv-chain")[0].text),
        ("Articles", shelf("articles").questions[0].text),
        ("Own article", "who directed The Paper Lighthouse?"),
        ("Own facts", "where was the discoverer of Titan born?"),
    ):
        choose(page, source)
        expect(page.locator(".question")).to_have_text(first)
    choose(page, "Countries")
    another(page, page.get_by_role("button", name="Another question").click)
    expect(page.locator(".question")).to_have_text(shelf("countries").suggested("kv-chain")[1].text)

    page.reload(wait_until="commit")
    board(page).wait_for()
    expect(page.locator(".question")).to_have_text(shelf("countries").suggested("kv-chain")[1].text)


def test_a_slip_in_one_s_own_facts_is_shown_and_put_right(visit: Visit) -> None:
    page = visit(f"{PATH}?source=own")
    told(page, "Ann Oat|lives_in|Rye\nno fact")
    expect(page.get_by_text("1 line is not read as a fact.")).to_be_visible()
    expect(page.locator(".st-key-kv_broken tbody tr")).to_have_count(1)
    expect(board(page)).to_have_count(0)

    told(page, "Ann Oat|lives_in|Rye")
    expect(page.locator(".question")).to_have_text("what does Ann Oat live in?")
    expect(page.locator(".leader .word")).to_have_text("Rye")
    choose(page, "Films")
    expect(page.locator(".question")).to_have_text(FIRST)
    choose(page, "Own facts")
    expect(facts(page)).to_have_value("Ann Oat|lives_in|Rye")


HOSTILE = "<img src=x onerror=window.broken=1>"


def test_hostile_names_are_shown_as_typed_and_execute_nothing(visit: Visit, watch: Watch) -> None:
    page = visit(f"{PATH}?source=own")
    told(page, f"{HOSTILE}|likes|**b** $x$ <script>window.broken=1</script>\n玛丽|likes|مريم")
    expect(page.locator(".keys .text").first).to_have_text(f"{HOSTILE} → likes")
    page.get_by_text("The facts, the network, more pictures").click()
    expect(page.locator("[class*=st-key-kv_about] td").first).to_have_text(HOSTILE)
    page.get_by_role("radio", name="Heat map").click()
    expect(page.locator(".stPlotlyChart .main-svg").first).to_be_visible()

    assert page.evaluate("window.broken") is None
    assert page.locator("img[src='x']").count() == 0
    assert fits(page)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".board")).to_have_attribute("data-layout", "narrow")
    assert fits(page)
    assert not [url for url in watch.requests if url.endswith("/x")]


def test_a_file_is_asked_and_one_that_is_no_text_is_refused(visit: Visit) -> None:
    page = visit(f"{PATH}?source=own")
    page.get_by_text("Or upload a file").click()
    upload = page.locator("input[type=file]")
    upload.set_input_files({"name": "rye.csv", "mimeType": "text/csv", "buffer": b'"Rye, East",county,Sussex\n'})
    expect(page.locator(".question")).to_have_text("what is the county of Rye, East?")

    page.get_by_role("button", name="Back to what I typed").click()
    expect(page.locator(".question")).to_have_text("where was the discoverer of Titan born?")
    page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"\xff\xff"})
    expect(page.get_by_text("a.csv, line 1: expected UTF-8 text, found byte 0xff.")).to_be_visible()


def test_a_table_that_is_uploaded_is_read_by_one_click(visit: Visit) -> None:
    page = visit(f"{PATH}?source=own")
    page.get_by_text("Or upload a file (at most 20 MB)").click()
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("20MB per file • CSV, JSON, JSONL, TSV, TXT")
    people = b'[{"name": "Anna", "role": "lead", "city": "Rye"}, {"name": "Cy", "role": "cook", "city": "Hay"}]'
    file = {"name": "people.json", "mimeType": "application/json", "buffer": people}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("This looks like a table with a header.")).to_be_visible()
    page.get_by_role("button", name="Read role, city as relations").click()

    expect(page.locator(".question")).to_have_text("what is the role of Anna?")
    expect(page.get_by_text("every row is about one “name”")).to_be_visible()


def test_many_pasted_facts_are_asked_without_holding_up_the_page(visit: Visit) -> None:
    page = visit(f"{PATH}?source=own", permissions=("clipboard-read", "clipboard-write"))
    text = "\n".join(f"Person {i}|likes|Thing {i % 500}" for i in range(10_000))
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.get_by_role("button", name="Empty this field").click()
    expect(facts(page)).to_have_value("")
    facts(page).focus()
    page.keyboard.press("Control+V")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("the pasted text of 10,000 lines")).to_be_visible()
    expect(page.locator(".question")).to_have_text("what does Person 0 like?")
    expect(page.locator(".funnel")).to_contain_text("20,000")
    expect(facts(page)).to_be_disabled()


def test_on_a_phone_nothing_is_cut_and_one_s_own_facts_come_behind_the_board(visit: Visit) -> None:
    for source in ("movies", "own"):
        page = visit(f"{PATH}?source={source}", width=390)
        assert fits(page)
    assert below(facts(page), page.locator(".board"))


def test_a_link_of_the_page_s_old_name_still_opens(visit: Visit) -> None:
    page = visit("/key-value?source=countries&model=kv-open&question=2")
    expect(page.locator(".question")).to_have_text(shelf("countries").questions[1].text)
    page = visit("/key-value?source=story&model=kv-babi&task=7&story=2")
    expect(page.locator(".ask textarea")).to_be_visible()


def test_a_slip_is_mended_by_one_press(visit: Visit) -> None:
    page = visit(PATH)
    asked(page, "which films did the director of Vertigoo and Alien make?")
    page.get_by_role("button", name="Did you mean Vertigo?").click()
    expect(page.locator(".question")).to_have_text("which films did the director of Vertigo and Alien make?")


def test_it_is_dark_for_who_prefers_it(visit: Visit) -> None:
    page = visit(PATH, color_scheme="dark", reduced_motion="reduce")

    assert light(page, ".stApp") < 64
    assert light(page, ".board") < 64
