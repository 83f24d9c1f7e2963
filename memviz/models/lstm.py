"""A sequence reader without a memory: the baseline of Weston et al. 2015 and Sukhbaatar et al. 2015, table 1.

It reads the story and then the question word by word. All that it knows of them when it answers is one state of `dim`
numbers, into which every sentence is folded: this is what the memory networks do better.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence

from memviz.models.hop import drawn
from memviz.models.network import check_config
from memviz.tensors.batch import Batch


@dataclass(frozen=True)
class LSTMConfig:
    """dim: numbers in a word's vector, and in the state. memory: sentences that are read, the last ones of a story."""

    dim: int = 50
    memory: int = 50

    def __post_init__(self) -> None:
        check_config(self)


class LSTMReader(nn.Module):
    """A story and a question -> logits over answers."""

    def __init__(self, config: LSTMConfig, vocab_size: int, answers: int) -> None:
        super().__init__()
        self.config = config
        self.embedding = drawn(vocab_size, config.dim)
        self.lstm = nn.LSTM(config.dim, config.dim, batch_first=True)
        self.W = drawn(answers, config.dim)

    def forward(self, batch: Batch) -> Tensor:
        """Logits of the answers (B, answers) after the last word of the question."""
        words, lengths = spoken(batch)  # (B, L), (B,)
        packed = pack_padded_sequence(self.embedding[words], lengths, batch_first=True, enforce_sorted=False)
        _, (h, _) = self.lstm(packed)  # h_t, c_t = LSTM(E w_t, h_{t-1}, c_{t-1}); h after the last word, (1, B, d)
        logits: Tensor = h[0] @ self.W.T  # W h, (B, answers)
        return logits


def spoken(batch: Batch) -> tuple[Tensor, Tensor]:
    """Every story's words in a row, then its question's: word numbers (B, L), padded with 0, and how many (B,)."""
    sentences = torch.cat([batch.story, batch.question[:, None]], 1)  # (B, S + 1)
    there = torch.cat([batch.filled, batch.filled.new_ones(len(sentences), 1)], 1)
    words = batch.sentences[sentences].flatten(1)  # (B, (S + 1) * J)
    width = batch.sentences.shape[1]
    is_word = (torch.arange(width) < batch.lengths[sentences][:, :, None]) & there[:, :, None]  # (B, S + 1, J)
    order = (~is_word.flatten(1)).byte().argsort(dim=1, stable=True)  # said words first, in their order
    lengths = is_word.flatten(1).sum(1)
    return words.gather(1, order)[:, : int(lengths.max())] * (
        torch.arange(int(lengths.max())) < lengths[:, None]
    ), lengths
