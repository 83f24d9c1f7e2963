"""Rows of a picture: a slot, a key, a value or an answer, with a bar and a number for every hop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memviz.browser.board import board_data
from memviz.language import _
from memviz.look import FAINT
from memviz.picture.drawing import LINE, Drawing
from memviz.picture.moment import Moment
from memviz.picture.text import wrap
from memviz.story.line import shorten
from memviz.trace import Trace
from memviz.trace.verdict import in_words
from memviz.trace.wording import attention_text, percent_text

SMALL, BODY = 12.0, 14.0
NUMBER, STAR = 34.0, 20.0
AMOUNT = 50.0  # what a number beside a bar takes
FULL = 17.0  # thickness of a ribbon that carries all of the attention
_MANY = 20  # rows from which they close up
_SIGNS = ".,;:!?()“”‘’'\"…–—"
_LONGEST = 200  # characters of an answer that are shown


@dataclass(frozen=True)
class Row:
    """The lines of a row's text, from `top`, `height` high."""

    lines: list[str]
    top: float
    height: float

    @property
    def centre(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2

    @property
    def end(self) -> float:
        """Where the next row begins."""
        return self.top + self.height

    @property
    def base(self) -> float:
        """The base line of its first line of text."""
        return self.centre - (len(self.lines) - 1) * BODY * LINE / 2 + 5


@dataclass(frozen=True)
class Bars:
    """Where the bars are: the left ends of every hop's, and how long one is that stands for 1."""

    lefts: Sequence[float]
    room: float


def laid_out(texts: Sequence[str], room: float, top: float) -> list[Row]:
    """Rows below each other, each as high as its text needs."""
    air = 6 if len(texts) > _MANY else 12
    rows = []
    for text in texts:
        lines = wrap(text, BODY, room)
        rows.append(Row(lines, top, len(lines) * BODY * LINE + air))
        top = rows[-1].end
    return rows


def slot_texts(trace: Trace) -> list[str]:
    """What is written of each slot; the nothing slot has a name without brackets, as on the board."""
    return [slot.key for slot in trace.slots[: trace.sentences]] + [_("nothing")] * trace.has_nothing


def draw_memory(
    drawing: Drawing, trace: Trace, moment: Moment, rows: Sequence[Row], x: float, room: float, bars: Bars
) -> None:
    """Draw the slots, each with its attention in every hop, and a lock where that was given."""
    given, answered = {(each.slot, each.hop) for each in trace.overrides}, moment.hops >= len(trace.hops)
    for i, row in enumerate(rows):
        draw_slot(drawing, trace, i, row, x, room, pointed=answered)
        for k, left in enumerate(bars.lefts):
            p, share = float(trace.hops[k].attention[i]), moment.share(k)
            draw_attention(drawing, p, left, row.centre, bars.room, share, drawing.colors.key)
            if (i, k) in given:
                drawing.lock(left - 9, row.centre)


def draw_slot(
    drawing: Drawing, trace: Trace, slot: int, row: Row, x: float, room: float, pointed: bool = False
) -> None:
    """Draw a slot's number, star and text, and where the answer is `pointed` at already, the words that it is at."""
    colors = drawing.colors
    nothing, muted = slot == trace.sentences, slot in trace.muted
    if nothing:
        drawing.rule(x, x + room, row.top, colors.quiet)
    else:
        drawing.text(x + NUMBER - 8, row.base, str(slot + 1), SMALL, colors.quiet, anchor="end", tag="number")
    if slot in trace.question.facts:
        drawing.star(x + NUMBER + 7, row.base - 5)
    if pointed and (words := trace.pointed(slot)):
        _draw_pointed(drawing, row, x + NUMBER + STAR, trace.slots[slot].key, words)
        return
    draw_text(drawing, row, x + NUMBER + STAR, colors.quiet if nothing or muted else "", struck=muted, tag="slot")


def _draw_pointed(drawing: Drawing, row: Row, x: float, text: str, words: Mapping[int, float]) -> None:
    """Draw a row's lines, the words of the text that are pointed at marked by their weight."""
    tokens = text.split()
    token, said = 0, ""
    for n, line in enumerate(row.lines):
        pieces: list[tuple[str, float]] = []
        for number, word in enumerate(line.split()):
            pieces += [(" ", 0.0)] * bool(number)
            pieces += _parted(word, words.get(token, 0.0))
            said += word
            if token < len(tokens) and len(said) >= len(tokens[token]):
                token, said = token + 1, ""  # a word that is too long goes on in the next line
        drawing.marked(x, row.base + n * BODY * LINE, pieces, BODY)


def _parted(word: str, share: float) -> list[tuple[str, float]]:
    """The letters of a word, which are marked, and the signs around them, which are not."""
    letters = word.strip(_SIGNS) if share else ""
    before, _letters, after = word.partition(letters) if letters else (word, "", "")
    return [(before, 0.0), (letters, share), (after, 0.0)]


def draw_text(drawing: Drawing, row: Row, x: float, color: str = "", **how: Any) -> None:
    """Draw a row's lines of text."""
    for n, line in enumerate(row.lines):
        drawing.text(x, row.base + n * BODY * LINE, line, BODY, color, **how)


def draw_attention(drawing: Drawing, p: float, x: float, y: float, room: float, share: float, color: str) -> None:
    """Draw attention as a bar from its left end and middle, with the number behind it; `share` of it is told."""
    _draw_bar(drawing, p, x, y, room, share, color)
    faded = drawing.colors.quiet if p < FAINT else ""
    drawing.text(
        x + room + AMOUNT - 6, y + 4, attention_text(p), SMALL, faded, anchor="end", opacity=share, tag="attention"
    )


def draw_answers(drawing: Drawing, trace: Trace, moment: Moment, x: float, y: float, room: float, bars: Bars) -> float:
    """Draw the leading answers with their probability after every hop; returns where they end."""
    colors = drawing.colors
    drawing.text(x, y + 12, _("Answer, if it stopped after that hop"), SMALL, colors.quiet)
    answers: list[dict[str, Any]] = board_data(trace)["answers"]
    rows = laid_out([shorten(answer["text"], _LONGEST) for answer in answers], room, y + 22)
    for answer, row in zip(answers, rows, strict=True):
        leads = answer["text"] == in_words(trace, trace.answer) and moment.done == len(trace.hops)
        draw_text(drawing, row, x, bold=leads, tag="answer")
        for k, (left, p) in enumerate(zip(bars.lefts, answer["probs"], strict=True)):
            share = moment.share(k)
            _draw_bar(drawing, p, left, row.centre, bars.room, share, colors.quiet)
            at = left + bars.room + AMOUNT - 6
            drawing.text(at, row.centre + 4, percent_text(p), SMALL, anchor="end", opacity=share, tag="probability")
    return rows[-1].end


def _draw_bar(drawing: Drawing, p: float, x: float, y: float, room: float, share: float, color: str) -> None:
    drawing.rect(x, y - 7, 1, 14, drawing.colors.line)
    if p * share * room >= 0.5:
        drawing.rect(x, y - 7, p * share * room, 14, color, title=f"{p:.4f}")
