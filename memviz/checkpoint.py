"""Trained networks on disk: model.safetensors beside card.json. Never pickle."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from memviz.card import CHECKPOINTS, Card, read_card
from memviz.errors import CheckpointError
from memviz.models import MODELS, Config, Network
from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.models.memn2n import MemN2N
from memviz.tensors.frozen import word_vectors
from memviz.vocab import Vocab

WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class Trained:
    """A network ready to be asked, its vocabulary and its answers. Shared between threads: nothing here changes."""

    name: str
    network: Network
    vocab: Vocab
    answers: tuple[str, ...]


def build(config: Config, vocab: Vocab, answers: tuple[str, ...]) -> Network:
    """A network with fresh weights for a vocabulary and its answers (words of that vocabulary)."""
    numbers = tuple(vocab.answer_number(answer) for answer in answers)
    if isinstance(config, KVMemNNConfig):
        known = None if config.answers == "words" else word_vectors(("", *vocab.words), config.dim - config.ids)
        return KVMemNN(config, len(vocab), numbers, known)
    return MemN2N(config, len(vocab), numbers)


def save(trained: Trained, card: Card, root: Path = CHECKPOINTS, half: bool = False) -> Path:
    """Write a checkpoint's two files, its weights in two bytes each if `half`; returns its folder."""
    folder = root / trained.name
    folder.mkdir(parents=True, exist_ok=True)
    weights = trained.network.state_dict()
    save_file({key: (each.half() if half else each).contiguous() for key, each in weights.items()}, folder / WEIGHTS)
    card.write(folder)
    return folder


def load(name: str, root: Path = CHECKPOINTS) -> Trained:
    """A checkpoint's network. Raises CheckpointError if it is missing, broken or does not fit its card."""
    card = read_card(name, root)
    if card.model not in MODELS:
        raise CheckpointError(f"“{name}” is a network of kind “{card.model}”; this memviz knows: {', '.join(MODELS)}.")
    try:
        weights = load_file(root / name / WEIGHTS)
    except (OSError, SafetensorError) as error:
        raise CheckpointError(f"The weights of “{name}” cannot be read: {error}.") from error
    try:
        _, config = MODELS[card.model]
        vocab = Vocab(card.words)
        network = build(config(**card.config), vocab, card.answers)
        network.load_state_dict(weights)
    except (RuntimeError, KeyError, TypeError, ValueError) as error:
        raise CheckpointError(f"The weights of “{name}” do not fit its card: {_reason(error)}") from error
    return Trained(name, network.eval().requires_grad_(False), vocab, card.answers)


def _reason(error: Exception) -> str:
    """On one line; torch heads its list of mismatches with a line that says nothing."""
    if isinstance(error, KeyError):
        return f"“{error.args[0]}” is none of its words."
    return " ".join(str(error).split("\n\t", 1)[-1].split())


def kind_of(network: Network) -> str:
    """The name in MODELS of a network's kind."""
    return next(name for name, (kind, _) in MODELS.items() if isinstance(network, kind))


def config_of(network: Network) -> dict[str, object]:
    """A network's configuration as it stands on its card."""
    return asdict(network.config)
