"""What the network would answer if it stopped after each hop."""

from __future__ import annotations

import plotly.graph_objects as go

from memviz.trace import Trace
from memviz.view.theme import ANSWERS, OTHERS_COLOR, laid_out, short

_SHOWN = 5
OTHERS = "all others"


def answers_by_hop(trace: Trace, dark: bool = False) -> go.Figure:
    """One bar a hop, stacked to 1: the answer that leads after any hop, others that lead after the last one, up to
    `_SHOWN`, and all the rest together."""
    hops = [f"after hop {k}" for k in range(1, len(trace.hops) + 1)]
    leading = [trace.answers.index(answer) for answer in _leading(trace)]
    shares = {short(trace.answers[i]): [float(hop.answer_probs[i]) for hop in trace.hops] for i in leading}
    shares[OTHERS] = [max(0.0, 1 - sum(column)) for column in zip(*shares.values(), strict=True)]
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
    return laid_out(figure, "The answer, if it stopped after each hop", 130 + 44 * len(hops), dark)


def _leading(trace: Trace) -> list[str]:
    """The answers to name, the most probable after the last hop first: no hop's own answer goes among the others."""
    final = [answer for answer, _ in trace.ranked()]
    ahead = {trace.ranked(k)[0][0] for k in range(len(trace.hops))}
    rest = [answer for answer in final if answer not in ahead][: max(0, _SHOWN - len(ahead))]
    return [answer for answer in final if answer in ahead or answer in rest]
