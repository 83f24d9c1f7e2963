"""End-To-End Memory Network (Sukhbaatar et al. 2015, arXiv 1503.08895), single- and multi-layer.

I  encodes sentences and question, G writes one (key, value) pair a slot, O addresses and reads them hop by hop,
R turns the last state into an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from memviz.models.encoding import ENCODINGS, Memory, encode
from memviz.models.hop import NOTHING_START, HopOutput, address, among, drawn, rectified, with_nothing
from memviz.models.network import check_config
from memviz.tensors.batch import Batch

TYINGS = ("adjacent", "layer-wise")


@dataclass(frozen=True)
class MemN2NConfig:
    """Every part of the paper, switchable. Raises ValueError for what it does not know.

    tying      adjacent: A^{k+1} = C^k, B = A^1. layer-wise: one A and one C for all hops, u^{k+1} = H u^k + o^k.
    encoding   position (PE) or bag of words (BoW).
    temporal   add T_A(age), T_C(age) to every slot (section 4.1, temporal encoding).
    memory     how many of the last sentences are kept (the paper's 50).
    tie_answer W is the last C: answers are words, and one embedding less overfits less (half a point on 1k).
    relu       share of the state's units that pass a ReLU between hops: 1 is the paper's RN*, a half is what it does in
               section 5. The half that stays linear carries what was read, the other can compare.
    nothing    one more slot of value 0 with a learned score per hop: a place to look when no sentence matters. The
               published code gets it by accident, from the empty slots of its memory, and yes/no tasks need it.
    """

    hops: int = 3
    dim: int = 50
    tying: Literal["adjacent", "layer-wise"] = "adjacent"
    encoding: Literal["position", "bag"] = "position"
    temporal: bool = True
    memory: int = 50
    tie_answer: bool = True
    relu: float = 0.0
    nothing: bool = True

    def __post_init__(self) -> None:
        check_config(self, tying=TYINGS, encoding=ENCODINGS)

    @property
    def answers_from(self) -> Literal["words"]:
        """Stories are answered in words of the vocabulary."""
        return "words"

    @property
    def readout_from(self) -> None:
        """Only a key-value network has a choice."""
        return

    @property
    def reads_content(self) -> bool:
        """A slot's value is the whole sentence."""
        return False


class MemN2N(nn.Module):
    """A story and a question -> logits over answers, and what every hop did."""

    answer_words: Tensor

    def __init__(self, config: MemN2NConfig, vocab_size: int, answer_words: tuple[int, ...]) -> None:
        """`answer_words` are the word numbers of the answers, in the order of the logits."""
        super().__init__()
        self.config = config
        self.tables = _tables(config)
        timed = 1 + max(*self.tables.keys, *self.tables.values)  # tables that slots use: a question has no age
        count = max(timed, 1 + self.tables.question)
        self.embedding = drawn(count, vocab_size, config.dim)
        if config.temporal:
            self.time = drawn(timed, config.memory, config.dim)
        if config.tying == "layer-wise":
            self.H = drawn(config.dim, config.dim)
        if config.nothing:
            self.nothing = nn.Parameter(torch.full((config.hops,), NOTHING_START))
        if not config.tie_answer:
            self.W = drawn(len(answer_words), config.dim)
        self.register_buffer("answer_words", torch.tensor(answer_words), persistent=False)

    def forward(self, batch: Batch, linear: bool = False) -> tuple[Tensor, list[HopOutput]]:
        """Logits (B, answers) and the hops. `linear` leaves the softmax out of the memory (linear start)."""
        m = encode(batch.sentences, batch.lengths, self.embedding, self.config.encoding).unbind(1)  # tables of (N, d)
        time = self.time.unbind(0) if self.config.temporal else [None] * len(m)  # tables of (memory, d)
        u = m[self.tables.question][batch.question]  # u^1 = B q, (B, d)
        hops = []
        for k, (a, c) in enumerate(zip(self.tables.keys, self.tables.values, strict=True)):
            keys = Memory(m[a], batch.story, time[a], batch.ages)  # m_i = A^k x_i + T_A(i)
            values = Memory(m[c], batch.story, time[c], batch.ages)  # c_i = C^k x_i + T_C(i)
            scores = with_nothing(keys.dot(u), self.nothing[k] if self.config.nothing else None)  # u · m_i, (B, S')
            p = address(scores, batch.filled, linear, batch.fixed_in(k))  # p_i = softmax(u · m_i), (B, S')
            o = values.weighted_sum(p[:, : batch.story.shape[1]])  # o = sum p_i c_i, (B, d)
            u_next = self._update(u, o)
            hops.append(HopOutput(u, keys, scores, p, values, o, u_next))
            u = u_next
        return self.respond(u, batch), hops

    def respond(self, u: Tensor, batch: Batch) -> Tensor:
        """R: logits of the answers, W u (B, answers); -inf for what may not be chosen."""
        return among(u @ self.answer_vectors(batch).T, batch.own)

    def answer_vectors(self, batch: Batch) -> Tensor:  # noqa: ARG002 - a key-value network takes them from the batch
        """W (answers, d): the last C's rows of the answers, or a table of its own."""
        if self.config.tie_answer:
            return self.embedding[self.tables.values[-1]][self.answer_words]
        return self.W

    def key_table(self, hop: int, batch: Batch) -> Tensor:  # noqa: ARG002 - see answer_vectors
        """A^k (V, d): the vectors that a hop's keys are sums of."""
        return self.embedding[self.tables.keys[hop]]

    def carried(self, hop: int, read: Tensor) -> Tensor:  # noqa: ARG002 - the same in every hop
        """What a hop hands on of vectors that it read, before units are rectified: they are added as they stand."""
        return read

    def _update(self, u: Tensor, o: Tensor) -> Tensor:
        u_next = u @ self.H.T + o if self.config.tying == "layer-wise" else u + o
        return rectified(u_next, self.config.relu)


@dataclass(frozen=True)
class _Tables:
    """Tying is indexing: which embedding table the question, each hop's keys and each hop's values use."""

    question: int
    keys: tuple[int, ...]
    values: tuple[int, ...]


def _tables(config: MemN2NConfig) -> _Tables:
    hops = range(config.hops)
    if config.tying == "adjacent":  # B = E_0, A^k = E_{k-1}, C^k = E_k
        return _Tables(0, tuple(hops), tuple(k + 1 for k in hops))
    return _Tables(2, tuple(0 for _ in hops), tuple(1 for _ in hops))  # A, C, B
