"""Keys apart from their values as a picture: key addressing on the left, value reading on the right, hop by hop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from memviz.language import _
from memviz.look import FAINT
from memviz.picture.drawing import Drawing, curve
from memviz.picture.moment import Moment
from memviz.picture.rows import (
    AMOUNT,
    FULL,
    NUMBER,
    SMALL,
    STAR,
    Bars,
    Row,
    draw_answers,
    draw_attention,
    draw_memory,
    draw_text,
    laid_out,
    slot_texts,
)  # fmt: skip
from memviz.trace import NOTHING, Trace

_KEY, _VALUE = 340.0, 210.0  # what the texts take
_BAR = 60.0
_COLUMN = _BAR + AMOUNT + 12
_GAP = 110.0
_HEADS = 58.0


def lanes_width(trace: Trace) -> float:
    """How wide the picture is."""
    return _keys_width(trace) + _GAP + STAR + _VALUE + len(trace.hops) * _COLUMN


def draw_lanes(drawing: Drawing, trace: Trace, moment: Moment, x: float, y: float) -> float:
    """Draw keys, values and answers from the top `y`; returns where they end."""
    right = x + _keys_width(trace) + _GAP
    _draw_heads(drawing, trace, _("Key addressing"), "key", x, y, _keys_width(trace), NUMBER + STAR + _KEY)
    _draw_heads(drawing, trace, _("Value reading"), "value", right, y, lanes_width(trace) + x - right, STAR + _VALUE)
    keys = laid_out(slot_texts(trace), _KEY - 16, y + _HEADS)
    counts = Counter(slot.value for slot in trace.slots)
    named = [f"{_name(value)} ×{count}" if count > 1 else _name(value) for value, count in counts.items()]
    values = dict(zip(counts, laid_out(named, _VALUE - 16, y + _HEADS), strict=True))
    _draw_ribbons(drawing, trace, moment, keys, values, right)
    bars = _draw_keys(drawing, trace, moment, keys, x)
    _draw_values(drawing, trace, moment, values, right)
    end = max(keys[-1].end, *(row.end for row in values.values()))
    drawing.rule(x, x + lanes_width(trace), end, drawing.colors.line)
    return draw_answers(drawing, trace, moment, x + NUMBER + STAR, end + 18, _KEY - 16, bars)


def _keys_width(trace: Trace) -> float:
    return NUMBER + STAR + _KEY + len(trace.hops) * _COLUMN


def _name(value: str) -> str:
    return _("nothing") if value == NOTHING.value else value


def _draw_heads(
    drawing: Drawing, trace: Trace, title: str, color: str, x: float, y: float, room: float, first: float
) -> None:
    drawing.text(x, y + 16, title, 15, bold=True)
    drawing.rule(x, x + room, y + 26, getattr(drawing.colors, color), 2)
    for k in range(len(trace.hops)):
        drawing.text(x + first + k * _COLUMN, y + 46, _("Hop {n}").format(n=k + 1), SMALL, drawing.colors.quiet)


def _draw_keys(drawing: Drawing, trace: Trace, moment: Moment, rows: Sequence[Row], x: float) -> Bars:
    """The memories with their attention; returns where the bars are."""
    bars = Bars([x + NUMBER + STAR + _KEY + k * _COLUMN for k in range(len(trace.hops))], _BAR)
    draw_memory(drawing, trace, moment, rows, x, _keys_width(trace), bars)
    return bars


def _draw_values(drawing: Drawing, trace: Trace, moment: Moment, rows: dict[str, Row], x: float) -> None:
    """The distinct values with how much is read of each."""
    weights = [trace.value_weights(k) for k in range(len(trace.hops))]
    for value, row in rows.items():
        if value in trace.question.answers:
            drawing.star(x + 7, row.base - 5)
        draw_text(drawing, row, x + STAR, drawing.colors.quiet if value == NOTHING.value else "", tag="value")
        for k, read in enumerate(weights):
            left = x + STAR + _VALUE + k * _COLUMN
            draw_attention(drawing, read[value], left, row.centre, _BAR, moment.share(k), drawing.colors.value)


def _draw_ribbons(
    drawing: Drawing, trace: Trace, moment: Moment, keys: Sequence[Row], values: dict[str, Row], right: float
) -> None:
    """From each key to its value, as thick as the attention in the hop that was told last."""
    hop, share = trace.hops[moment.latest], moment.share(moment.latest)
    color = drawing.blend(right - _GAP, right)
    name = _("hop {n}").format(n=moment.latest + 1)
    drawing.text(right - _GAP / 2, keys[0].top - 12, name, SMALL, drawing.colors.quiet, anchor="middle")
    for slot, key, p in zip(trace.slots, keys, hop.attention.tolist(), strict=True):
        if p >= FAINT and share:
            path = curve(right - _GAP, key.centre, right - 4, values[slot.value].centre)
            drawing.stroke(path, color, max(1.0, p * FULL), 0.55 * share)
