"""The frozen word vectors of kv-chain: those of the everyday reader, in fewer numbers."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import normalize


def reduced(vectors: Tensor, size: int) -> Tensor:
    """The first `size` principal components (N, size) of vectors (N, d), each row of unit length."""
    centred = normalize(vectors - vectors.mean(0), dim=1)
    _values, axes = torch.linalg.eigh(centred.T @ centred)
    main = axes[:, -size:].flip(1)
    main = main * main.sum(0).sign()  # an eigenvector's sign is the library's to choose
    return normalize(centred @ main, dim=1)
