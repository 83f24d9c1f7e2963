"""Curves of what is remembered: every number at its tick, every point at its place, nothing over anything else."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from memviz.picture.curves import curves
from memviz.picture.exports import CURVES, Curves, Line, Look, Plot
from memviz.picture.palette import DARK
from memviz.picture.sheet import Drawn
from memviz.trace.wording import percent_text

from .conftest import BROKEN, HOSTILE, elements, nothing_covered, texts


def measured(count: int = 50, name: str = "Memory network") -> Curves:
    """Two plots of one falling and one rising curve."""
    falling, rising = np.linspace(1, 0.2, count).tolist(), np.linspace(0, 0.9, count).tolist()
    plots = [Plot(title, (Line(name, falling), Line("LSTM", rising))) for title in ("This story", "Mean of 200")]
    return Curves("Where is Daniel?", "bathroom", ["Daniel travelled to the bathroom."], plots, "Told since", 1 / 6)


def hard() -> Curves:
    plots = [Plot(text, (Line(text, [0.5] * 3), Line("玛丽" * 40, [1.0, 0.0, 1.0]))) for text in (*HOSTILE, BROKEN)]
    return Curves(HOSTILE[0], HOSTILE[1], HOSTILE, plots, HOSTILE[2], 0.0)


def points(drawn: Drawn) -> list[np.ndarray]:
    lines = [each.get("d") or "" for each in elements(drawn, "path") if each.get("class") == "curve"]
    return [np.array([[float(number) for number in pair.split()] for pair in line[1:].split("L")]) for line in lines]


def test_the_head_says_what_is_asked_and_what_is_right() -> None:
    drawn = curves(measured(), Look(title="Why a memory"))

    for text in ("Why a memory", "Where is Daniel?", "bathroom", "Daniel travelled to the bathroom.", "Mean of 200"):
        assert f">{text}</text>" in drawn.svg
    assert len(elements(drawn, "polygon")) == 1, "the fact carries a star"
    assert drawn.words == "Why a memory – This story. Mean of 200."


def test_every_point_is_its_value() -> None:
    told = measured()
    drawn = points(curves(told))
    top, bottom = drawn[0][:, 1].min(), drawn[1][:, 1].max()

    for at, line in enumerate(line for plot in told.plots for line in plot.lines):
        heights = drawn[at][:, 1]
        shift = (bottom - top) * (at // 2) + (drawn[2][0, 1] - bottom) * (at // 2)
        np.testing.assert_allclose((bottom - (heights - shift)) / (bottom - top), line.values, atol=1e-3)
        np.testing.assert_allclose(np.diff(drawn[at][:, 0]), np.diff(drawn[at][:, 0])[0], atol=0.02)


def test_below_each_tick_stand_the_numbers_of_that_place() -> None:
    told = measured()
    drawn = curves(told)
    ticks = texts(drawn.svg, "tick")

    assert ticks == ["0", "10", "20", "30", "40", "49"] * 2
    expected = [
        percent_text(line.values[int(n)])
        for plot in told.plots
        for line in plot.lines
        for n in ticks[: len(ticks) // 2]
    ]
    assert texts(drawn.svg, "probability") == expected
    assert texts(drawn.svg, "chance") == ["17 %"] * 2
    at = [each.get("x") for each in elements(drawn, "text") if each.get("class") == "tick"][:6]
    shown = [each.get("x") for each in elements(drawn, "text") if each.get("class") == "probability"][:6]
    assert shown == at
    assert [float(x or 0) for x in at] == pytest.approx(points(drawn)[0][[int(n) for n in ticks[:6]], 0], abs=0.01)


@pytest.mark.parametrize("count", [1, 2, 3, 10, 43, 200, 5000])
def test_ticks_are_few_apart_and_reach_the_end(count: int) -> None:
    numbers = [int(n) for n in texts(curves(measured(count)).svg, "tick")]
    once = numbers[: len(numbers) // 2]

    assert once[-1] == count - 1
    assert len(once) <= 8
    assert all(below < above for below, above in pairwise(once))
    nothing_covered(curves(measured(count)))


@pytest.mark.parametrize("told", [measured(), hard()], ids=["plain", "hard"])
def test_no_line_of_text_covers_another(told: Curves) -> None:
    nothing_covered(curves(told, Look(title="A title of many words " * 12)))


def test_curves_are_told_apart_without_colours() -> None:
    dashes = [
        each.get("stroke-dasharray") for each in elements(curves(measured()), "path") if each.get("class") == "curve"
    ]

    assert dashes == [None, "7 5"] * 2


def test_the_theme_changes_colours_alone() -> None:
    light, dark = (curves(measured(), Look(theme)) for theme in ("light", "dark"))

    assert dark.paper == DARK.paper
    assert light.svg != dark.svg
    assert re.sub("#[0-9a-f]{6}", "", light.svg) == re.sub("#[0-9a-f]{6}", "", dark.svg)


@pytest.mark.parametrize("told", [measured(), hard()], ids=["plain", "hard"])
def test_curves_are_written_as_pictures_are(told: Curves) -> None:
    drawn = curves(told, Look("dark"))
    done: list[tuple[int, int]] = []
    png = CURVES["png"].write(told, Look("dark"), lambda *steps: done.append(steps))
    pdf = CURVES["pdf"].write(told, Look("dark"))

    assert tuple(CURVES) == ("png", "svg", "pdf")
    assert CURVES["svg"].write(told, Look("dark")) == drawn.svg.encode()
    assert Image.open(io.BytesIO(png)).size == (2 * drawn.width, 2 * drawn.height)
    assert done == [(1, 1)]
    assert pdf.startswith(b"%PDF-1.")
    assert b"/ToUnicode" in pdf
