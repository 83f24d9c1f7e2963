"""What the views are told of a trace: its numbers, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from memviz.browser.chapter import View, script, style, walk_data
from memviz.browser.chapter.data import digest
from memviz.trace import Trace


def test_every_number_is_the_trace_s(trace: Trace) -> None:
    data = walk_data(trace)

    assert [slot["text"] for slot in data["slots"]] == [slot.key for slot in trace.slots]
    for told, hop in zip(data["hops"], trace.hops, strict=True):
        pairs = {
            "state": hop.state_in,
            "keys": hop.keys,
            "scores": hop.scores,
            "attention": hop.attention,
            "values": hop.values,
            "readout": hop.readout,
            "next": hop.state_out,
        }
        for name, numbers in pairs.items():
            np.testing.assert_allclose(told[name], numbers, rtol=1e-3, atol=1e-7)
        listed = [trace.answers.index(answer["text"]) for answer in data["answers"]]
        np.testing.assert_allclose(told["answers"], hop.answer_probs[listed], rtol=1e-3)
        assert told["whole"] == pytest.approx(np.exp(hop.scores).sum(), rel=1e-3)


def test_the_formulas_hold_for_what_is_shown(trace: Trace) -> None:
    """p = softmax(u m), o = sum p c, and the answers follow from what is shown of W."""
    data = walk_data(trace)
    for hop in data["hops"]:
        assert hop["attention"] == pytest.approx(np.exp(hop["scores"]) / hop["whole"], abs=1e-3)
        assert hop["readout"] == pytest.approx(np.array(hop["attention"]) @ np.array(hop["values"]), abs=1e-3)
        logits = np.array([answer["vector"] for answer in data["answers"]]) @ np.array(hop["next"])
        assert hop["answers"] == pytest.approx(np.exp(logits) / np.exp(logits).sum(), abs=1e-3)


def test_slots_have_their_number_age_and_marks(trace: Trace) -> None:
    slots = walk_data(trace)["slots"]

    assert [slot["number"] for slot in slots] == [1, 2, 3, 4]
    assert [slot["age"] for slot in slots[:3]] == [2, 1, 0]
    assert [slot.get("gold", False) for slot in slots] == [True, True, False, False]
    assert [slot.get("nothing", False) for slot in slots] == [False, False, False, True]
    assert not any("value" in slot for slot in slots)


def test_of_many_memories_the_most_attended_are_shown_in_their_order(kv_trace: Trace) -> None:
    data = walk_data(kv_trace, most=3)
    best = sorted(np.argsort(-kv_trace.attention().max(0), kind="stable")[:3].tolist())

    assert [slot["number"] - 1 for slot in data["slots"]] == best
    assert [slot["value"] for slot in data["slots"]] == [kv_trace.slots[i].value for i in best]
    assert data["count"] == len(kv_trace.slots), "and it is known how many there are"
    for told, hop in zip(data["hops"], kv_trace.hops, strict=True):
        assert told["attention"] == pytest.approx(hop.attention[best], rel=1e-3)
        assert told["whole"] == pytest.approx(np.exp(hop.scores).sum(), rel=1e-3), "the sum is over all of them"


def test_the_right_answer_and_every_hop_s_leader_are_shown(trace: Trace) -> None:
    many = tuple(f"word {i}" for i in range(9))
    zeros = np.zeros((len(many), 2))
    probs = (
        [0.9, *[0.0125] * 8],
        [0.01, 0.02, 0.3, 0.25, 0.2, 0.1, 0.05, 0.04, 0.03],
    )
    hops = tuple(replace(hop, answer_probs=each) for hop, each in zip(trace.hops, probs, strict=True))
    question = replace(trace.question, answer="word 8")
    shown = walk_data(replace(trace, answers=many, answer_vectors=zeros, hops=hops, question=question))["answers"]

    assert [answer["text"] for answer in shown] == [*(f"word {i}" for i in range(2, 7)), "word 8", "word 0"]
    assert [answer.get("right", False) for answer in shown] == [False] * 5 + [True, False]


def test_another_content_has_another_name(trace: Trace, kv_trace: Trace) -> None:
    assert digest(walk_data(trace)) == digest(walk_data(trace)) != digest(walk_data(kv_trace))


@pytest.mark.parametrize("view", get_args(View))
def test_a_view_is_one_script_and_one_sheet(view: View) -> None:
    code = script(view, "index")

    assert "mountView" in code
    assert code.count("export default") == 1
    assert "import " not in code
    assert f".{view}" in style(view)
    assert "\n" in style(view), "in one line Streamlit would take it for a path"
