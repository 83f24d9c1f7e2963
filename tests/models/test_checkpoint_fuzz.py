"""Whatever becomes of a checkpoint's files: it is refused in a sentence, or it answers. Nothing else, and at once."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.data.card import CARD, EXAMPLE
from memviz.data.inventory import inventory
from memviz.data.weights import WEIGHTS
from memviz.errors import CheckpointError, MemvizError, TraceError
from memviz.facts.hashing import FactIndex
from memviz.models.checkpoint import Trained, load
from memviz.story import Story
from memviz.trace import Trace
from tests.mutate import mutated, mutated_bytes

from .test_checkpoint_kv import written

QUICK, SLOW = range(200), range(200, 10_200)
STORY = Story.of("Mary went to the kitchen.", "John took the ball.")


def asked(name: str, root: Path, films: FactIndex) -> bool:
    """Load a checkpoint and ask it; False if it was refused, and every refusal is of the one family."""
    try:
        trained = load(name, root)
    except CheckpointError:
        return False
    try:
        trace = look_up(trained, films, "who directed Film 7?") if "memory" in name else ask(trained, STORY, "Where?")
        assert trace.answers
    except MemvizError:
        return False
    return True


def cards(seeds: range, root: Path, names: tuple[str, ...], films: FactIndex) -> int:
    """Mutate cards, and return how many of the networks still answered."""
    sound = {name: (root / name / CARD).read_text("utf-8") for name in names}
    answered = 0
    for seed in seeds:
        chance = random.Random(seed)
        name = chance.choice(names)
        path = root / name / CARD
        if chance.random() < 0.2:
            path.write_bytes(mutated_bytes(chance, sound[name].encode()))
        else:
            path.write_text(json.dumps(mutated(chance, json.loads(sound[name]))), "utf-8")
        assert set(inventory(root).cards) | set(inventory(root).broken) >= {name}, seed
        answered += asked(name, root, films)
        path.write_text(sound[name], "utf-8")
    return answered


def weights(seeds: range, root: Path, names: tuple[str, ...], films: FactIndex) -> int:
    """The same for the weights: their header, which says what is in them, more often than the numbers."""
    answered = 0
    for seed in seeds:
        chance = random.Random(f"weights {seed}")
        name = chance.choice(names)
        path = root / name / WEIGHTS
        sound = path.read_bytes()
        header = 8 + int.from_bytes(sound[:8], "little")
        if chance.random() < 0.5:
            said = json.dumps(mutated(chance, json.loads(sound[8:header]))).encode()
            path.write_bytes(len(said).to_bytes(8, "little") + said + sound[header:])
        else:
            path.write_bytes(mutated_bytes(chance, sound, until=chance.choice((8, header, None))))
        answered += asked(name, root, films)
        path.write_bytes(sound)
    return answered


@pytest.fixture
def root(tiny: Trained, lookers: dict[str, Trained], tmp_path: Path) -> Path:
    for each in (tiny, *lookers.values()):
        written(each, tmp_path)
    return tmp_path


NAMES = ("tiny", "tiny-words", "tiny-memory")


def test_a_mutated_card_is_refused_or_answers(root: Path, films: FactIndex) -> None:
    assert 0 < cards(QUICK, root, NAMES, films) < len(QUICK), "some mutations harm, some do not"


def test_mutated_weights_are_refused_or_answer(root: Path, films: FactIndex) -> None:
    assert 0 < weights(QUICK, root, NAMES, films) < len(QUICK)


@pytest.mark.slow
def test_ten_thousand_mutated_cards_are_refused_or_answer(root: Path, films: FactIndex) -> None:
    cards(SLOW, root, NAMES, films)


@pytest.mark.slow
def test_ten_thousand_mutated_files_of_weights_are_refused_or_answer(root: Path, films: FactIndex) -> None:
    weights(SLOW, root, NAMES, films)


def examples(seeds: range, trace: Trace) -> int:
    """Read mutated traces; returns how many were still traces."""
    sound, read = trace.to_json(), 0
    for seed in seeds:
        chance = random.Random(f"example {seed}")
        bytewise = chance.random() < 0.2
        text = (
            mutated_bytes(chance, sound.encode()).decode("utf-8", "replace")
            if bytewise
            else json.dumps(mutated(chance, json.loads(sound)))
        )
        try:
            Trace.from_json(text)
            read += 1
        except TraceError:
            continue
    return read


def test_a_mutated_example_is_a_trace_or_none(trace: Trace) -> None:
    assert 0 < examples(QUICK, trace) < len(QUICK)


@pytest.mark.slow
def test_ten_thousand_mutated_examples_are_traces_or_none(trace: Trace) -> None:
    examples(SLOW, trace)


@pytest.mark.parametrize("field", ["hops", "dim", "memory", "vocabulary"])
def test_a_network_too_large_is_refused_before_anything_is_made(
    root: Path, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the bounds of each field, but gigabytes together: its weights are not of that size."""
    path = root / "tiny" / CARD
    body = json.loads(path.read_text("utf-8"))
    if field == "vocabulary":
        body["words"] += [f"w{i}" for i in range(20_000)]
    else:
        body["config"] |= {"hops": 64, "dim": 4_096, "memory": 100_000, field: 1}
    path.write_text(json.dumps(body), "utf-8")
    monkeypatch.setattr("memviz.models.checkpoint.load_file", lambda _: pytest.fail("the weights are read"))
    monkeypatch.setattr("memviz.models.hop.INIT_STD", None)  # nothing can be drawn

    with pytest.raises(CheckpointError, match="do not fit its card"):
        load("tiny", root)


def test_an_example_beside_a_card_is_missed(root: Path) -> None:
    path = root / "tiny" / CARD
    example = {"question": "Where is Mary?", "answer": "kitchen", "probability": 0.5}
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "example": example}), "utf-8")

    assert f"{EXAMPLE} cannot be read" in inventory(root).broken["tiny"]
