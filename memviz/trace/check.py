"""The arrays of a trace: frozen, of a given shape, finite, and summing to 1 where they are distributions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memviz.errors import TraceError

TOLERANCE = 1e-4

Floats = NDArray[np.float32]


def frozen(numbers: Any) -> Floats:
    """A copy in 32 bits that nobody can write into."""
    with np.errstate(over="ignore"):  # what 32 bits cannot hold is not finite, and refused as such
        array = np.array(numbers, dtype=np.float32)
    array.setflags(write=False)
    return array


def check(name: str, array: Floats, shape: tuple[int, ...]) -> None:
    """Raises TraceError if an array is not of a shape, or holds a number that is none."""
    if array.shape != shape:
        raise TraceError(f"{name} has shape {array.shape}, expected {shape}.")
    if not np.isfinite(array).all():
        raise TraceError(f"{name} holds a number that is not finite.")


def check_distribution(name: str, array: Floats, complete: bool = True) -> None:
    """Raises TraceError for less than 0, and for a sum that is not 1, or is above 1 where some are not listed."""
    short = 1 - float(array.sum())
    if (array < 0).any() or (abs(short) if complete else -short) > TOLERANCE:
        raise TraceError(f"{name} sums to {float(array.sum()):.4f} instead of 1.")


def check_parts(name: str, parts: Floats, whole: Floats) -> None:
    """Raises TraceError if the rows of `parts` (n, m) do not sum to `whole` (n,), as exactly as 32 bits can."""
    allowed = TOLERANCE * np.abs(parts).sum(1).clip(min=1)
    if (np.abs(parts.sum(1) - whole) > allowed).any():
        raise TraceError(f"{name} do not sum to scores.")


def check_words(texts: Sequence[str], hops: Sequence[tuple[Floats | None, Floats]]) -> None:
    """Raises TraceError unless every hop, or none, has the parts that the words of the slots' texts have in its scores,
    and these sum to them."""
    if all(parts is None for parts, _scores in hops):
        return
    longest = max(len(text.split()) for text in texts)
    for k, (parts, scores) in enumerate(hops, 1):
        if parts is None:
            raise TraceError(f"hop {k}: word_scores is missing, and other hops have it.")
        check(f"hop {k}: word_scores", parts, (len(texts), longest + 1))
        check_parts(f"hop {k}: word_scores", parts, scores)
