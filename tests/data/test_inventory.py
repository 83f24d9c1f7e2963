"""What is broken is named with its reason, and what is sound is found beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from memviz.data.card import CHECKPOINTS, read_card
from memviz.data.cardcheck import check
from memviz.data.inventory import inventory
from memviz.errors import CheckpointError

TASKS = {str(task): 1.0 for task in range(1, 21)}
STORIES = {"errors": TASKS, "mean_error": 1.0, "failed": 0}
FACTS = {"hits_at_1": 90, "f1": 90.5, "by_type": {"a": 1}, "ranking": "all"}


def card(**changes: object) -> dict[str, object]:
    """What a sound card.json holds, with changes."""
    body = {
        "format": 1, "model": "memn2n", "config": {"hops": 3}, "words": ["a"], "answers": ["a"], "data": {},
        "training": {}, "metrics": {"s": STORIES, "f": FACTS}, "example": {}, "parameters": 3,
    }  # fmt: skip
    return {**body, **changes}


def test_every_shipped_checkpoint_is_sound() -> None:
    found = inventory()

    assert set(found.cards) == {path.parent.name for path in CHECKPOINTS.glob("*/card.json")}
    assert found.broken == {}
    assert found.cards["lstm"] == read_card("lstm")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda folder: (folder / "card.json").write_bytes(b"{"), "is not a model card"),
        (lambda folder: (folder / "card.json").unlink(), "card.json is missing."),
        (lambda folder: (folder / "model.safetensors").unlink(), "The weights of “other” cannot be read"),
        (lambda folder: (folder / "model.safetensors").write_bytes(b"x"), "The weights of “other” cannot be read"),
    ],
)
def test_a_broken_one_is_named_and_the_sound_one_is_there(
    checkpoints: Path, damage: Callable[[Path], object], reason: str
) -> None:
    (checkpoints / "other").mkdir()
    for path in (checkpoints / "tiny").iterdir():
        (checkpoints / "other" / path.name).write_bytes(path.read_bytes())
    assert list(inventory(checkpoints).cards) == ["other", "tiny"]

    damage(checkpoints / "other")
    found = inventory(checkpoints)

    assert list(found.cards) == ["tiny"]
    assert reason in found.broken["other"]


def test_a_folder_that_is_nowhere_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="There is no folder"):
        inventory(tmp_path / "nowhere")


def test_a_sound_card_passes() -> None:
    check(card())
    check(card(answers=[], config={"answers": "memory"}))
    check(card(example={"question": "q", "answer": "a", "probability": 1, "story": ["s"]}))
    check(card(metrics={"s": {**STORIES, "new_words": {"questions": {"1": 9}, "known": {"1": 0}, "new": {"1": 5}}}}))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"surprise": 1}, "surprise is not known"),
        ({"model": 1}, "model is no text"),
        ({"metrics": []}, "metrics is no object"),
        ({"words": "abc"}, "words is no list"),
        ({"words": ["a", "a"]}, "words holds a word twice"),
        ({"words": ["a", ""]}, "words holds what is no word"),
        ({"words": ["a", 1]}, "words holds what is no word"),
        ({"words": ["a\ud800"]}, "half a character"),
        ({"answers": []}, "there are no answers"),
        ({"config": {"hops": 65}}, "hops is 65, not a whole number from 1 to 64"),
        ({"config": {"hops": True}}, "hops is True"),
        ({"config": {"dim": 0}}, "dim is 0"),
        ({"config": {"relu": float("nan")}}, "relu of config is neither text nor number"),
        ({"config": {"tying": ["adjacent"]}}, "tying of config is neither"),
        ({"parameters": -1}, "parameters"),
        ({"example": {"question": "q"}}, "answer of example"),
        ({"example": {"question": "q", "answer": "a", "probability": 2}}, "probability of example"),
        ({"metrics": {"s": {}}}, "metrics of s: hits_at_1"),
        ({"metrics": {"s": {**STORIES, "errors": {"1": 1.0}}}}, "metrics of s: errors"),
        ({"metrics": {"s": {**STORIES, "mean_error": "1"}}}, "metrics of s: mean_error"),
        ({"metrics": {"s": {**STORIES, "new_words": {"questions": {"1": 9}}}}}, "metrics of s: new_words"),
        ({"metrics": {"f": {**FACTS, "by_type": {"a": 101}}}}, "metrics of f: by_type"),
        ({"metrics": {"f": {**FACTS, "ranking": "some"}}}, "metrics of f: ranking"),
    ],
    ids=lambda each: json.dumps(each)[:60] if isinstance(each, dict) else None,
)
def test_what_may_not_stand_on_a_card_is_refused(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason.replace("(", r"\(")):
        check(card(**changes))
