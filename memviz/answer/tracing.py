"""What a network computed, as a trace has it: the only place where torch becomes numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from memviz.models import Network
from memviz.models.encoding import encode_words
from memviz.models.hop import HopOutput
from memviz.story import Slot
from memviz.story.form import words
from memviz.tensors.batch import Batch
from memviz.trace.check import Floats
from memviz.trace.hop import Hop


def hops_of(network: Network, batch: Batch, sentences: Sequence[Slot] | None = None) -> tuple[Hop, ...]:
    """Every hop of the batch's only question; where the keys are plain `sentences`, these are given, and scores are
    taken apart into words."""
    logits, outputs = network(batch)
    winner = network.answer_vectors(batch)[logits[0].argmax()]
    tokens = None if sentences is None else _Tokens.of(sentences[: batch.story.shape[1]])  # not the nothing slot
    return tuple(_hop(network, k, output, batch, winner, tokens) for k, output in enumerate(outputs))


def _hop(network: Network, k: int, hop: HopOutput, batch: Batch, winner: Tensor, tokens: _Tokens | None) -> Hop:
    nothing = network.config.nothing
    values = _rows(hop.value_memory.vectors()[0], nothing)
    bent = round(network.config.relu * network.config.dim)
    passed = torch.cat([hop.u_next[0, :bent] > 0, hop.u_next.new_ones(hop.u_next.shape[1] - bent)])  # by the ReLU
    return Hop(
        state_in=hop.u[0].numpy(),
        keys=_rows(hop.key_memory.vectors()[0], nothing).numpy(),
        scores=hop.scores[0].numpy(),
        attention=hop.p[0].numpy(),
        values=values.numpy(),
        readout=hop.o[0].numpy(),
        state_out=hop.u_next[0].numpy(),
        answer_probs=network.respond(hop.u_next, batch)[0].softmax(0).numpy(),
        pushes=(hop.p[0] * (network.carried(k, values) @ (passed * winner))).numpy(),
        word_scores=None if tokens is None else _word_scores(network, k, hop, batch, tokens),
    )


def _rows(vectors: Tensor, nothing: bool) -> Tensor:
    """Vectors (S, d) with a row of zeros for the nothing slot: its value is 0 and its score no product."""
    return torch.cat([vectors, vectors.new_zeros(int(nothing), vectors.shape[1])])


@dataclass(frozen=True)
class _Tokens:
    """Where the words of sentences stand among their tokens: word number `word` of slot `slot` is in token `token`. A
    token has several words where a dash or a slash parts them."""

    slot: list[int]
    token: list[int]
    word: list[int]
    longest: int

    @classmethod
    def of(cls, sentences: Sequence[Slot]) -> _Tokens:
        slots: list[int] = []
        tokens: list[int] = []
        places: list[int] = []
        split = [slot.key.split() for slot in sentences]
        for i, sentence in enumerate(split):
            its = [j for j, token in enumerate(sentence) for _ in words(token)]
            slots += [i] * len(its)
            tokens += its
            places += range(len(its))
        return cls(slots, tokens, places, max(map(len, split)))


def _word_scores(network: Network, k: int, hop: HopOutput, batch: Batch, tokens: _Tokens) -> Floats:
    """What each token adds to its slot's score, u · (l_j ∘ A w_j), and in the last column time, u · T_A(i)."""
    rows, memory, u = batch.story[0], hop.key_memory, hop.u[0]
    scores = encode_words(batch.sentences, batch.lengths, network.key_table(k, batch), network.config.encoding) @ u
    parts = np.zeros((hop.scores.shape[1], tokens.longest + 1), np.float32)
    np.add.at(parts, (tokens.slot, tokens.token), scores[rows].numpy()[tokens.slot, tokens.word])
    if memory.time is not None:
        parts[: len(rows), -1] = (memory.time[memory.ages[0]] @ u).numpy()
    if network.config.nothing:
        parts[-1, -1] = hop.scores[0, -1]
    return parts
