"""What the network would answer if it stopped after each hop: a bar a hop, and the numbers of it in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from memviz.language import _
from memviz.picture.drawing import Anchor, Drawing
from memviz.picture.heading import star_meaning
from memviz.picture.look import PLAIN, Look
from memviz.picture.rows import BODY, SMALL, Row, draw_text, laid_out
from memviz.picture.sheet import MARGIN, Drawn, traced
from memviz.picture.text import width
from memviz.story.line import shorten
from memviz.trace import Trace
from memviz.trace.leaders import leaders
from memviz.trace.verdict import in_words
from memviz.trace.wording import percent_text

_ROOM = 760.0
_NAME = 110.0  # what the name of a hop takes
_BAR, _STEP = 30.0, 42.0
_COLUMN = 84.0
_ANSWER = 300.0  # what an answer's text takes at least
_SIGN, _STAR = 24.0, 20.0
_LONGEST = 200  # characters of an answer that are shown


@dataclass(frozen=True)
class _Share:
    """An answer, its colour, its probability after each hop, and whether it is right."""

    text: str
    color: str
    probs: list[float]
    right: bool = False


def draw(trace: Trace, look: Look = PLAIN) -> Drawn:
    """Draw the probability of every leading answer after every hop, and of all others together."""
    room = max(_ROOM, _SIGN + _STAR + _ANSWER + len(trace.hops) * _COLUMN)

    def draw(drawing: Drawing, y: float) -> float:
        shares = _shares(trace, drawing)
        return _draw_table(drawing, shares, room, _draw_bars(drawing, shares, room, y + 6) + 24)

    caption = _("The answer, if it stopped after each hop")
    return traced(trace, look, caption, star_meaning(trace, answers=True), room, draw)


def _shares(trace: Trace, drawing: Drawing) -> list[_Share]:
    named, colors = leaders(trace), drawing.colors.answers
    shares = []
    for i, answer in enumerate(named):
        at = trace.answers.index(answer)
        probs = [float(hop.answer_probs[at]) for hop in trace.hops]
        color = colors[i % len(colors)]
        shares.append(
            _Share(shorten(in_words(trace, answer), _LONGEST), color, probs, answer in trace.question.answers)
        )
    if trace.candidates > len(named):
        rest = [max(0.0, 1 - sum(column)) for column in zip(*(each.probs for each in shares), strict=True)]
        shares.append(_Share(_("all others"), drawing.colors.quiet, rest))
    return shares


def _after(hop: int) -> str:
    return _("after hop {n}").format(n=hop + 1)


def _draw_bars(drawing: Drawing, shares: Sequence[_Share], room: float, y: float) -> float:
    """One bar a hop, over a scale; returns where the scale ends."""
    left, long, hops = MARGIN + _NAME, room - _NAME, len(shares[0].probs)
    end = y + hops * _STEP
    for quarter in range(5):
        x = left + quarter / 4 * long
        drawing.stroke(f"M{x:.2f} {y:.2f}V{end:.2f}", drawing.colors.line, 1)
        anchor: Anchor = "end" if quarter == 4 else "middle"  # the last one would stand out into the margin
        drawing.text(x, end + 16, percent_text(quarter / 4), SMALL, drawing.colors.quiet, anchor=anchor)
    for k in range(hops):
        top = y + k * _STEP + (_STEP - _BAR) / 2
        drawing.text(MARGIN, top + _BAR / 2 + 5, _after(k), BODY)
        starts = accumulate((each.probs[k] * long for each in shares), initial=left)
        for each, x in zip(shares, starts, strict=False):
            _draw_share(drawing, each, each.probs[k], x, top, each.probs[k] * long)
    return end + 20


def _draw_share(drawing: Drawing, share: _Share, p: float, x: float, y: float, long: float) -> None:
    """A part of a bar, with the answer and its probability as far as there is room: the table has them all."""
    if long < 0.5:
        return
    drawing.rect(x, y, max(1.0, long - 1), _BAR, share.color, title=f"{share.text} {p:.4f}")
    for words in (f"{share.text} · {percent_text(p)}", percent_text(p)):
        if width(words, SMALL) <= long - 12:
            drawing.text(x + long / 2, y + _BAR / 2 + 4, words, SMALL, drawing.colors.paper, anchor="middle")
            return


def _draw_table(drawing: Drawing, shares: Sequence[_Share], room: float, y: float) -> float:
    """One row an answer, one column a hop; returns where it ends."""
    hops, quiet = len(shares[0].probs), drawing.colors.quiet
    left = MARGIN + room - hops * _COLUMN
    for k in range(hops):
        drawing.text(left + (k + 1) * _COLUMN, y + 14, _after(k), SMALL, quiet, anchor="end")
    rows = laid_out([each.text for each in shares], left - MARGIN - _SIGN - _STAR, y + 22)
    for each, row in zip(shares, rows, strict=True):
        _draw_row(drawing, each, row, left)
    drawing.rule(MARGIN, MARGIN + room, y + 22, drawing.colors.line)
    return rows[-1].end


def _draw_row(drawing: Drawing, share: _Share, row: Row, left: float) -> None:
    drawing.rect(MARGIN, row.base - 11, 14, 12, share.color, rx=2)
    if share.right:
        drawing.star(MARGIN + _SIGN + 7, row.base - 5)
    draw_text(drawing, row, MARGIN + _SIGN + _STAR, tag="answer")
    for k, p in enumerate(share.probs):
        at = left + (k + 1) * _COLUMN
        drawing.text(at, row.base, percent_text(p), BODY, anchor="end", tag="probability")
