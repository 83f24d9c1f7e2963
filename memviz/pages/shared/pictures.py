"""Pictures drawn by Plotly, which the browser loads only when the first of them is wanted."""

from __future__ import annotations

import streamlit as st

from memviz.language import _
from memviz.picture import PICTURES
from memviz.trace import Trace


def more_pictures(trace: Trace) -> None:
    """Offer the pictures, and draw the one that is chosen."""
    charted = {name: picture.label for name, picture in PICTURES.items() if picture.charted}
    wanted = st.pills(_("More pictures"), list(charted), format_func=charted.__getitem__, key="more")
    if wanted is not None:
        figure = PICTURES[wanted].chart(trace, dark=st.context.theme.type == "dark")
        st.plotly_chart(figure, config={"displayModeBar": False}, key=f"chart {wanted}")
