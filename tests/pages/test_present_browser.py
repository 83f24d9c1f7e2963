"""The real app in a real browser: a talk is begun, goes on without the server, and is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memviz.browser.deck import Deck
from tests.chromium import playwright_api

from .seats import Watch

expect = playwright_api().expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("app")]

Open = Callable[..., Any]


@pytest.fixture
def present(visit: Open) -> Open:
    """present(path) opens the page."""
    return lambda path="/present": visit(path, 1024, 768, ".talk .item")


def begin(page: Any) -> None:
    """Press Start once the networks have read all stories."""
    expect(page.locator(".begin")).to_have_attribute("aria-disabled", "false")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(stage(page)).to_be_visible()


def stage(page: Any) -> Any:
    return page.locator("dialog.stage")


def title(page: Any, number: int) -> Any:
    return page.get_by_role("textbox", name=f"Title of story {number}")


def test_a_talk_goes_on_without_the_network(present: Open, watch: Watch) -> None:
    page = present()
    begin(page)
    page.context.set_offline(True)
    before = len(watch.requests)
    seen = []
    while not seen or page.evaluate("location.search") != seen[-1]:
        seen.append(page.evaluate("location.search"))
        page.keyboard.press("ArrowRight")
    assert len(seen) == (4 + 3 + 1) + 2 * (4 + 9 + 1) + (4 + 6 + 1), "one hop, three hops twice, two hops"
    assert seen[-1] == "?v=1&lang=en&item=4&step=11"
    assert [url for url in watch.requests[before:] if "/_stcore/" not in url] == [], "Streamlit looks for its server"
    expect(page.locator(".outcome > .word")).to_have_text("Michael Curtiz")
    page.keyboard.press("Home")
    expect(page.locator(".question").last).to_have_text("Where is Daniel?")
    watch.complaints.clear()  # that Streamlit finds no server is what this is about
    page.context.set_offline(False)


def test_the_stage_covers_streamlit_and_gives_it_back(present: Open) -> None:
    page = present()
    begin(page)
    covered = "([x, y]) => document.elementFromPoint(x, y).closest('[class*=st-key-pr_talk]') !== null"
    corners = [[5, 5], [1019, 5], [512, 20], [5, 763], [1019, 763]]
    assert all(page.evaluate(covered, corner) for corner in corners)
    page.keyboard.press("Escape")
    expect(stage(page)).not_to_be_visible()
    expect(page.get_by_role("link", name="Stories")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/present\?v=1&lang=en$"))
    assert not page.evaluate(covered, [512, 20])


def test_a_talk_survives_a_reload_and_other_pages(present: Open) -> None:
    page = present()
    title(page, 2).fill("Mine r c")
    page.get_by_role("button", name="Take out of the talk").first.click()
    expect(page.locator(".item")).to_have_count(3)
    page.reload(wait_until="commit")
    expect(title(page, 1)).to_have_value("Mine r c")
    page.get_by_role("link", name="Stories").click()
    page.locator("[data-painted]").wait_for()
    page.get_by_role("link", name="Present").click()
    expect(title(page, 1)).to_have_value("Mine r c")
    begin(page)
    expect(page.locator("footer .title")).to_have_text("Mine r c")


def test_a_link_opens_its_step(present: Open) -> None:
    page = present("/present?item=3&step=9")
    expect(stage(page)).to_have_attribute("data-phase", "read")
    expect(page.locator(".count")).to_have_text("3 / 4")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"/present\?v=1&lang=en&item=3&step=10$"))
    page.reload(wait_until="commit")
    expect(stage(page)).to_have_attribute("data-phase", "move")


def test_files_are_opened_and_refused_and_nothing_is_lost(present: Open, tmp_path: Path) -> None:
    page = present()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save talk").click()
    download.value.save_as(tmp_path / "talk.json")
    deck = Deck.from_json((tmp_path / "talk.json").read_text("utf-8"))
    (tmp_path / "two.json").write_text(Deck(deck.items[:2]).to_json(), "utf-8")
    (tmp_path / "new.json").write_text(deck.to_json().replace('"version": 1', '"version": 9'), "utf-8")

    chooser = page.get_by_label("A talk as a file")
    chooser.set_input_files(tmp_path / "new.json")
    expect(page.locator(".talk > .status")).to_contain_text("new.json was saved by a newer memviz")
    expect(page.locator(".item")).to_have_count(4)
    chooser.set_input_files(tmp_path / "two.json")
    expect(page.locator(".talk > .status")).to_have_text(
        "two.json is open: 2 stories. “Undo” brings back what was here before."
    )
    expect(page.locator(".item")).to_have_count(2)
    begin(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".item")).to_have_count(4)
