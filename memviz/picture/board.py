"""A trace as a picture: SVG text, drawn here and by nobody else, for a file, a page of paper or a frame of a film."""

from __future__ import annotations

from memviz.language import _
from memviz.picture.drawing import Drawing
from memviz.picture.flow import draw_flow, flow_width
from memviz.picture.heading import board_meanings, draw_head, draw_legend, draw_notes
from memviz.picture.lanes import draw_lanes, lanes_width
from memviz.picture.look import PLAIN, Look
from memviz.picture.moment import Moment
from memviz.picture.sheet import MARGIN, Drawn, finished
from memviz.trace import Trace
from memviz.trace.verdict import headline


def draw(trace: Trace, look: Look = PLAIN, hops: float | None = None, notes: str = "") -> Drawn:
    """Draw a trace: all of its hops, or as many as are said (1.5 is the first and half of the second). The size is
    the same however many hops are told."""
    moment = Moment(len(trace.hops) if hops is None else hops)
    drawing = Drawing(look.theme)
    room = (lanes_width if trace.readout else flow_width)(trace)
    y = draw_head(drawing, trace, look.title, moment, MARGIN, MARGIN, room)
    y = draw_legend(drawing, board_meanings(trace), MARGIN, y + 6, room)
    y = (draw_lanes if trace.readout else draw_flow)(drawing, trace, moment, MARGIN, y + 6)
    if notes.strip():
        y = draw_notes(drawing, notes, MARGIN, y + 20, room)
    title = look.title or trace.question.text
    return finished(drawing, room, y, title, _("{title} Answer: {answer}.").format(title=title, answer=headline(trace)))
