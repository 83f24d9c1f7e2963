"""The controller's state on its way through the hops, among the directions of the answers."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from memviz.trace import Floats, Trace
from memviz.view.theme import KEY, VALUE, laid_out, short

_SHOWN = 6
_ROOM = 0.3  # on either side, as a share of the drawing's width: the names beside the tips need it on a phone


def state_path(trace: Trace, dark: bool = False) -> go.Figure:
    """States u^1 .. u^{K+1} as a path, and arrows towards the leading answers; see `_plane` for the two axes."""
    leading = [trace.answers.index(answer) for answer, _ in trace.ranked()[:_SHOWN]]
    directions = _directions(trace, leading)
    states = np.stack([trace.hops[0].state_in, *(hop.state_out for hop in trace.hops)])
    plane = _plane(directions, states)
    path, arrows = states @ plane.T, directions @ plane.T
    arrows = arrows * np.linalg.norm(path, axis=1).max() / max(np.linalg.norm(arrows, axis=1).max(), 1e-9)
    figure = go.Figure()
    for i, (x, y) in zip(leading, arrows, strict=True):
        figure.add_trace(_arrow(x, y, short(trace.answers[i]), dark))
    figure.add_trace(_path(path, dark))
    x = np.concatenate([path[:, 0], arrows[:, 0], [0.0]])
    room = _ROOM * np.ptp(x)
    figure.update_xaxes(range=[x.min() - room, x.max() + room])
    figure.update_xaxes(showticklabels=False, showgrid=False, title=f"towards “{short(trace.answer)}” →")
    figure.update_yaxes(showticklabels=False, showgrid=False, scaleanchor="x")
    kept = (path**2).sum() / (states**2).sum()
    title = (
        f"The state's path towards “{short(trace.answer)}”<br><sup>{kept:.0%} of its length lies in this plane</sup>"
    )
    return laid_out(figure, title, 480, dark)


def _directions(trace: Trace, leading: list[int]) -> Floats:
    """The leading answers' vectors (answers, dim), less their mean: what speaks for one answer against the others.
    A shift common to all logits changes no probability. One answer alone has its own direction."""
    vectors = trace.answer_vectors[leading]
    directions: Floats = vectors - vectors.mean(0) if len(leading) > 1 else vectors
    return directions


def _plane(directions: Floats, states: Floats) -> Floats:
    """Two axes (2, dim), orthonormal: the winning answer's direction, then the direction across it in which the states
    and the other answers differ most."""
    first = directions[0] / max(np.linalg.norm(directions[0]), 1e-9)
    across = np.concatenate(
        [directions / max(float(np.linalg.norm(directions)), 1e-9), states / np.linalg.norm(states)]
    )
    across = across - np.outer(across @ first, first)
    return np.stack([first, np.linalg.svd(across, full_matrices=False)[2][0]])


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
        hovertemplate=f"towards “{answer}”<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )


def _path(path: Floats, dark: bool) -> go.Scatter:
    hops = len(path) - 1
    names = ["question", *(f"after hop {k}" for k in range(1, hops + 1))]
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
