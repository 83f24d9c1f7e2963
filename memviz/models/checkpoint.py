"""Trained networks on disk: model.safetensors beside card.json. Never pickle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import nn

from memviz.data.card import CHECKPOINTS, READER, Card, read_card
from memviz.errors import CheckpointError
from memviz.language import _
from memviz.models import MODELS, Config, Network
from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.models.lstm import LSTMConfig, LSTMReader
from memviz.models.memn2n import MemN2N
from memviz.story.vocab import Vocab
from memviz.tensors.frozen import word_vectors

WEIGHTS = "model.safetensors"

M = TypeVar("M", bound=nn.Module)


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
    return _write(trained.network, card, root, half)


def load(name: str, root: Path = CHECKPOINTS) -> Trained:
    """A memory network. Raises CheckpointError if it is missing, broken or does not fit its card."""
    card = read_card(name, root)
    if card.model == READER:
        text = _("“{name}” reads without a memory: there is nothing to look into. Choose another model.")
        raise CheckpointError(text.format(name=name))
    if card.model not in MODELS:
        text = _("“{name}” is a network of kind “{kind}”; this memviz knows: {known}.")
        raise CheckpointError(text.format(name=name, kind=card.model, known=", ".join(MODELS)))

    def fresh() -> Network:
        return build(MODELS[card.model][1](**card.config), Vocab(card.words), card.answers)

    return Trained(name, _filled(fresh, card, root), Vocab(card.words), card.answers)


@dataclass(frozen=True)
class Reader:
    """The baseline without a memory, ready to be asked. Shared between threads: nothing here changes."""

    name: str
    network: LSTMReader
    vocab: Vocab
    answers: tuple[str, ...]


def save_reader(reader: Reader, card: Card, root: Path = CHECKPOINTS) -> Path:
    """Write the baseline's two files; returns its folder."""
    return _write(reader.network, card, root)


def load_reader(root: Path = CHECKPOINTS) -> Reader:
    """The baseline. Raises CheckpointError if it is missing, broken or does not fit its card."""
    card = read_card(READER, root)

    def fresh() -> LSTMReader:
        return LSTMReader(LSTMConfig(**card.config), len(card.words) + 1, len(card.answers))

    return Reader(READER, _filled(fresh, card, root), Vocab(card.words), card.answers)


def _write(network: nn.Module, card: Card, root: Path, half: bool = False) -> Path:
    folder = root / card.name
    folder.mkdir(parents=True, exist_ok=True)
    weights = network.state_dict()
    save_file({key: (each.half() if half else each).contiguous() for key, each in weights.items()}, folder / WEIGHTS)
    card.write(folder)
    return folder


def _filled(fresh: Callable[[], M], card: Card, root: Path) -> M:
    """A fresh network with a checkpoint's weights, which nothing changes any more."""
    try:
        weights = load_file(root / card.name / WEIGHTS)
    except (OSError, SafetensorError) as error:
        text = _("The weights of “{name}” cannot be read: {error}.")
        raise CheckpointError(text.format(name=card.name, error=error)) from error
    try:
        network = fresh()
        network.load_state_dict(weights)
    except (RuntimeError, KeyError, TypeError, ValueError) as error:
        text = _("The weights of “{name}” do not fit its card: {reason}")
        raise CheckpointError(text.format(name=card.name, reason=_reason(error))) from error
    return network.eval().requires_grad_(False)


def _reason(error: Exception) -> str:
    """On one line; torch heads its list of mismatches with a line that says nothing."""
    if isinstance(error, KeyError):
        return _("“{word}” is none of its words.").format(word=error.args[0])
    return " ".join(str(error).split("\n\t", 1)[-1].split())


def kind_of(network: Network) -> str:
    """The name in MODELS of a network's kind."""
    return next(name for name, (kind, _) in MODELS.items() if isinstance(network, kind))


def config_of(network: Network) -> dict[str, object]:
    """A network's configuration as it stands on its card."""
    return asdict(network.config)
