"""Block diagrams of the single layer and of stacked layers, with the numbers of a story in every block."""

from __future__ import annotations

from typing import Any

import numpy as np

from memviz.browser.chapter import chapter_view
from memviz.browser.chapter.data import short
from memviz.language import _, counted
from memviz.pages.how.frame import ADJACENT
from memviz.pages.shared.messages import percent
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.hop import Hop

_TOP, _TWO = 3, 2  # slots of the single layer; of several layers, and answers

Block = dict[str, Any]


def single_layer(trace: Trace) -> None:
    """Draw the network of one hop as figure 1 (a) of Sukhbaatar et al. does."""
    chapter_view("diagram", single_data(trace), key="how_single")


def single_data(trace: Trace) -> dict[str, Any]:
    """The blocks of one hop and the arrows between them."""
    return {
        "kind": "single",
        "title": _("One layer as blocks (figure 1a of Sukhbaatar et al.)"),
        "note": _(
            "Blue finds, orange is read. The key and the value are those of the sentence with the most attention."
        ),
        "pictures": [{"name": trace.model, "nodes": _single(trace), "edges": _single_edges()}],
    }


def stacked_layers(adjacent: Trace, layer_wise: Trace) -> None:
    """Draw the networks of three hops as figure 1 (b) does."""
    names = {ADJACENT: _("Adjacent")}
    data = {
        "kind": "stacked",
        "title": _("Three layers as blocks (figure 1b of Sukhbaatar et al., here from top to bottom)"),
        "note": _("Every layer looks at the same sentences, with another question each time."),
        "pictures": [
            {
                "name": names.get(trace.model, _("Layer-wise")),
                "nodes": _stacked(trace, tables),
                "edges": _stacked_edges(len(trace.hops), matrix),
            }
            for trace, tables, matrix in (
                (adjacent, lambda k: f"A^{k}, C^{k}", "+"),
                (layer_wise, lambda _k: "A, C", "H, +"),
            )
        ],
    }
    chapter_view("diagram", data, key="how_stacked")


# ---- one layer -------------------------------------------------------------------------------------------------------


def _single(trace: Trace) -> list[Block]:
    hop = trace.hops[0]
    best = int(np.argmax(hop.attention[: trace.sentences]))
    return [
        _block("x", "story", "x_i", module="I", text=_sentences(trace)),
        _block("q", "", "q", module="I", text=trace.question.text),
        *(_block(name, "table", name) for name in ("A", "C", "B")),
        _vector("m", "key", f"m_{{{best + 1}}}", hop.keys[best], module="G"),
        _vector("c", "value", f"c_{{{best + 1}}}", hop.values[best], module="G"),
        _vector("u", "", "u", hop.state_in),
        _block("p", "key", "p_i = softmax(u^Tm_i)", module="O", rows=_most(trace, hop, _TOP)),
        _vector("o", "value", "o = Σ_i p_i c_i", hop.readout),
        _vector("s", "", "ρ(o + u)", hop.state_out),
        _block("a", "answer", "â", module="R", rows=_answers(trace)),
    ]


def _single_edges() -> list[dict[str, str]]:
    keys = [("x", "A"), ("A", "m"), ("m", "p"), ("u", "p")]
    values = [("x", "C"), ("C", "c"), ("c", "o"), ("p", "o")]
    return [
        *(_edge(*pair, "key") for pair in keys),
        *(_edge(*pair, "value") for pair in values),
        _edge("q", "B"),
        _edge("B", "u"),
        _edge("u", "s", around="left"),
        _edge("o", "s", "value", way="down", label="+"),
        _edge("s", "a", label="W"),
    ]


# ---- several layers --------------------------------------------------------------------------------------------------


def _stacked(trace: Trace, tables: Any) -> list[Block]:
    blocks = [
        _block("x", "story", "x_i", text=_sentences(trace)),
        _block("q", "", "q", text=trace.question.text),
        _vector("u1", "", "u^1", trace.hops[0].state_in),
    ]
    for k, hop in enumerate(trace.hops, 1):
        last = k == len(trace.hops)
        answer, share = trace.ranked(k - 1)[0]
        said = (
            ""
            if last
            else _("would say: {answer}, {share}").format(answer=answer, share=percent(share).replace(" ", "\u00a0"))
        )
        blocks += [
            _block(f"t{k}", "table", tables(k)),
            _block(f"p{k}", "key", f"p^{k}", rows=_most(trace, hop, _TWO)),
            _vector(f"o{k}", "value", f"o^{k}", hop.readout),
            _vector(f"u{k + 1}", "", f"u^{k + 1}", hop.state_out) | ({"text": said} if said else {}),
        ]
    return [*blocks, _block("a", "answer", "â", rows=_answers(trace))]


def _stacked_edges(hops: int, matrix: str) -> list[dict[str, str]]:
    edges = [_edge("q", "u1", label="B")]
    for k in range(1, hops + 1):
        edges += [
            _edge("x", f"t{k}", around="left"),
            _edge(f"t{k}", f"p{k}", "key"),
            _edge(f"u{k}", f"p{k}", "key", way="down"),
            _edge(f"p{k}", f"o{k}", "value"),
            _edge(f"o{k}", f"u{k + 1}", "value"),
            _edge(f"u{k}", f"u{k + 1}", label=matrix, around="right"),
        ]
    return [*edges, _edge(f"u{hops + 1}", "a", label="W")]


# ---- blocks ----------------------------------------------------------------------------------------------------------


def _block(name: str, kind: str, symbol: str, **more: Any) -> Block:
    return {"id": name, "kind": kind, "symbol": symbol, **more}


def _vector(name: str, kind: str, symbol: str, vector: Floats, **more: Any) -> Block:
    scale = float(np.abs(vector).max()) or 1.0
    return _block(name, kind, symbol, vector=short(vector), scale=scale, **more)


def _edge(start: str, end: str, kind: str = "", **how: str) -> dict[str, str]:
    return {"from": start, "to": end, "kind": kind, **how}


def _sentences(trace: Trace) -> str:
    first, n = trace.slots[0].key, trace.sentences
    return counted("{n} sentence: “{first}”", "{n} sentences: “{first}” …", n, first=first)


def _most(trace: Trace, hop: Hop, count: int) -> list[dict[str, Any]]:
    best = np.argsort(-hop.attention, kind="stable")[:count].tolist()
    return [{"text": slot_text(trace, i), "share": float(hop.attention[i])} for i in best]


def slot_text(trace: Trace, i: int) -> str:
    """A slot with its number, and a star where the answer needs it."""
    if trace.has_nothing and i == trace.sentences:
        return _("nothing")
    return f"{i + 1} {'★ ' if i in trace.question.facts else ''}{trace.slots[i].key}"


def _answers(trace: Trace) -> list[dict[str, Any]]:
    return [{"text": text, "share": share} for text, share in trace.ranked()[:_TWO]]
