"""Checkpoints: what is written is read back, and what is broken is refused in a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from memviz.answer.asking import ask
from memviz.data.card import Card, names, read_card
from memviz.errors import CheckpointError
from memviz.models.checkpoint import WEIGHTS, Trained, build, config_of, load, save
from memviz.models.memn2n import MemN2NConfig
from memviz.story import Story


def refused(root: Path, name: str = "tiny") -> str:
    """The one sentence that a checkpoint is refused with."""
    with pytest.raises(CheckpointError) as caught:
        load(name, root)
    message = str(caught.value)
    assert name in message
    assert "\n" not in message
    return message


def change(root: Path, name: str = "tiny", **changes: Any) -> None:
    """Put other values on a card."""
    path = root / name / "card.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")


def test_a_checkpoint_is_read_back_as_it_was_written(tiny: Trained, checkpoints: Path) -> None:
    loaded = load("tiny", checkpoints)

    assert (loaded.name, loaded.vocab, loaded.answers) == (tiny.name, tiny.vocab, tiny.answers)
    assert loaded.network.config == tiny.network.config
    written = tiny.network.state_dict()
    assert all(torch.equal(value, written[key]) for key, value in loaded.network.state_dict().items())
    story = Story.of("Mary went to the kitchen.")
    assert ask(loaded, story, "Where is Mary?").to_json() == ask(tiny, story, "Where is Mary?").to_json()


def test_a_loaded_network_is_frozen(checkpoints: Path) -> None:
    network = load("tiny", checkpoints).network

    assert not network.training
    assert not any(weights.requires_grad for weights in network.parameters())


@pytest.mark.parametrize(
    "config",
    [MemN2NConfig(1, 4, "layer-wise", "bag", False, 7, False, True, False), MemN2NConfig(2, 4, "layer-wise")],
    ids=["every switch turned", "layer-wise"],
)
def test_any_configuration_can_be_written_and_read(tiny: Trained, tmp_path: Path, config: MemN2NConfig) -> None:
    network = build(config, tiny.vocab, tiny.answers)
    card = Card("other", "memn2n", config_of(network), tiny.vocab.words, tiny.answers, {}, {}, {}, {})
    save(replace(tiny, name="other", network=network), card, tmp_path)

    assert load("other", tmp_path).network.config == config


def test_a_card_is_read_back_as_it_was_written(checkpoints: Path) -> None:
    card = read_card("tiny", checkpoints)
    odd = replace(card, name="odd", data={"note": "“é”\n🐸"}, words=("a", "“"), answers=("n,w",), parameters=7)
    (checkpoints / "odd").mkdir()
    odd.write(checkpoints / "odd")

    assert read_card("odd", checkpoints) == odd


def test_a_card_is_one_key_a_line(checkpoints: Path) -> None:
    lines = (checkpoints / "tiny" / "card.json").read_text("utf-8").splitlines()

    assert [line.strip().split(":")[0] for line in lines[1:3]] == ['"format"', '"model"']
    assert len(lines) == 2 + len(json.loads("\n".join(lines)))


def test_names_are_the_directories_with_a_card(checkpoints: Path) -> None:
    (checkpoints / "no-card").mkdir()
    (checkpoints / "another").mkdir()
    read_card("tiny", checkpoints).write(checkpoints / "another")

    assert names(checkpoints) == ("another", "tiny")
    assert names(checkpoints / "nowhere") == ()


def test_a_missing_checkpoint_names_those_there_are(checkpoints: Path) -> None:
    assert refused(checkpoints, "nowhere") == "There is no model “nowhere”. Models here: tiny."
    assert refused(checkpoints / "empty", "nowhere") == "There is no model “nowhere”. Models here: none."


def test_missing_weights_are_refused(checkpoints: Path) -> None:
    (checkpoints / "tiny" / WEIGHTS).unlink()

    assert "weights of “tiny” cannot be read" in refused(checkpoints)


@pytest.mark.parametrize("part", [0.0, 0.01, 0.5, 0.999])
def test_weights_cut_short_are_refused(checkpoints: Path, part: float) -> None:
    path = checkpoints / "tiny" / WEIGHTS
    content = path.read_bytes()
    path.write_bytes(content[: int(part * len(content))])

    assert "weights of “tiny” cannot be read" in refused(checkpoints)


def test_pickled_weights_are_refused(checkpoints: Path, tiny: Trained) -> None:
    torch.save(tiny.network.state_dict(), checkpoints / "tiny" / WEIGHTS)

    assert "weights of “tiny” cannot be read" in refused(checkpoints)


def test_a_card_of_another_format_is_refused(checkpoints: Path) -> None:
    change(checkpoints, format=99)

    assert "is of another format than this memviz reads (1)" in refused(checkpoints)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"{}", b'{"format": 1}', b"\xff", b"[" * 100_000])
def test_a_card_that_is_none_is_refused(checkpoints: Path, content: bytes) -> None:
    (checkpoints / "tiny" / "card.json").write_bytes(content)

    assert "is not a model card" in refused(checkpoints)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"surprise": 1}, "is not a model card"),
        ({"words": None}, "is not a model card"),
        ({"model": "gpt"}, "is a network of kind “gpt”; this memviz knows: memn2n"),
        ({"words": ["ball", "kitchen", "office", "garden", "bathroom"]}, "do not fit its card: size mismatch"),
        ({"answers": ["kitchen", "cellar"]}, "do not fit its card: “cellar” is none of its words"),
        ({"config": {"hops": 3, "dim": 9}}, "do not fit its card: size mismatch"),
        ({"config": {"hops": 2, "dim": 8}}, "do not fit its card: size mismatch"),
        ({"config": {"hops": 3, "dim": 8, "nothing": False}}, "do not fit its card: Unexpected key(s)"),
        ({"config": {"hops": 3, "dim": 8, "tie_answer": False}}, "do not fit its card: Missing key(s)"),
        ({"config": {"heads": 3}}, "do not fit its card: "),
        ({"config": {"hops": 0}}, "do not fit its card: hops is 0"),
        ({"config": {"hops": "3"}}, "do not fit its card: hops is '3'"),
        ({"config": {"tying": "loose"}}, "do not fit its card: tying is 'loose'"),
        ({"config": {"encoding": "rotary"}}, "do not fit its card: encoding is 'rotary'"),
    ],
    ids=str,
)
def test_a_card_that_does_not_fit_its_weights_is_refused(
    checkpoints: Path, changes: dict[str, Any], message: str
) -> None:
    change(checkpoints, **changes)

    assert message in refused(checkpoints)
