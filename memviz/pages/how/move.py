"""The move of attention over a story, small."""

from __future__ import annotations

from memviz.browser.chapter import chapter_view
from memviz.language import _
from memviz.trace import Trace
from memviz.trace.scene import scene


def move(trace: Trace, key: str) -> None:
    """Draw it; the page of stories shows the same on a whole screen."""
    nothing = [_("nothing")] if trace.has_nothing else []
    data = {
        "question": trace.question.text,
        "sentences": [*(slot.key for slot in trace.slots[: trace.sentences]), *nothing],
        "scene": scene(trace).as_json(),
        "words": {
            "title": _("The move of attention · {model}").format(model=trace.model),
            "play": _("▶ Play"),
            "hop": _("Hop {n}"),
            "would": _("what it would answer after hop {n}"),
            "asked": _("The question is the first state."),
        },
    }
    chapter_view("move", data, key=key)
