"""Pictures drawn by Plotly, which the browser loads only when the first of them is wanted."""

from __future__ import annotations

import streamlit as st

from memviz.language import _
from memviz.trace import Trace


def more_pictures(trace: Trace) -> None:
    """Offer the pictures, and draw the one that is chosen."""
    names = {"heatmap": _("Heat map"), "answers": _("Answer after each hop"), "path": _("Path of the state")}
    wanted = st.pills(_("More pictures"), list(names), format_func=names.__getitem__, key="more")
    if wanted is None:
        return
    from memviz.picture.charts.answers import answers_by_hop
    from memviz.picture.charts.heatmap import heatmap
    from memviz.picture.charts.path import state_path

    draw = {"heatmap": heatmap, "answers": answers_by_hop, "path": state_path}[wanted]
    figure = draw(trace, dark=st.context.theme.type == "dark")
    st.plotly_chart(figure, config={"displayModeBar": False}, key=f"chart {wanted}")
