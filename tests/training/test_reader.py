"""The baseline's training: it learns, it is measured, it is written and read back."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from click.testing import CliRunner

from memviz.cli import main
from memviz.data.card import read_card
from memviz.errors import CheckpointError
from memviz.models.checkpoint import load, load_reader
from memviz.models.lstm import LSTMConfig, LSTMReader
from memviz.tensors.stories import Examples
from memviz.training.corpus import Corpus
from memviz.training.reader import ReaderSchedule, errors, fit, measure_reader

_SCHEDULE = ReaderSchedule(epochs=25, rate=0.02)


def _fitted(corpus: Corpus, data: Examples, seed: int = 1) -> tuple[LSTMReader, list[float]]:
    torch.manual_seed(seed)
    network = LSTMReader(LSTMConfig(dim=16, memory=5), len(corpus.vocab), len(corpus.answers))
    return network, [epoch.loss for epoch in fit(network, data, _SCHEDULE, seed)]


def test_it_learns_short_stories_by_heart(corpus: Corpus, data: Examples) -> None:
    network, losses = _fitted(corpus, data)

    assert losses[-1] < losses[0] / 2
    assert max(errors(network, data).values()) < 50


def test_the_same_seed_trains_the_same_network(corpus: Corpus, data: Examples) -> None:
    assert _fitted(corpus, data)[1] == _fitted(corpus, data)[1]


def test_errors_are_by_task_and_in_percent(corpus: Corpus, data: Examples) -> None:
    torch.manual_seed(0)
    network = LSTMReader(LSTMConfig(dim=4, memory=5), len(corpus.vocab), len(corpus.answers))
    with torch.no_grad():
        for weights in network.parameters():
            weights.fill_(1)
        network.W[1:] = -1  # every state is above 0: always the first answer

    found = errors(network, data)

    for task in range(1, 21):
        golds = data.answer[data.task == task]
        assert found[task] == pytest.approx(100 * float((golds != 0).float().mean()))


@pytest.fixture(scope="module")
def trained(babi: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python -m memviz train lstm` leaves behind."""
    place = tmp_path_factory.mktemp("reader")
    result = CliRunner().invoke(
        main, ["train", "lstm", "--data", str(babi), "--output", str(place), "--validation", "0.25"]
    )
    assert result.exit_code == 0, result.output
    assert "held out" in result.output
    return place


def test_it_is_trained_measured_and_read_back(trained: Path, babi: Path) -> None:
    reader, card = load_reader(trained), read_card("lstm", trained)

    assert card.metrics["babi-1k"] == measure_reader(reader, babi)
    assert card.parameters == sum(weights.numel() for weights in reader.network.parameters())
    assert not any(weights.requires_grad for weights in reader.network.parameters())
    assert reader.answers == card.answers


def test_it_is_no_memory_network_and_says_so(trained: Path) -> None:
    with pytest.raises(CheckpointError, match="reads without a memory"):
        load("lstm", trained)


def test_it_is_listed_with_the_others(trained: Path) -> None:
    result = CliRunner().invoke(main, ["models", "--checkpoints", str(trained)])

    assert result.exit_code == 0
    assert "lstm" in result.output
