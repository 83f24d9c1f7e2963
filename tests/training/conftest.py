"""Twenty tiny tasks in bAbI's form: who went where, for networks small enough to train in a moment."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from memviz.models.memn2n import MemN2NConfig
from memviz.tensors.stories import Examples
from memviz.training.corpus import Corpus, read_corpus
from memviz.training.loop import Schedule
from memviz.training.presets import Preset

PEOPLE, PLACES = ("Mary", "John", "Sandra"), ("kitchen", "garden", "office")
STORIES = 4
PRESET = Preset(MemN2NConfig(hops=2, dim=6, memory=5), Schedule(linear_epochs=2, epochs=2, halve_every=1), restarts=2)


def _story(chance: random.Random) -> str:
    """Two people go somewhere, each is asked for at once."""
    lines = []
    for number, person in zip((1, 3), chance.sample(PEOPLE, 2), strict=True):
        place = chance.choice(PLACES)
        lines += [f"{number} {person} went to the {place}.", f"{number + 1} Where is {person}? \t{place}\t{number}"]
    return "\n".join(lines) + "\n"


def write_tasks(directory: Path, tasks: range, stories: int = STORIES) -> None:
    """Training and test files of the tasks, the same every time."""
    directory.mkdir()
    for task in tasks:
        for split in ("train", "test"):
            chance = random.Random(f"{task} {split}")
            text = "".join(_story(chance) for _ in range(stories))
            (directory / f"qa{task}_went_{split}.txt").write_text(text, "utf-8")


@pytest.fixture(scope="session")
def babi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory as bAbI's: `en` with every task, `en-10k` with all but two, whose stories are twice as many."""
    root = tmp_path_factory.mktemp("babi")
    write_tasks(root / "en", range(1, 21))
    write_tasks(root / "en-10k", range(3, 21), 2 * STORIES)
    return root


@pytest.fixture(scope="session")
def corpus(babi: Path) -> Corpus:
    """All tasks of `en`, a quarter of their stories held out."""
    return read_corpus(babi, "en", validation=0.25)


@pytest.fixture(scope="session")
def data(corpus: Corpus) -> Examples:
    """What there is to learn from."""
    return corpus.tensors(corpus.train, PRESET.config.memory)
