"""What is typed and said again on a page is text: no link, no mark, no sign."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from memviz.pages.shared.link import pack
from memviz.pages.shared.messages import plain
from tests.chromium import playwright_api

EVIL = "http://evil.example/a www.evil.example me@evil.example :smile: -> <b>x</b> [a](http://evil.example) $x$"
_LINKED = re.compile(r"(?:https?:|www|mailto:|xmpp:)(?!\u2060)[\\./]|\w@\w", re.IGNORECASE)
_MARKED = re.compile(r"(?<!\\)[`*_\[\]$<]")


def _draw(path: str) -> None:
    from memviz.pages import PAGES
    from memviz.pages.shared.session_language import speak

    speak()
    next(page.draw for page in PAGES if page.path == path)()


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("stories", {"typed": pack([f"Mary is in {EVIL}.", f"Where is {EVIL}?"])}),
        ("stories", {"typed": pack([f"{EVIL} is where?", "Where is Mary?"])}),
        ("stories", {"model": EVIL, "typed": EVIL, "task": EVIL, "lang": EVIL}),
        ("stories", {"typed": pack({"rows": [EVIL], "question": EVIL, "answer": EVIL, "facts": []})}),
        ("facts", {"typed": pack([f"who directed {EVIL}?"])}),
        ("facts", {"source": "own", "own": pack(["Facts", f"{EVIL}|likes|x\nAnn|likes|{EVIL}"])}),
        ("facts", {"source": "own", "own": pack(["Facts", f"a|b|c\n{EVIL}"])}),
        ("facts", {"source": "own", "own": pack(["Article", f"{EVIL}\nAnn Lee saw {EVIL} there."])}),
        ("how-it-works", {"question": EVIL, "grow": EVIL, "task": EVIL}),
        ("present", {"item": EVIL}),
    ],
)
def test_no_page_makes_a_link_or_a_mark_of_what_a_link_holds(path: str, link: dict[str, str]) -> None:
    app = AppTest.from_function(_draw, default_timeout=60, kwargs={"path": path})
    app.query_params.update(link)
    app.run()

    assert not app.exception
    said = [each.value for each in (*app.markdown, *app.info, *app.warning, *app.caption, *app.error, *app.toast)]
    echoed = [text for text in said if "evil" in text]
    assert [text for text in echoed if _LINKED.search(text) or _MARKED.search(text)] == []


def test_what_is_plain_can_be_read_again() -> None:
    assert re.sub(r"\\(?=\W)|\u2060", "", plain(EVIL)) == EVIL
    assert plain("Mary went home") == "Mary went home"
    assert "\n" not in plain("a\n\n# b\r\u2028c")


@pytest.mark.browser
@pytest.mark.xdist_group("app")
def test_a_browser_shows_what_was_typed_and_nothing_to_click(visit: Any) -> None:
    expect = playwright_api().expect
    page = visit(f"/facts?source=own&own={pack(['Facts', 'Ann|likes|Bo'])}")
    page.get_by_role("textbox", name="Question").fill(f"Where is {EVIL}?")
    page.keyboard.press("Enter")

    message = page.get_by_test_id("stAlert").first
    expect(message).to_contain_text("No name in this question is known", timeout=60_000)
    assert page.locator("[data-testid=stAlert] :is(a, img, b, code, svg.katex)").count() == 0
