"""A trace as a picture: SVG text, drawn here and by nobody else, for a file, a page of paper or a frame of a film."""

from __future__ import annotations

import math
from dataclasses import dataclass

from memviz.export.drawing import Drawing
from memviz.export.flow import draw_flow, flow_width
from memviz.export.head import draw_head, draw_notes
from memviz.export.lanes import draw_lanes, lanes_width
from memviz.export.look import PLAIN, Look
from memviz.export.stage import Stage
from memviz.export.text import clean
from memviz.language import _
from memviz.trace import Trace

_MARGIN = 36.0


@dataclass(frozen=True)
class Picture:
    """A drawn picture and its size in px at scale 1; `words` are for who does not see it, `paper` is its ground."""

    svg: str
    width: int
    height: int
    words: str
    paper: str


def picture(trace: Trace, look: Look = PLAIN, hops: float | None = None, notes: str = "") -> Picture:
    """Draw a trace: all of its hops, or as many as are said (1.5 is the first and half of the second). The size is
    the same however many hops are told."""
    stage = Stage(len(trace.hops) if hops is None else hops)
    drawing = Drawing(look.theme)
    room = (lanes_width if trace.readout else flow_width)(trace)
    y = draw_head(drawing, trace, look.title, stage, _MARGIN, _MARGIN, room)
    y = (draw_lanes if trace.readout else draw_flow)(drawing, trace, stage, _MARGIN, y + 6)
    if notes.strip():
        y = draw_notes(drawing, notes, _MARGIN, y + 20, room)
    words = clean(_("{title} Answer: {answer}.").format(title=look.title or trace.question.text, answer=trace.answer))
    width, height = math.ceil(room + 2 * _MARGIN), math.ceil(y + _MARGIN)
    return Picture(drawing.svg(width, height, words), width, height, words, drawing.colors.paper)
