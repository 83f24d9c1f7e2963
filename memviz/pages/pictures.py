"""Pictures drawn by Plotly, which the browser loads only when the first of them is wanted."""

from __future__ import annotations

import streamlit as st

from memviz.trace import Trace

_PICTURES = ("Heat map", "Answer after each hop", "Path of the state")


def more_pictures(trace: Trace) -> None:
    """Offer the pictures, and draw the one that is chosen."""
    wanted = st.pills("More pictures", _PICTURES, key="more")
    if wanted is None:
        return
    from memviz.view.answers import answers_by_hop
    from memviz.view.heatmap import heatmap
    from memviz.view.path import state_path

    draw = dict(zip(_PICTURES, (heatmap, answers_by_hop, state_path), strict=True))[wanted]
    figure = draw(trace, dark=st.context.theme.type == "dark")
    st.plotly_chart(figure, config={"displayModeBar": False}, key=f"chart {wanted}")
