"""memn2n-english on disk: its weights in few bits, its pieces on the card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from safetensors import SafetensorError
from safetensors.torch import load_file
from safetensors.torch import save as to_bytes

from memviz.data.card import CARD, CHECKPOINTS, EVERYDAY, Card, read_card
from memviz.data.files import write_together
from memviz.data.weights import WEIGHTS
from memviz.errors import CheckpointError
from memviz.language import _
from memviz.models.memn2n_english import EnglishConfig, EnglishNetwork
from memviz.models.quantised import quantised, restored
from memviz.models.remembered import Known, Written
from memviz.models.word_encoder import EncoderConfig
from memviz.tensors.pieces import Pieces
from memviz.tensors.sentences import Sentence

KIND = EVERYDAY  # Card.model
_ENCODER_BITS = 4
_BITS = 8


@dataclass(frozen=True)
class TrainedEnglish:
    """A network ready to be asked. Shared between threads: nothing here changes but what is remembered of sentences.

    temperature  what its logits are divided by, so that they are as sure as they are right
    threshold    how probable an answer is at least that it is sure of
    read         sentences by their texts · encoded: vectors of pieces by their sentence · written: stories by their
                 texts and what of them is muted
    """

    name: str
    network: EnglishNetwork
    pieces: Pieces
    temperature: float
    threshold: float = 0.0
    read: dict[str, Sentence] = field(default_factory=dict, repr=False, compare=False)
    encoded: Known = field(default_factory=dict, repr=False, compare=False)
    written: dict[tuple[tuple[str, ...], frozenset[int]], Written] = field(
        default_factory=dict, repr=False, compare=False
    )


def config_of(card: Mapping[str, Any]) -> EnglishConfig:
    """A configuration as it stands on a card. Raises TypeError for what is none."""
    return EnglishConfig(**{**card, "encoder": EncoderConfig(**card["encoder"])})


def save_english(network: EnglishNetwork, card: Card, trained_layers: int, root: Path = CHECKPOINTS) -> Path:
    """Write a checkpoint's two files; all but the last `trained_layers` of I are stored in four bits a number."""
    folder = root / card.name
    first = network.config.encoder.layers - trained_layers
    coarse = ("encoder.meaning.", *(f"encoder.layers.{layer}." for layer in range(first)))
    weights = quantised(network.state_dict(), lambda name: _ENCODER_BITS if name.startswith(coarse) else _BITS)
    write_together({folder / WEIGHTS: to_bytes(weights), folder / CARD: card.to_json().encode()})
    return folder


def load_english(name: str, root: Path = CHECKPOINTS) -> TrainedEnglish:
    """A network that reads everyday English. Raises CheckpointError if it is missing, broken or does not fit its
    card."""
    card = read_card(name, root)
    try:
        weights = restored(load_file(root / name / WEIGHTS))
    except (OSError, SafetensorError, KeyError) as error:
        text = _("The weights of “{name}” cannot be read: {error}.")
        raise CheckpointError(text.format(name=name, error=error)) from error
    try:
        network = EnglishNetwork(config_of(card.config))
        network.load_state_dict(weights)
    except (RuntimeError, KeyError, TypeError) as error:
        text = _("The weights of “{name}” do not fit its card: {reason}")
        raise CheckpointError(text.format(name=name, reason=" ".join(str(error).split()))) from error
    temperature, threshold = (float(card.training.get(*each)) for each in (("temperature", 1.0), ("threshold", 0.0)))
    return TrainedEnglish(name, network.eval().requires_grad_(False), Pieces(card.words), temperature, threshold)


def card_config(config: EnglishConfig) -> dict[str, Any]:
    """A configuration as it stands on a card."""
    return asdict(config)
