"""The controller's state on its way through the hops, among the directions of the answers."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from memviz.language import _
from memviz.picture.charts.theme import KEY, VALUE, laid_out, short
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.projection import projection

_ROOM = 0.3  # on either side, as a share of the drawing's width: the names beside the tips need it on a phone


def chart(trace: Trace, dark: bool = False) -> go.Figure:
    """States u^1 .. u^{K+1} as a path, and arrows towards the leading answers; see `Projection` for the two axes."""
    shown = projection(trace)
    path, arrows = shown.path, shown.tips
    figure = go.Figure()
    for answer, (x, y) in zip(shown.answers, arrows, strict=True):
        figure.add_trace(_arrow(x, y, short(answer), dark))
    figure.add_trace(_path(path, dark))
    x = np.concatenate([path[:, 0], arrows[:, 0], [0.0]])
    room = _ROOM * np.ptp(x)
    figure.update_xaxes(range=[x.min() - room, x.max() + room])
    figure.update_xaxes(
        showticklabels=False, showgrid=False, title=_("towards “{answer}” →").format(answer=short(trace.answer))
    )
    figure.update_yaxes(showticklabels=False, showgrid=False, scaleanchor="x")
    title = _("The state's path towards “{answer}”").format(answer=short(trace.answer))
    kept = _("{share} of its length lies in this plane").format(share=f"{shown.kept:.0%}")
    return laid_out(figure, f"{title}<br><sup>{kept}</sup>", 480, dark)


def _arrow(x: float, y: float, answer: str, dark: bool) -> go.Scatter:
    return go.Scatter(
        x=[0, x],
        y=[0, y],
        mode="lines+markers+text",
        line={"color": "#8a94a3", "width": 1.5},
        marker={"color": "#8a94a3", "size": [0, 9], "symbol": "arrow", "angleref": "previous"},
        text=["", answer],
        textfont={"color": "#b9c2cf" if dark else "#4a5563"},
        textposition=_beside(x, y),
        hovertemplate=_("towards “{answer}”").format(answer=answer) + "<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _path(path: Floats, dark: bool) -> go.Scatter:
    hops = len(path) - 1
    names = [_("question"), *(_("after hop {n}").format(n=k) for k in range(1, hops + 1))]
    return go.Scatter(
        x=path[:, 0],
        y=path[:, 1],
        mode="lines+markers+text",
        line={"color": VALUE, "width": 3},
        marker={"color": [KEY] + [VALUE] * hops, "size": 11, "line": {"color": "white", "width": 1}},
        text=[f"<b>{name}</b>" for name in names],
        textfont={"color": "#e6ebf2" if dark else "#1b2430"},
        textposition=[_beside(x, y) for x, y in path],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _beside(x: float, y: float) -> str:
    """The side away from the origin, where no line runs through the word."""
    return f"{'top' if y >= 0 else 'bottom'} {'right' if x >= 0 else 'left'}"
