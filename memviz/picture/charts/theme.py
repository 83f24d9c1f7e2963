"""The colours and the lay-out that every picture shares. Blue is key addressing, orange value reading, on any page."""

from __future__ import annotations

import plotly.graph_objects as go

KEY = "#2f7fc1"
VALUE = "#d9730d"
# Clear on white and on near-black alike: the low end is see-through, so that nothing is the page's own colour.
KEY_SCALE = [[0.0, "rgba(47,127,193,0.04)"], [1.0, "rgba(47,127,193,1)"]]
ANSWERS = ["#2f7fc1", "#d9730d", "#3a9a6b", "#b0609f", "#a08612"]
OTHERS_COLOR = "#7d838d"  # what has no name has no colour
SHORT = 42


def laid_out(figure: go.Figure, title: str, height: int, dark: bool) -> go.Figure:
    """The figure with the project's margins, title and text colour, on a see-through ground."""
    text = "#e6ebf2" if dark else "#1b2430"
    line = "rgba(230,235,242,0.16)" if dark else "rgba(27,36,48,0.14)"
    figure.update_layout(
        title={
            "text": title,
            "font": {"size": 15, "color": text},
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yref": "container",
        },
        title_pad={"t": 12},
        height=height,
        margin={"l": 8, "r": 8, "t": 68, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"size": 13, "color": text},
        legend={"orientation": "h", "y": -0.18, "title": None, "font": {"color": text}},
    )
    axis = {"tickfont": {"color": text}, "gridcolor": line, "zerolinecolor": line, "fixedrange": True}
    return figure.update_xaxes(**axis).update_yaxes(**axis)


def short(text: str, length: int = SHORT) -> str:
    """Text that fits on an axis; Plotly reads < and & as markup, so they are written out."""
    cut = text if len(text) <= length else text[: length - 1].rstrip() + "…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
