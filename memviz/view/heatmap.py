"""Attention as a heat map, hops x slots."""

from __future__ import annotations

import plotly.graph_objects as go

from memviz.trace import Trace
from memviz.view.theme import KEY_SCALE, laid_out, short

_ROW = 26
_NUMBERED = 60  # cells carry their number up to this many slots
_NO_LINES = {"showgrid": False, "zeroline": False}  # the zero line would strike the first slot out


def heatmap(trace: Trace, dark: bool = False) -> go.Figure:
    """One row a slot, oldest on top, one column a hop; every cell has its number on it or under the pointer."""
    attention = trace.attention().T  # (slots, hops)
    labels = [_label(trace, i) for i in range(len(trace.slots))]
    figure = go.Figure(
        go.Heatmap(
            z=attention,
            x=[f"hop {k}" for k in range(1, attention.shape[1] + 1)],
            y=list(range(len(labels))),
            customdata=[[short(slot.key, 120)] * attention.shape[1] for slot in trace.slots],
            zmin=0,
            zmax=1,
            colorscale=KEY_SCALE,
            xgap=2,
            ygap=2,
            texttemplate="%{z:.2f}" if len(labels) <= _NUMBERED else None,
            hovertemplate="%{customdata}<br>%{x}: %{z:.4f}<extra></extra>",
            showscale=False,
        )
    )
    figure.update_xaxes(side="top")
    figure.update_yaxes(autorange="reversed", tickvals=list(range(len(labels))), ticktext=labels)
    figure.update_xaxes(**_NO_LINES).update_yaxes(**_NO_LINES)
    return laid_out(figure, "Attention over the memory, hop by hop", 90 + _ROW * len(labels), dark)


def _label(trace: Trace, i: int) -> str:
    if trace.has_nothing and i == len(trace.slots) - 1:
        return "<i>nothing</i>"
    star = "★ " if i in trace.question.facts else ""
    return f"{star}{short(trace.slots[i].key)}  {trace.forgotten + i + 1}"
