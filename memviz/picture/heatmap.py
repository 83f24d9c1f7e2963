"""Attention as a heat map: one row a slot, one column a hop, a number in every cell."""

from __future__ import annotations

from memviz.language import _
from memviz.look import FAINT
from memviz.picture.drawing import Drawing
from memviz.picture.heading import slot_meanings, star_meaning
from memviz.picture.look import PLAIN, Look
from memviz.picture.palette import ink
from memviz.picture.rows import NUMBER, SMALL, STAR, Row, draw_slot, laid_out, slot_texts
from memviz.picture.sheet import MARGIN, Drawn, traced
from memviz.trace import Trace
from memviz.trace.wording import attention_text

_TEXT = 440.0  # what a slot's text takes at least
_ROOM = 760.0
_COLUMN = 84.0
_GAP = 2.0  # between cells
_HEADS = 26.0


def draw(trace: Trace, look: Look = PLAIN) -> Drawn:
    """Draw the attention of every slot in every hop; every row is there, however many there are."""
    text = max(_TEXT, _ROOM - NUMBER - STAR - len(trace.hops) * _COLUMN)
    left = MARGIN + NUMBER + STAR + text
    room = left - MARGIN + len(trace.hops) * _COLUMN

    def draw(drawing: Drawing, y: float) -> float:
        for k in range(len(trace.hops)):
            head = _("Hop {n}").format(n=k + 1)
            drawing.text(left + (k + 0.5) * _COLUMN, y + 14, head, SMALL, drawing.colors.quiet, anchor="middle")
        rows = laid_out(slot_texts(trace), text - 16, y + _HEADS)
        for i, row in enumerate(rows):
            _draw_cells(drawing, trace, i, row, left)
            draw_slot(drawing, trace, i, row, MARGIN, room)
        drawing.rule(MARGIN, MARGIN + room, rows[-1].end, drawing.colors.line)
        return rows[-1].end

    scale = ("scale", _("key addressing: attention from 0 to 1"))
    meanings = [scale, *star_meaning(trace, facts=True), *slot_meanings(trace)]
    return traced(trace, look, _("Attention over the memory, hop by hop"), meanings, room, draw)


def _draw_cells(drawing: Drawing, trace: Trace, slot: int, row: Row, left: float) -> None:
    given = {each.hop for each in trace.overrides if each.slot == slot}
    for k, hop in enumerate(trace.hops):
        p, x = float(hop.attention[slot]), left + k * _COLUMN
        fill = drawing.colors.shade(p)
        size = {"width": _COLUMN - 2 * _GAP, "height": row.height - 2 * _GAP}
        drawing.rect(x + _GAP, row.top + _GAP, fill=fill, title=f"{p:.4f}", **size)
        color = drawing.colors.quiet if p < FAINT else ink(fill)
        middle = x + _COLUMN / 2
        drawing.text(middle, row.centre + 4, attention_text(p), SMALL, color, anchor="middle", tag="attention")
        if k in given:
            drawing.lock(x + 16, row.centre, color)
