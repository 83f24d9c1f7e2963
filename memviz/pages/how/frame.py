"""What the sections of "How it works" share: their frame, the networks they are about, and those networks' weights."""

from __future__ import annotations

import numpy as np
import streamlit as st
from safetensors.numpy import load_file
from streamlit.delta_generator import DeltaGenerator

from memviz.data.card import CHECKPOINTS, Card
from memviz.data.weights import WEIGHTS, read_shapes
from memviz.errors import CheckpointError
from memviz.language import _
from memviz.pages.shared.networks import card_of
from memviz.trace.check import Floats

ONE_HOP, ADJACENT, LAYER_WISE = "memn2n-1hop", "memn2n-3hop", "memn2n-3hop-lw"


def section(title: str, anchor: str, *texts: str) -> DeltaGenerator:
    """A heading and its texts; returns the place of their picture, beside them or, on a phone, below."""
    st.subheader(title, anchor=anchor)
    words, picture = st.columns([1, 2.1], gap="large")
    with words, st.container(key=f"words_{anchor}"):
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
    figures = card.metrics.get("babi-1k", {})
    return f"{figures['mean_error']:.1f} %" if "mean_error" in figures else "–"


def parameters(name: str) -> str:
    """How many numbers a network has learned."""
    return f"{card_of(name).parameters:,}"


def size(name: str, field: str) -> int:
    """A number of a network's configuration. Raises CheckpointError if its card does not say it."""
    value = card_of(name).config.get(field)
    if not isinstance(value, int):
        raise CheckpointError(_("The card of “{name}” does not say its {field}.").format(name=name, field=field))
    return value


def array(name: str, key: str) -> Floats:
    """One of a network's arrays. Raises CheckpointError if it is not there, or of another size than the card says."""
    found, dim = weights(name).get(key), size(name, "dim")
    shapes = {"embedding": (-1, -1, dim), "time": (-1, size(name, "memory"), dim), "H": (dim, dim)}
    expected = shapes[key]
    if found is None or [-1 if e < 0 else n for n, e in zip(found.shape, expected, strict=False)] != list(expected):
        raise CheckpointError(_("The weights of “{name}” do not fit its card.").format(name=name))
    return found


@st.cache_resource(show_spinner=False)
def weights(name: str) -> dict[str, Floats]:
    """A network's arrays by name, read without torch. Raises CheckpointError."""
    read_shapes(name, CHECKPOINTS)
    found = load_file(CHECKPOINTS / name / WEIGHTS)
    for array in found.values():
        array.setflags(write=False)  # one copy for every session
    return {name: np.asarray(array, np.float32) for name, array in found.items()}
