"""A page that holds nothing but the view of stories, with made-up data, and a server that only listens."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memviz.browser import stories
from memviz.browser.component import spoken
from memviz.trace import Trace
from memviz.trace.scene import scene
from tests.tab import Tab

PAGE = """<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><body style="margin:0">
<div id="host"></div>
<script type="module">
{script}
{seen}
const root = document.getElementById("host").attachShadow({{ mode: "open" }});
const sheet = document.createElement("style");
sheet.textContent = {style};
root.append(sheet);
window.told = [];
window.wanted = [];
const server = {{
  tell: (draft) => told.push(draft),
  want: (what, value) => wanted.push([what, value]),
  isOpened: () => true,
  take: () => {{}},
  stepped: () => {{}},
}};
const data = {data};
window.view = mountStories(root, data, server);
view.update(data);
</script>"""
SEEN = 'localStorage.setItem("memviz move", "1");'

Show = Callable[..., Any]


def made_up(trace: Trace, **more: Any) -> dict[str, Any]:
    """What the page would tell of a trace."""
    rows = [slot.key for slot in trace.slots[: trace.sentences]]
    text = {"rows": rows, "question": trace.question.text, "answer": "kitchen", "facts": [1, 0]}
    return {
        "id": "1", "name": "test", "first": text | {"told": True}, "knows": None, "written": text | {"asides": []},
        "scene": scene(replace(trace, forgotten=0)).as_json(),
        "trust": {"kind": "unsure", "word": "not sure", "why": "Because."},
        "notes": [], "questions": ["Where is Mary?", "Where is John?"], "beyond": 0, "muted": [],
        "said": "", "note": "typed answers.",
        "query": "", "quiet": False, "item": None, "exports": True, "language": "en", "other": ["zh", "中文"],
    } | more  # fmt: skip


@pytest.fixture
def show(tab: Callable[..., Tab], trace: Trace) -> Show:
    """show(width=, seen=, motion=, **told) is a page with the view on it, which has been told this."""

    def open_page(width: int = 1280, seen: bool = True, motion: str = "reduce", **told: Any) -> Any:
        body = PAGE.format(
            script=spoken(stories.SCRIPT),
            seen=SEEN if seen else "",
            style=json.dumps(stories.STYLE),
            data=json.dumps(made_up(trace, **told)),
        )
        page = tab().open(body, width=width, height=800, reduced_motion=motion)
        page.locator("[data-painted]").wait_for()
        return page

    return open_page
