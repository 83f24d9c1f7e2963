"""What the board is told of a trace: nothing hidden, nothing heavy."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from memviz.browser.board import board_data
from memviz.story import Question, Slot
from memviz.story.changes import Override
from memviz.trace import Trace
from memviz.trace.hop import Hop
from memviz.trace.influence import Influence
from tests.pointed import pointed
from tests.views import views

from .conftest import ANSWER_PROBS, ANSWERS, ATTENTION, SCORES, make_trace


def test_every_hop_sums_to_one(trace: Trace) -> None:
    data = board_data(trace)
    for k, hop in enumerate(data["hops"]):
        assert sum(hop["attention"]) == pytest.approx(1, abs=1e-3)
        assert sum(answer["probs"][k] for answer in data["answers"]) == pytest.approx(1, abs=1e-3)


def test_numbers_are_the_traces_numbers(trace: Trace) -> None:
    data = board_data(trace)
    for k, hop in enumerate(data["hops"]):
        assert hop["attention"] == pytest.approx(ATTENTION[k], rel=1e-3)
        assert hop["scores"] == pytest.approx(SCORES[k], rel=1e-3)
    for answer in data["answers"][:-1]:
        expected = [probs[ANSWERS.index(answer["text"])] for probs in ANSWER_PROBS]
        assert answer["probs"] == pytest.approx(expected, rel=1e-3)


def test_gold_facts_and_the_nothing_slot_are_marked(trace: Trace) -> None:
    slots = board_data(trace)["slots"]
    assert [slot.get("gold", False) for slot in slots] == [True, True, False, False]
    assert [slot.get("nothing", False) for slot in slots] == [False, False, False, True]


def test_without_a_nothing_slot_none_is_marked() -> None:
    trace = make_trace()
    trace = replace(trace, slots=(*trace.slots[:-1], Slot.sentence("John slept.")))
    assert not any(slot.get("nothing") for slot in board_data(trace)["slots"])


def test_answers_are_ordered_by_the_last_hop_and_the_rest_is_summed_up_last(trace: Trace) -> None:
    answers = board_data(trace)["answers"]
    last = [answer["probs"][-1] for answer in answers[:-1]]
    assert last == sorted(last, reverse=True)
    assert answers[-1]["text"] == "(all others)"
    assert answers[-1]["others"]
    assert [answer["text"] for answer in answers[:2]] == ["kitchen", "garden"]


def test_an_improbable_gold_answer_is_still_shown() -> None:
    data = board_data(make_trace(question=Question("Where is the zorblax?", "milk")))
    assert "milk" in [answer["text"] for answer in data["answers"]]


def test_few_answers_need_no_others(trace: Trace) -> None:
    hops = tuple(replace(hop, answer_probs=np.array([0.4, 0.6])) for hop in trace.hops)
    data = board_data(replace(trace, answers=("no", "yes"), answer_vectors=np.zeros((2, 2)), hops=hops, candidates=2))
    assert [answer["text"] for answer in data["answers"]] == ["yes", "no"]


def test_the_id_follows_the_content(trace: Trace) -> None:
    assert board_data(trace)["id"] == board_data(make_trace())["id"]
    assert board_data(trace)["id"] != board_data(make_trace(question=Question("Where is Mary?")))["id"]


def test_fifty_slots_and_three_hops_fit_into_eight_kilobytes() -> None:
    random = np.random.default_rng(0)
    slots, vector, many = 50, np.zeros(4), np.zeros((50, 4))
    hop = Hop(
        state_in=vector,
        keys=many,
        scores=random.normal(size=slots),
        attention=random.dirichlet(np.ones(slots)),
        values=many,
        readout=vector,
        state_out=vector,
        answer_probs=[0.3, 0.7],
        pushes=np.zeros(slots),
    )
    trace = Trace(
        "by hand",
        tuple(Slot.sentence("Mary journeyed to the bathroom.") for _ in range(slots)),
        Question("Where is Mary?"),
        (hop, hop, hop),
        ("no", "yes"),
        np.zeros((2, 4)),
    )
    assert len(json.dumps(board_data(trace), allow_nan=False)) < 8_000


def test_the_board_alone_loads_neither_torch_nor_streamlit() -> None:
    code = "import sys, memviz.browser.board; print({'torch', 'plotly', 'pandas', 'streamlit'} & sys.modules.keys())"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


def test_a_page_mounts_it_with_the_traces_data(trace: Trace) -> None:
    testing = pytest.importorskip("streamlit.testing.v1")

    def page() -> None:
        from memviz.browser.board import memory_board
        from tests.browser.board.conftest import make_trace

        memory_board(make_trace(), key="board")

    app = testing.AppTest.from_function(page, default_timeout=60).run()
    assert not app.exception
    assert views(app) == {"board": json.loads(json.dumps(board_data(trace)))}


def test_what_is_changed_by_hand_is_told(trace: Trace) -> None:
    hops = (
        replace(trace.hops[0], attention=[0.25, 0, 0.65, 0.1]),
        replace(trace.hops[1], attention=[0.1, 0, 0.6, 0.3]),
    )
    data = board_data(replace(trace, hops=hops, muted=(1,), overrides=(Override(1, 2, 0.6),)))
    assert [slot.get("muted", False) for slot in data["slots"]] == [False, True, False, False]
    assert [hop.get("fixed") for hop in data["hops"]] == [None, [2]]


def test_a_slot_has_a_part_of_the_score_for_each_of_its_words_and_one_for_its_time(trace: Trace) -> None:
    words = np.zeros((4, 6))
    words[:, 0], words[:, 5] = np.array(SCORES[0]) - 1, 1
    hops = tuple(replace(hop, scores=SCORES[0], word_scores=words) for hop in trace.hops)
    told = board_data(replace(trace, hops=hops))["hops"][0]["words"]
    assert [len(row) for row in told] == [len(slot.key.split()) + 1 for slot in trace.slots]
    assert told[1] == [1.95, 0, 0, 0, 1]
    assert "words" not in board_data(trace)["hops"][0]


def test_influence_is_told_with_how_well_attention_agrees(trace: Trace) -> None:
    data = board_data(trace, influence=Influence("kitchen", np.array([3.0, 1.0, 0.5, 0.123456])))
    assert [slot["drop"] for slot in data["slots"]] == [3, 1, 0.5, 0.1235]
    assert data["agreement"] == {"rank": pytest.approx(1), "gold": [[0, 1, 1], [1, 2, 2]]}


def test_before_is_told_with_the_slots_that_are_the_same(trace: Trace) -> None:
    slots = (trace.slots[0], Slot.sentence("Mary slept."), trace.slots[2], Slot.sentence("John slept."), trace.slots[3])
    many = np.zeros((5, 2))
    few = [0.1, 0.2, 0.3, 0.3, 0.1]
    hops = tuple(
        replace(hop, keys=many, values=many, scores=few, attention=few, pushes=few, answer_probs=hop.answer_probs[::-1])
        for hop in trace.hops
    )
    before = replace(trace, slots=slots, hops=hops, question=Question("Where is Mary?", facts=()))
    data = board_data(trace, before=before)
    told = data["before"]
    assert told["pairs"] == [[0, 0], [1, 1], [2, 2], [3, None], [4, 3]]
    assert told["attention"] == [[0.1, 0.2, 0.3, 0.3, 0.1]] * 2
    assert told["slots"][1] == {"key": "Mary slept."}
    assert told["question"] == "Where is Mary?"
    assert "milk" in [answer["text"] for answer in data["answers"]], "what was the answer is still listed"
    assert told["answers"]["milk"] == pytest.approx([0.2, 0.88])


def test_what_is_not_given_is_left_out(trace: Trace) -> None:
    assert not {"before", "agreement", "whatif"} & board_data(trace).keys()
    assert board_data(trace, what_if={"of": "it", "n": 1})["whatif"] == {"of": "it", "n": 1}


def test_words_that_are_pointed_at_and_doubt_are_told() -> None:
    data = board_data(pointed(threshold=0.7))
    assert data["slots"][1]["pointed"] == [[3, 0.6], [4, 0.6]]
    assert "pointed" not in data["slots"][0]
    assert data["doubt"] == {
        "headline": "not sure",
        "reason": "It would say “Old Car”, going by sentence 2: “Bob took the Old Car.”",
    }
    assert [answer["text"] for answer in data["answers"]] == ["Old Car", "the story does not say"]
    assert "doubt" not in board_data(pointed())


def test_a_right_answer_that_is_unknown_is_told_as_the_answer_is() -> None:
    trace = pointed((0.2, 0.8))
    asked = replace(trace, question=replace(trace.question, answer="unknown"))
    assert board_data(asked)["question"]["answer"] == board_data(asked)["answers"][0]["text"]
