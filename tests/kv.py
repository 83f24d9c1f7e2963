"""Key-value traces made by hand, with invented names; the equations of Miller et al. 2016 hold in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from memviz.story import Question, Slot
from memviz.story.retrieval import Hashing, Link
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.hop import Hop

FILM = "The Silent Orchard"
MEMORIES = (
    (f"{FILM} → directed by", "Mara Velde"),
    (f"{FILM} → written by", "Mara Velde"),
    (f"{FILM} → starring", "Idris Okafor"),
    (f"{FILM} → starring", "Lena Brandt"),
    (f"{FILM} → year", "1987"),
    (f"{FILM} → genre", "Drama"),
    ("Orchard Street → genre", "Drama"),
    (f"{FILM} → language", "Danish"),
)
QUESTION = Question("Who starred in the silent orchard, pray?", "Lena Brandt", (2, 3), also=("Idris Okafor",))
HASHING = Hashing((Link(15, 33, FILM),), ("starred",), ("who", "in"), ("pray",), 133_582, 9, 8)
# What each key is about: people behind the film, people in it, when, what kind, this film or another.
KEYS = (
    *((2.2, 0.4, 0, 0, 1), (1.9, 0.2, 0, 0, 1), (0.4, 1.7, 0, 0, 1), (0.4, 1.6, 0, 0, 1)),
    *((-1, -1, 2, 0, 1), (-0.8, -0.4, 0, 2, 1), (-0.8, -0.4, 0, 2, -1), (-0.5, 0, 0, 1, 1)),
)
ANSWERS = ("Mara Velde", "Idris Okafor", "Lena Brandt", "1987", "Drama", "Danish")
KNOWN = (
    *((2, -0.5, 0, 0, 0.2), (-0.4, 2.1, 0, 0.2, 0), (-0.3, 2, 0, 0.3, 0.2)),
    *((0, 0, 2, 0, 0), (0, -0.4, 0, 2, 0), (0, 0, 0.3, 1.5, 0.4)),
)


def make_kv_trace(**changes: Any) -> Trace:
    """Eight memories with six distinct values in two hops, ranked among a thousand answers."""
    values = [KNOWN[ANSWERS.index(value)] for _, value in MEMORIES]
    fields: dict[str, Any] = {
        "model": "by hand",
        "slots": slots_of(MEMORIES),
        "question": QUESTION,
        "hops": kv_hops((0.5, 1.2, 0.2, 0, 0.6), KEYS, values, KNOWN, hops=2, others=0.1),
        "answers": ANSWERS,
        "answer_vectors": KNOWN,
        "candidates": 1000,
        "readout": "state",
        "hashing": HASHING,
    }
    return Trace(**(fields | changes))


def many_memories(count: int, values: int = 150, seed: int = 0, hops: int = 3) -> Trace:
    """`count` memories that share `values` values; a handful of them are looked at, late ones too."""
    random = np.random.default_rng(seed)
    genres = [f"Genre {i}" for i in range(values)]
    owners = np.minimum(random.geometric(0.02, count) - 1, values - 1)
    keys = random.normal(size=(count, 8))
    state = random.normal(size=8) * 1.5
    keys[count // 2 :: 61] += state * 0.6
    known = random.normal(size=(values, 8))
    found = Hashing((Link(23, 38, "Marguerite Ostrov"),), ("films",), ("which", "with"), (), 133_582, 3 * count, count)
    return Trace(
        model="by hand",
        slots=tuple(Slot(f"Film number {i} → genre", genres[owner]) for i, owner in enumerate(owners, 1)),
        question=Question("Which films are of the marguerite kind?", genres[owners[count // 2]]),
        hops=kv_hops(state, keys, known[owners] * 0.4, known, hops=hops),
        answers=tuple(genres),
        answer_vectors=known,
        readout="state",
        hashing=found,
    )


def kv_hops(
    question: ArrayLike, keys: ArrayLike, values: ArrayLike, answers: ArrayLike, hops: int, others: float = 0
) -> tuple[Hop, ...]:
    """The equations with R = 1: `others` is what all answers that are not listed add to the last softmax's sum."""
    told, state, key, value, known = [], *map(np.asarray, (question, keys, values, answers))
    for _ in range(hops):
        scores = key @ state
        attention = _softmax(scores)
        readout = attention @ value
        told.append((state, scores, attention, readout, state + readout))
        state = state + readout
    winner = known[int(np.argmax(known @ state))]
    return tuple(
        Hop(
            state_in=before,
            keys=key,
            scores=scores,
            attention=attention,
            values=value,
            readout=readout,
            state_out=after,
            answer_probs=_softmax(known @ after, others),
            pushes=attention * (value @ winner),
        )
        for before, scores, attention, readout, after in told
    )


def slots_of(memories: Sequence[tuple[str, str]]) -> tuple[Slot, ...]:
    """Slots of (key, value) pairs."""
    return tuple(Slot(key, value) for key, value in memories)


def _softmax(logits: Floats, others: float = 0) -> Any:
    """Probabilities that sum to less than 1 where `others` have a share."""
    shares = np.exp(logits - logits.max())
    return shares / (shares.sum() + others)
