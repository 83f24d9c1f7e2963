"""The memory of sentences as a picture: slots, every hop's bars beside them, ribbons between, answers below."""

from __future__ import annotations

from collections.abc import Sequence

from memviz.language import _, counted
from memviz.look import FAINT
from memviz.picture.drawing import LINE, Drawing, curve
from memviz.picture.moment import Moment
from memviz.picture.rows import (
    AMOUNT,
    BODY,
    FULL,
    NUMBER,
    SMALL,
    STAR,
    Bars,
    Row,
    draw_answers,
    draw_memory,
    laid_out,
    slot_texts,
)  # fmt: skip
from memviz.picture.text import wrap
from memviz.story.line import shorten
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.verdict import headline, reason
from memviz.trace.wording import percent_text

_NODE = 13.0
_START, _HOP, _END = 440.0, 240.0, 150.0
_GUTTER = (_HOP - AMOUNT) / 3  # ribbon, bar and ribbon share a hop alike
_TEXT = _START - NUMBER - STAR - 30


def flow_width(trace: Trace) -> float:
    """How wide the picture is."""
    return _START + len(trace.hops) * _HOP + _END


def draw_flow(drawing: Drawing, trace: Trace, moment: Moment, x: float, y: float) -> float:
    """Draw slots, hops and answers from the top `y`; returns where they end."""
    _draw_titles(drawing, trace, x, y)
    rows = laid_out(slot_texts(trace), _TEXT, y + 32)
    heights = _state_heights(trace, rows)
    for k, hop in enumerate(trace.hops):
        left = x + _START + k * _HOP
        _draw_ribbons(drawing, hop.attention, rows, left, heights[k : k + 2], moment.share(k))
    bars = Bars([x + _START + k * _HOP + _GUTTER for k in range(len(trace.hops))], _GUTTER)
    draw_memory(drawing, trace, moment, rows, x, flow_width(trace), bars)
    _draw_states(drawing, trace, heights, moment, x + _START)
    for height in (y + 31, rows[-1].end):
        drawing.rule(x, x + flow_width(trace), height, drawing.colors.line)
    return draw_answers(drawing, trace, moment, x + NUMBER + STAR, rows[-1].end + 18, _TEXT, bars)


def _draw_titles(drawing: Drawing, trace: Trace, x: float, y: float) -> None:
    quiet, last = drawing.colors.quiet, x + _START + len(trace.hops) * _HOP
    drawing.text(x + NUMBER + STAR, y + 18, counted("{n} slot", "{n} slots", trace.sentences), SMALL, quiet)
    drawing.text(x + _START, y + 18, _("question"), SMALL, quiet, anchor="middle")
    for k in range(len(trace.hops)):
        name = _("Hop {n}").format(n=k + 1)
        drawing.text(x + _START + (k + 0.5) * _HOP, y + 18, name, SMALL, quiet, anchor="middle")
    drawing.text(last + _NODE + 8, y + 18, _("answer"), SMALL, quiet)


def _state_heights(trace: Trace, rows: Sequence[Row]) -> list[float]:
    """Height of each state: the mean height of what it read; the question sits at what it looks for."""
    centres = [row.centre for row in rows]
    return [float(hop.attention @ centres) for hop in (trace.hops[0], *trace.hops)]


def _draw_ribbons(
    drawing: Drawing, attention: Floats, rows: Sequence[Row], x: float, states: Sequence[float], share: float
) -> None:
    """Blue from the state to what it looks at, orange from what is read to the next state, thick as the attention."""
    blue, orange = min(1.0, 2 * share), max(0.0, 2 * share - 1)
    below = -FULL / 2
    for p, row in zip(attention.tolist(), rows, strict=True):
        middle, thick = below + p * FULL / 2, max(1.0, p * FULL)
        below += p * FULL
        if p < FAINT or not share:
            continue
        path = curve(x, states[0] + middle, x + _GUTTER, row.centre)
        drawing.stroke(path, drawing.colors.key, thick, 0.55 * blue)
        path = curve(x + _HOP - _GUTTER, row.centre, x + _HOP, states[1] + middle)
        drawing.stroke(path, drawing.colors.value, thick, 0.55 * orange)


def _draw_states(drawing: Drawing, trace: Trace, heights: Sequence[float], moment: Moment, left: float) -> None:
    """The states as discs, each numbered, and the answer behind the last one."""
    for k, height in enumerate(heights):
        x, seen = left + k * _HOP, 1.0 if moment.hops >= k else 0.35
        drawing.circle(x, height, _NODE)
        drawing.text(x - 2, height + 4, "u", SMALL, anchor="middle", opacity=seen)
        drawing.text(x + 2, height - 1, str(k + 1), 8, opacity=seen)
    if moment.hops < len(trace.hops):
        return
    lines = wrap(shorten(headline(trace), 40), BODY, _END - _NODE - 8, bold=True)
    x, top = left + len(trace.hops) * _HOP + _NODE + 8, heights[-1] - (len(lines) + 1) * BODY * LINE / 2
    top = drawing.lines(x, top, lines, BODY, bold=True)
    if not reason(trace):
        drawing.lines(x, top, [percent_text(trace.probability)], BODY)
