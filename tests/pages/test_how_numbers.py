"""How it works: what the page computes itself agrees with the networks."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from memviz.models.checkpoint import load
from memviz.models.encoding import dimension_weights, position_weights
from memviz.models.memn2n import MemN2N
from memviz.pages.how.frame import ADJACENT, LAYER_WISE, ONE_HOP, filled, weights
from memviz.pages.how.layers import adjacent_tying, counts, layer_wise_tying, turn, untied
from memviz.pages.how.order import position_weights as shown_weights
from memviz.pages.shared.messages import percent
from memviz.pages.shared.networks import answer, cards
from memviz.simulate.gallery import FIRST, entry
from memviz.story.form import words
from memviz.story.vocab import Vocab


@pytest.mark.parametrize("length", [1, 3, 6, 11])
def test_the_weights_of_words_are_the_network_s(length: int) -> None:
    of_network = 1 + position_weights(torch.tensor([length]), length)[0][:, None] * dimension_weights(50)
    np.testing.assert_allclose(shown_weights(length, 50), of_network.numpy(), atol=1e-6)


def test_the_weights_are_twice_the_paper_s() -> None:
    j, k = np.arange(1, 5)[:, None] / 4, np.arange(1, 9) / 8
    np.testing.assert_allclose(shown_weights(4, 8), 2 * ((1 - j) - k * (1 - 2 * j)), atol=1e-6)


def test_a_key_is_what_the_page_says_it_is_made_of() -> None:
    """m_i = sum over j of l_j A w_j, plus T_A of its age; and the bars are u T_A."""
    story, question = entry(*FIRST).story, entry(*FIRST).question
    hop = answer(ONE_HOP, story, question).hops[0]
    vocab, learned = Vocab(cards()[ONE_HOP].words), weights(ONE_HOP)
    for i, slot in enumerate(story.slots):
        read = words(slot.key)
        vectors = learned["embedding"][0][list(vocab.encode(slot.key))]
        age = len(story.slots) - 1 - i
        made = (shown_weights(len(read), 50) * vectors).sum(0) + learned["time"][0][age]
        np.testing.assert_allclose(made, hop.keys[i], atol=1e-4)


@pytest.mark.parametrize("name", [ADJACENT, LAYER_WISE])
def test_the_numbers_of_a_network_sum_to_its_card_s(name: str) -> None:
    assert sum(counts(name).values()) == cards()[name].parameters


@pytest.mark.parametrize(("name", "scheme"), [(ADJACENT, adjacent_tying()), (LAYER_WISE, layer_wise_tying())])
def test_parts_share_tables_as_in_the_network(name: str, scheme: dict[str, object]) -> None:
    network = load(name).network
    assert isinstance(network, MemN2N)
    drawn = {role["name"]: role["table"] for role in scheme["roles"]}  # type: ignore[attr-defined]
    read = {"B": network.tables.question, "W^T": network.tables.values[-1]}
    for k, (keys, values) in enumerate(zip(network.tables.keys, network.tables.values, strict=True), 1):
        read |= {f"A^{k}": keys, f"C^{k}": values}
    for one in read:
        for other in read:
            assert (drawn[one] == drawn[other]) == (read[one] == read[other]), f"{one} and {other}"
    assert ("H" in drawn) == hasattr(network, "H")


def test_with_nothing_shared_every_part_has_its_own_numbers() -> None:
    card = cards()[ADJACENT]
    tables = 1 + 2 * card.config["hops"]  # B, and A and C of every hop
    of_words = tables * (len(card.words) + 1) * 50 + len(card.answers) * 50
    assert untied(card)["embedding"] == of_words
    assert untied(card)["time"] == 6 * 50 * 50
    assert sum(untied(card).values()) > sum(counts(ADJACENT).values()) > sum(counts(LAYER_WISE).values())


def test_what_h_does_to_a_state_is_what_the_network_does() -> None:
    """u^2 = H u^1 + o^1 wherever no unit is rectified."""
    hop = answer(LAYER_WISE, entry(*FIRST).story, entry(*FIRST).question).hops[0]
    half = round(cards()[LAYER_WISE].config["relu"] * 50)
    summed = weights(LAYER_WISE)["H"] @ hop.state_in + hop.readout
    np.testing.assert_allclose(summed[half:], hop.state_out[half:], atol=1e-4)
    np.testing.assert_allclose(np.maximum(summed[:half], 0), hop.state_out[:half], atol=1e-4)


def test_the_turn_of_a_vector() -> None:
    one = np.array([2, 0], np.float32)
    assert turn(one, np.array([0, 3], np.float32)) == pytest.approx((90, 2, 3))
    assert turn(one, np.zeros(2, np.float32)) == pytest.approx((0, 2, 0))


def test_only_named_places_are_filled_and_no_share_claims_certainty() -> None:
    assert filled("$u^{k+1}$ {a} {b}", a=1) == "$u^{k+1}$ 1 {b}"
    assert [percent(p) for p in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "<1 %", "50 %", ">99 %", "100 %"]


def test_weights_cannot_be_changed_for_others() -> None:
    with pytest.raises(ValueError, match="read-only"):
        weights(ONE_HOP)["time"][0, 0, 0] = 1
