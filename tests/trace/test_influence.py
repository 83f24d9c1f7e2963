"""How well attention and influence agree: ranks by hand, ties among them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from memviz.story import Question
from memviz.trace import Trace
from memviz.trace.influence import Agreement, GoldPlace, Influence, agreement, rank_correlation


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3], [10, 20, 90], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([0.1, 0.9], [5, 7], 1.0),
        # ranks 1 2 3 4 5 and 2 1 4 3 5: 1 - 6 * 4 / (5 * 24)
        ([1, 2, 3, 4, 5], [20, 10, 40, 30, 50], 0.8),
        # ranks 1.5 1.5 3 and 1 2 3: deviations (-.5, -.5, 1) and (-1, 0, 1), 1.5 / sqrt(1.5 * 2)
        ([4, 4, 9], [1, 2, 3], 1.5 / 3**0.5),
        # ranks 1 2.5 2.5 4 and 3.5 1.5 3.5 1.5: deviations (-1.5, 0, 0, 1.5), (1, -1, 1, -1), -3 / sqrt(4.5 * 4)
        ([1, 2, 2, 3], [8, 7, 8, 7], -3 / 18**0.5),
    ],
)
def test_ranks_are_correlated_as_by_hand(one: list[float], other: list[float], expected: float) -> None:
    assert rank_correlation(one, other) == pytest.approx(expected)
    assert rank_correlation(other, one) == pytest.approx(expected)


@pytest.mark.parametrize(("one", "other"), [([], []), ([1], [2]), ([1, 1, 1], [1, 2, 3]), ([1, 2], [0, 0])])
def test_where_there_is_no_order_there_is_no_correlation(one: list[float], other: list[float]) -> None:
    assert rank_correlation(one, other) is None


def influence(*drops: float) -> Influence:
    return Influence("kitchen", np.array(drops, np.float32))


def test_sentences_are_compared_and_the_nothing_slot_is_not(trace: Trace) -> None:
    # attention in hop 1 is .1 .2 .4, in hop 2 .178 .484 .044, on average .139 .342 .222
    told = agreement(trace, influence(0.5, 2.0, 1.0, 99.0))

    assert told == Agreement(
        rank_correlation=pytest.approx(1.0),
        per_hop=(pytest.approx(0.5), pytest.approx(0.5)),
        gold=(GoldPlace(1, 1, 1), GoldPlace(0, 3, 3)),
    )
    assert agreement(trace, influence(0.5, 2.0, 1.0, -99.0)) == told


def test_gold_facts_have_their_place_in_both_pictures(trace: Trace) -> None:
    told = agreement(trace, influence(3.0, 1.0, 2.0, 0.0))

    assert told.gold == (GoldPlace(1, 1, 3), GoldPlace(0, 3, 1))
    assert told.rank_correlation == pytest.approx(-1.0)


def test_equal_sentences_share_the_better_place(trace: Trace) -> None:
    assert agreement(trace, influence(2.0, 2.0, 5.0, 0.0)).gold == (GoldPlace(1, 1, 2), GoldPlace(0, 3, 2))


def test_the_noise_of_32_bits_is_no_order(trace: Trace) -> None:
    assert agreement(trace, influence(1e-6, -2e-6, 3e-6, 0.0)).rank_correlation is None


def test_a_muted_sentence_is_left_out(trace: Trace) -> None:
    hops = tuple(
        replace(hop, attention=np.array([0, *hop.attention[1:]]) / hop.attention[1:].sum()) for hop in trace.hops
    )
    told = agreement(replace(trace, hops=hops, muted=(0,)), influence(0.0, 2.0, 1.0, 0.0))

    assert told.gold == (GoldPlace(1, 1, 1),)
    assert (told.rank_correlation, told.per_hop) == (pytest.approx(1.0), (pytest.approx(-1.0), pytest.approx(1.0)))


def test_of_one_sentence_nothing_can_be_said(trace: Trace) -> None:
    hops = tuple(
        replace(hop, **{name: getattr(hop, name)[2:] for name in ("keys", "values", "pushes")},
                scores=[0, 0], attention=[0.5, 0.5], word_scores=None)
        for hop in trace.hops
    )  # fmt: skip
    alone = replace(trace, slots=trace.slots[2:], hops=hops, question=Question("Where?", facts=(0,)))

    assert agreement(alone, influence(1.0, 0.0)) == Agreement(None, (None, None), (GoldPlace(0, 1, 1),))
