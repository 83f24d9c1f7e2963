"""What the sections of "How it works" share: their frame, the networks they are about, and those networks' weights."""

from __future__ import annotations

import numpy as np
import streamlit as st
from safetensors.numpy import load_file
from streamlit.delta_generator import DeltaGenerator

from memviz.data.card import CHECKPOINTS, Card
from memviz.pages.shared.networks import cards
from memviz.trace import Floats

ONE_HOP, ADJACENT, LAYER_WISE = "memn2n-1hop", "memn2n-3hop", "memn2n-3hop-lw"


def section(title: str, anchor: str, *texts: str) -> DeltaGenerator:
    """A heading and its texts; returns the place of their picture, beside them or, on a phone, below."""
    st.subheader(title, anchor=anchor)
    said, picture = st.columns([1, 2.1], gap="large")
    with said, st.container(key=f"said_{anchor}"):
        for text in texts:
            st.markdown(text)
    return picture


def filled(text: str, **values: object) -> str:
    """A text with its {names} filled; other braces, which formulas are full of, stay."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def error(card: Card) -> str:
    """The share of wrong answers over bAbI's twenty tasks with 1,000 training questions each."""
    return f"{card.metrics['babi-1k']['mean_error']:.1f} %"


def parameters(name: str) -> str:
    """How many numbers a network has learned."""
    return f"{cards()[name].parameters:,}"


@st.cache_resource(show_spinner=False)
def weights(name: str) -> dict[str, Floats]:
    """A network's arrays by name, read without torch."""
    found = load_file(CHECKPOINTS / name / "model.safetensors")
    for array in found.values():
        array.setflags(write=False)  # one copy for every session
    return {name: np.asarray(array, np.float32) for name, array in found.items()}
