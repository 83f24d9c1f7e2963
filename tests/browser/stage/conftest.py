"""Traces typed by hand, and a page that holds nothing but the talk, with a server that answers at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from memviz.browser import stage
from memviz.browser.component import spoken
from memviz.browser.deck import Deck, Item
from memviz.story import Question, Slot, Story
from memviz.trace import NOTHING, Trace
from memviz.trace.hop import Hop
from tests.tab import Tab

ANSWERS = ("kitchen", "garden", "office", "hallway", "bathroom", "bedroom", "milk")
SHORT = ("Mary went to the kitchen.", "Mary took the milk.", "John went to the garden.")
LONG = tuple(f"Person {i} went to the garden." for i in range(1, 51))
SIZES = {"xga": (1024, 768), "hd": (1920, 1080), "4k": (3840, 2160)}


def make_trace(sentences: Sequence[str] = SHORT, looks: Sequence[int] = (1, 0), **changes: Any) -> Trace:
    """A hop for each of `looks`, which looks at that sentence; `changes` replaces fields of the Trace."""
    n, numbers = len(sentences) + 1, np.random.default_rng(3)
    hops = []
    for look in looks:
        scores = np.where(np.arange(n) == look, 6.0, numbers.normal(size=n))
        attention = np.exp(scores) / np.exp(scores).sum()
        keys, values = numbers.normal(size=(2, n, 20))
        state, after = numbers.normal(size=(2, 20))
        probs = np.array([0.7, 0.2, 0.04, 0.03, 0.02, 0.006, 0.004])
        hops.append(Hop(state, keys, scores, attention, values, attention @ values, after, probs, np.zeros(n)))
    fields: dict[str, Any] = {
        "model": "by hand",
        "slots": (*map(Slot.sentence, sentences), NOTHING),
        "question": Question("Where is the milk?", "kitchen", (0, 1)),
        "hops": tuple(hops),
        "answers": ANSWERS,
        "answer_vectors": np.zeros((len(ANSWERS), 20)),
    }
    return Trace(**(fields | changes))


def make_item(trace: Trace, title: str = "A title", notes: str = "") -> Item:
    """The item that has this trace."""
    return Item(trace.model, Story(trace.slots[: trace.sentences]), trace.question, title=title, notes=notes)


PAGE = """<!doctype html><meta charset="utf-8">
<style>html {{ color-scheme: {theme} }} body {{ margin: 8px }}</style>
<div id="host"></div>
<script type="module">
{script}
const shows = {shows};
const root = document.getElementById("host").attachShadow({{ mode: "open" }});
const sheet = document.createElement("style");
sheet.textContent = {style};
root.append(sheet);
window.asked = [];
window.opened = [];
const server = {{
  open: (file) => opened.push(file),
  tell: (wanted) => {{
    asked.push(wanted);
    const found = ({{ story, question }}) => shows[JSON.stringify([story, question.text])];
    const all = Object.fromEntries(Object.entries(wanted).map(([id, item]) => [id, found(item)]));
    queueMicrotask(() => talk.update({{ knows: true, shows: all }}));
  }},
}};
window.talk = mountTalk(root, {first}, server);
window.talk.update({{ knows: false, shows: {{}} }});
</script>"""


def page_of(traces: Sequence[Trace], deck: Deck, theme: str = "light") -> str:
    """The whole page as a text: a talk whose server knows these traces."""
    shows = {}
    for trace in traces:
        item = make_item(trace).to_dict()
        name = json.dumps([item["story"], item["question"]["text"]], ensure_ascii=False, separators=(",", ":"))
        shows[name] = stage.stage_data(trace)
    return PAGE.format(
        theme=theme,
        script=spoken(stage.SCRIPT),
        style=json.dumps(stage.STYLE),
        shows=json.dumps(shows).replace("<", "\\u003c"),
        first=json.dumps([item.to_dict() for item in deck.items]).replace("<", "\\u003c"),
    )


@pytest.fixture
def talk(tab: Callable[..., Tab]) -> Callable[..., Any]:
    """talk(*traces, address=, size=, theme=, reduced_motion=, **context) is a page with a talk of these traces."""

    def open_page(
        *traces: Trace,
        address: str = "",
        size: str | tuple[int, int] = "xga",
        theme: str = "light",
        reduced_motion: str = "reduce",
        **context: Any,
    ) -> Any:
        width, height = SIZES[size] if isinstance(size, str) else size
        deck = Deck(tuple(make_item(each, f"Story {i}", f"Notes {i}") for i, each in enumerate(traces, 1)))
        body = page_of(traces, deck, theme)
        page = tab(**context).open(body, address, width=width, height=height, reduced_motion=reduced_motion)
        page.locator(".item").first.wait_for()
        page.wait_for_function("talk.ready")
        return page

    return open_page
