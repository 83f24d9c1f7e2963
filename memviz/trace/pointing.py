"""Where a network points that answers with words of the story, and which words it reads on the way.

| field  | shape                  |                                                                                  |
|--------|------------------------|----------------------------------------------------------------------------------|
| places | answers                | where an answer stands; None for one that is no words of the story               |
| words  | (slots, longest)       | the probability that the answer contains a word, after the last hop              |
| reads  | (hops, slots, longest) | how much of a hop's attention goes to a word, for the question as a whole; the   |
|        |                        | words of a slot sum to the slot's attention; none are read of the nothing slot   |

Columns follow the tokens of slots[i].key.split(), `longest` at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import index
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memviz.errors import TraceError
from memviz.trace import serial
from memviz.trace.check import TOLERANCE, check, frozen

Floats = NDArray[np.float32]
FAINT = 0.05  # less is no sight worth drawing


@dataclass(frozen=True)
class Place:
    """Words of a slot, from its letter `start` to before its letter `end`."""

    slot: int
    start: int
    end: int


@dataclass(frozen=True)
class Pointing:
    """The module's table says what each field is."""

    places: tuple[Place | None, ...]
    words: Floats
    reads: Floats

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", frozen(self.words))
        object.__setattr__(self, "reads", frozen(self.reads))

    def check(self, texts: tuple[str, ...], attention: Floats, answers: int) -> None:
        """Raises TraceError if this does not fit the sentences that were read, attention (hops, slots) over them, and
        the number of answers."""
        hops, slots = attention.shape
        longest = max(len(text.split()) for text in texts)
        check("pointing: words", self.words, (slots, longest))
        check("pointing: reads", self.reads, (hops, slots, longest))
        if (self.words < 0).any() or (self.words > 1 + TOLERANCE).any():
            raise TraceError("pointing: words holds a number that is no probability.")
        if np.abs(self.reads.sum(2) - attention)[:, : len(texts)].max() > TOLERANCE:
            raise TraceError("pointing: reads do not sum to attention.")
        if len(self.places) != answers:
            raise TraceError(f"pointing: there are {len(self.places)} places of {answers} answers.")
        if any(place and not _stands(place, texts) for place in self.places):
            raise TraceError("pointing: an answer stands where there are no words.")

    def pointed(self, slot: int) -> dict[int, float]:
        """Words of a slot that the answer contains with at least `FAINT` probability."""
        return {token: float(p) for token, p in enumerate(self.words[slot]) if p >= FAINT}

    def to_dict(self) -> dict[str, Any]:
        """What JSON holds of it."""
        places = [place and [place.slot, place.start, place.end] for place in self.places]
        return {"places": places, "words": serial.listed(self.words), "reads": serial.listed(self.reads)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Pointing:
        """What to_dict wrote. Raises KeyError, TypeError or ValueError for anything else."""
        places = tuple(None if place is None else Place(*map(index, place)) for place in data["places"])
        return cls(places, np.array(data["words"], np.float32), np.array(data["reads"], np.float32))


def _stands(place: Place, texts: tuple[str, ...]) -> bool:
    return 0 <= place.slot < len(texts) and 0 <= place.start < place.end <= len(texts[place.slot])


def tokens(text: str) -> list[tuple[int, int]]:
    """From which to which letter the tokens of text.split() stand."""
    found, at = [], 0
    for token in text.split():
        start = text.index(token, at)
        at = start + len(token)
        found.append((start, at))
    return found
