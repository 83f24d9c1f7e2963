"""The state on its way through the hops, among the directions of the leading answers; names stand beside the field."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from memviz.language import _
from memviz.picture.drawing import LINE, Anchor, Drawing, polyline
from memviz.picture.heading import star_meaning
from memviz.picture.look import PLAIN, Look
from memviz.picture.rows import BODY, SMALL
from memviz.picture.sheet import MARGIN, Drawn, traced
from memviz.picture.text import wrap
from memviz.story.line import shorten
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.projection import Projection, projection
from memviz.trace.wording import percent_text

_NAMES = 180.0  # a column of names, on either side
_SIDE = 24.0  # between names and field
_FIELD = 460.0
_HIGH, _LOW = 420.0, 160.0  # the field, at most and at least, where names do not need more
_AIR = 10.0  # below a name
_LONGEST = 60  # characters of an answer that are shown


@dataclass(frozen=True)
class _Place:
    """A point of the plane and what is written about it."""

    x: float
    y: float
    name: list[str]
    number: str
    tag: str
    star: bool = False

    @property
    def height(self) -> float:
        """What the text takes."""
        return len(self.name) * BODY * LINE + SMALL * LINE + _AIR


@dataclass(frozen=True)
class _Field:
    """Where points of the plane lie on paper: one scale in both directions, or angles would lie."""

    top: float
    high: float
    scale: float
    centre: tuple[float, float]

    @classmethod
    def around(cls, points: Floats, top: float, needed: float) -> _Field:
        """A field that holds all of the points, and is at least as high as is needed."""
        low, high = points.min(0), points.max(0)
        spans = np.maximum(high - low, 1e-9)
        scale = min(_FIELD / spans[0], _HIGH / spans[1])
        middle = (low + high) / 2
        return cls(top, max(needed, spans[1] * scale, _LOW), scale, (float(middle[0]), float(middle[1])))

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Where a point is drawn."""
        left = MARGIN + _NAMES + _SIDE + _FIELD / 2
        return left + (x - self.centre[0]) * self.scale, self.top + self.high / 2 - (y - self.centre[1]) * self.scale


def draw(trace: Trace, look: Look = PLAIN) -> Drawn:
    """Draw states u^1 .. u^{K+1} as a path, and arrows towards the leading answers; see `Projection` for the axes."""
    shown = projection(trace)
    room = 2 * (_NAMES + _SIDE) + _FIELD
    aim = shorten(trace.answer, _LONGEST)

    def draw(drawing: Drawing, y: float) -> float:
        end = _draw_plane(drawing, _places(trace, shown), y + 12) + 16
        return drawing.lines(MARGIN, end, wrap(_axes(shown), SMALL, room), SMALL, drawing.colors.quiet)

    meanings = [("key", _("question")), ("value", _("state after a hop")), ("arrow", _("direction of an answer"))]
    meanings += star_meaning(trace, answers=True)
    return traced(trace, look, _("The state's path towards “{answer}”").format(answer=aim), meanings, room, draw)


def _axes(shown: Projection) -> str:
    return _(
        "To the right: what speaks for this answer against the others. Upwards: the direction across it in which "
        "states and answers differ most. {share} of the states' squared length lies in this plane."
    ).format(share=percent_text(shown.kept))


def _places(trace: Trace, shown: Projection) -> list[_Place]:
    """The states in their order, then the tips of the arrows."""
    named = [_("question"), *(_("after hop {n}").format(n=k + 1) for k in range(len(trace.hops)))]
    states = [
        _Place(float(x), float(y), wrap(name, BODY, _NAMES, bold=True), f"({_number(x)}, {_number(y)})", "state")
        for name, (x, y) in zip(named, shown.path, strict=True)
    ]
    probabilities = dict(trace.ranked())
    tips = [
        _Place(
            float(x), float(y), wrap(shorten(answer, _LONGEST), BODY, _NAMES - 20), percent_text(probabilities[answer]),
            "answer", answer in trace.question.answers,
        )
        for answer, (x, y) in zip(shown.answers, shown.tips, strict=True)
    ]  # fmt: skip
    return states + tips


def _number(x: float) -> str:
    return f"{x:.2f}".replace("-0.00", "0.00").replace("-", "−")


def _draw_plane(drawing: Drawing, places: Sequence[_Place], y: float) -> float:
    """The field, with every name on the side that is nearer to its point; returns where it ends."""
    points = np.array([(0.0, 0.0), *((place.x, place.y) for place in places)])
    middle = (points[:, 0].min() + points[:, 0].max()) / 2
    left, right = [p for p in places if p.x < middle], [p for p in places if p.x >= middle]
    needed = max(sum(place.height for place in side) for side in (left, right))
    field = _Field.around(points, y, needed)
    end = y + field.high
    _draw_axes(drawing, field)
    _draw_names(drawing, field, left, right_hand=False)
    _draw_names(drawing, field, right, right_hand=True)
    for place in places:
        if place.tag == "answer":
            drawing.arrow(*field.spot(0, 0), *field.spot(place.x, place.y), drawing.colors.quiet)
    states = [place for place in places if place.tag == "state"]
    drawing.stroke(polyline(field.spot(each.x, each.y) for each in states), drawing.colors.value, 3, tag="path")
    for k, each in reversed(list(enumerate(states))):  # the question on top: states that hardly move lie on each other
        color = drawing.colors.value if k else drawing.colors.key
        drawing.dot(*field.spot(each.x, each.y), 6 if k else 5, color, f"{each.name[0]} {each.number}")
    return end


def _draw_axes(drawing: Drawing, field: _Field) -> None:
    left, (x, y) = MARGIN + _NAMES + _SIDE, field.spot(0, 0)
    drawing.rule(left, left + _FIELD, y, drawing.colors.line)
    drawing.stroke(polyline([(x, field.top), (x, field.top + field.high)]), drawing.colors.line, 1)


def _draw_names(drawing: Drawing, field: _Field, places: Sequence[_Place], *, right_hand: bool) -> None:
    """A column of names beside the field, none on another, each with a line to its point."""
    sign = 1 if right_hand else -1
    x = MARGIN + _NAMES + (2 * _SIDE + _FIELD) * right_hand
    order = _untangled(places, field, x)
    for place, top in zip(order, _tops(order, field), strict=True):
        leader = polyline([(x - sign * 6, top + 10), field.spot(place.x, place.y)])
        drawing.stroke(leader, drawing.colors.quiet, 1, 0.6, dash="2 3")
        shift = 20 * sign * place.star
        if place.star:
            drawing.star(x + sign * 7, top + 10)
        anchor: Anchor = "start" if right_hand else "end"
        for n, line in enumerate(place.name):
            base = top + 15 + n * BODY * LINE
            drawing.text(x + shift, base, line, BODY, bold=place.tag == "state", anchor=anchor, tag=place.tag)
        base = top + len(place.name) * BODY * LINE + 13
        drawing.text(x + shift, base, place.number, SMALL, drawing.colors.quiet, anchor=anchor, tag="number")


def _untangled(places: Sequence[_Place], field: _Field, x: float) -> list[_Place]:
    """The order from top to bottom in which the lines from names at `x` to their points do not cross: neighbours change
    places as long as that makes all lines together shorter, and lines that cross are longer."""

    def length(order: Sequence[_Place]) -> float:
        tops = zip(order, _tops(order, field), strict=True)
        return sum(math.dist((x, top + 10), field.spot(place.x, place.y)) for place, top in tops)

    order, shorter = sorted(places, key=lambda place: -place.y), True
    while shorter:
        shorter = False
        for i in range(len(order) - 1):
            changed = [*order[:i], order[i + 1], order[i], *order[i + 2 :]]
            if length(changed) < length(order) - 0.01:
                order, shorter = changed, True
    return order


def _tops(order: Sequence[_Place], field: _Field) -> list[float]:
    """Where names begin: each about as high as its point, none over another or out of the field."""
    tops: list[float] = []
    free = field.top
    for place in order:
        tops.append(max(field.spot(place.x, place.y)[1] - 10, free))
        free = tops[-1] + place.height
    free = field.top + field.high
    for i, place in reversed(list(enumerate(order))):
        tops[i] = min(tops[i], free - place.height)
        free = tops[i]
    return tops
