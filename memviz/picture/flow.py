"""A story's scene, painted as SVG: the same question, states, rows and light that the page of stories plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memviz.language import _
from memviz.look import LOOK
from memviz.picture.drawing import LINE, Drawing, Route, route
from memviz.picture.moment import Moment
from memviz.picture.rows import BODY, NUMBER, SMALL, STAR, Row, draw_slot, laid_out, slot_texts
from memviz.picture.text import width, wrap
from memviz.story.line import shorten
from memviz.trace import Trace
from memviz.trace.scene import Ribbon, Scene, Step, scene
from memviz.trace.verdict import headline, reason
from memviz.trace.wording import attention_text

_TOLD, _HOP, _END = 460.0, 200.0, 190.0  # what the sentences, a hop and the answer take
_FULL = float(LOOK["ribbon"])
_APART = LOOK["apart"] + _FULL / 2  # between what comes into a state and what leaves it
_LIFT = float(LOOK["lift"])  # that a ribbon lies below the middle of its row, under its number
_GLOW = float(LOOK["glow"])  # of a row that has all of the attention
_PALE = 0.4  # of the light of an earlier hop
_AIR = 12.0  # within a box
_LARGE = 20.0
_LONGEST = 120  # letters of an answer in a box


@dataclass(frozen=True)
class _Box:
    """A question, a state or the answer: a line in small letters over what it says, from `x` on."""

    label: str
    lines: list[str]
    size: float
    x: float
    width: float

    @property
    def height(self) -> float:
        return SMALL * LINE + len(self.lines) * self.size * LINE + _AIR


def flow_width(trace: Trace) -> float:
    """How wide the picture is."""
    return _TOLD + len(trace.hops) * _HOP + _END


def draw_flow(drawing: Drawing, trace: Trace, moment: Moment, x: float, y: float) -> float:
    """Draw question, states, sentences and the light between them from the top `y`; returns where they end."""
    told = scene(trace)
    boxes = _boxes(trace, told, x)
    lane = y + max(box.height for box in boxes)
    rows = laid_out(slot_texts(trace), _TOLD - NUMBER - STAR - 30, lane + 14)
    _draw_rows(drawing, trace, told, moment, rows, x)
    for k, step in enumerate(told.steps):
        start = boxes[0].x + boxes[0].width, lane - boxes[0].height / 2
        _draw_light(drawing, step, rows, x + _TOLD + k * _HOP, lane, moment, k, None if k else start)
    for k, box in enumerate(boxes):
        _draw_box(drawing, box, lane, told=moment.hops >= k, asked=k == 0)
    return _draw_captions(drawing, told, moment, x, rows[-1].end + 18, flow_width(trace))


def _boxes(trace: Trace, told: Scene, x: float) -> list[_Box]:
    """The question, what the state behind every hop but the last would say, and the answer."""
    room = _TOLD - 2 * _APART - _FULL
    boxes = [_Box(_("question"), wrap(trace.question.text, _LARGE, room - 2 * _AIR, bold=True), _LARGE, x, room)]
    for k, step in enumerate(told.steps[:-1], 1):
        label = f"{_('would say')} · {step.share}"
        lines = wrap(shorten(step.says, _LONGEST), BODY, _HOP - 2 * _AIR - 20, bold=True)
        wide = max(width(label, SMALL), *(width(line, BODY, bold=True) for line in lines)) + 2 * _AIR
        boxes.append(_Box(label, lines, BODY, x + _TOLD + k * _HOP - wide / 2, wide))
    doubted = bool(reason(trace))
    label = _("answer") if doubted else f"{_('answer')} · {told.share}"
    lines = wrap(shorten(headline(trace) if doubted else told.answer, _LONGEST), _LARGE, _END - _AIR, bold=True)
    left = x + _TOLD + len(told.steps) * _HOP - 2 * _APART
    boxes.append(_Box(label, lines, _LARGE, left, _END + 2 * _APART))
    return boxes


def _draw_box(drawing: Drawing, box: _Box, lane: float, *, told: bool, asked: bool) -> None:
    """A box that stands on the lane; what is not told yet is an empty one."""
    colors, top = drawing.colors, lane - box.height
    edge = colors.quiet if asked else colors.value if told else colors.line
    drawing.frame(box.x, top, box.width, box.height, edge)
    if told:
        drawing.text(box.x + _AIR, top + SMALL * 1.3, box.label, SMALL, colors.quiet, tag="probability")
        drawing.lines(box.x + _AIR, top + SMALL * LINE, box.lines, box.size, bold=True)


def _draw_rows(drawing: Drawing, trace: Trace, told: Scene, moment: Moment, rows: Sequence[Row], x: float) -> None:
    """The sentences, each lit by its weight in the hop that is told."""
    lit = _TOLD + len(told.steps) * _HOP
    share, now = moment.share(moment.latest), told.steps[moment.latest]
    color = drawing.colors.value if share > 0.5 else drawing.colors.key
    for i, row in enumerate(rows):
        if share and now.weights[i] > 0:
            glow = _GLOW * now.weights[i] * min(1.0, 2 * share)
            drawing.rect(x, row.top + 1, lit, row.height - 2, color, rx=8, opacity=glow)
        draw_slot(drawing, trace, i, row, x, lit, pointed=moment.done == len(told.steps))


def _draw_light(
    drawing: Drawing, step: Step, rows: Sequence[Row], x: float, lane: float, moment: Moment, hop: int,
    asked: tuple[float, float] | None,
) -> None:  # fmt: skip
    """Blue from the state at `x` (of hop 1 from where the question is `asked`) down to rows, orange up to the next."""
    share, seen = moment.share(hop), 1.0 if hop == moment.latest else _PALE
    if not share:
        return
    middle = x + _HOP / 2
    for ribbon in step.ribbons:
        height = rows[ribbon.row].centre + _LIFT
        aside, thick = (ribbon.start + ribbon.share / 2 - 0.5) * _FULL, max(1.0, ribbon.share * _FULL)
        down, up = x + _APART - aside, x + _HOP - _APART + aside
        level = [(asked[0], asked[1] - aside), (down, asked[1] - aside)] if asked else [(down, lane)]
        key = route([*level, (down, height), (middle, height)])
        value = route([(middle, height), (up, height), (up, lane)])
        _run(drawing, key, drawing.colors.key, thick, min(1.0, 2 * share), seen)
        _run(drawing, value, drawing.colors.value, thick, 2 * share - 1, seen)
        if share >= 0.5:
            _draw_number(drawing, ribbon, middle, height - thick / 2 - 4, given=ribbon.row in step.given)


def _run(drawing: Drawing, path: Route, color: str, thick: float, share: float, seen: float) -> None:
    """Light that has come so far on its way."""
    if share > 0:
        dash = "" if share >= 1 else f"{path.length * share:.1f} {path.length:.1f}"
        drawing.stroke(path.path, color, thick, seen, dash=dash, tag="light")


def _draw_number(drawing: Drawing, ribbon: Ribbon, x: float, y: float, *, given: bool) -> None:
    drawing.text(x, y, attention_text(ribbon.share), SMALL, anchor="middle", tag="attention")
    if given:
        drawing.lock(x - 24, y - 4)


def _draw_captions(drawing: Drawing, told: Scene, moment: Moment, x: float, y: float, room: float) -> float:
    """What every hop that is told has done, in words; returns where those of all hops end."""
    for k, step in enumerate(told.steps):
        for said, from_share in ((step.key, 0.0), (step.value, 0.5)):
            lines = wrap("".join(piece for piece, _out in said), BODY, room)
            if moment.share(k) > from_share:
                drawing.lines(x, y, lines, BODY)
            y += len(lines) * BODY * LINE
        y += 6
    return y
