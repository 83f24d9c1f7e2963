"""How a chain of hops was hashed: the names of each hop, its own memories, and the set that was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from operator import index
from typing import Any, Literal, TypeAlias

from memviz.errors import TraceError

Outcome: TypeAlias = Literal["set", "count", "whether", "none", "unsaid"]
OUTCOMES: tuple[Outcome, ...] = ("set", "count", "whether", "none", "unsaid")
_SURE = 1.0 + 1e-6


@dataclass(frozen=True)
class Step:
    """How one hop found its memories.

    names     what it hashed by: names of the question, then those that the hop before read
    cut       how many more names had been read and were not hashed by
    slots     its own memories among the slots of the trace; the nothing slot is in every hop
    found     how many memories there were, slots at most the network's memory
    read      the names that it read, the one with the largest share first; none where it looked at nothing
    words     its attention over the tokens of the question
    finished  how much of the nothing slot's weight says “nothing is left to look up”, and not “no fact fits”
    """

    names: tuple[str, ...]
    cut: int
    slots: tuple[int, ...]
    found: int
    read: tuple[str, ...]
    words: tuple[float, ...]
    finished: float


@dataclass(frozen=True)
class Chain:
    """A question as it was followed.

    tokens   the question's words and names, as they are read
    steps    one a hop
    outcome  what is answered: a set of names, how many there are, whether a name is among them, none (no name meets
             all conditions), or unsaid (the facts do not say)
    names    the set, the largest share first
    sure     the probability that every hop looked where it should
    """

    tokens: tuple[str, ...]
    steps: tuple[Step, ...]
    outcome: Outcome
    names: tuple[str, ...]
    sure: float

    def check(self, hops: int, slots: int) -> None:
        """Raises TraceError where it does not fit a trace of so many hops, and slots without the nothing slot."""
        if len(self.steps) != hops:
            raise TraceError(f"The chain has {len(self.steps)} steps and the trace {hops} hops.")
        if self.outcome not in OUTCOMES or not 0 <= self.sure <= _SURE:
            raise TraceError(f"A chain cannot end as “{self.outcome!s:.20}”, {self.sure} sure.")
        for k, step in enumerate(self.steps, 1):
            if not all(0 <= slot < slots for slot in step.slots):
                raise TraceError(f"hop {k}: a memory is none of the {slots} slots.")
            if len(step.words) != len(self.tokens):
                raise TraceError(
                    f"hop {k}: {len(step.words)} words are attended to, the question has {len(self.tokens)}."
                )

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Chain:
        """What to_dict wrote. Raises KeyError, TypeError or ValueError."""
        steps = tuple(
            Step(
                names=_texts(step["names"]),
                cut=index(step["cut"]),
                slots=tuple(map(index, step["slots"])),
                found=index(step["found"]),
                read=_texts(step["read"]),
                words=tuple(map(float, step["words"])),
                finished=float(step["finished"]),
            )
            for step in data["steps"]
        )
        return cls(_texts(data["tokens"]), steps, data["outcome"], _texts(data["names"]), float(data["sure"]))


def _texts(values: Sequence[Any]) -> tuple[str, ...]:
    if not all(isinstance(value, str) for value in values):
        raise TypeError("a name is no text")
    return tuple(values)
