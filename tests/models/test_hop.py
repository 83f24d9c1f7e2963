"""Attention that is given: exact where it is, and the softmax's shares for all the others."""

from __future__ import annotations

import pytest
import torch

from memviz.models.hop import address

FREE = torch.nan
SCORES = torch.tensor([[1.0, 2.0, 3.0, 0.5], [1.0, -200.0, 3.0, 0.5]])
FILLED = torch.tensor([[True, True, True], [True, True, False]])  # and the nothing slot, which is always there


def test_where_nothing_is_given_attention_is_the_softmax() -> None:
    p = address(SCORES, FILLED, linear=False)

    torch.testing.assert_close(address(SCORES, FILLED, False, torch.full_like(SCORES, FREE)), p, rtol=0, atol=0)
    torch.testing.assert_close(p[0], SCORES[0].softmax(0))
    assert p[1, 2] == 0


def test_what_is_given_is_had_and_the_others_share_the_rest_as_before() -> None:
    p = address(SCORES, FILLED, False, torch.tensor([[FREE, 0.5, FREE, FREE], [FREE, 0.5, FREE, 0.25]]))

    rest = SCORES[0, [0, 2, 3]].exp()
    torch.testing.assert_close(p[0, [0, 2, 3]], 0.5 * rest / rest.sum())
    assert p[0, 1] == 0.5
    assert p[1].tolist() == [0.25, 0.5, 0.0, 0.25], "an empty slot gets none of it"


def test_a_slot_given_nothing_is_as_if_it_were_not_there() -> None:
    p = address(SCORES, FILLED, False, torch.tensor([[FREE, FREE, 0.0, FREE], [FREE, FREE, FREE, FREE]]))

    without = SCORES[0].clone()
    without[2] = -torch.inf
    torch.testing.assert_close(p[0], without.softmax(0))
    assert p[0, 2] == 0


def test_slots_whose_softmax_is_nothing_share_what_is_left_of_them() -> None:
    scores = torch.tensor([[0.0, -300.0, -300.0]])
    assert address(scores, torch.ones(1, 3, dtype=torch.bool), False)[0].tolist() == [1, 0, 0]

    p = address(scores, torch.ones(1, 3, dtype=torch.bool), False, torch.tensor([[0.5, FREE, FREE]]))

    assert p[0].tolist() == [0.5, 0.25, 0.25]


@pytest.mark.parametrize("weight", [0.0, 0.4])
def test_where_everything_is_given_nobody_gets_the_rest(weight: float) -> None:
    p = address(SCORES[:1], FILLED[:1], False, torch.full((1, 4), weight / 4))

    torch.testing.assert_close(p.sum(1), torch.tensor([weight]))
