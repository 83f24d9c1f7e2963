"""A trace that was typed, of a network that points at words."""

from __future__ import annotations

import numpy as np

from memviz.story import Question, Slot
from memviz.trace import NOTHING, Trace
from memviz.trace.hop import Hop
from memviz.trace.pointing import Place, Pointing

TEXTS = ("Anna slept.", "Bob took the Old Car.")


def pointed(probabilities: tuple[float, float] = (0.6, 0.4), **more: object) -> Trace:
    """Asked what Bob took: the car, in the second sentence, or “unknown”."""
    attention, few = np.array([0.1, 0.8, 0.1], np.float32), np.zeros((3, 2), np.float32)
    read, words = (np.zeros((3, 5), np.float32) for _ in range(2))
    read[0, 0], read[1, 1:4] = 0.1, (0.2, 0.2, 0.4)
    words[1, 3:] = probabilities[0]
    words[0, 0] = 0.01
    state = np.ones(2, np.float32)
    hop = Hop(state, few, attention, attention, few, np.zeros(2), state, np.array(probabilities), np.zeros(3))
    return Trace(
        model="small",
        slots=(*map(Slot.sentence, TEXTS), NOTHING),
        question=Question("What did Bob take?"),
        hops=(hop,),
        answers=("Old Car", "unknown"),
        answer_vectors=np.zeros((2, 2), np.float32),
        candidates=2,
        pointing=Pointing((Place(1, 13, 20), None), words, read[None]),
        **more,  # type: ignore[arg-type]
    )
