"""What a person changes in a memory or in how it is attended: muted slots, and attention that is given. Plain data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from memviz.errors import StoryError
from memviz.language import _, counted

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

    def check(self, slots: int, hops: int, forgotten: int = 0) -> None:
        """Raises StoryError for what so many slots and hops do not allow. Its sentences number slots as they are shown:
        from 1, those that were `forgotten` counted."""
        shown = forgotten + 1
        for slot in (*self.muted, *(each.slot for each in self.overrides)):
            if not 0 <= slot < slots:
                raise StoryError(
                    counted(
                        "Slot {slot} is not there: this memory has {n} slot.",
                        "Slot {slot} is not there: this memory has {n} slots.",
                        slots,
                        slot=shown + slot,
                    )
                )
        if len(self.muted) == slots:
            raise StoryError(_("Every slot is muted, so nothing is left to look at. Leave at least one as it is."))
        for each in self.overrides:
            if not 0 <= each.hop < hops:
                text = _("There is no hop {hop}: the network has {hops}.")
                raise StoryError(text.format(hop=each.hop + 1, hops=hops))
            if not 0 <= each.weight <= 1:
                text = _("Attention is a number from 0 to 1, and {weight} is not.")
                raise StoryError(text.format(weight=f"{each.weight:g}"))
            if each.slot in self.muted:
                text = _("Slot {slot} is muted and has a weight in hop {hop}. Choose one.")
                raise StoryError(text.format(slot=shown + each.slot, hop=each.hop + 1))
        for (hop, slot), times in Counter((each.hop, each.slot) for each in self.overrides).items():
            if times > 1:
                text = _("Slot {slot} has {times} weights in hop {hop}. Give it one.")
                raise StoryError(text.format(slot=shown + slot, times=times, hop=hop + 1))
        for hop in range(hops):
            self._check_sum(hop, slots)

    def _check_sum(self, hop: int, slots: int) -> None:
        weights = [each.weight for each in self.overrides if each.hop == hop]
        if sum(weights) > 1 + _TOLERANCE:
            text = _("The weights given in hop {hop} add up to {sum}; they may be 1 together.")
            raise StoryError(text.format(hop=hop + 1, sum=f"{sum(weights):g}"))
        if len(weights) + len(self.muted) == slots and sum(weights) < 1 - _TOLERANCE:
            text = _(
                "The weights given in hop {hop} add up to {sum}, and no other slot is there for the rest. Let them add "
                "up to 1."
            )
            raise StoryError(text.format(hop=hop + 1, sum=f"{sum(weights):g}"))


NO_CHANGES = Changes()
