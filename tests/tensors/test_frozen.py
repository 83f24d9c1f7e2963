"""Vectors that nobody learns: of length 1, the same on every machine, and as close as their texts."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from memviz.tensors.frozen import name_vectors, word_vectors

DIM = 160


def close(one: str, other: str) -> float:
    """The cosine of two words' vectors."""
    a, b = word_vectors([one, other], DIM)
    return float(a @ b)


def signs(vector: Tensor) -> str:
    return "".join("+" if each > 0 else "-" for each in vector.tolist())


def test_a_name_has_the_same_signs_on_every_machine_and_in_every_version() -> None:
    vectors = name_vectors(["Blade Runner", "8½", ""], 24)

    assert [signs(vector) for vector in vectors] == [
        "+++----++---+-+----++-+-",
        "-+++--+++++---+-+--+-+--",
        "-++++----++-+-+-------+-",
    ]


def test_a_word_has_the_same_signs_too() -> None:
    assert [signs(vector) for vector in word_vectors(["directed", "←"], 24)] == [
        "---++-++--+-++-+-+--+--+",
        "+---+-+----+-+---++-++--",
    ]


@pytest.mark.parametrize("dim", [1, 96, 512, 700])
def test_vectors_are_of_length_one_however_many_digests_they_take(dim: int) -> None:
    names, words = name_vectors(["Alien", "Ridley Scott", "1979"], dim), word_vectors(["directed", "by"], dim)

    assert names.shape == (3, dim)
    assert words.shape == (2, dim)
    torch.testing.assert_close(names.norm(dim=1), torch.ones(3))
    if dim > 1:
        torch.testing.assert_close(words.norm(dim=1), torch.ones(2))


def test_a_longer_vector_does_not_repeat_itself() -> None:
    (vector,) = name_vectors(["Alien"], 1024)

    assert abs(float(vector[:512] @ vector[512:])) < 0.1


def test_names_are_almost_at_right_angles_and_about_as_often_left_as_right() -> None:
    vectors = name_vectors([f"Name {i}" for i in range(300)], DIM)
    products = (vectors @ vectors.T)[~torch.eye(300, dtype=torch.bool)]

    assert abs(float(products.mean())) < 0.002
    assert float(products.std()) == pytest.approx(DIM**-0.5, rel=0.02)
    assert float(products.abs().max()) < 0.5


def test_a_name_is_its_text_to_the_letter() -> None:
    alike = name_vectors(["Heat", "HEAT", "heat", "Heat ", "Héat"], DIM)

    assert float((alike @ alike.T - torch.eye(5)).abs().max()) < 0.4


def test_a_name_and_a_word_of_the_same_letters_have_nothing_in_common() -> None:
    assert abs(float(name_vectors(["writing"], DIM)[0] @ word_vectors(["writing"], DIM)[0])) < 0.3


def test_the_form_of_a_word_is_closer_to_it_than_another_word() -> None:
    assert close("works", "work") > 0.4 > 0.3 > close("works", "play")
    assert close("directed", "directs") > close("directed", "written") + 0.2
    assert close("work", "work") == pytest.approx(1)


@pytest.mark.parametrize("marked", ["‹by", "by›"])
def test_a_word_beside_a_windows_centre_is_the_word(marked: str) -> None:
    assert torch.equal(word_vectors([marked], DIM), word_vectors(["by"], DIM))


def test_the_blank_is_nothing() -> None:
    vectors = word_vectors(["", "by", ""], DIM)

    assert vectors.any(1).tolist() == [False, True, False]


def test_a_word_is_the_same_alone_and_among_others() -> None:
    among = word_vectors(["by", "directed", "works", "by"], DIM)

    torch.testing.assert_close(among[2:3], word_vectors(["works"], DIM))
    assert torch.equal(among[0], among[3])


def test_nothing_has_no_vectors() -> None:
    assert name_vectors([], 7).shape == (0, 7)
    assert word_vectors([], 7).shape == (0, 7)
