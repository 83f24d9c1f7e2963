"""What the network would answer if it stopped after each hop."""

from __future__ import annotations

import plotly.graph_objects as go

from memviz.language import _
from memviz.picture.charts.theme import ANSWERS, OTHERS_COLOR, laid_out, short
from memviz.trace import Trace
from memviz.trace.leaders import leaders
from memviz.trace.verdict import in_words


def chart(trace: Trace, dark: bool = False) -> go.Figure:
    """One bar a hop, stacked to 1: the answers of `leaders`, and all the rest together."""
    hops = [_("after hop {n}").format(n=k) for k in range(1, len(trace.hops) + 1)]
    leading = [trace.answers.index(answer) for answer in leaders(trace)]
    shares = {
        short(in_words(trace, trace.answers[i])): [float(hop.answer_probs[i]) for hop in trace.hops] for i in leading
    }
    shares[_("all others")] = [max(0.0, 1 - sum(column)) for column in zip(*shares.values(), strict=True)]
    colors = [ANSWERS[i % len(ANSWERS)] for i in range(len(shares) - 1)]
    figure = go.Figure(
        [
            go.Bar(
                name=answer,
                y=hops,
                x=share,
                orientation="h",
                marker_color=color,
                text=[f"{answer} {p:.0%}" if p >= 0.12 else "" for p in share],
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                textfont={"color": "white"},
                hovertemplate=f"%{{y}}: {answer} %{{x:.1%}}<extra></extra>",
            )
            for (answer, share), color in zip(shares.items(), [*colors, OTHERS_COLOR], strict=True)
        ]
    )
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(range=[0, 1], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75])  # a label at 1 would be cut
    figure.update_yaxes(autorange="reversed")
    return laid_out(figure, _("The answer, if it stopped after each hop"), 130 + 44 * len(hops), dark)
