"""A new kind of network is its file and a line in MODELS: it is built, written, read, asked and its hops are shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
import torch
from torch import Tensor

from memviz.answer.asking import ask
from memviz.data.card import Card
from memviz.errors import CheckpointError, StoryError
from memviz.models import MODELS, Kind, kind_of
from memviz.models.checkpoint import Trained, build, load, save
from memviz.models.hop import drawn
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.story import Story

from .networks import ANSWERS, VOCAB
from .test_checkpoint import change

STORY = Story.of("Mary went to the kitchen.", "John took the ball.")


@dataclass(frozen=True)
class GatedConfig(MemN2NConfig):
    """As MemN2N; gate says whether what was read passes one."""

    gate: bool = True


class Gated(MemN2N):
    """A gate between what was asked and what was read (Liu, Perez 2016)."""

    def __init__(self, config: GatedConfig, vocab_size: int, answer_words: tuple[int, ...]) -> None:
        super().__init__(config, vocab_size, answer_words)
        self.T = drawn(config.dim, config.dim)

    def _update(self, u: Tensor, o: Tensor) -> Tensor:
        gate = torch.sigmoid(u @ self.T.T)
        return o * gate + u * (1 - gate)


@pytest.fixture
def gated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Trained:
    monkeypatch.setitem(MODELS, "gated", Kind(Gated, GatedConfig))
    torch.manual_seed(1)
    config = GatedConfig(hops=2, dim=6)
    trained = Trained("new", build(config, VOCAB, ANSWERS).eval().requires_grad_(False), VOCAB, ANSWERS)
    card = Card("new", kind_of(config), asdict(config), VOCAB.words, ANSWERS, {}, {}, {}, {})
    save(trained, card, tmp_path)
    return trained


def test_a_new_network_is_written_read_and_asked(gated: Trained, tmp_path: Path) -> None:
    loaded = load("new", tmp_path)

    assert type(loaded.network) is Gated
    trace = ask(loaded, STORY, "Where is Mary?")
    assert len(trace.hops) == 2
    assert trace.to_json() == ask(gated, STORY, "Where is Mary?").to_json()


def test_a_new_networks_weights_are_compared_with_its_card(gated: Trained, tmp_path: Path) -> None:
    change(tmp_path, "new", model="memn2n", config=asdict(MemN2NConfig(hops=2, dim=6)))

    with pytest.raises(CheckpointError, match="“T” is 6 × 6 and should be missing"):
        load("new", tmp_path)


def test_who_looks_facts_up_is_asked_no_stories(lookers: dict[str, Trained]) -> None:
    with pytest.raises(StoryError, match="answers from facts"):
        ask(lookers["memory"], STORY, "Where is Mary?")
