"""The controller's state on its way through the hops, among the directions of the answers."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from memviz.trace import Floats, Trace
from memviz.view.theme import KEY, VALUE, laid_out, short

_SHOWN = 6


def state_path(trace: Trace) -> go.Figure:
    """States u^1 .. u^{K+1} as a path from the origin's neighbourhood, and arrows towards the leading answers.

    The plane is that of the two main directions of the states and the answer vectors, the origin kept in it, so an
    angle between path and arrow means what it means in the network: logit = answer · state.
    """
    leading = [trace.answers.index(answer) for answer, _ in trace.ranked()[:_SHOWN]]
    states, plane, kept = _projection(trace, leading)
    arrows = _arrows(trace.answer_vectors[leading] @ plane.T, states)
    figure = go.Figure()
    for i, (x, y) in zip(leading, arrows, strict=True):
        figure.add_scatter(
            x=[0, x],
            y=[0, y],
            mode="lines+text",
            line={"color": "rgba(128,136,148,0.55)", "width": 1.5},
            text=["", short(trace.answers[i])],
            textposition=_beside(x, y),
            hovertemplate=f"direction of “{short(trace.answers[i])}”<extra></extra>",
            showlegend=False,
        )
    names = ["question", *(f"after hop {k}" for k in range(1, len(trace.hops) + 1))]
    figure.add_scatter(
        x=states[:, 0],
        y=states[:, 1],
        mode="lines+markers+text",
        line={"color": VALUE, "width": 3},
        marker={"color": [KEY] + [VALUE] * len(trace.hops), "size": 11, "line": {"color": "white", "width": 1}},
        text=[f"<b>{name}</b>" for name in names],
        textposition=[_beside(x, y) for x, y in states],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )
    figure.update_xaxes(zeroline=True, showticklabels=False, fixedrange=True)
    figure.update_yaxes(zeroline=True, showticklabels=False, fixedrange=True, scaleanchor="x")
    return laid_out(figure, f"The state's path towards an answer (a plane that keeps {kept:.0%} of it)", 460)


def _projection(trace: Trace, leading: list[int]) -> tuple[Floats, Floats, float]:
    """States in the plane (hops + 1, 2), the plane (2, dim), and the share of the states' length that lies in it."""
    states = np.stack([trace.hops[0].state_in, *(hop.state_out for hop in trace.hops)])
    answers = trace.answer_vectors[leading]
    both = np.concatenate([states / np.linalg.norm(states), answers / np.linalg.norm(answers)])
    plane = np.linalg.svd(both, full_matrices=False)[2][:2]
    flat = states @ plane.T
    return flat, plane, float((flat**2).sum() / (states**2).sum())


def _arrows(answers: Floats, states: Floats) -> Floats:
    """The answers' directions, as long as the path reaches: only their angle and relative length are meant."""
    reach = np.linalg.norm(states, axis=1).max()
    longest = np.linalg.norm(answers, axis=1).max()
    return answers * (reach / longest if longest else 1.0)


def _beside(x: float, y: float) -> str:
    return f"{'top' if y >= 0 else 'bottom'} {'right' if x >= 0 else 'left'}"
