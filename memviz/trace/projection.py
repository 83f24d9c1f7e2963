"""The controller's states and the directions of the leading answers, in one plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from memviz.trace import Trace
from memviz.trace.check import Floats

_SHOWN = 6  # answers


@dataclass(frozen=True)
class Projection:
    """What lies where, on two orthonormal axes, the first towards the answer.

    path     (hops + 1, 2): the states u^1 .. u^{K+1}
    answers  the leading answers, the most probable after the last hop first
    tips     (answers, 2): their directions from the origin, the longest as long as the farthest state
    kept     share of the states' squared length that lies in the plane
    """

    path: Floats
    answers: tuple[str, ...]
    tips: Floats
    kept: float


def projection(trace: Trace) -> Projection:
    """States and leading answers in the plane that shows most of both; see `_plane` for its axes."""
    leading = [answer for answer, _ in trace.ranked()[:_SHOWN]]
    directions = _directions(trace, leading)
    states = np.stack([trace.hops[0].state_in, *(hop.state_out for hop in trace.hops)])
    plane = _plane(directions, states)
    path, tips = states @ plane.T, directions @ plane.T
    tips = tips * np.linalg.norm(path, axis=1).max() / max(np.linalg.norm(tips, axis=1).max(), 1e-9)
    return Projection(path, tuple(leading), tips, float((path**2).sum() / (states**2).sum()))


def _directions(trace: Trace, leading: list[str]) -> Floats:
    """The leading answers' vectors (answers, dim), less their mean: what speaks for one answer against the others.
    A shift common to all logits changes no probability. One answer alone has its own direction."""
    vectors = trace.answer_vectors[[trace.answers.index(answer) for answer in leading]]
    directions: Floats = vectors - vectors.mean(0) if len(leading) > 1 else vectors
    return directions


def _plane(directions: Floats, states: Floats) -> Floats:
    """Two axes (2, dim), orthonormal: the winning answer's direction, then the direction across it in which the states
    and the other answers differ most."""
    first = directions[0] / max(np.linalg.norm(directions[0]), 1e-9)
    across = np.concatenate(
        [directions / max(float(np.linalg.norm(directions)), 1e-9), states / np.linalg.norm(states)]
    )
    across = across - np.outer(across @ first, first)
    return np.stack([first, np.linalg.svd(across, full_matrices=False)[2][0]])
