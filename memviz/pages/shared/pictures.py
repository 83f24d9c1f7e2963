"""Pictures drawn by Plotly, which the browser loads only when the first of them is wanted."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from memviz.data.card import Card
from memviz.language import _
from memviz.pages.shared.messages import plain
from memviz.picture import PICTURES, without_directions
from memviz.picture.look import Look
from memviz.picture.reliability import draw
from memviz.trace import Trace


def more_pictures(trace: Trace) -> None:
    """Offer the pictures, and draw the one that is chosen."""
    charted = {name: picture.label for name, picture in PICTURES.items() if picture.charted and picture.fits(trace)}
    if st.session_state.get("more") not in charted:
        st.session_state.pop("more", None)  # of another network
    wanted = st.pills(_("More pictures"), list(charted), format_func=charted.__getitem__, key="more")
    if len(charted) < sum(picture.charted for picture in PICTURES.values()):
        st.caption(plain(without_directions(trace)))
    if wanted is not None:
        figure = PICTURES[wanted].chart(trace, dark=st.context.theme.type == "dark")
        st.plotly_chart(figure, config={"displayModeBar": False}, key=f"chart {wanted}")


def show_reliability(card: Card) -> None:
    """How often a network is right that is so and so sure, where its card says it."""
    figures = next((each for each in card.metrics.values() if each.get("reliability")), None)
    if figures is None:
        return
    with st.expander(_("How sure, and how right")):
        look = Look("dark" if st.context.theme.type == "dark" else "light")
        st.image(draw(figures["reliability"], figures["calibration_error"], look).svg)
        if sure := figures.get("sure"):
            st.caption(plain(_parted(sure)))


def _parted(sure: Mapping[str, float]) -> str:
    """How right answers are on either side of the threshold, in words."""
    text = _(
        "Below {threshold} the page says “not sure”. Of held-out made-up stories, {share} of the answers are above "
        "that, and {right} of them are right; of the others, {below}."
    )
    named = {"threshold": 100 * sure["threshold"], **{name: sure[name] for name in ("share", "right")}}
    told = {name: f"{value:.0f} %" for name, value in {**named, "below": sure["right_below"]}.items()}
    return text.format(**told)
