"""A page that holds nothing but one view of the lesson."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from memviz.browser.chapter import View, script, style

_PAGE = """<!doctype html><meta charset="utf-8">
<style>html {{ color-scheme: {theme} }} body {{ margin: 8px; }}</style>
<div id="host"></div>
<script type="module">
{script}
const root = document.getElementById("host").attachShadow({{ mode: "open" }});
const sheet = document.createElement("style");
sheet.textContent = {style};
root.append(sheet);
window.view = mountView(root);
window.view.update({data});
</script>"""


@pytest.fixture
def show(chromium: Any) -> Iterator[Callable[..., Any]]:
    """show(view, data, width=, theme=, **context) opens a page of its own with the view on it, drawn."""
    contexts = []

    def open_page(view: View, data: dict[str, Any], width: int = 1280, theme: str = "light", **context: Any) -> Any:
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}, **context))
        page = contexts[-1].new_page()
        told = json.dumps({"id": "here", **data}).replace("<", "\\u003c")
        page.set_content(_PAGE.format(theme=theme, script=script(view), style=json.dumps(style(view)), data=told))
        page.locator("#host[data-drawn='here']").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
