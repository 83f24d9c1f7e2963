"""Vectors that nobody learns: every name has one made of its letters, in the public data or not.

Ranking all names needs a vector for each. Learned ones would fill the checkpoint and fail on every new name; unit
vectors of random signs are almost orthogonal, and a hash of the text gives each name its own, on any machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor

from memviz.story.form import plain

_BITS = 512  # of one BLAKE2b digest
_SIDES = "‹›"  # mark words left and right of a window's centre
_GRAM = 3


def name_vectors(names: Iterable[str], dim: int) -> Tensor:
    """A unit vector of signs for each name's form: (names, dim). Upper and lower case are different names."""
    return _signs([plain(name).encode() for name in names], dim)


def word_vectors(words: Iterable[str], dim: int) -> Tensor:
    """A unit vector for each word, the sum of its letter groups' vectors: (words, dim).

    “works” is thereby close to “work”, though neither was ever seen. A mark of the side does not count; the blank is 0.
    """
    grams = [_grams(word.strip(_SIDES)) for word in words]
    distinct = sorted({gram for each in grams for gram in each})
    number = {gram: i for i, gram in enumerate(distinct)}
    vectors = _signs([b"\0" + gram.encode() for gram in distinct], dim)  # apart from a name of the same letters
    sums = [vectors[[number[gram] for gram in each]].sum(0) for each in grams]
    return torch.nn.functional.normalize(torch.stack(sums), dim=1) if sums else torch.zeros(0, dim)


def _grams(word: str) -> list[str]:
    """The whole word, and its groups of three letters with its ends marked; none for the blank."""
    marked = f"<{word}>"
    return [marked, *(marked[i : i + _GRAM] for i in range(len(marked) - _GRAM + 1))] if word else []


def _signs(texts: list[bytes], dim: int) -> Tensor:
    """Digests read as signs: (texts, dim), each of length 1."""
    blocks = range(0, dim, _BITS)
    digests = b"".join(hashlib.blake2b(text, salt=bytes([i // _BITS])).digest() for text in texts for i in blocks)
    bits = np.unpackbits(np.frombuffer(digests, np.uint8)).reshape(len(texts), len(blocks) * _BITS)[:, :dim]
    return torch.from_numpy((2.0 * bits - 1.0).astype(np.float32) / np.float32(np.sqrt(dim)))
