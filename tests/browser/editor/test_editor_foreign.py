"""The editor in another language: in every state, nothing is left of the English texts. The story is in Russian."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memviz.browser.editor import Command, Note, Offer
from tests.chromium import playwright_api
from tests.foreign import untranslated, wide

from .conftest import Write, data

playwright_api()
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("foreign")]

STORY = {"rows": ["Мария пошла на кухню.", "Где Иван?"], "question": "Где Мария?", "answer": "кухня", "facts": [0]}
EXAMPLES = {"Anna put her keys in the drawer.", "Where are the keys?"}  # in the language that the networks read


def russian(page: Any) -> Any:
    """The editor, in which nothing is English but examples in empty fields."""
    tell(page, command={"id": "story", "load": STORY})
    return page.locator(".editor")


def tell(page: Any, **more: Any) -> None:
    page.evaluate("data => editor.update(data)", data(**more))


def test_a_story_and_what_is_said_of_it(write: Write) -> None:
    page = write()
    editor = russian(page)
    notes = [Note("Что?", (Offer("пошёл", "пошла", "пошёл"), Offer("Вопрос", "Где Иван?")), stops=True).as_json()]
    tell(page, beyond=1, notes=notes, questions=["Кто пошёл?"])
    assert untranslated(editor) == EXAMPLES - {"Anna put her keys in the drawer."}
    page.locator(".row textarea").first.press("Enter")
    page.get_by_role("button", name=wide("Undo (Ctrl+Z)")).click()
    assert untranslated(editor) == EXAMPLES - {"Anna put her keys in the drawer."}


def test_an_empty_page(write: Write) -> None:
    page = write()
    editor = russian(page)
    page.get_by_role("button", name=wide("Clear"), exact=True).click()
    assert page.locator(".empty").is_visible()
    assert untranslated(editor) == EXAMPLES


@pytest.mark.parametrize("rows", [["Мария ушла."] * 1500, ["м" * 30_000, "Мария ушла."]], ids=["many", "long"])
def test_a_text_that_does_not_fit(write: Write, rows: list[str]) -> None:
    page = write()
    editor = russian(page)
    tell(page, command=Command("text", text="\n".join(rows)).as_json())
    assert page.get_by_role("status").inner_text()
    assert untranslated(editor) <= EXAMPLES


def test_files_that_cannot_be_opened(write: Write, tmp_path: Path) -> None:
    page = write()
    editor = russian(page)
    for name, content in (("рассказ", b"\xff\xfe\x00"), ("роман", b"x" * 5_000_001)):
        (tmp_path / name).write_bytes(content)
        page.locator("input[type=file]").set_input_files(tmp_path / name)
        page.get_by_role("status").filter(has_text=name).wait_for()
        assert untranslated(editor) <= EXAMPLES


def test_a_browser_that_keeps_nothing(write: Write) -> None:
    page = write(blocked=True)
    editor = russian(page)
    assert page.locator(".warning").inner_text()
    assert untranslated(editor) <= EXAMPLES
