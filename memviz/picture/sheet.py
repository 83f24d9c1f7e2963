"""What all pictures share: their margins and size, and around those of a trace the question and its answer."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from memviz.language import _
from memviz.picture.drawing import Drawing
from memviz.picture.heading import Meaning, draw_head, draw_legend
from memviz.picture.look import Look
from memviz.picture.moment import Moment
from memviz.picture.text import wrap
from memviz.story.line import clean
from memviz.trace import Trace
from memviz.trace.verdict import headline

MARGIN = 36.0
_CAPTION = 15.0


@dataclass(frozen=True)
class Drawn:
    """A drawn picture and its size in px at scale 1; `title` names it, `words` are for who does not see it, `paper` is
    its ground."""

    svg: str
    width: int
    height: int
    title: str
    words: str
    paper: str


def finished(drawing: Drawing, room: float, end: float, title: str, words: str) -> Drawn:
    """The picture of what was drawn within its margins, `room` wide and down to `end`."""
    cleaned = clean(words)
    width, height = math.ceil(room + 2 * MARGIN), math.ceil(end + MARGIN)
    return Drawn(drawing.svg(width, height, cleaned), width, height, title, cleaned, drawing.colors.paper)


def traced(
    trace: Trace,
    look: Look,
    caption: str,
    meanings: Sequence[Meaning],
    room: float,
    body: Callable[[Drawing, float], float],
) -> Drawn:
    """A picture of a whole trace: its question and answer, a caption, a legend, and below them `body`, which draws from
    a height on, from the left margin, and returns where it ends."""
    drawing = Drawing(look.theme)
    y = draw_head(drawing, trace, look.title, Moment(len(trace.hops)), MARGIN, MARGIN, room) + 14
    y = drawing.lines(MARGIN, y, wrap(caption, _CAPTION, room, bold=True), _CAPTION, bold=True) + 4
    y = body(drawing, draw_legend(drawing, meanings, MARGIN, y, room))
    title = look.title or trace.question.text
    return finished(
        drawing,
        room,
        y,
        title,
        _("{title} – {caption}. Answer: {answer}.").format(title=title, caption=caption, answer=headline(trace)),
    )
