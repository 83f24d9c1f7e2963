"""Something changed and asked again: what is muted is not there, what is given is had, and the later hops follow."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.errors import StoryError
from memviz.facts.hashing import FactIndex
from memviz.models.checkpoint import Trained
from memviz.story import Story
from memviz.story.changes import NO_CHANGES, Changes, Override
from memviz.trace import Trace
from memviz.trace.hop import Hop

from .whatif import CONFIGS, QUESTION, STORY, assert_follows, followed, made

MADE = {name: made(config) for name, config in CONFIGS.items()}
every_network = pytest.mark.parametrize("trained", MADE.values(), ids=MADE)


def told(trained: Trained, changes: Changes = NO_CHANGES) -> Trace:
    return ask(trained, STORY, QUESTION, changes)


def muting(*slots: int) -> Changes:
    return Changes(frozenset(slots))


@every_network
@pytest.mark.parametrize("slot", range(4))
def test_a_muted_slot_is_as_if_its_score_were_minus_infinity(trained: Trained, slot: int) -> None:
    before, trace = told(trained), told(trained, muting(slot))

    assert not trace.attention()[:, slot].any()
    assert trace.muted == (slot,)
    rest = np.delete(before.hops[0].attention, slot)
    np.testing.assert_allclose(np.delete(trace.hops[0].attention, slot), rest / rest.sum(), rtol=1e-5)
    assert_follows(trace, followed(trained, before, muting(slot)))


@every_network
def test_of_all_muted_but_one_that_one_has_everything(trained: Trained) -> None:
    slots = len(told(trained).slots)
    for left in range(slots):
        trace = told(trained, muting(*(slot for slot in range(slots) if slot != left)))
        for hop in trace.hops:
            assert hop.attention.tolist() == [float(slot == left) for slot in range(slots)]
            np.testing.assert_allclose(hop.readout, hop.values[left], atol=1e-6)


def test_the_nothing_slot_is_muted_like_any_other(tiny: Trained) -> None:
    before, trace = told(tiny), told(tiny, muting(4))

    assert before.attention()[:, 4].all()
    assert not trace.attention()[:, 4].any()
    np.testing.assert_allclose(trace.attention().sum(1), 1, atol=1e-6)
    assert trace.has_nothing


@every_network
@pytest.mark.parametrize("hop", [0, 1])
def test_attention_that_was_had_anyway_changes_nothing(trained: Trained, hop: int) -> None:
    before = told(trained)
    given = tuple(Override(hop, slot, float(before.hops[hop].attention[slot])) for slot in (0, 2))

    assert_follows(told(trained, Changes(overrides=given)), followed(trained, before, NO_CHANGES))


@every_network
@pytest.mark.parametrize("hop", [0, 1])
def test_attention_that_is_given_is_had_and_only_the_later_hops_follow(trained: Trained, hop: int) -> None:
    changes = Changes(overrides=(Override(hop, 1, 0.7), Override(hop, 3, 0.1)))
    before, trace = told(trained), told(trained, changes)

    assert trace.overrides == changes.overrides
    assert trace.hops[hop].attention[1] == np.float32(0.7)
    for earlier, was in zip(trace.hops[:hop], before.hops, strict=False):
        for field in fields(Hop):
            if field.name != "pushes":  # they are for the final answer, which may be another
                np.testing.assert_array_equal(getattr(earlier, field.name), getattr(was, field.name))
    np.testing.assert_array_equal(trace.hops[hop].scores, before.hops[hop].scores)
    assert_follows(trace, followed(trained, before, changes))
    assert not np.allclose(trace.hops[-1].state_out, before.hops[-1].state_out, atol=1e-3)


@every_network
def test_all_attention_on_one_slot_reads_its_value(trained: Trained) -> None:
    trace = told(trained, Changes(overrides=(Override(1, 2, 1.0),)))

    np.testing.assert_allclose(trace.hops[1].readout, trace.hops[1].values[2], atol=1e-6)


@every_network
def test_some_muted_and_some_given_share_what_is_left(trained: Trained) -> None:
    changes = Changes(frozenset({0}), (Override(0, 1, 0.25), Override(1, 3, 0.5)))

    assert_follows(told(trained, changes), followed(trained, told(trained), changes))


def test_slots_that_had_nothing_share_the_rest_all_the_same() -> None:
    loud = made(CONFIGS["adjacent"])
    for weights in loud.network.parameters():
        weights.mul_(20)  # in 32 bits, softmax leaves some slots exactly 0
    before = told(loud)
    winner = int(before.hops[0].attention.argmax())
    assert before.hops[0].attention[winner] == 1

    trace = told(loud, Changes(overrides=(Override(0, winner, 0.5),)))

    assert trace.hops[0].attention.sum() == pytest.approx(1)
    assert trace.hops[0].attention[winner] == 0.5


def test_no_changes_is_the_trace_as_it_was(tiny: Trained) -> None:
    assert told(tiny, Changes()).to_json() == told(tiny).to_json()
    assert (told(tiny).muted, told(tiny).overrides) == ((), ())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (muting(5), r"^Slot 6 is not there: this memory has 5 slots\.$"),
        (muting(0, 1, 2, 3, 4), "^Every slot is muted"),
        (Changes(overrides=(Override(3, 0, 0.5),)), r"^There is no hop 4: the network has 3\.$"),
    ],
)
def test_changes_to_what_is_not_there_are_a_sentence(tiny: Trained, changes: Changes, message: str) -> None:
    with pytest.raises(StoryError, match=message):
        told(tiny, changes)


def test_slots_are_numbered_as_they_are_shown_where_some_are_forgotten(tiny: Trained) -> None:
    story = Story.of(*["Mary went."] * 53)

    assert ask(tiny, story, "Where is Mary?", muting(50)).muted == (50,)
    with pytest.raises(StoryError, match="Slot 55 is not there: this memory has 51 slots"):
        ask(tiny, story, "Where is Mary?", muting(51))


@pytest.mark.parametrize("name", ["names", "memory"])
def test_what_is_looked_up_can_be_changed_too(lookers: dict[str, Trained], films: FactIndex, name: str) -> None:
    trained, question = lookers[name], "Who directed Film 7?"
    before = look_up(trained, films, question)
    changes = Changes(frozenset({1}), (Override(1, 0, 0.6),))

    trace = look_up(trained, films, question, changes)

    assert (trace.muted, trace.overrides) == ((1,), changes.overrides)
    assert not trace.attention()[:, 1].any()
    assert trace.hops[1].attention[0] == np.float32(0.6)
    rest = np.delete(before.hops[0].attention, 1)
    np.testing.assert_allclose(np.delete(trace.hops[0].attention, 1), rest / rest.sum(), rtol=1e-5)
    with pytest.raises(StoryError, match="is not there"):
        look_up(trained, films, question, muting(len(before.slots)))


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Changes]:
    """A network, and changes that its hops and slots allow."""
    name = draw(st.sampled_from(sorted(MADE)))
    config = CONFIGS[name]
    slots = len(STORY.slots) + config.nothing
    muted = draw(st.frozensets(st.integers(0, slots - 1), max_size=slots - 1))
    free = [slot for slot in range(slots) if slot not in muted]
    overrides: list[Override] = []
    for hop in draw(st.sets(st.integers(0, config.hops - 1))):
        chosen = draw(st.lists(st.sampled_from(free), unique=True, max_size=len(free)))
        shares = draw(st.lists(st.integers(0, 9), min_size=len(chosen), max_size=len(chosen)))
        total: int = sum(shares)
        whole = total if len(chosen) == len(free) else total + 10
        if whole:
            overrides += [Override(hop, slot, share / whole) for slot, share in zip(chosen, shares, strict=True)]
    return name, Changes(muted, tuple(overrides))


@given(changed())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_is_changed_every_column_sums_to_one_and_every_hop_follows(case: tuple[str, Changes]) -> None:
    name, changes = case
    trace = told(MADE[name], changes)

    np.testing.assert_allclose(trace.attention().sum(1), 1, atol=1e-5)
    assert not trace.attention()[:, list(changes.muted)].any()
    assert Trace.from_json(trace.to_json()).changes == changes
    assert_follows(trace, followed(MADE[name], told(MADE[name]), changes))
