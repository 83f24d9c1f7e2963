"""The memory board: slots, key addressing and value reading hop by hop, stepped through in the browser alone.

The whole trace goes to the browser once as `board_data`; playing and stepping send nothing back. `SCRIPT` and `STYLE`
know nothing of Streamlit: a page that holds both can call `mountBoard(root).update(data)` itself.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memviz.story import Slot
from memviz.trace import Trace

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent
_ANSWERS = 5  # as many as can be read at a glance; the rest is summed up, never hidden
_MODULES = ("layout", "dom", "tools", "answer", "detail", "ribbons", "slots", "board")  # each imports only earlier ones
_MODULE_SYNTAX = re.compile(r"^import .*\n|^export (?!default)", re.MULTILINE)


def _bundle(*modules: str) -> str:
    """The modules as one script: Streamlit takes inline JavaScript as one string, which cannot import files."""
    return "\n".join(_MODULE_SYNTAX.sub("", (_HERE / f"{name}.js").read_text(encoding="utf-8")) for name in modules)


SCRIPT = _bundle(*_MODULES)
STYLE = (_HERE / "board.css").read_text(encoding="utf-8")


def memory_board(trace: Trace, *, key: str) -> None:
    """Draw `trace` at this place of the Streamlit page."""
    _view()(key=key, data=board_data(trace))


def board_data(trace: Trace) -> dict[str, Any]:
    """What the board needs of a trace, as plain JSON. `id` names the content; the page shows it once it is painted."""
    gold = set(trace.question.facts)
    nothing = len(trace.slots) - 1 if trace.has_nothing else None
    data = {
        "model": trace.model,
        "question": {"text": trace.question.text, "answer": trace.question.answer},
        "slots": [_slot(slot, gold=i in gold, nothing=i == nothing) for i, slot in enumerate(trace.slots)],
        "forgotten": trace.forgotten,
        "unknown": list(trace.unknown),
        "hops": [{"scores": _short(hop.scores), "attention": _short(hop.attention)} for hop in trace.hops],
        "answers": _answers(trace),
    }
    digest = hashlib.blake2s(json.dumps(data).encode(), digest_size=5).hexdigest()
    return {"id": digest, **data}


def _slot(slot: Slot, *, gold: bool, nothing: bool) -> dict[str, Any]:
    """A slot by its key; the marks are left out where they do not hold, which keeps long stories small."""
    return {"key": slot.key} | ({"gold": True} if gold else {}) | ({"nothing": True} if nothing else {})


def _answers(trace: Trace) -> list[dict[str, Any]]:
    """The answers to show, most probable after the last hop first, with their probability after every hop.

    Shown are the leader of every hop, the gold answer, and the highest of the rest up to `_ANSWERS`. The last line
    is everything else, so that each hop sums to 1.
    """
    probs = [[float(p) for p in hop.answer_probs] for hop in trace.hops]
    everything = range(len(trace.answers))
    must = {max(everything, key=hop.__getitem__) for hop in probs}
    must |= {i for i in everything if trace.answers[i] == trace.question.answer}
    by_peak = sorted(everything, key=lambda i: (i not in must, -max(hop[i] for hop in probs)))
    shown = by_peak[: max(_ANSWERS, len(must))]
    shown.sort(key=lambda i: -probs[-1][i])
    answers: list[dict[str, Any]] = [
        {"text": trace.answers[i], "probs": _short(hop[i] for hop in probs)} for i in shown
    ]
    if len(shown) < len(trace.answers):
        rest = [max(0.0, 1 - sum(answer["probs"][k] for answer in answers)) for k in range(len(probs))]
        answers.append({"text": "(all others)", "probs": _short(rest), "others": True})
    return answers


def _short(numbers: Iterable[float]) -> list[float]:
    """Four significant digits: more than can be seen, and half the bytes."""
    return [float(f"{float(number):.4g}") for number in numbers]


@functools.cache
def _view() -> ComponentRenderer:
    """The Streamlit component, registered once; imported here so that an export or a test needs no Streamlit."""
    import streamlit as st

    return st.components.v2.component("memviz_board", css=STYLE, js=_bundle(*_MODULES, "index"))
