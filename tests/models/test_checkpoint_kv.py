"""Checkpoints of key-value networks: however they answer, they are read back as they were written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors import safe_open

from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.data.card import Card
from memviz.facts.hashing import FactIndex
from memviz.models import kind_of
from memviz.models.checkpoint import WEIGHTS, Trained, build, config_of, load, save
from memviz.models.kv_memnn import KVMemNNConfig
from memviz.story import Story

from .test_checkpoint import change, refused

KINDS = pytest.mark.parametrize("answers", ["words", "names", "memory"])


def written(trained: Trained, root: Path, half: bool = False) -> Path:
    """A directory of checkpoints with a network in it."""
    network = trained.network
    card = Card(
        trained.name, kind_of(network.config), config_of(network), trained.vocab.words, trained.answers, {}, {}, {}, {}
    )
    return save(trained, card, root, half).parent


def asked(trained: Trained, films: FactIndex) -> str:
    if trained.answers:
        return ask(trained, Story.of("Mary went to the kitchen."), "Where is Mary?").to_json()
    return look_up(trained, films, "who directed Film 7?").to_json()


@KINDS
def test_a_key_value_network_is_read_back_as_it_was_written(
    lookers: dict[str, Trained], films: FactIndex, tmp_path: Path, answers: str
) -> None:
    trained = lookers[answers]

    loaded = load(trained.name, written(trained, tmp_path))

    assert loaded.network.config == trained.network.config
    assert (loaded.vocab, loaded.answers) == (trained.vocab, trained.answers)
    before = trained.network.state_dict()
    assert all(torch.equal(value, before[key]) for key, value in loaded.network.state_dict().items())
    assert asked(loaded, films) == asked(trained, films)


@KINDS
def test_what_nobody_learns_is_not_on_disk(lookers: dict[str, Trained], tmp_path: Path, answers: str) -> None:
    trained = lookers[answers]

    root = written(trained, tmp_path)

    with safe_open(root / trained.name / WEIGHTS, "pt") as file:
        assert set(file.keys()) == {key for key, _ in trained.network.named_parameters()}


@KINDS
def test_weights_of_two_bytes_each_are_read_as_weights_of_four(
    lookers: dict[str, Trained], films: FactIndex, tmp_path: Path, answers: str
) -> None:
    trained = lookers[answers]
    full, half = written(trained, tmp_path / "full"), written(trained, tmp_path / "half", half=True)

    loaded = load(trained.name, half)

    sizes = [(root / trained.name / WEIGHTS).stat().st_size for root in (full, half)]
    assert sizes[1] < 0.7 * sizes[0]
    before = trained.network.state_dict()
    for key, value in loaded.network.state_dict().items():
        assert value.dtype == torch.float32
        assert torch.equal(value, before[key].half().float())
    assert asked(loaded, films) != asked(trained, films), "the original keeps its four bytes"


_KV = {"hops": 2, "dim": 24, "answers": "memory", "readout": "value", "ids": 16, "memory": 20}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"model": "memn2n"}, "do not fit its card: "),
        ({"model": "memn2n", "config": {"hops": 2, "dim": 24}}, "is not a model card (there are no answers)"),
        ({"words": ["by", "who"]}, "do not fit its card: “A” is 1 × 6 × 8 and should be 1 × 3 × 8"),
        ({"answers": ["Ridley Scott"]}, "do not fit its card: “ridley scott” is none of its words"),
        ({"config": {**_KV, "ids": 8}}, "do not fit its card: “A” is 1 × 6 × 8 and should be 1 × 6 × 16"),
        ({"config": {**_KV, "hops": 3}}, "do not fit its card: “R” is 2 × 24 × 24 and should be 3"),
        ({"config": {**_KV, "tables": "separate"}}, "do not fit its card: “A” is 1 × 6 × 8 and should be 3"),
        ({"config": {**_KV, "nothing": True}}, "do not fit its card: “nothing” is missing and should be 2"),
        ({"config": {**_KV, "temporal": True}}, "do not fit its card: “time” is missing and should be 2 × 20"),
        ({"config": {**_KV, "ids": 0, "answers": "words"}}, "is not a model card (there are no answers)"),
        ({"config": {**_KV, "answers": "names"}}, "do not fit its card: ids is 16"),
        ({"config": {**_KV, "answers": "numbers"}}, "do not fit its card: answers is 'numbers'"),
        ({"config": {**_KV, "readout": 1}}, "do not fit its card: readout is 1"),
    ],
    ids=str,
)
def test_a_card_that_does_not_fit_a_key_value_network_is_refused(
    lookers: dict[str, Trained], tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    root = written(lookers["memory"], tmp_path)
    change(root, "tiny-memory", **changes)

    assert message in refused(root, "tiny-memory")


def test_a_key_value_network_of_every_switch_can_be_written_and_read(tiny: Trained, tmp_path: Path) -> None:
    config = KVMemNNConfig(
        2, 4, "separate", tie_answer=False, readout="value", encoding="position", temporal=True, memory=7, nothing=True
    )
    network = build(config, tiny.vocab, tiny.answers)

    root = written(replace(tiny, name="other", network=network), tmp_path)

    assert load("other", root).network.config == config
