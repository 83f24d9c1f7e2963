"""The first weights of I: the lower layers of a MiniLM (Wang et al. 2020), read from its files."""

from __future__ import annotations

import re
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from memviz.models.word_encoder import EncoderConfig
from memviz.tensors.pieces import CLS, PAD, SEP, UNK

_SIGNS = "’‘“”–—…£€°é"  # of the pieces that are not plain English, what English is written with
_PARTS = {"out": "attention.output.dense", "norm": "attention.output.LayerNorm", "up": "intermediate.dense",
          "down": "output.dense", "norm_out": "output.LayerNorm"}  # fmt: skip


def from_minilm(folder: Path, config: EncoderConfig) -> tuple[dict[str, Tensor], tuple[str, ...]]:
    """Weights of a WordEncoder and its pieces, from the model.safetensors and vocab.txt of a folder; pieces of other
    scripts than English are left out."""
    read = load_file(folder / "model.safetensors")
    vocabulary = (folder / "vocab.txt").read_text("utf-8").splitlines()
    kept = [i for i, piece in enumerate(vocabulary) if _is_english(piece)]
    place = read["embeddings.position_embeddings.weight"] + read["embeddings.token_type_embeddings.weight"][0]
    weights = {
        "meaning.weight": read["embeddings.word_embeddings.weight"][kept],
        "place.weight": place[: config.longest],
    }
    for kind in ("weight", "bias"):
        weights[f"norm.{kind}"] = read[f"embeddings.LayerNorm.{kind}"]
        for layer in range(config.layers):
            theirs, ours = f"encoder.layer.{layer}", f"layers.{layer}"
            qkv = [read[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            weights[f"{ours}.qkv.{kind}"] = torch.cat(qkv)
            weights |= {f"{ours}.{own}.{kind}": read[f"{theirs}.{part}.{kind}"] for own, part in _PARTS.items()}
    return weights, tuple(vocabulary[i] for i in kept)


def _is_english(piece: str) -> bool:
    if piece in (PAD, UNK, CLS, SEP):
        return True
    letters = piece.removeprefix("##")
    if letters.startswith("[") and len(letters) > 1:
        return False  # places that the model's makers left free
    if re.search(r"\d", letters) and len(letters) > 2:
        return False  # years and the like: read digit by digit
    return letters.isascii() or letters in _SIGNS
