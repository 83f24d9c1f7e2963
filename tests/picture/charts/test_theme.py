"""What every picture shares: text that fits and is never markup, and colours for a light and a dark page."""

from __future__ import annotations

import html

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.picture.charts.theme import KEY_SCALE, SHORT, laid_out, short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mary went.", "Mary went."),
        ("x" * SHORT, "x" * SHORT),
        ("x" * (SHORT + 1), "x" * (SHORT - 1) + "…"),
        ("a " * SHORT, "a " * ((SHORT - 1) // 2) + "a…" if SHORT % 2 == 0 else "a " * (SHORT // 2 - 1) + "a…"),
        ("<b>R&D</b>", "&lt;b&gt;R&amp;D&lt;/b&gt;"),
        ("&lt;", "&amp;lt;"),
        ("玛丽 😀", "玛丽 😀"),
        ("", ""),
    ],
    ids=["short", "just fits", "too long", "no space before the dots", "markup", "written out", "any script", "empty"],
)
def test_a_text_fits_and_is_shown_as_typed(text: str, expected: str) -> None:
    assert short(text) == expected


@given(st.text(max_size=80), st.integers(2, 60))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_no_text_is_markup_whatever_it_is(text: str, length: int) -> None:
    written = short(text, length)

    assert "<" not in written
    assert ">" not in written
    read = html.unescape(written)
    assert len(read) <= length
    assert read == text or text.startswith(read.removesuffix("…"))


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_the_page_that_is_seen_through_the_figure(dark: bool) -> None:
    layout = laid_out(go.Figure(), "Title", 300, dark).layout

    lightness = int(layout.font.color[1:3], 16)
    assert lightness > 200 if dark else lightness < 60
    assert {layout.title.font.color, layout.xaxis.tickfont.color, layout.legend.font.color} == {layout.font.color}
    assert {layout.paper_bgcolor, layout.plot_bgcolor} == {"rgba(0,0,0,0)"}


def test_the_scale_begins_see_through_so_that_it_serves_both_grounds() -> None:
    colours = [colour for _, colour in KEY_SCALE]

    assert [colour.rsplit(",", 1)[0] for colour in colours] == [colours[0].rsplit(",", 1)[0]] * 2, "one hue"
    low, high = (float(colour.rsplit(",", 1)[1].rstrip(")")) for colour in colours)
    assert (low < 0.1, high) == (True, 1.0)
