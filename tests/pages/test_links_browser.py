"""Links in a real browser: the address follows the page, back and forward work, and a copied link shows the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from memviz.data.card import names
from memviz.simulate.gallery import FIRST, entry
from tests.chromium import playwright_api

from .seats import rested
from .test_explore_browser import another, ask, board, light, story, texts
from .test_what_if_browser import changed, row

expect = playwright_api().expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("app"),
    pytest.mark.skipif("kv-open" not in names(), reason="kv-open is not trained yet"),
]

Open = Callable[..., Any]
TYPED = "Mary went to the kitchen.\nJohn took the 😀 to the garden.\nMary moved to the park."


def linked(page: Any, **parameters: str | None) -> None:
    """Wait until the address says these; None: it says nothing of that."""
    page.wait_for_function(
        """(wanted) => {
          const query = new URLSearchParams(location.search);
          return Object.entries(wanted).every(([name, value]) => query.get(name) === value);
        }""",
        arg=parameters,
    )


def hop(page: Any, number: int) -> None:
    """Step to a hop."""
    page.get_by_role("button", name=f"Hop {number}", exact=True).click()
    expect(board(page)).to_have_attribute("data-hop", str(number))


def back(page: Any) -> None:
    ready(page)
    page.go_back()


def forward(page: Any) -> None:
    ready(page)
    page.go_forward()


def ready(page: Any) -> None:
    """Wait until the page has been drawn: Streamlit takes who leaves one that is being drawn back to it."""
    expect(page.locator(".begin[aria-disabled=true]")).to_have_count(0)
    rested(page)


def at_hop(page: Any, number: int) -> None:
    expect(board(page)).to_have_attribute("data-hop", str(number))


def slots(page: Any) -> Any:
    """The sentences on the board."""
    return page.locator(".body .row:not(.nothing) .text")


def picture(page: Any) -> list[Any]:
    """All that the board shows."""
    classes = "nodes => nodes.map((node) => [node.className, node.textContent])"
    return [
        board(page).get_attribute("data-hop"),
        page.locator(".question").text_content(),
        texts(page),
        page.locator(".board .row").evaluate_all(classes),
        page.locator(".leader").all_text_contents(),
    ]


def copied(page: Any) -> str:
    """The link in the clipboard, once it has been copied there."""
    page.get_by_role("button", name="Copy the link to what is shown here").click()
    expect(page.locator(".toolbar .status")).to_have_text("Link copied.")
    link: str = page.evaluate("navigator.clipboard.readText()")
    return link


def path_of(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


# ---- back and forward ------------------------------------------------------------------------------------------------


def test_back_and_forward_bring_stories_texts_mutes_and_hops(visit: Open) -> None:
    page = visit("/?task=2&story=1")
    linked(page, story="1", v="1", lang="en")
    hop(page, 1)
    linked(page, hop="1")
    another(page, page.get_by_role("button", name="Another story").click)
    linked(page, story="2", hop=None)
    at_hop(page, 3)
    hop(page, 2)
    story(page).fill(TYPED)
    another(page, page.get_by_role("button", name="Ask").click)
    page.wait_for_function("() => new URLSearchParams(location.search).has('typed')")
    linked(page, story="2", hop=None)
    at_hop(page, 3)
    hop(page, 1)
    changed(page, row(page, 2).locator(".text").dblclick)
    linked(page, mute="3", hop="1")

    back(page)
    linked(page, mute=None, hop="1")
    expect(row(page, 2)).not_to_have_class(re.compile("muted"))
    expect(slots(page)).to_have_text(TYPED.splitlines())
    at_hop(page, 1)
    back(page)
    linked(page, typed=None, story="2", hop="2")
    expect(slots(page)).to_have_text(entry(2, 2).text.splitlines())
    at_hop(page, 2)
    back(page)
    linked(page, story="1", hop="1")
    expect(slots(page)).to_have_text(entry(2, 1).text.splitlines())
    at_hop(page, 1)

    forward(page)
    expect(slots(page)).to_have_text(entry(2, 2).text.splitlines())
    at_hop(page, 2)
    forward(page)
    expect(slots(page)).to_have_text(TYPED.splitlines())
    expect(story(page)).to_have_value(TYPED)
    forward(page)
    expect(row(page, 2)).to_have_class(re.compile("muted"))
    at_hop(page, 1)


def test_going_back_to_a_picture_at_its_last_hop_shows_the_last_hop(visit: Open) -> None:
    page = visit()
    changed(page, row(page, 0).locator(".text").dblclick)
    linked(page, mute="1", hop=None)
    hop(page, 1)
    linked(page, mute="1", hop="1")
    back(page)

    expect(row(page, 0)).not_to_have_class(re.compile("muted"))
    at_hop(page, 3)
    linked(page, mute=None, hop=None)


def test_stepping_and_typing_letters_make_no_entries(visit: Open) -> None:
    page = visit("/your-story")
    linked(page, model="memn2n-english")
    before = page.evaluate("history.length")
    for number in (1, 2, 3, 1):
        hop(page, number)
    page.locator(".ask textarea").fill("Where is Ada?")
    expect(page.locator(".board .question")).to_have_text("Where is Ada?")
    page.wait_for_function("() => new URLSearchParams(location.search).has('typed')")

    assert page.evaluate("history.length") == before


def test_back_and_forward_over_pages_bring_each_as_it_was(visit: Open) -> None:
    page = visit("/?task=7&story=3")
    hop(page, 1)
    linked(page, task="7", hop="1")
    page.get_by_role("link", name="Key-value memory").click()
    expect(page.locator(".question")).to_have_text("who directed Casablanca?")
    linked(page, source="movies", question="1", hop=None, task=None)
    another(page, page.get_by_role("button", name="Another question").click)
    linked(page, question="2")
    second = page.locator(".question").text_content()
    page.get_by_role("link", name="Present").click()
    page.locator(".talk .item").first.wait_for()
    linked(page, source=None, v="1")

    back(page)
    expect(page.locator(".question")).to_have_text(second)
    linked(page, question="2")
    back(page)
    expect(page.locator(".question")).to_have_text("who directed Casablanca?")
    back(page)
    expect(page.locator(".question")).to_have_text(entry(7, 3).question.text)
    at_hop(page, 1)
    linked(page, task="7", story="3", hop="1")
    forward(page)
    expect(page.locator(".question")).to_have_text("who directed Casablanca?")
    forward(page)
    expect(page.locator(".question")).to_have_text(second)
    forward(page)
    page.locator(".talk .item").first.wait_for()
    assert urlsplit(page.url).path == "/present"


# ---- copied links ----------------------------------------------------------------------------------------------------

CLIPBOARD = {"permissions": ("clipboard-read", "clipboard-write")}


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_a_copied_link_shows_the_same_picture_to_anybody(visit: Open, theme: str) -> None:
    page = visit("/?task=2&story=5&embed_options=dark_theme" if theme == "dark" else "/?task=2&story=5", **CLIPBOARD)
    ask(page, TYPED, "Where is Mary?")
    changed(page, row(page, 2).locator(".text").dblclick)
    hop(page, 2)
    linked(page, mute="3", hop="2")
    link = copied(page)
    assert link == page.url
    assert parse_qs(urlsplit(link).query).get("embed_options", []) == (["dark_theme"] if theme == "dark" else [])

    other = visit(path_of(link))
    at_hop(other, 2)
    expect(row(other, 2)).to_have_class(re.compile("muted"))
    assert picture(other) == picture(page)
    assert (light(other, ".stApp") < 64, light(other, ".board") < 64) == (theme == "dark",) * 2
    expect(story(other)).to_have_value(TYPED)
    linked(other, mute="3", hop="2")
    assert parse_qs(urlsplit(other.url).query) == parse_qs(urlsplit(link).query), "and it is shared by the same link"


def test_a_link_that_names_the_first_page_opens_it_without_a_dialogue(visit: Open) -> None:
    page = visit("/explore?v=1&task=2&story=5&model=memn2n-3hop")

    expect(page.locator("[role=dialog]")).to_have_count(0)
    linked(page, task="2", story="5", model="memn2n-3hop")
    assert urlsplit(page.url).path == "/"
    expect(page.locator("body")).not_to_contain_text("Page not found")


def test_a_light_page_stays_light_for_who_prefers_dark(visit: Open) -> None:
    page = visit("/?embed_options=light_theme", color_scheme="dark")
    linked(page, embed_options="light_theme")

    assert light(page, ".stApp") > 192


def test_a_copied_link_to_your_story_has_the_story_in_it(visit: Open) -> None:
    page = visit("/your-story", **CLIPBOARD)
    page.locator(".ask textarea").fill("Where is Tom?")
    expect(page.locator(".board .question")).to_have_text("Where is Tom?")
    page.locator(".rows textarea").nth(2).fill("Tom went to the moon.")
    expect(page.locator(".board .body .row .text").nth(2)).to_have_text("Tom went to the moon.")
    changed(page, row(page, 1).locator(".text").dblclick)
    hop(page, 1)
    linked(page, mute="2", hop="1")
    link = copied(page)
    assert parse_qs(urlsplit(link).query)["typed"]

    other = visit(path_of(link))
    expect(other.locator(".board .question")).to_have_text("Where is Tom?")
    expect(other.locator(".rows textarea").nth(2)).to_have_value("Tom went to the moon.")
    expect(row(other, 1)).to_have_class(re.compile("muted"))
    at_hop(other, 1)
    assert picture(other) == picture(page)
    linked(other, mute="2", hop="1", typed=parse_qs(urlsplit(link).query)["typed"][0])


def test_without_a_clipboard_the_link_is_there_to_be_copied(visit: Open) -> None:
    page = visit()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Copy the link to what is shown here").click()

    expect(page.get_by_role("textbox", name="Link to this page")).to_have_value(page.url)


# ---- the talk --------------------------------------------------------------------------------------------------------


def test_what_is_added_on_any_page_is_in_the_talk(visit: Open) -> None:
    page = visit("/?task=7&story=3")
    add, said = page.get_by_role("button", name="Add this story to the talk"), page.locator(".toolbar .status")
    add.click()
    expect(said).to_have_text("Added: 1 in the talk.")
    add.click()
    expect(said).to_have_text("It is in the talk already.")
    changed(page, row(page, 0).locator(".text").dblclick)
    linked(page, mute="1")
    expect(said).to_be_empty()
    add.click()
    expect(said).to_have_text("Added: 2 in the talk.")

    page.get_by_role("link", name="Your story").click()
    expect(page.locator(".board .question")).to_have_text("Where are the keys?")
    add.click()
    expect(said).to_have_text("Added: 3 in the talk.")
    page.get_by_role("link", name="Key-value memory").click()
    expect(page.locator(".question")).to_have_text("who directed Casablanca?")
    add.click()
    expect(said).to_have_text("Added: 4 in the talk.")

    page.get_by_role("link", name="Present").click()
    titles = page.get_by_role("textbox", name="Title of story")
    expect(titles).to_have_count(4)
    asked = entry(7, 3).question.text
    told = [asked, asked, "Where are the keys?", "who directed Casablanca?"]
    assert titles.evaluate_all("nodes => nodes.map(({ value }) => value)") == told
    expect(page.locator(".begin")).to_have_attribute("aria-disabled", "false")


# ---- languages -------------------------------------------------------------------------------------------------------


def spoken(page: Any, language: str) -> None:
    """Wait until the document says that it is in a language."""
    page.wait_for_function("(language) => document.documentElement.lang === language", arg=language)


def test_the_language_changes_with_one_click_and_stays(visit: Open) -> None:
    page = visit()
    spoken(page, "en")
    page.get_by_role("button", name="简体中文").click()
    expect(page.get_by_role("button", name="English")).to_be_visible()
    linked(page, lang="zh")
    spoken(page, "zh-CN")
    expect(page.locator(".question")).to_have_text(entry(*FIRST).question.text)

    page.reload(wait_until="commit")
    board(page).wait_for()
    expect(page.get_by_role("button", name="English")).to_be_visible()
    linked(page, lang="zh")
    spoken(page, "zh-CN")
    page.get_by_role("link").filter(has_text=re.compile("Present|演")).click()
    linked(page, lang="zh", model=None)
    spoken(page, "zh-CN")
    page.get_by_role("button", name="English").click()
    linked(page, lang="en")
    spoken(page, "en")


def test_what_is_chosen_stays_when_the_language_changes(visit: Open) -> None:
    chosen = {"model": "memn2n-2hop", "task": "3", "story": "5"}
    page = visit(f"/?{urlencode(chosen)}&lang=en")
    for language in ("zh", "en"):
        page.locator(f".toolbar button[value={language}]").click()
        linked(page, lang=language, **chosen)
        expect(slots(page)).to_have_text(entry(3, 5).text.splitlines())


def test_a_browser_s_language_is_spoken_unless_the_link_says_another(visit: Open) -> None:
    page = visit(locale="zh-CN")
    linked(page, lang="zh")
    spoken(page, "zh-CN")
    page.goto(f"{page.url.split('?')[0]}?lang=en", wait_until="commit")
    board(page).wait_for()
    rested(page)
    linked(page, lang="en")
    spoken(page, "en")
