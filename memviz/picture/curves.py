"""Probabilities that change while something is counted, as curves over each other, with their numbers below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from memviz.language import _
from memviz.picture.drawing import Drawing, polyline
from memviz.picture.look import PLAIN, Look
from memviz.picture.rows import BODY, SMALL, STAR, Row, draw_text, laid_out
from memviz.picture.sheet import MARGIN, Drawn, finished
from memviz.picture.text import wrap
from memviz.trace.wording import percent_text

_NAMES = 250.0  # column of the curves' names
_LARGE, _TITLE, _CAPTION = 20.0, 26.0, 15.0
_FIELD, _HIGH = 540.0, 200.0
_NUMBER = 24.0  # half of a number below a tick
_ROOM = _NAMES + _FIELD + _NUMBER
_SAMPLE = 34.0  # of a curve, beside its name
_TEXT = _NAMES - _SAMPLE - _NUMBER
_MOST_TICKS = 7
_DASHES = ("", "7 5")  # a curve is known by its dashes where colours are not seen
_GUESS = "2 4"


@dataclass(frozen=True)
class Line:
    """A curve: probabilities after 0, 1, 2, ... of what is counted."""

    name: str
    values: Sequence[float]


@dataclass(frozen=True)
class Plot:
    """A field with two curves of one length: the first is blue, the second orange and dashed."""

    title: str
    lines: tuple[Line, Line]


@dataclass(frozen=True)
class Curves:
    """What is measured: plots below each other, whose curves are about a question and its right answer.

    counted  what the level axis counts
    facts    sentences that say the answer; they carry a star
    chance   probability of a guess
    """

    question: str
    answer: str
    facts: Sequence[str]
    plots: Sequence[Plot]
    counted: str
    chance: float


def curves(measured: Curves, look: Look = PLAIN) -> Drawn:
    """Draw all plots; below each tick of an axis stand the numbers of all curves at that place."""
    drawing = Drawing(look.theme)
    y = _draw_head(drawing, measured, look.title, MARGIN)
    for plot in measured.plots:
        y = _draw_plot(drawing, plot, measured, y + 20)
    title = look.title or measured.question
    words = f"{title} – {'. '.join(plot.title for plot in measured.plots)}."
    return finished(drawing, _ROOM, y, title, words)


def _draw_head(drawing: Drawing, measured: Curves, title: str, y: float) -> float:
    quiet = drawing.colors.quiet
    if title:
        y = drawing.lines(MARGIN, y, wrap(title, _TITLE, _ROOM, bold=True), _TITLE, bold=True) + 12
    for name, text in ((_("Question"), measured.question), (_("Right answer"), measured.answer)):
        y = drawing.lines(MARGIN, y, [name], SMALL, quiet) + 2
        y = drawing.lines(MARGIN, y, wrap(text, _LARGE, _ROOM, bold=True), _LARGE, bold=True) + 10
    if not measured.facts:
        return y
    y = drawing.lines(MARGIN, y, [_("What says so, told first")], SMALL, quiet) + 2
    for fact in measured.facts:
        drawing.star(MARGIN + 7, y + 10)
        y = drawing.lines(MARGIN + STAR, y, wrap(fact, BODY, _ROOM - STAR), BODY)
    return y


def _draw_plot(drawing: Drawing, plot: Plot, measured: Curves, y: float) -> float:
    """One plot with its title above and its numbers below; returns where they end."""
    y = drawing.lines(MARGIN, y, wrap(plot.title, _CAPTION, _ROOM, bold=True), _CAPTION, bold=True) + 12
    left, quiet = MARGIN + _NAMES, drawing.colors.quiet
    most = len(plot.lines[0].values) - 1
    for p in (0, 0.5, 1):
        drawing.rule(left, left + _FIELD, _up(y, p), drawing.colors.line)
        drawing.text(left - 8, _up(y, p) + 4, percent_text(p), SMALL, quiet, anchor="end")
    drawing.stroke(
        polyline((left + each * _FIELD, _up(y, measured.chance)) for each in (0, 1)), quiet, 1.5, dash=_GUESS
    )
    for line, color, dash in _styled(drawing, plot):
        points = [(_across(n, most), _up(y, p)) for n, p in enumerate(line.values)]
        drawing.stroke(polyline(points), color, 2.5, dash=dash, tag="curve")
    return _draw_numbers(drawing, plot, measured, y + _HIGH)


def _styled(drawing: Drawing, plot: Plot) -> list[tuple[Line, str, str]]:
    colors = (drawing.colors.key, drawing.colors.value)
    return list(zip(plot.lines, colors, _DASHES, strict=True))


def _draw_numbers(drawing: Drawing, plot: Plot, measured: Curves, y: float) -> float:
    """The ticks, and below each of them every curve's number there; returns where they end."""
    quiet, most = drawing.colors.quiet, len(plot.lines[0].values) - 1
    ticks = _ticks(most)
    rows = laid_out([measured.counted, *(line.name for line in plot.lines), _("guessing")], _TEXT, y + 8)
    draw_text(drawing, rows[0], MARGIN, quiet)
    for n in ticks:
        drawing.stroke(polyline([(_across(n, most), y), (_across(n, most), y + 5)]), quiet, 1)
        drawing.text(_across(n, most), rows[0].base, str(n), SMALL, quiet, anchor="middle", tag="tick")
    for (line, color, dash), row in zip(_styled(drawing, plot), rows[1:], strict=False):
        _draw_name(drawing, row, color, dash)
        for n in ticks:
            label = percent_text(line.values[n])
            drawing.text(_across(n, most), row.base, label, SMALL, anchor="middle", tag="probability")
    _draw_name(drawing, rows[-1], quiet, _GUESS)
    drawing.text(_across(0, most), rows[-1].base, percent_text(measured.chance), SMALL, anchor="middle", tag="chance")
    return rows[-1].end


def _draw_name(drawing: Drawing, row: Row, color: str, dash: str) -> None:
    drawing.stroke(polyline([(MARGIN, row.base - 5), (MARGIN + _SAMPLE - 8, row.base - 5)]), color, 2.5, dash=dash)
    draw_text(drawing, row, MARGIN + _SAMPLE)


def _ticks(most: int) -> list[int]:
    """Round numbers from 0, none too near to the last one, and the last one."""
    steps = (digit * 10**power for power in count() for digit in (1, 2, 5))
    step = next(each for each in steps if most / each <= _MOST_TICKS - 1)
    return [*(n for n in range(0, most, step) if most - n >= 0.6 * step), most]


def _across(n: int, most: int) -> float:
    return MARGIN + _NAMES + n / max(1, most) * _FIELD


def _up(top: float, p: float) -> float:
    return top + (1 - p) * _HIGH
