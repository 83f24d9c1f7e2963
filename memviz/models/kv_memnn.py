"""Key-Value Memory Network (Miller et al. 2016, arXiv 1606.03126): addressed by keys, read as values.

I  encodes the question, G writes one (key, value) pair a memory, O is key addressing and value reading, hop by hop,
R turns the last state into an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn.functional import pad

from memviz.models.encoding import ENCODINGS, Memory, encode
from memviz.models.hop import NOTHING_START, HopOutput, address, among, drawn, rectified, with_nothing
from memviz.models.network import check_config
from memviz.tensors.batch import Batch

TABLES = ("shared", "separate")
ANSWERS = ("words", "names", "memory")
READOUTS = ("state", "value")
VALUES = ("sentence", "content")


@dataclass(frozen=True)
class KVMemNNConfig:
    """Every part of the paper, switchable. Raises ValueError for what it does not know.

    tables     shared: one A for question, keys and values, as in the paper. separate: a dictionary for each, which is
               the same with feature maps Φ_X, Φ_K, Φ_V that share no feature.
    answers    words: B is a table of its own over the vocabulary's answers. names: every name there is is ranked,
               B = A. memory: only the values in memory are ranked, B = A.
    tie_answer B is the answers' rows of Φ_V's dictionary, where answers are words.
    readout    state: q_{H+1} = R_H (q_H + o_H) answers, as in the paper. value: R_H o_H does; the question, which is
               no answer, is left out of the last sum (97.2 against 75.8 hits@1 where all names are ranked).
    values     of a story: the sentence, which is then key and value, or its content words.
    ids        so many of the dimensions belong to names alone, where those of one question are numbered: they do not
               get into the way of words or of each other, however many stand in a key. 0: all dimensions are shared,
               and a name's vector is its own (see tensors.frozen).
    name_weight  so many times a name counts in a question and in a key: it must outweigh every word that happens to be
               shared. It is set, not learned: most questions find nothing but memories with their name, and would let
               it shrink.
    sharpness  R_H begins as so many times the identity: unit vectors alone make a flat softmax.
    encoding, temporal, memory, relu, nothing   as in MemN2NConfig.
    """

    hops: int = 2
    dim: int = 64
    tables: Literal["shared", "separate"] = "shared"
    answers: Literal["words", "names", "memory"] = "words"
    tie_answer: bool = True
    readout: Literal["state", "value"] = "state"
    values: Literal["sentence", "content"] = "sentence"
    ids: int = 0
    name_weight: float = 3.0
    sharpness: float = 1.0
    encoding: Literal["position", "bag"] = "bag"
    temporal: bool = False
    memory: int = 400
    relu: float = 0.0
    nothing: bool = False

    def __post_init__(self) -> None:
        check_config(self, tables=TABLES, answers=ANSWERS, readout=READOUTS, values=VALUES, encoding=ENCODINGS)
        if not 0 <= self.ids < self.dim or (self.ids and self.answers != "memory"):
            raise ValueError(f"ids is {self.ids!r}; it leaves dimensions to words, and is for answers from memory.")

    @property
    def answers_from(self) -> Literal["words", "names", "memory"]:
        """Words of stories; or, of what is looked up, any name or a value in memory."""
        return self.answers

    @property
    def readout_from(self) -> Literal["state", "value"]:
        """What answers after the last hop."""
        return self.readout

    @property
    def reads_content(self) -> bool:
        """Whether a story's value is its content words."""
        return self.values == "content"


_QUESTION, _KEY, _VALUE = range(3)


class KVMemNN(nn.Module):
    """A question and its memories -> logits over answers, and what every hop did.

    A word's vector is learned. Names and words outside the vocabulary have frozen unit vectors, which come with the
    batch: the network can compare them and hand them on without ever having seen them.
    """

    answer_words: Tensor
    known_words: Tensor

    def __init__(
        self, config: KVMemNNConfig, vocab_size: int, answer_words: tuple[int, ...], known_words: Tensor | None = None
    ) -> None:
        """`answer_words` are the word numbers of the answers; `known_words` (V, d - ids) the words' frozen part, which
        can be given later."""
        super().__init__()
        self.config = config
        d, count = config.dim, 3 if config.tables == "separate" else 1
        self.A = drawn(count, vocab_size, d - config.ids)
        self.R = nn.Parameter(_identities(config.hops, d, config.sharpness))
        if config.temporal:
            self.time = drawn(2, config.memory, d)  # keys, values
        if config.nothing:
            self.nothing = nn.Parameter(torch.full((config.hops,), NOTHING_START))
        if config.answers == "words" and not config.tie_answer:
            self.B = drawn(len(answer_words), d)
        if config.answers != "words":
            self.word_weight = nn.Parameter(torch.tensor(1.0))
        self.register_buffer("answer_words", torch.tensor(answer_words), persistent=False)
        self.register_buffer("known_words", known_words, persistent=False)

    def forward(self, batch: Batch, linear: bool = False) -> tuple[Tensor, list[HopOutput]]:
        """Logits (B, answers) and the hops. `linear` leaves the softmax out of the memory (linear start)."""
        m = encode(batch.sentences, batch.lengths, self._tables(batch), self.config.encoding).unbind(1)
        time = self.time.unbind(0) if self.config.temporal else (None, None)
        keys = Memory(m[_KEY], batch.story, time[0], batch.ages)  # A Φ_K(k_i)
        values = Memory(m[_VALUE], batch.values, time[1], batch.ages)  # A Φ_V(v_i)
        q = m[_QUESTION][batch.question]  # q_1 = A Φ_X(x), (B, d)
        hops = []
        for h in range(self.config.hops):
            scores = with_nothing(keys.dot(q), self.nothing[h] if self.config.nothing else None)  # q_h · A Φ_K(k_i)
            p = address(scores, batch.filled, linear, batch.fixed_in(h))  # p_hi = softmax(q_h · A Φ_K(k_i)), (B, S')
            o = values.weighted_sum(p[:, : batch.values.shape[1]])  # o_h = \sum_i p_hi A Φ_V(v_i), (B, d)
            q_next = self._update(h, q, o)
            hops.append(HopOutput(q, keys, scores, p, values, o, q_next))
            q = q_next
        return self.respond(q, batch), hops

    def respond(self, q: Tensor, batch: Batch) -> Tensor:
        """R: logits of the answers, q · B Φ_Y(y) (B, answers); -inf for what may not be chosen."""
        return among(q @ self.answer_vectors(batch).T, batch.own)

    def answer_vectors(self, batch: Batch) -> Tensor:
        """B Φ_Y(y) (answers, d): a table over words, or the names' own vectors, since B = A there."""
        if batch.ranked is not None:
            return batch.ranked
        return self.A[-1][self.answer_words] if self.config.tie_answer else self.B

    def key_table(self, hop: int, batch: Batch) -> Tensor:  # noqa: ARG002 - the same in every hop
        """A (V + E, d) with Φ_K's features: the vectors that keys are sums of."""
        return self._tables(batch)[_KEY]

    def carried(self, hop: int, read: Tensor) -> Tensor:
        """What a hop hands on of vectors (..., d) that it read, before units are rectified: R_h v."""
        return read @ self.R[hop].T

    def _update(self, hop: int, q: Tensor, o: Tensor) -> Tensor:
        """q_{h+1} = R_h (q_h + o_h), (B, d); the last one without q_H where the value alone is read out."""
        last = hop == self.config.hops - 1
        moved = o if last and self.config.readout == "value" else q + o
        return rectified(moved @ self.R[hop].T, self.config.relu)

    def _tables(self, batch: Batch) -> Tensor:
        """Vectors of words, then of the batch's names and new words, as question, key and value: (3, V + E, d)."""
        words = self.A.expand(3, -1, -1)
        if batch.frozen is None or batch.new_words is None:
            return words
        words = pad(words + self.word_weight * self.known_words, (self.config.ids, 0))
        as_key = torch.where(batch.new_words[:, None], self.word_weight, self.config.name_weight) * batch.frozen
        as_value = torch.where(batch.new_words[:, None], self.word_weight, 1.0) * batch.frozen
        return torch.cat([words, torch.stack([as_key, as_key, as_value])], 1)


def _identities(hops: int, dim: int, sharpness: float) -> Tensor:
    """How the R_h begin: (hops, d, d); see hop.drawn about "meta"."""
    R = torch.empty(hops, dim, dim)
    if not R.is_meta:
        R[:] = torch.eye(dim)
        R[-1] *= sharpness
    return R
