"""Every checkpoint that ships says what its card says it says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from memviz.asking import ask
from memviz.card import CHECKPOINTS, names, read_card
from memviz.checkpoint import load
from memviz.story import Story
from memviz.trace import Trace
from memviz.training.results import results_table

every_checkpoint = pytest.mark.parametrize("name", names())


@every_checkpoint
def test_its_example_is_answered_as_on_its_card_and_drawn_as_beside_it(name: str) -> None:
    example = read_card(name).example
    told = Trace.from_json((CHECKPOINTS / name / "example.json").read_text("utf-8"))

    trace = ask(load(name), Story.of(*example["story"]), example["question"])

    assert trace.answer == example["answer"] == told.answer
    assert trace.probability == pytest.approx(example["probability"], abs=1e-3)
    assert (told.model, told.slots, told.answers) == (name, trace.slots, trace.answers)
    np.testing.assert_allclose(told.attention(), trace.attention(), atol=1e-3)


@every_checkpoint
def test_its_figures_are_of_twenty_tasks_and_add_up(name: str) -> None:
    card = read_card(name)

    assert card.metrics
    for figures in card.metrics.values():
        errors = figures["errors"]
        assert list(errors) == [str(task) for task in range(1, 21)]
        assert figures["mean_error"] == pytest.approx(sum(errors.values()) / 20, abs=0.006)
        assert figures["failed"] == sum(error > 5 for error in errors.values())


@every_checkpoint
def test_its_card_says_what_it_was_trained_on_and_how(name: str) -> None:
    card = read_card(name)

    assert card.data["name"] in card.metrics
    assert len(card.data["sha256"]) == 20
    assert card.training["seed"] in [restart["seed"] for restart in card.training["restarts"]]
    errors = [restart["train_error"] for restart in card.training["restarts"]]
    assert errors == sorted(errors), "the best by training error comes first, and is the one that ships"
    assert card.training["restarts"][0]["seed"] == card.training["seed"]
    assert card.parameters == sum(weights.numel() for weights in load(name).network.parameters())


def test_checkpoints_are_weights_and_text_and_never_pickle() -> None:
    files = [path for path in CHECKPOINTS.rglob("*") if path.is_file()]

    assert {path.suffix for path in files} <= {".safetensors", ".json"}
    for path in files:
        content = path.read_bytes()
        header = content[8 : 8 + int.from_bytes(content[:8], "little")] if path.suffix == ".safetensors" else content
        json.loads(header)


def test_all_checkpoints_together_are_small() -> None:
    assert sum(path.stat().st_size for path in CHECKPOINTS.rglob("*") if path.is_file()) < 10_000_000


def test_the_readme_shows_the_figures_of_the_cards() -> None:
    readme = (CHECKPOINTS.parent / "README.md").read_text("utf-8")

    assert results_table(read_card(name) for name in names()) in readme
