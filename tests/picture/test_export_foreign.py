"""Exports in another language: nothing is left of the English texts, and no longer text covers another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from memviz.errors import ExportError
from memviz.picture.board import draw
from memviz.picture.exports import EXPORTS, TALKS, Look, Slide
from memviz.trace import Trace
from tests.chromium import playwright_api
from tests.cyrillic import cyrillic
from tests.foreign import english, untranslated, wide
from tests.kv import make_kv_trace, many_memories

from .conftest import changed, long
from .test_board import test_no_line_of_text_covers_another  # noqa: F401 - once more, with other texts
from .test_html_browser import complaints, opened  # noqa: F401 - fixtures

playwright_api()
pytestmark = pytest.mark.usefixtures("foreign")

TRACES: dict[str, Callable[[Trace], Trace]] = {
    "a story": lambda trace: trace,
    "changed by hand": changed,
    "of many sentences": long,
    "facts": lambda _trace: make_kv_trace(),
    "many facts, and no name": lambda _trace: make_kv_trace(unknown=tuple("abcdefghijklmn"), new_names=("a",)),
    "folded": lambda _trace: many_memories(30),
}


@pytest.mark.parametrize("make", TRACES.values(), ids=TRACES)
@pytest.mark.parametrize("title", ["", "Мяч"])
def test_a_picture(trace: Trace, make: Callable[[Trace], Trace], title: str) -> None:
    for hops in (0, 1, None):
        drawn = draw(cyrillic(make(trace)), Look(title=title), hops, notes="Сначала спросить.")
        root = ElementTree.fromstring(drawn.svg)

        assert [each.text for each in root.iter() if english(each.text or "")] == []
        assert english(drawn.words) == []


@pytest.mark.parametrize("make", TRACES.values(), ids=TRACES)
@pytest.mark.parametrize("content", [lambda trace: EXPORTS["html"].write(trace), lambda trace: _talk(trace)])
def test_a_page_before_its_script_runs(trace: Trace, make: Callable[[Trace], Trace], content: Any) -> None:
    page = content(cyrillic(make(trace))).decode()
    assert '<html lang="zh-CN"' in page
    body = page.split("<body>")[1].split("<script")[0]
    told = re.findall(r">([^<]+)<", body) + re.findall(r'(?:aria-label|title)="([^"]*)"', body)
    assert [text for text in told if english(text)] == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_the_board_in_a_page_and_in_a_talk(opened: Any, trace: Trace) -> None:  # noqa: F811
    page = opened(EXPORTS["html"].write(cyrillic(trace)))
    assert untranslated(page.locator("main")) == set()
    assert page.get_by_role("button", name=wide("Play")).count() == 1
    page = opened(_talk(cyrillic(trace)))
    page.keyboard.press("ArrowRight")
    assert untranslated(page.locator("main")) == set()


@pytest.mark.parametrize("kind", [*EXPORTS.values(), *TALKS.values()])
def test_the_name_of_a_format(kind: Any) -> None:
    assert english(kind.name)
    assert not english(kind.label)


def test_what_cannot_be_made() -> None:
    with pytest.raises(ExportError) as told:
        TALKS["html"].write([])
    assert english(str(told.value)) == []


def _talk(trace: Trace) -> bytes:
    return TALKS["html"].write([Slide("", trace, "Сначала спросить.")])
