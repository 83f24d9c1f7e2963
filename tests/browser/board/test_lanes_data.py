"""What the board is told of keys and values that differ."""

import json
from dataclasses import replace

import numpy as np
import pytest

from memviz.browser.board import board_data
from memviz.story import Question, Slot
from memviz.trace import NOTHING, Trace
from tests.kv import MEMORIES, make_kv_trace, many_memories, slots_of

from .conftest import make_trace


def test_sentences_have_no_lanes(trace: Trace) -> None:
    data = board_data(trace)
    assert not {"values", "hashing", "set"} & data.keys()
    assert not {"pushes", "turn"} & data["hops"][0].keys()
    assert all("value" not in slot for slot in data["slots"])


def test_sentences_that_a_key_value_network_reads_have_lanes() -> None:
    data = board_data(make_trace(readout="state"))
    assert [value["text"] for value in data["values"]] == [slot["key"] for slot in data["slots"]]


def test_equal_values_are_one_in_order_of_first_appearance(kv_trace: Trace) -> None:
    data = board_data(kv_trace)
    texts = [value["text"] for value in data["values"]]
    assert texts == ["Mara Velde", "Idris Okafor", "Lena Brandt", "1987", "Drama", "Danish"]
    assert [(slot["key"], texts[slot["value"]]) for slot in data["slots"]] == list(MEMORIES)


def test_right_values_are_marked_whichever_answer_they_are(kv_trace: Trace) -> None:
    data = board_data(kv_trace)
    assert data["question"]["also"] == ["Idris Okafor"]
    assert [value["text"] for value in data["values"] if value.get("right")] == ["Idris Okafor", "Lena Brandt"]
    unknown = board_data(replace(kv_trace, question=Question("Who?")))
    assert not any("right" in value for value in unknown["values"])
    assert "also" not in unknown["question"]


def test_pushes_are_summed_by_value(kv_trace: Trace) -> None:
    for told, hop in zip(board_data(kv_trace)["hops"], kv_trace.hops, strict=True):
        expected = [hop.pushes[:2].sum(), *hop.pushes[2:5], hop.pushes[5:7].sum(), hop.pushes[7]]
        assert told["pushes"] == pytest.approx(expected, rel=1e-3)


def test_a_turn_is_an_angle_and_two_lengths(kv_trace: Trace) -> None:
    hop = replace(kv_trace.hops[0], state_in=[3, 0, 0, 0, 0], state_out=[0, 4, 0, 0, 0])
    still = replace(kv_trace.hops[1], state_in=np.zeros(5), state_out=np.ones(5))
    turns = [told["turn"] for told in board_data(replace(kv_trace, hops=(hop, still)))["hops"]]
    assert turns[0] == {"angle": 90.0, "before": 3.0, "after": 4.0}
    assert turns[1] == {"angle": None, "before": 0.0, "after": 2.236}


def test_rounding_never_turns_a_state_further_than_it_can(kv_trace: Trace) -> None:
    for before, after, angle in (([1.6, 1.1], [4.8, 3.3000002], 0), ([1.6, 1.1], [-4.8, -3.3000002], 180)):
        hop = replace(kv_trace.hops[0], state_in=[*before, 0, 0, 0], state_out=[*after, 0, 0, 0])
        turn = board_data(replace(kv_trace, hops=(hop,)))["hops"][0]["turn"]
        assert turn["angle"] == pytest.approx(angle, abs=0.1)


def test_hashing_and_the_set_of_answers_go_with_it(kv_trace: Trace) -> None:
    data = board_data(kv_trace)
    assert json.loads(json.dumps(data)) == data
    assert data["hashing"]["links"] == [{"start": 15, "end": 33, "name": "The Silent Orchard"}]
    assert (data["hashing"]["total"], data["hashing"]["found"], data["hashing"]["kept"]) == (133_582, 9, 8)
    assert data["set"] == ["Idris Okafor", "Lena Brandt"]
    assert board_data(replace(kv_trace, hashing=None))["hashing"] is None


def test_answers_that_are_not_listed_are_summed_up(kv_trace: Trace) -> None:
    hops = tuple(replace(hop, answer_probs=hop.answer_probs[:3]) for hop in kv_trace.hops)
    few = make_kv_trace(answers=kv_trace.answers[:3], answer_vectors=kv_trace.answer_vectors[:3], hops=hops)
    others = board_data(few)["answers"][-1]
    assert others["others"]
    assert others["probs"][-1] == pytest.approx(1 - few.hops[-1].answer_probs.sum(), abs=1e-3)


def test_the_nothing_slot_has_its_value(kv_trace: Trace) -> None:
    data = board_data(replace(kv_trace, slots=(*slots_of(MEMORIES[:7]), NOTHING)))
    assert [value.get("nothing", False) for value in data["values"]] == [False] * 5 + [True]
    assert data["slots"][-1]["value"] == 5


def test_a_value_that_only_reads_like_nothing_is_a_value(kv_trace: Trace) -> None:
    data = board_data(replace(kv_trace, slots=(Slot("nothing", "(nothing)"), *kv_trace.slots[1:])))
    assert not any("nothing" in value for value in data["values"])


def test_four_hundred_memories_and_three_hops_fit_into_sixty_kilobytes() -> None:
    data = board_data(many_memories(400))
    assert len(json.dumps(data, allow_nan=False)) < 60_000


def test_the_trace_by_hand_obeys_the_equations() -> None:
    trace = make_kv_trace()
    for hop in trace.hops:
        assert hop.scores == pytest.approx(hop.keys @ hop.state_in, abs=1e-4)
        assert hop.readout == pytest.approx(hop.attention @ hop.values, abs=1e-4)
    winner = trace.answer_vectors[trace.answers.index(trace.answer)]
    assert trace.hops[0].pushes.sum() == pytest.approx(trace.hops[0].readout @ winner, abs=1e-4)
