"""What the network would answer if it stopped after each hop."""

from __future__ import annotations

import plotly.graph_objects as go

from memviz.trace import Trace
from memviz.view.theme import ANSWERS, laid_out, short

_SHOWN = 5
OTHERS = "all others"


def answers_by_hop(trace: Trace, dark: bool = False) -> go.Figure:
    """One bar a hop, stacked to 1: the answers that lead after the last hop, and all others together."""
    hops = [f"after hop {k}" for k in range(1, len(trace.hops) + 1)]
    leading = [trace.answers.index(answer) for answer, _ in trace.ranked()[:_SHOWN]]
    shares = {short(trace.answers[i]): [float(hop.answer_probs[i]) for hop in trace.hops] for i in leading}
    shares[OTHERS] = [max(0.0, 1 - sum(column)) for column in zip(*shares.values(), strict=True)]
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
            for (answer, share), color in zip(shares.items(), ANSWERS, strict=False)
        ]
    )
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    figure.update_yaxes(autorange="reversed")
    return laid_out(figure, "The answer, if it stopped after each hop", 130 + 44 * len(hops), dark)
