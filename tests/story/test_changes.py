"""Changes that fit, and those that are refused in a sentence."""

from __future__ import annotations

import pytest

from memviz.errors import StoryError
from memviz.story.changes import NO_CHANGES, Changes, Override


def giving(*weights: tuple[int, int, float], muted: tuple[int, ...] = ()) -> Changes:
    """Changes by (hop, slot, weight), for a memory of four slots and a network of two hops."""
    return Changes(frozenset(muted), tuple(Override(*each) for each in weights))


@pytest.mark.parametrize(
    "changes",
    [
        NO_CHANGES,
        giving(muted=(0, 1, 2)),
        giving((0, 0, 0.0), (0, 3, 1.0), (1, 0, 0.5)),
        giving((0, 0, 0.1), (0, 1, 0.2), (0, 2, 0.3), (0, 3, 0.4)),
        giving((1, 2, 0.9), (1, 3, 0.1), muted=(0, 1)),
        giving((1, 2, 0.0), muted=(0, 1)),
    ],
)
def test_what_fits_is_let_through(changes: Changes) -> None:
    changes.check(slots=4, hops=2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (giving(muted=(4,)), r"^Slot 5 is not there: this memory has 4 slots\.$"),
        (giving(muted=(-1,)), "^Slot 0 is not there"),
        (giving((0, 4, 0.5)), "^Slot 5 is not there"),
        (giving((2, 0, 0.5)), r"^There is no hop 3: the network has 2\.$"),
        (giving((-1, 0, 0.5)), "^There is no hop 0"),
        (giving((0, 0, 1.5)), r"^Attention is a number from 0 to 1, and 1\.5 is not\.$"),
        (giving((0, 0, -0.1)), r"^Attention is a number from 0 to 1, and -0\.1 is not\.$"),
        (giving((0, 0, float("nan"))), "^Attention is a number from 0 to 1, and nan is not"),
        (giving((1, 2, 0.5), (1, 2, 0.4)), r"^Slot 3 has 2 weights in hop 2\. Give it one\.$"),
        (giving((1, 2, 0.5), (1, 3, 0.6)), r"^The weights given in hop 2 add up to 1\.1; they may be 1 together\.$"),
        (giving((0, 2, 0.5), muted=(2,)), r"^Slot 3 is muted and has a weight in hop 1\. Choose one\.$"),
        (giving(muted=(0, 1, 2, 3)), "^Every slot is muted"),
        (giving((0, 2, 0.5), (0, 3, 0.4), muted=(0, 1)), r"^The weights given in hop 1 add up to 0\.9, and no other"),
        (giving((1, 3, 0.4), muted=(0, 1, 2)), r"^The weights given in hop 2 add up to 0\.4, and no other"),
    ],
)
def test_what_does_not_fit_is_a_sentence(changes: Changes, message: str) -> None:
    with pytest.raises(StoryError, match=message):
        changes.check(slots=4, hops=2)


def test_muting_takes_back_what_a_slot_was_given() -> None:
    changes = giving((0, 1, 0.5), (1, 1, 0.2), (1, 2, 0.3), muted=(3,)).mute(1)

    assert changes == giving((1, 2, 0.3), muted=(1, 3))


def test_only_changes_are_changes() -> None:
    assert not NO_CHANGES
    assert giving(muted=(0,))
    assert giving((0, 0, 0.5))
