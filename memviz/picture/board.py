"""A trace as a picture: SVG text, drawn here and by nobody else, for a file, a page of paper or a frame of a film."""

from __future__ import annotations

from memviz.language import _
from memviz.picture.chain import chain_width, draw_chain
from memviz.picture.drawing import Drawing
from memviz.picture.flow import draw_flow, flow_width
from memviz.picture.heading import board_meanings, draw_head, draw_legend, draw_notes, draw_remarks, draw_title
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
    draw_body, room = (_draw_facts, _facts_width(trace)) if trace.readout else (_draw_story, flow_width(trace))
    y = draw_body(drawing, trace, moment, look.title, room)
    if notes.strip():
        y = draw_notes(drawing, notes, MARGIN, y + 20, room)
    title = look.title or trace.question.text
    return finished(drawing, room, y, title, _("{title} Answer: {answer}.").format(title=title, answer=headline(trace)))


def _draw_story(drawing: Drawing, trace: Trace, moment: Moment, title: str, room: float) -> float:
    y = draw_title(drawing, trace, title, MARGIN, MARGIN, room)
    meanings = [(sign, words) for sign, words in board_meanings(trace) if sign != "·"]  # what is faint has no number
    y = draw_legend(drawing, meanings, MARGIN, y, room)
    y = draw_flow(drawing, trace, moment, MARGIN, y + 6)
    return draw_remarks(drawing, trace, moment, MARGIN, y + 6, room)


def _facts_width(trace: Trace) -> float:
    return chain_width(trace) if trace.chain else lanes_width(trace)


def _draw_facts(drawing: Drawing, trace: Trace, moment: Moment, title: str, room: float) -> float:
    y = draw_head(drawing, trace, title, moment, MARGIN, MARGIN, room)
    y = draw_legend(drawing, board_meanings(trace), MARGIN, y + 6, room)
    return (draw_chain if trace.chain else draw_lanes)(drawing, trace, moment, MARGIN, y + 6)
