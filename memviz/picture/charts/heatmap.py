"""Attention as a heat map, hops x slots."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from memviz.language import _
from memviz.picture.charts.theme import KEY_SCALE, laid_out, short
from memviz.trace import Trace

_ROW = 26
_MOST = 60  # rows: as many slots as the longest story has room for, and what can still be looked over
_NO_LINES = {"showgrid": False, "zeroline": False}  # the zero line would strike the first slot out


def chart(trace: Trace, dark: bool = False) -> go.Figure:
    """One row a slot, oldest on top, one column a hop; every cell has its number on it or under the pointer.

    Of more than `_MOST` slots those are shown that any hop looks at most, and the others together in a row.
    """
    attention = trace.attention().T  # (slots, hops)
    kept = np.arange(len(attention))
    if len(attention) > _MOST:
        kept = np.sort(np.argsort(-attention.max(1), kind="stable")[: _MOST - 1])
    labels = [_label(trace, i) for i in kept.tolist()]
    texts = [short(trace.slots[i].key, 120) for i in kept.tolist()]
    cells = attention[kept]
    if others := len(attention) - len(kept):
        together = _("{n} others together").format(n=f"{others:,}")
        labels.append(f"<i>{together}</i>")
        texts.append(_("{n} slots that are hardly looked at").format(n=f"{others:,}"))
        cells = np.vstack([cells, attention.sum(0) - cells.sum(0)])
    figure = go.Figure(
        go.Heatmap(
            z=cells,
            x=[_("hop {n}").format(n=k) for k in range(1, cells.shape[1] + 1)],
            y=list(range(len(labels))),
            customdata=[[text] * cells.shape[1] for text in texts],
            zmin=0,
            zmax=1,
            colorscale=KEY_SCALE,
            xgap=2,
            ygap=2,
            texttemplate="%{z:.2f}",
            hovertemplate="%{customdata}<br>%{x}: %{z:.4f}<extra></extra>",
            showscale=False,
        )
    )
    figure.update_xaxes(side="top")
    figure.update_yaxes(autorange="reversed", tickvals=list(range(len(labels))), ticktext=labels)
    figure.update_xaxes(**_NO_LINES).update_yaxes(**_NO_LINES)
    return laid_out(figure, _("Attention over the memory, hop by hop"), 90 + _ROW * len(labels), dark)


def _label(trace: Trace, i: int) -> str:
    if trace.has_nothing and i == len(trace.slots) - 1:
        return "<i>" + _("nothing") + "</i>"
    star = "★ " if i in trace.question.facts else ""
    return f"{star}{short(trace.slots[i].key)}  {trace.forgotten + i + 1}"
