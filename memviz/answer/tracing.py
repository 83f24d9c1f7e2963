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
from memviz.story.vocab import words
from memviz.tensors.batch import Batch
from memviz.trace import Floats, Hop


def hops_of(network: Network, batch: Batch, told: Sequence[Slot] | None = None) -> tuple[Hop, ...]:
    """Every hop of the batch's only question; scores are taken apart into words if the slots are `told`, as they are
    where their keys are plain sentences."""
    logits, outputs = network(batch)
    winner = network.answer_vectors(batch)[logits[0].argmax()]
    tokens = None if told is None else _Tokens.of(told[: batch.story.shape[1]])  # not the nothing slot
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
    """Where the words of sentences stand among their tokens: word number `word` of slot `slot` is token `token`."""

    slot: list[int]
    token: list[int]
    word: list[int]
    longest: int

    @classmethod
    def of(cls, told: Sequence[Slot]) -> _Tokens:
        slots: list[int] = []
        tokens: list[int] = []
        places: list[int] = []
        split = [slot.key.split() for slot in told]
        for i, sentence in enumerate(split):
            said = [j for j, token in enumerate(sentence) if words(token)]
            slots += [i] * len(said)
            tokens += said
            places += range(len(said))
        return cls(slots, tokens, places, max(map(len, split)))


def _word_scores(network: Network, k: int, hop: HopOutput, batch: Batch, tokens: _Tokens) -> Floats:
    """What each token adds to its slot's score, u · (l_j ∘ A w_j), and in the last column time, u · T_A(i)."""
    rows, memory, u = batch.story[0], hop.key_memory, hop.u[0]
    said = encode_words(batch.sentences, batch.lengths, network.key_table(k, batch), network.config.encoding) @ u
    parts = np.zeros((hop.scores.shape[1], tokens.longest + 1), np.float32)
    parts[tokens.slot, tokens.token] = said[rows].numpy()[tokens.slot, tokens.word]
    if memory.time is not None:
        parts[: len(rows), -1] = (memory.time[memory.ages[0]] @ u).numpy()
    if network.config.nothing:
        parts[-1, -1] = hop.scores[0, -1]
    return parts
