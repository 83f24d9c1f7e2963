"""The baseline without a memory: it reads every word in turn, and computes what an LSTM computes."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from memviz.models.lstm import LSTMConfig, LSTMReader, spoken
from memviz.story import Question, Story
from memviz.tensors.stories import examples

from .networks import ANSWERS, QUESTIONS, STORIES, VOCAB, batch
from .paper import Matrix


@pytest.fixture(scope="module")
def reader() -> LSTMReader:
    torch.manual_seed(4)
    made = LSTMReader(LSTMConfig(dim=6), len(VOCAB), len(ANSWERS))
    with torch.no_grad():
        for weights in made.parameters():
            weights.normal_(0, 0.5)
    return made.eval()


def numbers(k: int) -> list[int]:
    """The word numbers of a story's last sentences (a memory of 4) and of its question, in a row."""
    return [number for text in (*STORIES[k][-4:], QUESTIONS[k]) for number in VOCAB.encode(text)]


def test_stories_are_read_word_by_word_and_then_the_question() -> None:
    words, lengths = spoken(batch())

    for k in range(len(STORIES)):
        assert words[k, : lengths[k]].tolist() == numbers(k)
        assert not words[k, lengths[k] :].any()


def test_the_logits_are_those_of_an_lstm_written_out(reader: LSTMReader) -> None:
    weights = {name: each.detach().double().numpy() for name, each in reader.named_parameters()}
    logits = reader(batch()).detach().numpy()

    for k, told in enumerate(logits):
        h = c = np.zeros(6)
        for number in numbers(k):
            x = weights["embedding"][number]
            gates = weights["lstm.weight_ih_l0"] @ x + weights["lstm.weight_hh_l0"] @ h
            i, f, g, o = np.split(gates + weights["lstm.bias_ih_l0"] + weights["lstm.bias_hh_l0"], 4)
            c = _sigmoid(f) * c + _sigmoid(i) * np.tanh(g)
            h = _sigmoid(o) * np.tanh(c)
        np.testing.assert_allclose(told, weights["W"] @ h, atol=1e-5)


def test_a_story_is_read_alike_alone_and_among_others(reader: LSTMReader) -> None:
    together = reader(batch())
    alone = examples([(Story.of(*STORIES[1]), Question(QUESTIONS[1]), 1)], VOCAB, ANSWERS, 4)

    torch.testing.assert_close(reader(alone.batch(torch.tensor([0])))[0], together[1])


@pytest.mark.parametrize("changes", [{"dim": 0}, {"memory": -1}, {"dim": 2.5}])
def test_a_configuration_that_cannot_be_is_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not a whole number from 1 to"):
        LSTMConfig(**changes)


def _sigmoid(x: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-x)))
