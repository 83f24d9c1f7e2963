"""A page that holds nothing but the editor, and a server that only listens."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from memviz.browser import editor
from memviz.browser.component import spoken

ADDRESS = "http://editor.test/"
FIRST = {"rows": ["Mary went to the kitchen.", "John went to the garden."], "question": "Where is Mary?"}
PAGE = """<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<div id="host"></div>
<script type="module">
{script}
{before}
const root = document.getElementById("host").attachShadow({{ mode: "open" }});
const sheet = document.createElement("style");
sheet.textContent = {style};
root.append(sheet);
window.told = [];
window.wanted = [];
const server = {{ tell: (draft) => told.push(draft), want: (what, value) => wanted.push([what, value]) }};
window.mount = () => (window.editor = mountEditor(root, "test", {first}, server));
mount();
editor.update({data});
</script>"""
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""

Write = Callable[..., Any]


def data(**more: Any) -> dict[str, Any]:
    """What a server tells that knows nothing yet."""
    return editor.editor_data(knows=None) | more


@pytest.fixture
def write(chromium: Any) -> Iterator[Write]:
    """write(width=, blocked=) opens a new visitor's page with the editor on it, its clock standing still."""
    contexts = []

    def open_page(width: int = 600, blocked: bool = False, **context: Any) -> Any:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, **context))
        body = PAGE.format(
            script=spoken(editor.SCRIPT),
            before=BLOCKED if blocked else "",
            style=json.dumps(editor.STYLE),
            first=json.dumps(FIRST),
            data=json.dumps(data()),
        )
        contexts[-1].route(ADDRESS, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8"))
        page = contexts[-1].new_page()
        page.clock.install(time=0)
        page.goto(ADDRESS)
        page.locator(".editor").wait_for()
        page.clock.pause_at(1_000_000)  # the tests say when time passes
        return page

    yield open_page
    for context in contexts:
        context.close()
