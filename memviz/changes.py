"""What a person changes in a memory or in how it is attended: muted slots, and attention that is given. Plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from memviz.errors import StoryError

_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Override:
    """The attention that a slot has in one hop, whatever the network would give it; hop and slot are from 0."""

    hop: int
    slot: int
    weight: float


@dataclass(frozen=True)
class Changes:
    """What is to be different when a question is asked. Slots are numbered as in Trace.slots.

    muted      slots that are not there: attention 0 in every hop
    overrides  attention that is given; the other slots of that hop share the rest as they would share the whole
    """

    muted: frozenset[int] = frozenset()
    overrides: tuple[Override, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is changed."""
        return bool(self.muted or self.overrides)

    def mute(self, slot: int) -> Changes:
        """These changes and one more slot muted; weights that it was given are gone."""
        kept = tuple(each for each in self.overrides if each.slot != slot)
        return replace(self, muted=self.muted | {slot}, overrides=kept)

    def check(self, slots: int, hops: int) -> None:
        """Raises StoryError for what so many slots and hops do not allow."""
        places = [*self.muted, *(each.slot for each in self.overrides)]
        _must_be_there("slot", "memory", places, slots)
        _must_be_there("hop", "network", (each.hop for each in self.overrides), hops)
        if len(self.muted) == slots:
            raise StoryError("Every slot is muted, so nothing is left to look at. Leave at least one as it is.")
        for each in self.overrides:
            if not 0 <= each.weight <= 1:
                raise StoryError(f"Attention is a number from 0 to 1, and {each.weight:g} is not.")
            if each.slot in self.muted:
                raise StoryError(f"Slot {each.slot + 1} is muted and has a weight in hop {each.hop + 1}. Choose one.")
        for hop in {each.hop for each in self.overrides}:
            self._check_hop(hop, slots)

    def _check_hop(self, hop: int, slots: int) -> None:
        given = [each for each in self.overrides if each.hop == hop]
        slot, times = Counter(each.slot for each in given).most_common(1)[0]
        if times > 1:
            raise StoryError(f"Slot {slot + 1} has {times} weights in hop {hop + 1}. Give it one.")
        total = sum(each.weight for each in given)
        if total > 1 + _TOLERANCE:
            raise StoryError(f"The weights given in hop {hop + 1} add up to {total:g}; they may be 1 together.")
        if len(given) + len(self.muted) == slots and total < 1 - _TOLERANCE:
            raise StoryError(
                f"The weights given in hop {hop + 1} add up to {total:g}, and no other slot is there for the rest. "
                "Let them add up to 1."
            )


NO_CHANGES = Changes()


def _must_be_there(kind: str, whole: str, numbers: Iterable[int], count: int) -> None:
    for number in numbers:
        if not 0 <= number < count:
            raise StoryError(f"There is no {kind} {number + 1}: the {whole} has {count}.")
