"""A network of everyday English so small that tests can ask and train it."""

from __future__ import annotations

import torch

from memviz.models.english_checkpoint import TrainedEnglish
from memviz.models.memn2n_english import EnglishConfig, EnglishNetwork
from memviz.models.word_encoder import EncoderConfig
from memviz.tensors.pieces import CLS, PAD, SEP, UNK, Pieces

_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz0123456789.?,'")
PIECES = Pieces((PAD, UNK, CLS, SEP, *_LETTERS, *(f"##{letter}" for letter in _LETTERS)))
STORY = ("Anna put her keys in the drawer.", "She went out.", "Bob took the keys to the Old Car.")


def network() -> EnglishNetwork:
    """A network with the same random weights every time; its I is frozen."""
    torch.manual_seed(3)
    encoder = EncoderConfig(len(PIECES.table), width=32, heads=2, inner=64, layers=1)
    found = EnglishNetwork(EnglishConfig(encoder, dim=32, heads=2, slot_layers=1)).eval()
    found.encoder.requires_grad_(False)
    return found


def trained(temperature: float = 1.0) -> TrainedEnglish:
    """The network, ready to be asked."""
    return TrainedEnglish("small", network().requires_grad_(False), PIECES, temperature)
