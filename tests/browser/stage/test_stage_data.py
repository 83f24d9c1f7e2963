"""What the stage is told of a trace."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from memviz.browser.stage import stage_data
from memviz.story import Question, Slot
from memviz.story.changes import Override
from memviz.story.retrieval import Hashing, Link

from .conftest import LONG, make_trace


def test_the_numbers_are_the_traces() -> None:
    trace = make_trace()
    data = stage_data(trace)

    assert [slot["key"] for slot in data["slots"]] == [slot.key for slot in trace.slots]
    assert [slot["at"] for slot in data["slots"]] == [1, 2, 3, 4]
    assert [bool(slot.get("gold")) for slot in data["slots"]] == [True, True, False, False]
    assert data["slots"][-1]["nothing"]
    for told, hop in zip(data["hops"], trace.hops, strict=True):
        pairs = (
            ("scores", hop.scores), ("attention", hop.attention), ("keys", hop.keys), ("values", hop.values),
            ("state", hop.state_in), ("readout", hop.readout), ("next", hop.state_out),
        )  # fmt: skip
        for name, array in pairs:
            np.testing.assert_allclose(told[name], array, rtol=0.006, err_msg=name)
        assert told["leader"] == ["kitchen", 0.7]
    assert (data["sentences"], data["more"], data["names"]) == (3, 0, "u")


def test_it_is_json_and_small_for_a_long_story() -> None:
    data = stage_data(make_trace(LONG, (1, 4, 30)))

    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert len(json.dumps(data)) < 40_000


def test_of_a_long_story_it_holds_what_matters_first() -> None:
    trace = make_trace(LONG, (7, 30), question=Question("Where?", "garden", (11,)))
    data = stage_data(trace)
    kept = [slot["at"] - 1 for slot in data["slots"]]
    order = [kept[i] for i in data["order"]]

    assert len(kept) == 16
    assert kept == sorted(kept)
    assert set(order[:3]) == {7, 30, 50}, "where a hop looks, and nothing"
    assert order[3] == 11, "a gold fact"
    peaks = trace.attention().max(axis=0)
    assert peaks[order[4:]].min() >= np.delete(peaks, order).max(), "then where any hop looks most"
    assert data["more"] == 50 - 15


def test_what_was_changed_by_hand_is_told() -> None:
    trace = make_trace()
    weights = np.array([0.5, 0.5, 0, 0])
    hops = (replace(trace.hops[0], attention=weights), replace(trace.hops[1], attention=weights))
    data = stage_data(replace(trace, hops=hops, muted=(2,), overrides=(Override(1, 0, 0.5),)))

    assert [bool(slot.get("muted")) for slot in data["slots"]] == [False, False, True, False]
    assert ["fixed" in hop for hop in data["hops"]] == [False, True]
    assert data["hops"][1]["fixed"] == [0]


def test_the_answers_sum_to_one_and_have_the_right_one_among_them() -> None:
    data = stage_data(make_trace(question=Question("Where?", "milk")))

    *told, others = data["answers"]
    assert [answer["text"] for answer in told] == ["kitchen", "garden", "office", "hallway", "bathroom", "milk"]
    assert others["others"] == 1
    assert sum(answer["p"] for answer in data["answers"]) == pytest.approx(1, abs=0.001)


def test_keys_and_values_of_memories_that_were_looked_up() -> None:
    trace = make_trace()
    slots = (Slot("Casablanca directed by", "Michael Curtiz"), *trace.slots[1:])
    hashing = Hashing((Link(13, 23, "Casablanca"),), ("directed",), (), (), total=100, found=30, kept=3)
    data = stage_data(replace(trace, slots=slots, readout="value", hashing=hashing))

    assert (data["slots"][0]["key"], data["slots"][0]["value"]) == ("Casablanca directed by", "Michael Curtiz")
    assert "value" not in data["slots"][1]
    assert (data["names"], data["readout"]) == ("q", "value")
    assert data["hashing"] == {"by": ["Casablanca", "directed"], "total": 100, "found": 30, "kept": 3}


def test_vectors_of_nothing_but_zeros_have_a_scale() -> None:
    trace = make_trace()
    none = np.zeros((4, 20))
    hop = replace(trace.hops[0], keys=none, values=none, readout=none[0])

    assert min(stage_data(replace(trace, hops=(hop,)))["scale"].values()) > 0
