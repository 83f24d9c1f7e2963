"""What stands above and below the slots: title, question, answer, what colours and signs mean, notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from memviz.language import _, counted
from memviz.look import FAINT
from memviz.picture.drawing import LINE, Drawing
from memviz.picture.moment import Moment
from memviz.picture.rows import BODY, SMALL
from memviz.picture.text import width, wrap
from memviz.trace import Trace
from memviz.trace.verdict import reason
from memviz.trace.wording import answer_text, remarks, verdict

Meaning: TypeAlias = tuple[str, str]  # a sign, and what it means
_LARGE, _TITLE = 20.0, 26.0
_SIGN = 26.0  # what a sign of the legend takes


def draw_head(drawing: Drawing, trace: Trace, title: str, moment: Moment, x: float, y: float, room: float) -> float:
    """Draw title, question, answer and remarks from the top `y`; returns where they end, the same at every moment."""
    y = draw_title(drawing, trace, title, x, y, room) + 2
    y = drawing.lines(x, y, [_("Question")], SMALL, drawing.colors.quiet) + 2
    y = drawing.lines(x, y, wrap(trace.question.text, _LARGE, room, bold=True), _LARGE, bold=True) + 10
    name, answer = answer_text(trace, moment.done)
    y = drawing.lines(x, y, [name], SMALL, drawing.colors.quiet) + 2
    drawing.lines(x, y, wrap(answer, _LARGE, room, bold=True), _LARGE, bold=True)
    every = range(len(trace.hops) + 1)
    y += max(len(wrap(answer_text(trace, hops)[1], _LARGE, room, bold=True)) for hops in every) * _LARGE * LINE
    return draw_remarks(drawing, trace, moment, x, y, room)


def draw_title(drawing: Drawing, trace: Trace, title: str, x: float, y: float, room: float) -> float:
    """Draw the title, if there is one, and what has answered; returns where they end."""
    if title:
        y = drawing.lines(x, y, wrap(title, _TITLE, room, bold=True), _TITLE, bold=True) + 2
    return drawing.lines(x, y, [_about(trace)], SMALL, drawing.colors.quiet) + 10


def draw_remarks(drawing: Drawing, trace: Trace, moment: Moment, x: float, y: float, room: float) -> float:
    """Draw whether the answer is right, and what there is to know besides; returns where that ends."""
    if trace.question.answers or reason(trace):
        right, words = verdict(trace)
        lines = wrap(words, BODY, room - 20)
        if moment.done == len(trace.hops):  # before the end it would look like a mistake
            if right is not None:
                drawing.sign(x + 6, y + 9, right)
            drawing.lines(x + 20, y, lines, BODY)
        y += len(lines) * BODY * LINE
    y += 8
    for remark in remarks(trace):
        y = drawing.lines(x, y, wrap(remark, SMALL, room), SMALL, drawing.colors.quiet)
    return y


def draw_legend(drawing: Drawing, meanings: Sequence[Meaning], x: float, y: float, room: float) -> float:
    """Draw what colours and signs mean; returns where it ends."""
    at = x
    for sign, words in meanings:
        before = _room_of(sign)
        wide = before + width(words, SMALL)
        if at > x and at + wide > x + room:
            at, y = x, y + 20
        _draw_sign(drawing, sign, at, y + 10)
        drawing.text(at + before, y + 14, words, SMALL, drawing.colors.quiet)
        at += wide + 18
    return y + 28 if meanings else y


def draw_notes(drawing: Drawing, notes: str, x: float, y: float, room: float) -> float:
    """Draw a speaker's notes, paragraph by paragraph; returns where they end."""
    y = drawing.lines(x, y, [_("Notes")], SMALL, drawing.colors.quiet) + 2
    for paragraph in notes.splitlines():
        y = drawing.lines(x, y, wrap(paragraph, BODY, room), BODY) + 4
    return y


def _about(trace: Trace) -> str:
    hops = counted("{n} hop", "{n} hops", len(trace.hops))
    return f"{trace.model} · {hops}"


def board_meanings(trace: Trace) -> list[Meaning]:
    """What is seen on the board."""
    star = star_meaning(trace, facts=True, answers=trace.readout is not None)
    pointed = [("pointed", _("R points at it"))] if any(map(trace.pointed, range(trace.sentences))) else []
    return [("key", _("key addressing")), ("value", _("value reading")), *pointed, *star, *slot_meanings(trace)]


def star_meaning(trace: Trace, *, facts: bool = False, answers: bool = False) -> list[Meaning]:
    """What a star marks, where there is any."""
    question = trace.question
    words = [_("gold fact")] * bool(facts and question.facts) + [_("right answer")] * bool(answers and question.answers)
    return [("star", ", ".join(words))] if words else []


def slot_meanings(trace: Trace) -> list[Meaning]:
    """What is seen of the slots: attention too small for a number, and what was changed by hand."""
    meanings: list[Meaning] = []
    if (trace.attention() < FAINT).any():
        meanings.append(("·", _("below {p}").format(p=FAINT)))
    if trace.muted:
        meanings.append(("struck", _("muted")))
    if trace.overrides:
        meanings.append(("lock", _("attention given by hand")))
    return meanings


def _room_of(sign: str) -> float:
    words = {"struck": _("slot"), "pointed": _("word")}
    return max(_SIGN, width(words[sign], SMALL) + 3) if sign in words else _SIGN


def _draw_sign(drawing: Drawing, sign: str, x: float, y: float) -> None:
    colors = drawing.colors
    if sign in {"key", "value"}:
        drawing.rect(x, y - 4, 18, 8, getattr(colors, sign), rx=2)
    elif sign == "star":
        drawing.star(x + 9, y)
    elif sign == "lock":
        drawing.lock(x + 9, y)
    elif sign == "struck":
        drawing.text(x, y + 4, _("slot"), SMALL, colors.quiet, struck=True)
    elif sign == "pointed":
        drawing.marked(x, y + 4, [(_("word"), 1.0)], SMALL)
    elif sign == "scale":
        for step in range(6):
            drawing.rect(x + 3 * step, y - 4, 3, 8, colors.shade(step / 5))
    elif sign == "arrow":
        drawing.arrow(x, y, x + 18, y, colors.quiet)
    else:
        drawing.text(x + 9, y + 4, sign, 18, colors.quiet, anchor="middle")
