"""Four modules and one layer: what they do to the story that the reader chose."""

from __future__ import annotations

from typing import Any

import numpy as np

from memviz.browser.chapter import chapter_view, walk_data
from memviz.browser.chapter.data import short
from memviz.language import _
from memviz.pages.how.diagram import single_layer, slot_text
from memviz.pages.how.frame import ONE_HOP, error, section, size
from memviz.pages.how.move import move
from memviz.pages.how.symbols import walk_texts
from memviz.pages.shared.messages import percent, plain
from memviz.pages.shared.networks import card_of
from memviz.trace import Trace

_TOP = 3  # slots and answers on a card
_ARROWS = (
    {"from": "I", "to": "G", "label": "m, c"},
    {"from": "I", "to": "O", "label": "u", "way": "down", "around": "left"},
    {"from": "G", "to": "O", "label": "m, c", "way": "down"},
    {"from": "O", "to": "R", "label": "o, u"},
)


# ---- I, G, O, R ------------------------------------------------------------------------------------------------------


def modules(trace: Trace) -> None:
    """Draw the four modules."""
    four = _(
        "A memory network has four modules (Weston et al., 2014): **I** turns what comes in into "
        "numbers, **G** writes it into the memory, **O** finds in the memory what the question needs, "
        "**R** gives the answer."
    )
    word = _(
        "**Why generalisation?** In the paper G may do more than store: with what comes in it can update old slots, "
        "sum them up and so generalise what is remembered. In all networks here G only writes into the next slot."
    )
    soft = _(
        "In the first memory networks O took the one slot with the highest score, and had to be told in "
        "training which sentences were the right ones. End-to-end networks look at all slots at once, "
        "at each with a weight. Such a look has a gradient, so questions and answers are enough to "
        "learn from."
    )
    with section(_("2 · Four modules: I, G, O, R"), "modules", four, word, soft):
        cards = [_input(trace), _memory(trace), _output(trace), _response(trace)]
        chapter_view("modules", {"cards": cards, "arrows": _ARROWS}, key="how_modules")


def _input(trace: Trace) -> dict[str, Any]:
    hop = trace.hops[0]
    best = int(np.argmax(hop.attention[: trace.sentences]))
    return {
        "letter": "I",
        "name": _("Input"),
        "says": _("Words become vectors: the question one, every sentence one for its key and one for its value."),
        "lines": [
            _vector(trace.question.text, hop.state_in),
            _vector(_("key · {slot}").format(slot=trace.slots[best].key), hop.keys[best]),
            _vector(_("value · {slot}").format(slot=trace.slots[best].key), hop.values[best]),
        ],
    }


def _memory(trace: Trace) -> dict[str, Any]:
    slots = size(ONE_HOP, "memory")
    last = [f"{i + 1} ← {trace.slots[i].key}" for i in range(max(0, trace.sentences - _TOP), trace.sentences)]
    filled = _("{filled} of {size} slots are filled.").format(filled=trace.sentences, size=slots)
    return {
        "letter": "G",
        "name": _("Generalisation"),
        "says": _("Each sentence is written into the next slot; when all are full, the oldest one goes."),
        "lines": [{"text": text} for text in (*last, filled)],
    }


def _output(trace: Trace) -> dict[str, Any]:
    hop = trace.hops[0]
    best = np.argsort(-hop.attention, kind="stable")[:_TOP].tolist()
    return {
        "letter": "O",
        "name": _("Output"),
        "says": _("The question is compared with every key; the values are read by how well their keys fit."),
        "lines": [
            *({"text": slot_text(trace, i), "share": float(hop.attention[i])} for i in best),
            _vector(_("what was read"), hop.readout),
        ],
    }


def _response(trace: Trace) -> dict[str, Any]:
    right = trace.question.answer
    answers = [{"text": text, "share": share} for text, share in trace.ranked()[:_TOP]]
    gold = [] if right is None else [{"text": _("The story says: {answer}").format(answer=right)}]
    return {
        "letter": "R",
        "name": _("Response"),
        "says": _("What was read and what was asked make the answer: the most probable word."),
        "lines": [*answers, *gold],
    }


def _vector(text: str, vector: Any) -> dict[str, Any]:
    return {"text": text, "vector": short(vector), "scale": float(np.abs(vector).max()) or 1.0}


# ---- one layer -------------------------------------------------------------------------------------------------------


def one_layer(trace: Trace) -> None:
    """Draw the single-layer network, its formulas beside the numbers of the trace."""
    steps = _(
        "End-to-end memory networks (MemN2N; Sukhbaatar et al., 2015) do it with vectors alone. A "
        "sentence $x_i$ becomes a key $m_i$ and a value $c_i$, the question $q$ becomes the state $u$. "
        "The products $u^T m_i$ say how well each key fits, softmax makes weights $p_i$ of them that "
        "sum to 1, and $o$ is the mean of the values by these weights. $W$ turns $o + u$ into the "
        "probabilities of all answers. In this network half of the units of $o + u$ are rectified first: "
        "$\\rho$ sets what is below 0 to 0 there."
    )
    look = _(
        "**Point at a symbol.** What it stands for lights up, with its numbers of the story chosen "
        "above; the slot $i$ is the row that you point at. A tap keeps the light."
    )
    record = _(
        "This network, {name}, looks once. One look is enough where one sentence has the answer, as in "
        "task 1. Over all twenty tasks {error} of its answers are wrong: many questions need two sentences."
    ).format(name=ONE_HOP, error=error(card_of(ONE_HOP)))
    with section(_("3 · One layer"), "one-layer", steps, look, record, _outcome(trace)):
        move(trace, "how_look")
        single_layer(trace)
        chapter_view("walk", {**walk_data(trace), **walk_texts()}, key="how_walk")


def _outcome(trace: Trace) -> str:
    told = {"answer": plain(trace.answer), "share": percent(trace.probability)}
    right = trace.question.answer
    if right is None:
        return _("Here it answers “{answer}”, {share}.").format(**told)
    if right == trace.answer:
        return _("Here it answers “{answer}”, {share}, which is right.").format(**told)
    text = _("Here it answers “{answer}”, {share}, but the story says “{right}”: section 4 shows what more looks do.")
    return text.format(**told, right=plain(right))
