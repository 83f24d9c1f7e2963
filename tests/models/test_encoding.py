"""The two forms of a memory, gathered and written out, are the same maths; so are the forms of a sentence."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from memviz.models.encoding import ENCODINGS, Memory, encode, encode_words, position_weights


def leaves(*shapes: tuple[int, ...]) -> list[Tensor]:
    generator = torch.Generator().manual_seed(3)
    return [torch.randn(shape, generator=generator, dtype=torch.float64).requires_grad_() for shape in shapes]


def memory(sentence: Tensor, time: Tensor | None) -> Memory:
    """Two stories of four slots among three sentences; sentences and ages repeat."""
    return Memory(
        sentence, torch.tensor([[0, 2, 2, 1], [1, 0, 0, 0]]), time, torch.tensor([[3, 2, 1, 0], [1, 0, 0, 0]])
    )


@pytest.mark.parametrize("temporal", [True, False])
def test_scores_are_products_with_the_vectors_and_so_are_their_gradients(temporal: bool) -> None:
    sentence, time, state, seed = leaves((3, 5), (4, 5), (2, 5), (2, 4))
    slots = memory(sentence, time if temporal else None)
    written_out = torch.einsum("bd,bsd->bs", state, slots.vectors())

    _same_values_and_gradients(slots.dot(state), written_out, seed, [sentence, state, *([time] if temporal else [])])


@pytest.mark.parametrize("temporal", [True, False])
def test_a_reading_is_the_weighted_sum_of_the_vectors_and_so_are_its_gradients(temporal: bool) -> None:
    sentence, time, weights, seed = leaves((3, 5), (4, 5), (2, 4), (2, 5))
    slots = memory(sentence, time if temporal else None)
    written_out = torch.einsum("bs,bsd->bd", weights, slots.vectors())

    _same_values_and_gradients(
        slots.weighted_sum(weights), written_out, seed, [sentence, weights, *([time] if temporal else [])]
    )


def _same_values_and_gradients(one: Tensor, other: Tensor, seed: Tensor, inputs: list[Tensor]) -> None:
    torch.testing.assert_close(one, other)
    gradients = torch.autograd.grad((one * seed).sum(), inputs)
    torch.testing.assert_close(gradients, torch.autograd.grad((other * seed).sum(), inputs))


@given(st.integers(1, 12), st.integers(1, 9))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_position_encoding_is_twice_the_papers(length: int, dim: int) -> None:
    weights = position_weights(torch.tensor([length]), 12)[0]
    for j in range(1, length + 1):
        for k in range(1, dim + 1):
            paper = (1 - j / length) - (k / dim) * (1 - 2 * j / length)
            assert 1 + float(weights[j - 1]) * (k / dim - 0.5) == pytest.approx(2 * paper, abs=1e-5)
    assert not weights[length:].any()


def test_a_bag_does_not_see_the_order_of_words_and_positions_do() -> None:
    (tables,) = leaves((2, 4, 5))
    sentences, lengths = torch.tensor([[1, 2, 3], [3, 1, 2]]), torch.tensor([3, 3])

    bags = encode(sentences, lengths, tables, "bag")
    placed = encode(sentences, lengths, tables, "position")

    torch.testing.assert_close(bags[0], bags[1])
    assert not torch.allclose(placed[0], placed[1], atol=1e-2)


def test_padding_and_blanks_add_nothing_but_a_blank_keeps_its_place() -> None:
    (tables,) = leaves((1, 4, 5))
    with_blank = encode(torch.tensor([[1, 0, 2]]), torch.tensor([3]), tables, "position")
    short, padded = torch.tensor([[1, 2]]), torch.tensor([[1, 2, 0, 0]])

    torch.testing.assert_close(
        encode(padded, torch.tensor([2]), tables, "position"), encode(short, torch.tensor([2]), tables, "position")
    )
    assert not torch.allclose(with_blank, encode(short, torch.tensor([2]), tables, "position"), atol=1e-2)
    assert not encode(torch.tensor([[0, 0]]), torch.tensor([0]), tables, "position").any()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_sentence_is_the_sum_of_its_words_parts(encoding: str) -> None:
    (tables,) = leaves((2, 6, 5))
    sentences = torch.tensor([[1, 2, 3, 0], [3, 0, 5, 4], [4, 0, 0, 0], [0, 0, 0, 0]])
    lengths = torch.tensor([3, 4, 1, 0])

    whole = encode(sentences, lengths, tables, encoding)
    for t in range(2):
        parts = encode_words(sentences, lengths, tables[t], encoding)

        torch.testing.assert_close(parts.sum(1), whole[:, t])
        assert [row.any(1).tolist() for row in parts] == (sentences > 0).tolist()


def test_a_words_part_is_its_vector_weighed_by_its_place_as_in_the_paper() -> None:
    table = leaves((4, 5))[0].detach()
    parts = encode_words(torch.tensor([[1, 2, 3]]), torch.tensor([3]), table, "position")[0]

    for j in range(1, 4):
        for k in range(1, 6):
            paper = (1 - j / 3) - (k / 5) * (1 - 2 * j / 3)
            assert float(parts[j - 1, k - 1]) == pytest.approx(2 * paper * float(table[j, k - 1]), abs=1e-6)
