"""A chain as a picture: the question's names, what each hop read of them, and below, each hop's own memories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from memviz.browser.board.chaining import chain_data
from memviz.language import _, counted
from memviz.picture.drawing import LINE, Drawing, curve
from memviz.picture.moment import Moment
from memviz.picture.rows import BODY, SMALL, draw_attention
from memviz.picture.text import wrap
from memviz.story.line import shorten
from memviz.trace import Trace
from memviz.trace.found import found_text
from memviz.trace.wording import attention_text

_COLUMN, _GAP = 190.0, 110.0
_CHIP = 28.0  # height of a name, and the air below
_AIR = 6.0
_HEADS = 62.0
_FULL = 16.0  # thickness of a ribbon that carries all of a hop's weight
_LISTED = 8  # memories of a hop that are listed
_KEY, _VALUE, _BAR = 380.0, 230.0, 70.0
_LETTERS = 44


def chain_width(trace: Trace) -> float:
    """How wide the picture is."""
    columns = len(chain_data(trace)["columns"])
    return max(columns * _COLUMN + (columns - 1) * _GAP, _KEY + _VALUE + _BAR + 60)


def draw_chain(drawing: Drawing, trace: Trace, moment: Moment, x: float, y: float) -> float:
    """Draw the whole chain and its hops from the top `y`; returns where they end."""
    data = chain_data(trace)
    tops = [y + _HEADS] * len(data["columns"])
    for c, gap in enumerate(data["gaps"]):
        _draw_ribbons(drawing, gap["links"], x + c * (_COLUMN + _GAP) + _COLUMN, tops[c], moment.share(c))
    ends = [_draw_column(drawing, data, c, x + c * (_COLUMN + _GAP), y, moment) for c in range(len(tops))]
    end = max(ends) + 14
    for h in range(len(trace.hops)):
        end = _draw_hop(drawing, trace, data, h, x, end, moment.share(h))
    return end


def _draw_column(drawing: Drawing, data: Mapping[str, Any], c: int, x: float, y: float, moment: Moment) -> float:
    """A column of names: those of the question in the keys' colour, what was read in the values'."""
    colors, seen = drawing.colors, 1.0 if moment.hops >= c else 0.25
    title = _("Hop {n}").format(n=c) if c else _("Question")
    drawing.text(x, y + 16, title, SMALL, colors.quiet)
    if c:
        along = wrap(", ".join(data["gaps"][c - 1]["relations"]), SMALL, _COLUMN)[:2]
        drawing.lines(x, y + 22, along, SMALL)
    column = data["columns"][c]
    names = [shorten(name, 26) for name in column["names"]]
    names += [_("and {n} more").format(n=column["more"])] if column["more"] else []
    for j, name in enumerate(names):
        top = y + _HEADS + j * (_CHIP + _AIR)
        edge = colors.value if c else colors.key
        drawing.rect(x, top, _COLUMN, _CHIP, edge, rx=8, opacity=0.2 * seen)
        drawing.text(x + 10, top + 19, name, BODY, opacity=seen, tag="name")
    return y + _HEADS + len(names) * (_CHIP + _AIR)


def _draw_ribbons(drawing: Drawing, links: Sequence[Sequence[float]], x: float, top: float, share: float) -> None:
    if not share:
        return
    color = drawing.blend(x, x + _GAP, f"reading{round(x)}")
    for i, j, weight in links:
        heights = [top + place * (_CHIP + _AIR) + _CHIP / 2 for place in (i, j)]
        drawing.stroke(curve(x, heights[0], x + _GAP, heights[1]), color, max(1.0, weight * _FULL), 0.6 * share)


def _draw_hop(
    drawing: Drawing, trace: Trace, data: Mapping[str, Any], h: int, x: float, y: float, share: float
) -> float:
    """A hop's own keys and values, those that are looked at most."""
    y = drawing.lines(x, y + 10, [found_text(trace, h)], BODY, bold=True)
    attention = trace.hops[h].attention
    own = sorted(data["steps"][h]["own"], key=lambda slot: -float(attention[slot]))
    for slot in own[:_LISTED]:
        told = trace.slots[slot]
        struck = slot in trace.muted
        drawing.text(x, y + 16, shorten(told.key, _LETTERS), BODY, struck=struck, tag="slot")
        draw_attention(drawing, float(attention[slot]), x + _KEY, y + 11, _BAR, share, drawing.colors.key)
        drawing.text(x + _KEY + _BAR + 60, y + 16, shorten(told.value, 28), BODY, tag="value")
        y += BODY * LINE + 4
    if rest := own[_LISTED:]:
        weight = attention_text(float(sum(attention[slot] for slot in rest)))
        said = counted("{n} more memory, {weight}", "{n} more memories, together {weight}", len(rest), weight=weight)
        y = drawing.lines(x, y + 2, [said], SMALL, drawing.colors.quiet)
    return y
