"""Rows of different lengths without padding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
import torch
from torch import Tensor

Ids = tuple[int, ...]  # numbers of a sentence's pieces

_GROUPS = 4  # of sentences of like length


@dataclass(frozen=True)
class Packed:
    """All tokens one after the other, and where each stands.

    pieces (N,), place (N,): its place in its row · grid (R, L): which token stands there, N where none does
    """

    pieces: Tensor
    place: Tensor
    grid: Tensor

    @property
    def sentences(self) -> list[Ids]:
        """What the rows were packed from."""
        return [tuple(self.pieces[row[row < len(self.pieces)]].tolist()) for row in self.grid]

    def to(self, device: torch.device) -> Packed:
        """The rows on a device."""
        return Packed(self.pieces.to(device), self.place.to(device), self.grid.to(device))


def packed(sentences: Iterable[Ids]) -> tuple[list[Packed], dict[Ids, int]]:
    """Distinct sentences packed in groups of like length, and where each begins among all pieces."""
    distinct = _distinct(sentences)
    size = -(-len(distinct) // _GROUPS) if len(distinct) > 2 * _GROUPS else len(distinct)
    groups = [distinct[begin : begin + size] for begin in range(0, len(distinct), size)]
    return [_group(group) for group in groups], _starts(distinct)


def _starts(distinct: Sequence[Ids]) -> dict[Ids, int]:
    return dict(zip(distinct, accumulate(map(len, distinct), initial=0), strict=False))


def placed(sentences: Iterable[Ids]) -> dict[Ids, int]:
    """Where `packed` has each sentence begin, without packing anything; in the order in which they stand there."""
    return _starts(_distinct(sentences))


def _distinct(sentences: Iterable[Ids]) -> list[Ids]:
    return sorted(set(sentences), key=lambda ids: (len(ids), ids))


def _group(rows: Sequence[Ids]) -> Packed:
    lengths = np.array(list(map(len, rows)))
    columns = np.arange(lengths.max())
    filled = columns < lengths[:, None]
    grid = np.full(filled.shape, lengths.sum())
    grid[filled] = np.arange(lengths.sum())
    place = np.broadcast_to(columns, filled.shape)[filled]
    return Packed(torch.tensor(list(chain.from_iterable(rows))), torch.from_numpy(place), torch.from_numpy(grid))
