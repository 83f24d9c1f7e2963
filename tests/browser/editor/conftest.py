"""A page that holds nothing but the editor, and a server that only listens."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from memviz.browser import editor
from memviz.browser.component import spoken
from tests.tab import Tab

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
window.opened = {opened};
const server = {{
  tell: (draft) => told.push(draft),
  want: (what, value) => wanted.push([what, value]),
  isOpened: () => opened,
  take: () => (opened = false),
  mute: () => {{}},
}};
const arrange = ({{ actions, empty, rows, more, status, below }}) => {{
  const parts = [actions.node, empty, rows.node, el("p", {{ class: "add" }}, more), status];
  parts.push(below.ask, below.chips, below.right, below.notes);
  return el("section", {{ class: "editor", "aria-label": "" }}, ...parts);
}};
window.mount = () => (window.editor = mountEditor(root, "test", {first}, server, arrange));
mount();
editor.update({data});
</script>"""
BLOCKED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""

Write = Callable[..., Any]


def data(**more: Any) -> dict[str, Any]:
    """What a server tells that knows nothing yet."""
    return {"knows": None, "notes": [], "questions": [], "beyond": 0} | more


@pytest.fixture
def write(tab: Callable[..., Tab]) -> Write:
    """write(width=, blocked=, opened=, **told) is a new visitor's page with the editor on it, told this at first."""

    def open_page(width: int = 600, blocked: bool = False, opened: bool = True, **told: Any) -> Any:
        body = PAGE.format(
            script=spoken(editor.SCRIPT),
            before=BLOCKED if blocked else "",
            style=json.dumps(editor.STYLE),
            first=json.dumps(FIRST),
            opened=json.dumps(opened),
            data=json.dumps(data() | told),
        )
        page = tab().open(body, width=width, height=800)
        page.locator(".editor").wait_for()
        return page

    return open_page
