"""The trace: it refuses what does not fit together, keeps what it is given, and survives being written down."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from memviz.errors import TraceError
from memviz.story import Question, Slot
from memviz.story.changes import Changes, Override
from memviz.story.retrieval import Hashing, Link
from memviz.trace import NOTHING, Trace
from memviz.trace.hop import Hop


def test_the_typed_trace_is_what_the_papers_equations_say(trace: Trace) -> None:
    state = trace.hops[0].state_in
    for hop in trace.hops:
        np.testing.assert_allclose(hop.state_in, state, atol=1e-4)
        np.testing.assert_allclose(hop.scores[:-1], (hop.keys @ state)[:-1], atol=1e-4)
        np.testing.assert_allclose(hop.attention, np.exp(hop.scores) / np.exp(hop.scores).sum(), atol=1e-4)
        np.testing.assert_allclose(hop.readout, hop.attention @ hop.values, atol=1e-4)
        state = hop.state_in + hop.readout
        np.testing.assert_allclose(hop.state_out, state, atol=1e-4)
        logits = np.exp(trace.answer_vectors @ state)
        np.testing.assert_allclose(hop.answer_probs, logits / logits.sum(), atol=1e-4)
        np.testing.assert_allclose(hop.pushes.sum(), trace.answer_vectors[1] @ hop.readout, atol=1e-4)


def test_the_answer_is_the_most_probable_one_after_the_last_hop(trace: Trace) -> None:
    assert (trace.answer, trace.probability) == ("kitchen", pytest.approx(0.78489))
    assert [answer for answer, _ in trace.ranked()] == ["kitchen", "office", "garden"]
    assert [answer for answer, _ in trace.ranked(0)] == ["kitchen", "office", "garden"]
    assert trace.ranked(0)[0][1] == pytest.approx(0.60490)


def test_of_equally_probable_answers_the_first_comes_first(trace: Trace) -> None:
    tied = replace(trace.hops[1], answer_probs=[0.25, 0.5, 0.25])

    assert [answer for answer, _ in replace(trace, hops=(tied,)).ranked()] == ["kitchen", "garden", "office"]


def test_the_nothing_slot_is_no_sentence(trace: Trace) -> None:
    without = replace(trace, slots=(*trace.slots[:-1], Slot.sentence("Mary left.")))

    assert (trace.has_nothing, trace.sentences) == (True, 3)
    assert (without.has_nothing, without.sentences) == (False, 4)


def test_attention_is_hops_by_slots(trace: Trace) -> None:
    assert trace.attention().shape == (2, 4)
    assert trace.attention()[1, 1] == np.float32(0.48423)


def _with(trace: Trace, hop: int = 1, **arrays: Any) -> Trace:
    hops = list(trace.hops)
    hops[hop] = replace(hops[hop], **arrays)
    return replace(trace, hops=tuple(hops))


@pytest.mark.parametrize("name", [field.name for field in fields(Hop)])
def test_an_array_of_another_shape_is_refused_by_name(trace: Trace, name: str) -> None:
    with pytest.raises(TraceError, match=rf"hop 2: {name} has shape"):
        _with(trace, **{name: np.zeros(7)})


@pytest.mark.parametrize("name", [field.name for field in fields(Hop)])
@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_a_number_that_is_none_is_refused_by_name(trace: Trace, name: str, number: float) -> None:
    array = getattr(trace.hops[0], name).copy()
    array.flat[-1] = number
    with pytest.raises(TraceError, match=rf"hop 1: {name} holds a number that is not finite"):
        _with(trace, hop=0, **{name: array})


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("attention", [0.1, 0.2, 0.4, 0.2]),
        ("attention", [0.1, 0.2, 0.4, 0.4]),
        ("attention", [-0.1, 0.4, 0.4, 0.3]),
        ("answer_probs", [0.2, 0.2, 0.2]),
        ("answer_probs", [1.2, -0.1, -0.1]),
    ],
)
def test_what_is_no_distribution_is_refused(trace: Trace, name: str, array: list[float]) -> None:
    with pytest.raises(TraceError, match=rf"hop 1: {name} "):
        _with(trace, hop=0, **{name: array})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hops": ()}, "at least one hop"),
        ({"answer_vectors": [[0, 0]]}, "answer_vectors has shape"),
        ({"answers": ("garden", "kitchen")}, "answer_vectors has shape"),
        ({"slots": ()}, "hop 1: keys has shape"),
        ({"question": Question("Where?", facts=(3,))}, "“Where\\?” has a fact"),
        ({"question": Question("Where?", facts=(-1,))}, "“Where\\?” has a fact"),
    ],
    ids=["no hop", "vectors", "answers", "slots", "the nothing slot as a fact", "a fact before the start"],
)
def test_parts_that_do_not_fit_together_are_refused(trace: Trace, change: dict[str, Any], message: str) -> None:
    with pytest.raises(TraceError, match=message):
        replace(trace, **change)


def test_nobody_can_write_into_a_trace(trace: Trace) -> None:
    given = np.array([0.25, 0.25, 0.25, 0.25], np.float32)
    hop = replace(trace.hops[0], attention=given)
    given[0] = 1

    assert hop.attention[0] == np.float32(0.25)
    for array in (trace.answer_vectors, *(getattr(hop, field.name) for field in fields(Hop))):
        with pytest.raises(ValueError, match="read-only"):
            array.flat[0] = 1


def test_a_trace_written_down_is_read_back_exactly(trace: Trace) -> None:
    again = Trace.from_json(trace.to_json())

    assert again.to_json() == trace.to_json()
    for field in fields(Trace):
        if field.name not in ("hops", "answer_vectors"):
            assert getattr(again, field.name) == getattr(trace, field.name)
    for hop, other in zip(again.hops, trace.hops, strict=True):
        for field in fields(Hop):
            np.testing.assert_array_equal(getattr(hop, field.name), getattr(other, field.name), strict=True)
    np.testing.assert_array_equal(again.answer_vectors, trace.answer_vectors, strict=True)


def test_text_of_any_kind_survives_being_written_down(trace: Trace) -> None:
    odd = Slot("</script>“é”\u2028", 'a "value"\n🐸')

    assert Trace.from_json(replace(trace, slots=(odd, *trace.slots[1:])).to_json()).slots[0] == odd


def _changed(trace: Trace, **change: Any) -> str:
    return json.dumps({**json.loads(trace.to_json()), **change})


def test_a_trace_of_another_version_is_refused_with_both_versions(trace: Trace) -> None:
    with pytest.raises(TraceError, match=r"^This trace has version 99; this memviz reads version 5\.$"):
        Trace.from_json(_changed(trace, version=99))


def test_a_trace_from_before_there_was_pointing_still_opens(trace: Trace) -> None:
    written = json.loads(trace.to_json())
    del written["pointing"]

    assert Trace.from_json(json.dumps(written | {"version": 3})).pointing is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", "{}", '{"version": 3}', "\x00", "[" * 100_000],
    ids=["empty", "cut", "list", "null", "number", "no version", "bare", "zero byte", "deep"],
)
def test_what_is_no_trace_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(TraceError, match="This is not a memviz trace"):
        Trace.from_json(text)


@pytest.mark.parametrize(
    "change",
    [
        {"hops": [{}]}, {"hops": 3}, {"hops": []}, {"slots": ["abc"] * 4}, {"slots": [[1, 2]] * 4},
        {"question": "Where?"}, {"question": {"text": None, "answer": None, "facts": []}}, {"answers": [1, 2, 3]},
        {"answer_vectors": "abc"}, {"answer_vectors": [[1], [1, 2]]}, {"forgotten": "many"},
        {"unknown": 5}, {"unknown": [5]}, {"model": None},
    ],
    ids=lambda change: json.dumps(change)[:40],
)  # fmt: skip
def test_a_trace_with_a_wrong_part_is_refused(trace: Trace, change: dict[str, Any]) -> None:
    with pytest.raises(TraceError):
        Trace.from_json(_changed(trace, **change))


@pytest.mark.parametrize("array", [5, "abc", None, [[1], [1, 2]], [], {"a": 1}])
@pytest.mark.parametrize("name", ["state_in", "scores"])
def test_a_trace_with_a_broken_array_is_refused(trace: Trace, name: str, array: object) -> None:
    hops = json.loads(trace.to_json())["hops"]
    hops[0][name] = array
    with pytest.raises(TraceError):
        Trace.from_json(_changed(trace, hops=hops))


@pytest.fixture
def looked_up(trace: Trace) -> Trace:
    """The same trace as if its slots had been found among 9,000, two of them with one value, and many names ranked."""
    slots = (*(Slot(f"key {i}", value) for i, value in enumerate(("kitchen", "kitchen", "garden"))), NOTHING)
    hashing = Hashing((Link(13, 17, "ball"),), ("where",), ("the",), ("is",), 9000, 5, 3)
    hops = tuple(replace(hop, answer_probs=hop.answer_probs * 0.9, word_scores=None) for hop in trace.hops)
    question = replace(trace.question, also=("office",))
    return replace(trace, slots=slots, hops=hops, question=question, candidates=43_234, hashing=hashing)


def test_a_looked_up_trace_survives_json(looked_up: Trace) -> None:
    back = Trace.from_json(looked_up.to_json())

    assert (back.hashing, back.candidates, back.question) == (looked_up.hashing, 43_234, looked_up.question)


def test_listed_answers_may_sum_to_less_than_one_only_where_more_were_ranked(looked_up: Trace) -> None:
    with pytest.raises(TraceError, match=r"answer_probs sums to 0\.9000"):
        replace(looked_up, candidates=3)
    with pytest.raises(TraceError, match=r"answer_probs sums to 1\.1000"):
        _with(looked_up, 0, answer_probs=looked_up.hops[0].answer_probs / 0.9 * 1.1)


def test_equal_values_are_read_together(looked_up: Trace) -> None:
    weights = looked_up.value_weights(0)

    assert weights == pytest.approx({"kitchen": 0.3, "garden": 0.4, "(nothing)": 0.3})


def test_the_answers_that_are_half_as_probable_as_the_leader_are_a_set(trace: Trace) -> None:
    even = _with(trace, 1, answer_probs=[0.25, 0.45, 0.3])

    assert trace.answer_set == ("kitchen",)
    assert even.answer_set == ("kitchen", "office", "garden")


def test_the_frame_has_a_row_for_every_slot_and_hop(trace: Trace) -> None:
    frame = trace.to_frame()

    assert list(frame.columns) == ["hop", "slot", "key", "value", "gold", "score", "attention", "push"]
    assert len(frame) == 8
    assert frame[frame.gold][["hop", "slot"]].to_numpy().tolist() == [[1, 1], [1, 2], [2, 1], [2, 2]]
    assert frame.iloc[6].to_dict() == {
        "hop": 2,
        "slot": 3,
        "key": "John went to the garden.",
        "value": "John went to the garden.",
        "gold": False,
        "score": pytest.approx(-1.4),
        "attention": pytest.approx(0.04393),
        "push": pytest.approx(0.04393),
    }


def test_words_that_do_not_add_up_to_the_score_are_refused(trace: Trace) -> None:
    parts = np.array(trace.hops[0].word_scores)
    parts[2, 0] += 0.01
    with pytest.raises(TraceError, match=r"^hop 1: word_scores do not sum to scores\.$"):
        _with(trace, 0, word_scores=parts)


def test_great_parts_that_cancel_out_add_up_as_exactly_as_32_bits_can(trace: Trace) -> None:
    parts = np.array(trace.hops[0].word_scores)
    parts[2, :2] += [3e4, -3.00001e4]

    assert _with(trace, 0, word_scores=parts).hops[0].word_scores is not None


def test_either_every_hop_is_told_by_words_or_none(trace: Trace) -> None:
    with pytest.raises(TraceError, match="hop 2: word_scores is missing"):
        _with(trace, 1, word_scores=None)
    wordless = replace(trace, hops=tuple(replace(hop, word_scores=None) for hop in trace.hops))

    assert [hop.word_scores for hop in Trace.from_json(wordless.to_json()).hops] == [None, None]


@pytest.fixture
def changed(trace: Trace) -> Trace:
    """The same trace with its third slot muted, and hop 2's second slot given what it has."""
    attention = np.array([hop.attention for hop in trace.hops])
    attention[:, 2] = 0
    attention[1, 1] = 0.25
    attention[1, [0, 3]] = [0.5, 0.25]
    attention[0] /= attention[0].sum()
    hops = tuple(replace(hop, attention=row) for hop, row in zip(trace.hops, attention, strict=True))
    return replace(trace, hops=hops, muted=(2,), overrides=(Override(1, 1, 0.25),))


def test_what_was_changed_survives_being_written_down(changed: Trace) -> None:
    again = Trace.from_json(changed.to_json())

    assert (again.muted, again.overrides) == ((2,), (Override(1, 1, 0.25),))
    assert again.changes == Changes(frozenset({2}), (Override(1, 1, 0.25),))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"muted": (1, 2), "overrides": ()}, "A muted slot is attended to"),
        ({"muted": (4,)}, "Slot 5 is not there"),
        ({"overrides": (Override(2, 1, 0.25),)}, "There is no hop 3"),
        ({"overrides": (Override(0, 1, 0.25),)}, "hop 1: attention is not as it was given"),
        ({"overrides": (Override(1, 1, 0.26),)}, "hop 2: attention is not as it was given"),
        ({"overrides": (Override(1, 1, 0.25), Override(1, 1, 0.25))}, "Slot 2 has 2 weights"),
    ],
)
def test_attention_that_is_not_as_it_was_changed_is_refused(
    changed: Trace, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(TraceError, match=message):
        replace(changed, **change)


@pytest.mark.parametrize(
    "change",
    [{"muted": [1.5]}, {"muted": 3}, {"overrides": [[1, 1]]}, {"overrides": [[1, 1, "a"]]}, {"overrides": None}],
)
def test_changes_that_are_none_are_refused(changed: Trace, change: dict[str, Any]) -> None:
    with pytest.raises(TraceError):
        Trace.from_json(_changed(changed, **change))
