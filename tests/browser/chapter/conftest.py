"""A page that holds nothing but one view of the chapter."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from memviz.browser.chapter import View, script, style
from tests.tab import Tab

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
def show(tab: Callable[..., Tab]) -> Callable[..., Any]:
    """show(view, data, width=, theme=, **context) is a page with the view on it, drawn."""

    def open_page(view: View, data: dict[str, Any], width: int = 1280, theme: str = "light", **context: Any) -> Any:
        told = json.dumps({"id": "here", **data}).replace("<", "\\u003c")
        body = _PAGE.format(theme=theme, script=script(view), style=json.dumps(style(view)), data=told)
        page = tab(**context).open(body, width=width)
        page.locator("#host[data-drawn='here']").wait_for()
        return page

    return open_page
