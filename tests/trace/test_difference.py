"""What changed between two traces: which slots are the same, and how attention and answers moved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from memviz.answer.asking import ask
from memviz.errors import TraceError
from memviz.models.checkpoint import Trained
from memviz.story import Story
from memviz.story.changes import Changes
from memviz.trace import NOTHING, Trace
from memviz.trace.difference import Difference, Pair, difference

A, B, C, D = "Mary went to the kitchen.", "John took the ball.", "John went to the office.", "Mary took the ball."


def between(tiny: Trained, before: tuple[str, ...], after: tuple[str, ...]) -> Difference:
    return difference(*(ask(tiny, Story.of(*told), "Where is Mary?") for told in (before, after)))


def pairs(told: Difference) -> list[tuple[int | None, int | None]]:
    return [(pair.before, pair.after) for pair in told.pairs]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((A, B), (A, B), [(0, 0), (1, 1), (2, 2)]),
        ((A, B, C), (A, D, C), [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ((A, B, C), (A, C), [(0, 0), (1, None), (2, 1), (3, 2)]),
        ((A, C), (D, A, C), [(None, 0), (0, 1), (1, 2), (2, 3)]),
        ((A, B), (C,), [(0, None), (1, None), (None, 0), (2, 1)]),
        ((A, A, B), (A, B), [(0, None), (1, 0), (2, 1), (3, 2)]),
    ],
    ids=["same", "another in its place", "one less", "one more", "all others", "told twice"],
)
def test_slots_are_paired_by_what_they_say(
    tiny: Trained, before: tuple[str, ...], after: tuple[str, ...], expected: list[tuple[int | None, int | None]]
) -> None:
    told = pairs(between(tiny, before, after))

    assert sorted(told, key=str) == sorted(expected, key=str)
    assert told[-1] == expected[-1], "the nothing slot is last"


def test_a_trace_differs_from_itself_in_nothing(trace: Trace) -> None:
    told = difference(trace, trace)

    assert not told.attention.any()
    assert all(each.before == each.after for each in told.answers)
    assert not told.answer_changed


def test_attention_moves_from_slot_to_slot_and_a_missing_one_has_none(tiny: Trained) -> None:
    before, after = (ask(tiny, Story.of(*told), "Where is Mary?") for told in ((A, B, C), (A, C)))

    told = difference(before, after)

    assert told.pairs == (Pair(0, 0), Pair(1, None), Pair(2, 1), Pair(3, 2))
    padded = np.insert(after.attention(), 1, 0, axis=1)
    np.testing.assert_array_equal(told.attention, padded - before.attention())
    np.testing.assert_allclose(told.attention.sum(1), 0, atol=1e-6)


def test_a_muted_slot_is_still_there(tiny: Trained) -> None:
    story = Story.of(A, B, C)
    before, after = ask(tiny, story, "Where is Mary?"), ask(tiny, story, "Where is Mary?", Changes(frozenset({1})))

    told = difference(before, after)

    assert pairs(told) == [(0, 0), (1, 1), (2, 2), (3, 3)]
    np.testing.assert_array_equal(told.attention[:, 1], -before.attention()[:, 1])


def test_answers_are_weighed_hop_by_hop_the_most_changed_first(trace: Trace) -> None:
    moved = replace(trace.hops[1], answer_probs=[0.5, 0.3, 0.2])

    told = difference(trace, replace(trace, hops=(trace.hops[0], moved)))

    assert told.answer_changed
    assert [each.answer for each in told.answers] == ["kitchen", "garden", "office"]
    assert told.answers[0].before == pytest.approx((0.60490, 0.78489))
    assert told.answers[0].after == pytest.approx((0.60490, 0.3))


def test_an_answer_that_only_one_of_them_has_is_weighed_too(trace: Trace) -> None:
    told = difference(trace, replace(trace, answers=("garden", "kitchen", "attic")))

    weighed = {each.answer: (each.before[-1], each.after[-1]) for each in told.answers}
    assert weighed["attic"] == (0, pytest.approx(0.14478))
    assert weighed["office"] == (pytest.approx(0.14478), 0)


def test_a_sentence_that_says_nothing_in_words_is_not_the_nothing_slot(trace: Trace) -> None:
    told = replace(trace, slots=(NOTHING, *trace.slots[1:]))

    assert difference(told, told).pairs[-1] == Pair(3, 3)
    assert difference(told, told).pairs[0] == Pair(0, 0)


def test_hops_that_are_not_as_many_cannot_be_compared(trace: Trace) -> None:
    with pytest.raises(TraceError, match="2 before and 1 after"):
        difference(trace, replace(trace, hops=trace.hops[:1]))
