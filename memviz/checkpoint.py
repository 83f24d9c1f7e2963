"""Trained networks on disk: model.safetensors beside card.json. Never pickle."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from memviz.card import CHECKPOINTS, Card, read_card
from memviz.errors import CheckpointError
from memviz.models import MODELS
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.vocab import Vocab

WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class Trained:
    """A network ready to be asked, its vocabulary and its answers. Shared between threads: nothing here changes."""

    name: str
    network: MemN2N
    vocab: Vocab
    answers: tuple[str, ...]


def build(config: MemN2NConfig, vocab: Vocab, answers: tuple[str, ...]) -> MemN2N:
    """A network with fresh weights for a vocabulary and its answers (words of that vocabulary)."""
    return MemN2N(config, len(vocab), tuple(vocab.answer_number(answer) for answer in answers))


def save(trained: Trained, card: Card, root: Path = CHECKPOINTS) -> Path:
    """Write a checkpoint's two files; returns its folder."""
    folder = root / trained.name
    folder.mkdir(parents=True, exist_ok=True)
    save_file({key: value.contiguous() for key, value in trained.network.state_dict().items()}, folder / WEIGHTS)
    card.write(folder)
    return folder


def load(name: str, root: Path = CHECKPOINTS) -> Trained:
    """A checkpoint's network. Raises CheckpointError if it is missing, broken or does not fit its card."""
    card = read_card(name, root)
    try:
        _, config = MODELS[card.model]
        vocab = Vocab(card.words)
        network = build(config(**card.config), vocab, card.answers)
        network.load_state_dict(load_file(root / name / WEIGHTS))
    except (OSError, SafetensorError, RuntimeError, KeyError, TypeError) as error:
        raise CheckpointError(f"The weights of “{name}” do not fit its card: {error}") from error
    return Trained(name, network.eval().requires_grad_(False), vocab, card.answers)


def config_of(network: MemN2N) -> dict[str, object]:
    """A network's configuration as it stands on its card."""
    return asdict(network.config)
