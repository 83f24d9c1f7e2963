"""Key-value hops that hash anew: what a hop read are the names by which the next one finds its memories.

A state q has two parts. Names: one dimension for each name of this question, 1 for those that the hop hashes by. Words:
what the hop reads of the question. A key is its name and its relation, so that its score is

    q_j · A Φ_K(k) = name part + relation part,

the name part equal for all that is hashed, and the relation part a product of learned word vectors. What was read and
the question give the next state, q_{j+1} = R_j (q_j + o_j): names are those that were read, words are read anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from memviz.models.network import check_config
from memviz.tensors.chained import WordTable

_MARKS = 3  # padding, the name that a chain begins at, any other name
_MISSING_START = 0.55  # a relation less like the words than this (as a cosine) is none that was asked about


@dataclass(frozen=True)
class KVChainConfig:
    """The network's sizes. Raises ValueError for what it does not know.

    hops             steps of a chain at most
    dim, width       numbers in a word's vector, and of its context in each direction
    meaning, letters numbers of a word's frozen vectors
    pieces, learned  how many pieces of words there are, and how many of them have a learned vector
    memory, names    memories of a hop, and names that it hashes by, at most
    close            of the leading memory's weight, what another one needs to be read
    answers          a value in memory, and nothing else
    dropout          of what is read, in training
    gone             of the nothing slot's weight, how little may say “finished” before a later hop says “the facts do
                     not say” instead
    forgotten        of the words of a batch in training, so many go without their learned vector
    """

    hops: int = 3
    dim: int = 64
    width: int = 40
    meaning: int = 64
    letters: int = 64
    pieces: int = 1
    learned: int = 1
    memory: int = 400
    names: int = 400
    answers: str = "memory"
    close: float = 0.5
    gone: float = 0.03
    dropout: float = 0.1
    forgotten: float = 0.0

    def __post_init__(self) -> None:
        check_config(self)


class Reading(NamedTuple):
    """What the hops read of a question: attention (B, hops, J) over its words, asked (B, hops, d), the words' part of
    each state, and finished (B, hops), the score that nothing is left to look up."""

    attention: Tensor
    asked: Tensor
    finished: Tensor


class KVChain(nn.Module):
    """Words of a question -> what each hop asks; relations -> keys."""

    meaning: Tensor
    row: Tensor

    def __init__(self, config: KVChainConfig) -> None:
        super().__init__()
        self.config = config
        d, context = config.dim, 2 * config.width
        self.register_buffer("meaning", torch.zeros(config.pieces, config.meaning))
        self.register_buffer("row", torch.zeros(config.pieces, dtype=torch.long))  # of `learned`; 0: none
        self.by_meaning = nn.Parameter(_begun(config.meaning, d))
        self.by_letters = nn.Parameter(_begun(config.letters, d))
        self.learned = nn.Embedding(1 + config.learned, d, padding_idx=0)
        self.marks = nn.Embedding(_MARKS, d, padding_idx=0)
        self.context = nn.GRU(d, config.width, batch_first=True, bidirectional=True)
        self.look = nn.Linear(context, context)
        self.hop = nn.Parameter(torch.randn(config.hops, context) * 0.1)
        self.turn = nn.Linear(context, d)
        self.end = nn.Linear(context, 1)
        self.reversed = nn.Parameter(torch.eye(d))
        self.way = nn.Parameter(torch.randn(2, d) * 0.1)
        self.sharpness = nn.Parameter(torch.tensor(20.0))
        self.missing = nn.Parameter(torch.tensor(_MISSING_START))
        self.drop = nn.Dropout(config.dropout)
        nn.init.normal_(self.learned.weight, std=0.1)
        with torch.no_grad():
            self.learned.weight[0] = 0

    def word_vectors(self, table: WordTable) -> Tensor:
        """A: vectors of padding, marks and words: (3 + W, d)."""
        there = (table.pieces > 0).to(table.letters.dtype)[..., None]
        count = there.sum(1).clamp(min=1)
        meaning = (self.meaning[table.pieces] * there).sum(1) / count
        learned = self.learned(self.row[table.pieces]).sum(1) / count
        if (
            self.training and self.config.forgotten
        ):  # so that what is not learned, all that a new word has, must do in its place
            learned = learned * (torch.rand(len(learned), 1) >= self.config.forgotten)
        known = meaning @ self.by_meaning + table.letters @ self.by_letters + learned
        return torch.cat([self.marks.weight, known])

    def keys(self, words: Tensor, relations: Tensor) -> Tensor:
        """The relation part of A Φ_K(k), of unit length: (R, 2, d) for relations (R, W) as they stand and reversed.
        `words` are those of `word_vectors`."""
        said = words[relations].sum(1) / (relations > 0).sum(1, keepdim=True).clamp(min=1).sqrt()
        both = torch.stack([said, said @ self.reversed], 1) + self.way
        return normalize(both, dim=2)

    def read(self, words: Tensor, questions: Tensor, lengths: Tensor) -> Reading:
        """What every hop reads of questions (B, J)."""
        said = self.drop(words[questions])
        packed = nn.utils.rnn.pack_padded_sequence(said, lengths.clamp(min=1), batch_first=True, enforce_sorted=False)
        context, _ = nn.utils.rnn.pad_packed_sequence(
            self.context(packed)[0], batch_first=True, total_length=questions.shape[1]
        )
        context = self.drop(context)
        scores = torch.einsum("bjc,hc->bhj", torch.tanh(self.look(context)), self.hop)
        p = scores.masked_fill((questions == 0)[:, None], -torch.inf).softmax(2)
        around = p @ context
        asked = p @ said.masked_fill((questions < _MARKS)[..., None], 0.0) + self.turn(around)
        return Reading(p, normalize(asked, dim=2), self.end(around)[..., 0])

    def scores(self, asked: Tensor, keys: Tensor) -> Tensor:
        """The relation part of scores: asked (..., d), keys (..., d)."""
        return self.sharpness * (asked * keys).sum(-1)

    @property
    def missing_score(self) -> Tensor:
        """The score of the nothing slot where no key fits."""
        return self.sharpness * self.missing


def _begun(inputs: int, outputs: int) -> Tensor:
    weights = torch.empty(inputs, outputs)
    return weights if weights.is_meta else nn.init.orthogonal_(weights)
