"""Training memn2n-english: it learns, and it can be stopped."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from memviz.data.card import Card
from memviz.errors import CheckpointError
from memviz.models.english_checkpoint import card_config, load_english, save_english
from memviz.models.memn2n_english import EnglishNetwork
from memviz.tensors.english import ANSWERS
from memviz.training.english.items import Mixture
from memviz.training.english.run import Run
from memviz.training.english.schedule import EnglishSchedule
from tests import english
from tests.english import PIECES

SCHEDULE = EnglishSchedule(rounds=3, again=2, steps=3, budget=200, warm=2)
ONLY_TASKS = Mixture(babi=1.0)


def _run(network: EnglishNetwork | None = None) -> Run:
    return Run(network or english.network(), PIECES, SCHEDULE, ONLY_TASKS, seed=1)


def test_a_stopped_run_goes_on_as_if_it_had_not_been_stopped(tmp_path: Path) -> None:
    whole, first, second = _run(), _run(), _run()
    *_, last = whole.rounds()
    next(first.rounds())
    first.save(tmp_path)
    assert second.load(tmp_path)
    *_, resumed = second.rounds()
    assert resumed == last
    assert all(torch.equal(second.average[name], each) for name, each in whole.average.items())


def test_processes_tell_stories_in_an_order_that_is_the_same_every_time() -> None:
    runs = [_run(), _run(), _run()]
    for run, workers in zip(runs, (2, 2, 0), strict=True):
        run.schedule = replace(SCHEDULE, rounds=1, steps=4, workers=workers)
    first, again, alone = (list(run.rounds()) for run in runs)
    assert first == again
    assert first != alone


def test_without_a_saved_run_it_begins_anew(tmp_path: Path) -> None:
    assert not _run().load(tmp_path)


def test_a_run_of_another_network_is_refused(tmp_path: Path) -> None:
    _run().save(tmp_path)
    small = english.network()
    other = EnglishNetwork(replace(small.config, dim=16))
    other.encoder.requires_grad_(False)
    with pytest.raises(CheckpointError, match="another network"):
        _run(other).load(tmp_path)


def test_it_learns_and_leaves_i_as_it_was() -> None:
    run = _run()
    before = run.network.encoder.layers[0].qkv.weight.clone()
    run.schedule = replace(SCHEDULE, rounds=8, again=8, rate=5e-3)
    losses = [each.answers + each.facts for each in run.rounds()]
    assert losses[-1] < losses[0]
    assert torch.equal(run.network.encoder.layers[0].qkv.weight, before)


def test_what_is_published_is_the_average(tmp_path: Path) -> None:
    run = _run()
    next(run.rounds())
    now = {name: each.detach().clone() for name, each in run.learned.items()}
    with run.averaged() as network:
        config = card_config(network.config)
        card = Card("small", "memn2n-english", config, PIECES.table, ANSWERS, {}, {"temperature": 1.5}, {}, {})
        save_english(network, card, 0, tmp_path)
    loaded = load_english("small", tmp_path)
    name = "response.fixed.weight"
    assert loaded.temperature == 1.5
    assert loaded.network.state_dict()[name].allclose(run.average[name], atol=1e-2)
    assert torch.equal(run.learned[name], now[name])
