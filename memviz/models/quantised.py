"""Weights in few bits: whole numbers and, for every group of a row, what they are multiplied by.

A matrix W is stored as W.q4 (two numbers of four bits in a byte) or W.q8 beside W.step; what is small or no matrix
stays as it is, in two bytes a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch
from torch import Tensor

_GROUP = {4: 32, 8: 64}  # numbers that share a scale
_SMALL = 4096  # numbers; smaller tensors are not worth it
_CLIPS = (1.0, 0.9, 0.8, 0.7)  # shares of a group's largest number that are tried as the largest of the scale


def quantised(weights: Mapping[str, Tensor], bits: Callable[[str], int]) -> dict[str, Tensor]:
    """Weights as they are stored, every matrix in `bits` (4 or 8) by its name."""
    stored: dict[str, Tensor] = {}
    for name, weight in weights.items():
        width = bits(name)
        if weight.dim() != 2 or weight.numel() < _SMALL or weight.shape[1] % _GROUP[width]:
            stored[name] = weight.half() if weight.is_floating_point() else weight
            continue
        numbers, scale = _rounded(weight.float(), width)
        stored[f"{name}.step"] = scale
        stored[f"{name}.q{width}"] = _in_bytes(numbers) if width == 4 else numbers.to(torch.int8)
    return {name: each.contiguous() for name, each in stored.items()}


def restored(stored: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights in 32 bits from what `quantised` made of them. Raises KeyError where a scale is missing."""
    weights: dict[str, Tensor] = {}
    for name, each in stored.items():
        base, _, kind = name.rpartition(".")
        if kind in ("q4", "q8"):
            numbers = (_out_of_bytes(each) if kind == "q4" else each).float()
            scale = stored[f"{base}.step"].float()
            weights[base] = (numbers.view(*scale.shape, -1) * scale[..., None]).view(numbers.shape)
        elif kind != "step":
            weights[name] = each.float() if each.is_floating_point() else each
    return weights


def _rounded(weight: Tensor, bits: int) -> tuple[Tensor, Tensor]:
    """Whole numbers like the weight, and the scale of every group, the one of least squared error."""
    groups = weight.view(len(weight), -1, _GROUP[bits])
    top = 2 ** (bits - 1) - 1
    largest = groups.abs().amax(2, keepdim=True)
    scales = [(largest * clip / top).clamp(min=1e-7).half().float() for clip in _CLIPS]
    numbers = [(groups / scale).round().clamp(-top, top) for scale in scales]  # so twice is as once
    errors = torch.stack([((n * s - groups) ** 2).sum(2) for n, s in zip(numbers, scales, strict=True)])
    best = errors.argmin(0)[None, ..., None]
    scale = torch.stack(scales).gather(0, best)[0, ..., 0]
    chosen = torch.stack(numbers).gather(0, best.expand(1, *groups.shape))[0]
    return chosen.view(weight.shape), scale.half()


def _in_bytes(numbers: Tensor) -> Tensor:
    """Numbers from -8 to 7, two in a byte."""
    high, low = (numbers + 8).to(torch.uint8).view(len(numbers), -1, 2).unbind(2)
    return high * 16 + low


def _out_of_bytes(packed: Tensor) -> Tensor:
    return torch.stack([packed // 16, packed % 16], 2).flatten(1).to(torch.int8) - 8
