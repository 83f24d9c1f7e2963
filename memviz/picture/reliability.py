"""How often answers are right that a network is so and so sure of: ten bins, beside what they promise."""

from __future__ import annotations

from collections.abc import Sequence

from memviz.language import _
from memviz.picture.drawing import Drawing, polyline
from memviz.picture.look import PLAIN, Look
from memviz.picture.rows import BODY, SMALL
from memviz.picture.sheet import MARGIN, Drawn, finished
from memviz.picture.text import wrap

Bins = Sequence[tuple[float, float, float]]  # how many answers, how probable they are in %, how many are right in %

_BIN, _HIGH = 52.0, 260.0
_SCALE = 52.0  # beside the field, for its numbers
_AIR = 5.0


def draw(bins: Bins, error: float, look: Look = PLAIN) -> Drawn:
    """Draw a bar a bin, as high as the share of right answers; the line is where a network is as right as it is sure.
    `error` is the expected calibration error."""
    drawing = Drawing(look.theme)
    room = _SCALE + len(bins) * _BIN
    title = look.title or _("How often answers are right, by how sure they are")
    y = drawing.lines(MARGIN, MARGIN, wrap(title, 16, room, bold=True), 16, bold=True) + 8
    said = _("On the dashed line it is as right as it is sure. Expected calibration error: {error}.")
    y = drawing.lines(MARGIN, y, wrap(said.format(error=f"{error:.2f}"), BODY, room), BODY, drawing.colors.quiet) + 22
    left, end = MARGIN + _SCALE, y + _HIGH
    _draw_scale(drawing, left, y, room - _SCALE)
    for i, (count, _sure, right) in enumerate(bins):
        _draw_bin(drawing, left + i * _BIN, end, count, right)
    drawing.stroke(polyline([(left, end), (left + len(bins) * _BIN, y)]), drawing.colors.text, 1.5, dash="6 4")
    _draw_axis(drawing, len(bins), left, end)
    words = "; ".join(
        _("sure {low} to {high}: {right} of {n} right").format(
            low=f"{10 * i} %", high=f"{10 * (i + 1)} %", right=f"{right:.0f} %", n=f"{count:,.0f}"
        )
        for i, (count, _sure, right) in enumerate(bins)
        if count
    )
    return finished(drawing, room, end + 80, title, f"{title}: {words}.")


def _draw_scale(drawing: Drawing, left: float, y: float, room: float) -> None:
    for share in (0, 25, 50, 75, 100):
        height = y + _HIGH * (1 - share / 100)
        drawing.rule(left, left + room, height, drawing.colors.line)
        drawing.text(left - 8, height + 4, f"{share} %", SMALL, drawing.colors.quiet, anchor="end")


def _draw_bin(drawing: Drawing, x: float, end: float, count: float, right: float) -> None:
    """A bar, and its numbers below the axis, where the line crosses none; a bin without answers has none."""
    if not count:
        return
    high = _HIGH * right / 100
    drawing.rect(x + _AIR, end - high, _BIN - 2 * _AIR, high, drawing.colors.shade(0.45), title=f"{right:.1f} %")
    drawing.rule(x + _AIR, x + _BIN - _AIR, end - high, drawing.colors.key, 2)
    drawing.text(x + _BIN / 2, end + 52, f"{right:.0f} %", SMALL, anchor="middle", tag="right")
    drawing.text(x + _BIN / 2, end + 34, f"{count:,.0f}", SMALL, drawing.colors.quiet, anchor="middle", tag="count")


def _draw_axis(drawing: Drawing, bins: int, left: float, end: float) -> None:
    quiet = drawing.colors.quiet
    for i in range(0, bins + 1, 2):
        drawing.text(left + i * _BIN, end + 17, f"{100 * i // bins} %", SMALL, quiet, anchor="middle")
    drawing.text(left - 8, end + 34, _("answers"), SMALL, quiet, anchor="end")
    drawing.text(left - 8, end + 52, _("right"), SMALL, quiet, anchor="end")
    drawing.text(left + bins * _BIN / 2, end + 76, _("probability of the answer"), SMALL, quiet, anchor="middle")
