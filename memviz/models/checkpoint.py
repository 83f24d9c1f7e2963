"""Trained networks on disk: model.safetensors beside card.json. Never pickle."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from safetensors.torch import save as to_bytes
from torch import Tensor

from memviz.data.card import CARD, CHECKPOINTS, READER, Card, read_card
from memviz.data.files import write_together
from memviz.data.weights import WEIGHTS, read_shapes
from memviz.errors import CheckpointError
from memviz.language import _
from memviz.models import MODELS, Config, Network, kind_of, looks_up
from memviz.models.lstm import LSTMConfig, LSTMReader
from memviz.story.vocab import Vocab
from memviz.tensors.frozen import word_vectors

_NOTHING_MORE: Mapping[Path, bytes] = MappingProxyType({})


class _Weighted(Protocol):
    """Any torch module, as far as its weights go."""

    def state_dict(self) -> dict[str, Any]: ...


M = TypeVar("M", Network, LSTMReader)


@dataclass(frozen=True)
class Trained:
    """A network ready to be asked, its vocabulary and its answers. Shared between threads: nothing here changes."""

    name: str
    network: Network
    vocab: Vocab
    answers: tuple[str, ...]


def build(config: Config, vocab: Vocab, answers: tuple[str, ...]) -> Network:
    """A network with fresh weights for a vocabulary and its answers (words of that vocabulary)."""
    network = _bare(config, vocab, answers)
    if looks_up(config):
        network.register_buffer("known_words", word_vectors(("", *vocab.words), config.dim - config.ids), False)
    return network


def _bare(config: Config, vocab: Vocab, answers: tuple[str, ...]) -> Network:
    """A network without what is not learned."""
    numbers = tuple(vocab.answer_number(answer) for answer in answers)
    return MODELS[kind_of(config)].network(config, len(vocab), numbers)


def save(
    trained: Trained,
    card: Card,
    root: Path = CHECKPOINTS,
    half: bool = False,
    more: Mapping[Path, bytes] = _NOTHING_MORE,
) -> Path:
    """Write a checkpoint's two files and what belongs to them, its weights in two bytes each if `half`; returns its
    folder. Raises ExportError, and then nothing is replaced."""
    return _write(trained.network, card, root, half, more)


def load(name: str, root: Path = CHECKPOINTS) -> Trained:
    """A memory network. Raises CheckpointError if it is missing, broken or does not fit its card."""
    card = read_card(name, root)
    if card.model == READER:
        text = _("“{name}” reads without a memory: there is nothing to look into. Choose another model.")
        raise CheckpointError(text.format(name=name))
    if card.model not in MODELS:
        text = _("“{name}” is a network of kind “{kind}”; this memviz knows: {known}.")
        raise CheckpointError(text.format(name=name, kind=card.model[:40], known=", ".join(MODELS)))
    vocab = Vocab(card.words)

    def shape() -> Network:
        return _bare(MODELS[card.model].config(**card.config), vocab, card.answers)

    def fresh() -> Network:
        return build(MODELS[card.model].config(**card.config), vocab, card.answers)

    return Trained(name, _filled(shape, fresh, card, root), vocab, card.answers)


@dataclass(frozen=True)
class Reader:
    """The baseline without a memory, ready to be asked. Shared between threads: nothing here changes."""

    name: str
    network: LSTMReader
    vocab: Vocab
    answers: tuple[str, ...]


def save_reader(
    reader: Reader, card: Card, root: Path = CHECKPOINTS, more: Mapping[Path, bytes] = _NOTHING_MORE
) -> Path:
    """Write the baseline's files as `save` does; returns its folder. Raises ExportError."""
    return _write(reader.network, card, root, False, more)


def load_reader(root: Path = CHECKPOINTS) -> Reader:
    """The baseline. Raises CheckpointError if it is missing, broken or does not fit its card."""
    card = read_card(READER, root)

    def fresh() -> LSTMReader:
        return LSTMReader(LSTMConfig(**card.config), len(card.words) + 1, len(card.answers))

    return Reader(READER, _filled(fresh, fresh, card, root), Vocab(card.words), card.answers)


def _write(network: _Weighted, card: Card, root: Path, half: bool, more: Mapping[Path, bytes]) -> Path:
    folder = root / card.name
    weights = {key: (each.half() if half else each).contiguous() for key, each in network.state_dict().items()}
    write_together({folder / WEIGHTS: to_bytes(weights), folder / CARD: card.to_json().encode(), **more})
    return folder


def _filled(shape: Callable[[], M], fresh: Callable[[], M], card: Card, root: Path) -> M:
    """A fresh network with a checkpoint's weights, which nothing changes any more.

    What the weights' file says of itself is compared with the card's network before anything is made: `shape` makes
    that network where numbers take no memory.
    """
    shapes = read_shapes(card.name, root)
    with _fitting(card.name), torch.device("meta"):
        _compare(shapes_of(shape().state_dict()), shapes)
    try:
        weights = load_file(root / card.name / WEIGHTS)
    except (OSError, SafetensorError) as error:
        text = _("The weights of “{name}” cannot be read: {error}.")
        raise CheckpointError(text.format(name=card.name, error=error)) from error
    if not all(bool(each.isfinite().all()) for each in weights.values()):
        raise CheckpointError(_("The weights of “{name}” hold what is no number.").format(name=card.name))
    with _fitting(card.name):
        network = fresh()
        network.load_state_dict(weights)
    return network.eval().requires_grad_(False)


def shapes_of(weights: Mapping[str, Tensor]) -> dict[str, tuple[int, ...]]:
    """The shapes of weights by name."""
    return {key: tuple(each.shape) for key, each in weights.items()}


def _compare(expected: Mapping[str, tuple[int, ...]], found: Mapping[str, tuple[int, ...]]) -> None:
    """Raises ValueError where the arrays of a network and those of a file are not of the same names and shapes."""
    for key in [*expected, *found]:
        if expected.get(key) != found.get(key):
            text = _("“{array}” is {found} and should be {expected}.")
            sizes = {name: _size(shapes.get(key)) for name, shapes in (("found", found), ("expected", expected))}
            raise ValueError(text.format(array=key[:40], **sizes))


def _size(shape: tuple[int, ...] | None) -> str:
    return _("missing") if shape is None else " × ".join(f"{each:,}" for each in shape) or "1"


@contextmanager
def _fitting(name: str) -> Iterator[None]:
    """Whatever keeps a card's network from being made of a checkpoint's weights, told as CheckpointError."""
    try:
        yield
    except (RuntimeError, KeyError, TypeError, ValueError) as error:
        word = _("“{word}” is none of its words.").format(word=error.args[0]) if isinstance(error, KeyError) else ""
        text = _("The weights of “{name}” do not fit its card: {reason}")
        raise CheckpointError(text.format(name=name, reason=word or " ".join(str(error).split()))) from error


def config_of(network: Network) -> dict[str, Any]:
    """A network's configuration as it stands on its card."""
    return asdict(network.config)
