"""Rows of different lengths without padding."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Packed:
    """All tokens one after the other, and where each stands.

    pieces (N,), place (N,): its place in its row · grid (R, L): which token stands there, N where none does
    """

    pieces: Tensor
    place: Tensor
    grid: Tensor

    def to(self, device: torch.device) -> Packed:
        """The rows on a device."""
        return Packed(self.pieces.to(device), self.place.to(device), self.grid.to(device))
