"""The colours and the lay-out that every picture shares. Blue is key addressing, orange value reading, on any page."""

from __future__ import annotations

import plotly.graph_objects as go

KEY = "#2f7fc1"
VALUE = "#d9730d"
# Clear on white and on near-black alike: the low end is see-through, so that nothing is the page's own colour.
KEY_SCALE = [[0.0, "rgba(47,127,193,0.04)"], [1.0, "rgba(47,127,193,1)"]]
ANSWERS = ["#2f7fc1", "#d9730d", "#3a9a6b", "#b0609f", "#8a8f98", "#b59b1c"]
SHORT = 42


def laid_out(figure: go.Figure, title: str, height: int) -> go.Figure:
    """The figure with the project's margins and title; colours of text and paper come from the page's theme."""
    figure.update_layout(
        title={"text": title, "font": {"size": 15}, "x": 0, "xanchor": "left"},
        height=height,
        margin={"l": 8, "r": 8, "t": 44, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13},
        legend={"orientation": "h", "y": -0.18, "title": None},
    )
    return figure


def short(text: str, length: int = SHORT) -> str:
    """Text that fits on an axis; Plotly reads < and & as markup, so they are written out."""
    cut = text if len(text) <= length else text[: length - 1].rstrip() + "…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
