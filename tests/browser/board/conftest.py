"""A trace typed by hand, and a page that holds nothing but the board."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from memviz.browser import board
from memviz.browser.component import spoken
from memviz.story import Question, Slot
from memviz.trace import NOTHING, Trace
from memviz.trace.hop import Hop
from tests.tab import Tab

SENTENCES = ("Mary went to the kitchen.", "Mary took the zorblax.", "John went to the garden.")
ATTENTION = ((0.1, 0.7, 0.15, 0.05), (0.93, 0.04, 0.001, 0.029))
SCORES = ((1.0, 2.9459, 1.4055, 0.3069), (3.0, -0.1463, -3.8352, -0.4679))
ANSWERS = ("kitchen", "garden", "office", "hallway", "bathroom", "bedroom", "apple", "milk")
ANSWER_PROBS = ((0.2, 0.3, 0.1, 0.1, 0.1, 0.1, 0.06, 0.04), (0.88, 0.05, 0.02, 0.02, 0.01, 0.01, 0.005, 0.005))


def make_trace(sentences: tuple[str, ...] = SENTENCES, **changes: Any) -> Trace:
    """Two hops over three sentences and the nothing slot; `changes` replaces fields of the Trace."""
    few = np.zeros((len(sentences) + 1, 2))
    hops = tuple(
        Hop(np.zeros(2), few, scores, attention, few, np.zeros(2), np.zeros(2), probs, few[:, 0])
        for scores, attention, probs in zip(SCORES, ATTENTION, ANSWER_PROBS, strict=True)
    )
    fields: dict[str, Any] = {
        "model": "by hand",
        "slots": (*(Slot.sentence(text) for text in sentences), NOTHING),
        "question": Question("Where is the zorblax?", "kitchen", (0, 1)),
        "hops": hops,
        "answers": ANSWERS,
        "answer_vectors": np.zeros((len(ANSWERS), 2)),
        "unknown": ("zorblax",),
    }
    return Trace(**(fields | changes))


@pytest.fixture
def trace() -> Trace:
    return make_trace()


PAGE = """<!doctype html><meta charset="utf-8">
<style>html {{ color-scheme: {theme} }} body {{ margin: 8px; {variables} }}</style>
<div id="host"></div>
<script type="module">
{script}
const root = document.getElementById("host").attachShadow({{ mode: "open" }});
const sheet = document.createElement("style");
sheet.textContent = {style};
root.append(sheet);
window.sent = [];
window.board = mountBoard(root, (changes) => sent.push(changes));
window.board.update({data});
</script>"""
THEMES = {
    "light": "--st-text-color: #31333f; --st-background-color: #ffffff",
    "dark": "--st-text-color: #fafafa; --st-background-color: #0e1117",
}


@pytest.fixture
def show(tab: Callable[..., Tab]) -> Callable[..., Any]:
    """show(data, width=, theme=, reduced_motion=, **context) is a page with the board on it, painted."""

    def open_page(
        data: dict[str, Any],
        width: int = 1280,
        theme: str = "light",
        reduced_motion: str = "reduce",
        **context: Any,
    ) -> Any:
        body = PAGE.format(
            theme=theme,
            variables=THEMES[theme],
            script=spoken(board.SCRIPT),
            style=json.dumps(board.STYLE),
            data=json.dumps(data).replace("<", "\\u003c"),
        )
        page = tab(**context).open(body, width=width, reduced_motion=reduced_motion)
        page.locator(f"#host[data-painted='{data['id']}']").wait_for()
        return page

    return open_page
