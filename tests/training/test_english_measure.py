"""What is measured of a network of everyday English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from memviz.cli import main
from memviz.data.card import Card, read_card
from memviz.errors import DataError
from memviz.models.english_checkpoint import card_config, load_english, save_english
from memviz.tensors.english import ANSWERS
from memviz.training.english.measure import Outcome, calibration_error, figures, reliability, stories_of, threshold
from tests import english
from tests.english import PIECES

STORY = {
    "text": "Anna put her keys in the drawer. Bob took them.",
    "question": "Who took the keys?",
    "answers": ["Bob", "bob"],
    "kind": "who",
    "supports": [0, 1],
    "sort": "visitor",
}


def _outcome(right: bool, probability: float, **more: object) -> Outcome:
    told = {"kind": "who", "sort": "", "said_unknown": False, "unknown": False, "facts": None, **more}
    return Outcome(right=right, probability=probability, **told)  # type: ignore[arg-type]


def test_bins_hold_what_is_so_sure() -> None:
    found = [_outcome(True, 0.95), _outcome(False, 1.0), _outcome(True, 0.31)]
    bins = reliability(found)
    assert len(bins) == 10
    assert bins[9] == [2, 97.5, 50.0]
    assert bins[3] == [1, 31.0, 100.0]
    assert bins[0] == [0, 0.0, 0.0]
    assert calibration_error(found) == pytest.approx((abs(1.95 - 1) + abs(0.31 - 1)) / 3)


def test_the_threshold_parts_right_from_wrong() -> None:
    right, wrong = (
        [_outcome(good, p) for p in few] for good, few in ((True, (0.5, 0.7, 0.9)), (False, (0.1, 0.3, 0.6)))
    )
    assert threshold([*right, *wrong]) in (0.35, 0.65)
    assert threshold(right) == 0.0
    assert threshold(wrong) == 0.65


def test_figures_are_by_kind_and_sort_and_say_what_is_unknown() -> None:
    found = [
        _outcome(True, 0.9, sort="visitor", facts=0.5),
        _outcome(False, 0.95, kind="where", sort="hard", said_unknown=True),
        _outcome(True, 0.4, kind="unknown", said_unknown=True, unknown=True),
        _outcome(False, 0.2, kind="unknown", unknown=True),
    ]
    told = figures(found, 0.5)
    assert told["right"] == 50.0
    assert told["by_kind"] == {"unknown": 50.0, "where": 0.0, "who": 100.0}
    assert told["by_sort"] == {"hard": 0.0, "visitor": 100.0}
    assert (told["unknown_said"], told["unknown_oversaid"]) == (50.0, 50.0)
    assert (told["surest_half"], told["wrong_and_sure"], told["facts_seen"]) == (50.0, 25.0, 50.0)
    assert told["sure"] == {"threshold": 0.5, "share": 50.0, "right": 50.0, "right_below": 50.0}


def test_stories_are_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "stories.jsonl"
    file.write_text(json.dumps(STORY) + "\n" + json.dumps({**STORY, "supports": [9], "sort": ""}), "utf-8")
    first, second = stories_of(file)
    assert [slot.key for slot in first.story.slots] == ["Anna put her keys in the drawer.", "Bob took them."]
    assert (first.question.answers, first.question.facts, first.kind, first.sort) == (
        ("Bob", "bob"),
        (0, 1),
        "who",
        "visitor",
    )
    assert second.question.facts == ()


@pytest.mark.parametrize(
    "wrong", ["{", "[]", json.dumps({"text": "Anna slept."}), json.dumps({**STORY, "answers": []})]
)
def test_what_is_no_story_is_named_by_its_line(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "stories.jsonl"
    file.write_text(f"{json.dumps(STORY)}\n{wrong}", "utf-8")
    with pytest.raises(DataError, match="Line 2 of"):
        list(stories_of(file))


def test_evaluate_measures_everything_and_writes_the_card(
    tmp_path: Path, babi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memviz.training.english.publish._STORIES", 2)
    monkeypatch.setattr("memviz.training.english.publish._CHOSEN_ON", 2)
    network = english.network()
    card = Card("small", "memn2n-english", card_config(network.config), PIECES.table, ANSWERS, {}, {}, {}, {})
    save_english(network, card, 0, tmp_path)
    file = tmp_path / "stories.jsonl"
    file.write_text(json.dumps(STORY), "utf-8")
    arguments = ["evaluate", "small", "--data", str(babi), "--checkpoints", str(tmp_path), "--stories", str(file)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    printed = json.loads(result.stdout)
    assert set(printed) == {"everyday", "babi-1k", "people"}
    assert set(printed["babi-1k"]["errors"]) == {str(task) for task in range(1, 21)}
    assert printed["people"]["by_sort"] == {"visitor": printed["people"]["right"]}
    written = read_card("small", tmp_path)
    assert written.metrics == printed, "the card says what was printed"
    assert load_english("small", tmp_path).threshold == written.training["threshold"]
    assert len(written.metrics["everyday"]["reliability"]) == 10
