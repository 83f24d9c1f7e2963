"""I of memn2n-english: the words of one sentence, read in the light of each other (a few layers of BERT)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from memviz.tensors.packed import Packed

_EPSILON = 1e-12  # BERT's


@dataclass(frozen=True)
class EncoderConfig:
    """The lower layers of MiniLM (Wang et al. 2020)."""

    pieces: int
    width: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 3
    longest: int = 96


class WordEncoder(nn.Module):
    """Pieces of sentences -> a vector for every piece."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.config = config
        self.meaning = nn.Embedding(config.pieces, config.width)
        self.place = nn.Embedding(config.longest, config.width)
        self.norm = nn.LayerNorm(config.width, _EPSILON)
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))

    @property
    def device(self) -> torch.device:
        """Where the weights lie."""
        return self.norm.weight.device

    def forward(self, rows: list[Packed]) -> Tensor:
        """Vectors (N, width) of the tokens of all rows, group after group of rows of like length."""
        pieces = torch.cat([each.pieces for each in rows])
        place = torch.cat([each.place for each in rows])
        x: Tensor = self.norm(self.meaning(pieces) + self.place(place))  # (N, width)
        for layer in self.layers:
            x = layer(x, rows)
        return x


class _Layer(nn.Module):
    """Self-attention inside each row, then two linear maps with a GELU between; norms after the sums, as in BERT."""

    def __init__(self, config: EncoderConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.qkv = nn.Linear(config.width, 3 * config.width)
        self.out = nn.Linear(config.width, config.width)
        self.norm = nn.LayerNorm(config.width, _EPSILON)
        self.up = nn.Linear(config.width, config.inner)
        self.down = nn.Linear(config.inner, config.width)
        self.norm_out = nn.LayerNorm(config.width, _EPSILON)

    def forward(self, x: Tensor, rows: list[Packed]) -> Tensor:
        mixed: list[Tensor] = []
        start = 0
        for each in rows:
            qkv = self.qkv(x[start : start + len(each.pieces)])
            mixed.append(attend(qkv, each.grid, self.heads))
            start += len(each.pieces)
        x = self.norm(x + self.out(torch.cat(mixed)))
        y: Tensor = self.norm_out(x + self.down(gelu(self.up(x))))
        return y


def attend(qkv: Tensor, grid: Tensor, heads: int, bias: Tensor | None = None) -> Tensor:
    """What every token (N, 3 d) reads from those of its row (R, L): (N, d). `bias` (R, heads, L, L) adds to scores."""
    tokens, d = qkv.shape[0], qkv.shape[1] // 3
    filled = grid < tokens
    padded = torch.cat([qkv, qkv.new_zeros(1, 3 * d)])[grid]  # (R, L, 3 d)
    q, k, v = padded.view(*grid.shape, 3, heads, d // heads).permute(2, 0, 3, 1, 4)  # (R, heads, L, d / heads)
    scores = (q @ k.transpose(2, 3)).float() * (d // heads) ** -0.5
    scores = scores if bias is None else scores + bias
    p = scores.masked_fill(~filled[:, None, None], -1e9).softmax(3)
    read: Tensor = (p.to(v.dtype) @ v).transpose(1, 2).flatten(2)  # (R, L, d)
    return read[filled]  # row by row, as the tokens stand
