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
from .sights import another, light

expect = playwright_api().expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("app"),
    pytest.mark.skipif("kv-open" not in names(), reason="kv-open is not trained yet"),
]

Open = Callable[..., Any]
CLIPBOARD = {"permissions": ("clipboard-read", "clipboard-write")}
STORY = "/?model=memn2n-3hop&task=2&story=42"
FIRST_ASKED = "which films did the director of Vertigo make?"


def linked(page: Any, **parameters: str | None) -> None:
    """Wait until the address says these; None: it says nothing of that."""
    page.wait_for_function(
        """(wanted) => {
          const query = new URLSearchParams(location.search);
          return Object.entries(wanted).every(([name, value]) => query.get(name) === value);
        }""",
        arg=parameters,
    )


def question(page: Any) -> Any:
    """The question of a story."""
    return page.locator(".ask textarea")


def mute(page: Any, at: int) -> None:
    page.locator(".row").nth(at).hover()
    page.locator(".row .mute").nth(at).click()
    linked(page, mute=str(at + 1))


def picture(page: Any) -> list[Any]:
    """All that the page shows of a story."""
    return [
        page.locator(".row textarea").evaluate_all("nodes => nodes.map(({ value }) => value)"),
        question(page).input_value(),
        page.locator(".states").all_text_contents(),
        page.locator(".lead").text_content(),
        page.locator(".said").text_content(),
    ]


def copied(page: Any) -> str:
    """The link in the clipboard, once it has been copied there."""
    page.get_by_role("button", name="Copy the link to what is shown here").click()
    expect(page.get_by_role("status").filter(has_text="Link copied.")).to_be_visible()
    link: str = page.evaluate("navigator.clipboard.readText()")
    return link


def path_of(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}"


# ---- back and forward ------------------------------------------------------------------------------------------------


def test_back_and_forward_bring_mutes_and_hops_on_the_key_value_page(visit: Open) -> None:
    page = visit("/key-value?source=movies&model=kv-open")
    key = page.locator(".keys .item:not(.heads)").first
    another(page, key.locator(".text").dblclick)
    linked(page, mute="1", hop=None)
    page.get_by_role("button", name="Hop 1", exact=True).click()
    linked(page, mute="1", hop="1")

    rested(page)
    page.go_back()
    linked(page, mute=None, hop=None)
    expect(key).not_to_have_class(re.compile("muted"))


def test_typing_makes_no_entries(visit: Open) -> None:
    page = visit(STORY)
    before = page.evaluate("history.length")
    question(page).fill("Where is Mary?")
    page.wait_for_url("**typed=**")

    assert page.evaluate("history.length") == before


def test_back_and_forward_over_pages_bring_each_as_it_was(visit: Open) -> None:
    page = visit("/?task=7&story=3")
    linked(page, task="7", story="3")
    page.get_by_role("link", name="Facts").click()
    expect(page.locator(".question")).to_have_text(FIRST_ASKED)
    linked(page, source="movies", question="1", task=None)
    another(page, page.get_by_role("button", name="Another question").click)
    linked(page, question="2")
    second = page.locator(".question").text_content()
    page.get_by_role("link", name="Present").click()
    page.locator(".talk .item").first.wait_for()
    linked(page, source=None, v="1")

    rested(page)
    page.go_back()
    expect(page.locator(".question")).to_have_text(second)
    linked(page, question="2")
    rested(page)
    page.go_back()
    expect(page.locator(".question")).to_have_text(FIRST_ASKED)
    rested(page)
    page.go_back()
    expect(question(page)).to_have_value(entry(7, 3).question.text)
    linked(page, task="7", story="3")
    rested(page)
    page.go_forward()
    expect(page.locator(".question")).to_have_text(FIRST_ASKED)


# ---- copied links ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_a_copied_link_shows_the_same_picture_to_anybody(visit: Open, theme: str) -> None:
    page = visit(f"{STORY}&embed_options=dark_theme" if theme == "dark" else STORY, **CLIPBOARD)
    question(page).fill("Where is Mary?")
    page.wait_for_url("**typed=**")
    mute(page, 6)
    link = copied(page)
    assert link == page.url

    other = visit(path_of(link))
    linked(other, mute="7")
    expect(other.locator(".lead")).to_have_text(str(page.locator(".lead").text_content()))  # the move has played
    assert picture(other) == picture(page)
    assert (light(other, ".stApp") < 64) == (theme == "dark")
    assert parse_qs(urlsplit(other.url).query) == parse_qs(urlsplit(link).query), "and it is shared by the same link"


@pytest.mark.parametrize("path", ["explore", "your-story", "stories"])
def test_links_to_pages_that_were_open_the_first_one_without_a_dialogue(visit: Open, path: str) -> None:
    page = visit(f"/{path}?v=1&task=2&story=5&model=memn2n-3hop")

    expect(page.locator("[role=dialog]")).to_have_count(0)
    linked(page, task="2", story="5", model="memn2n-3hop")
    assert urlsplit(page.url).path == "/"
    expect(question(page)).to_have_value(entry(2, 5).question.text)
    expect(page.locator("body")).not_to_contain_text("Page not found")


def test_a_light_page_stays_light_for_who_prefers_dark(visit: Open) -> None:
    page = visit("/?embed_options=light_theme", color_scheme="dark")
    linked(page, embed_options="light_theme")

    assert light(page, ".stApp") > 192


def test_without_a_clipboard_the_link_is_there_to_be_copied(visit: Open) -> None:
    page = visit()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.get_by_role("button", name="Copy the link to what is shown here").click()

    expect(page.get_by_role("textbox", name="Link to this page")).to_have_value(page.url)


# ---- the talk --------------------------------------------------------------------------------------------------------


def test_what_is_added_on_any_page_is_in_the_talk(visit: Open) -> None:
    page = visit(STORY)
    add = page.get_by_role("button", name="Add this story to the talk")
    page.get_by_role("button", name="More:").click()
    add.click()
    expect(page.get_by_text("Added: 1 in the talk.")).to_be_visible()
    add.click()
    expect(page.get_by_text("It is in the talk already.")).to_be_visible()

    page.get_by_role("link", name="Facts").click()
    expect(page.locator(".question")).to_have_text(FIRST_ASKED)
    add.click()
    expect(page.get_by_text("Added: 2 in the talk.")).to_be_visible()

    page.get_by_role("link", name="Present").click()
    titles = page.get_by_role("textbox", name="Title of story")
    expect(titles).to_have_count(2)
    told = [entry(2, 42).question.text, FIRST_ASKED]
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
    expect(question(page)).to_have_value(entry(*FIRST).question.text)

    page.reload(wait_until="commit")
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
        page.locator(f"button[value={language}]").click()
        linked(page, lang=language, **chosen)
        expect(question(page)).to_have_value(entry(3, 5).question.text)
