"""Networks, and what they do once more in numpy, from the vectors of a trace: to compare changes with."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from memviz.models import Config, Network
from memviz.models.checkpoint import Trained, build
from memviz.models.kv_memnn import KVMemNNConfig
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.story import Story
from memviz.story.changes import Changes
from memviz.story.vocab import Vocab
from memviz.trace import Trace

Numbers = NDArray[np.float64]

STORY = Story.of(
    "Mary went to the kitchen.", "John took the ball.", "John went to the office , too", "Mary - went to a zebra !"
)
QUESTION = "Where is the ball?"
CONFIGS: dict[str, Config] = {
    "adjacent": MemN2NConfig(hops=3, dim=8),
    "layer-wise": MemN2NConfig(hops=3, dim=8, tying="layer-wise", tie_answer=False, relu=0.5),
    "without nothing": MemN2NConfig(hops=3, dim=8, nothing=False, relu=1.0),
    "bag, no time": MemN2NConfig(hops=2, dim=8, encoding="bag", temporal=False),
    "key-value": KVMemNNConfig(hops=3, dim=8, temporal=True, nothing=True, relu=0.5, values="content"),
    "key-value, positions": KVMemNNConfig(hops=2, dim=8, tables="separate", encoding="position", readout="value"),
}


def made(config: Config, seed: int = 3) -> Trained:
    """A network whose every weight is drawn large enough to matter."""
    answers = ("bathroom", "garden", "kitchen", "office")
    vocab = Vocab.of(["Mary John went to the took ball where is a too", *answers])
    torch.manual_seed(seed)
    network = build(config, vocab, answers)
    with torch.no_grad():
        for weights in network.parameters():
            weights.normal_(0, 0.5)
    return Trained("made", network.eval().requires_grad_(False), vocab, answers)


def attended(scores: Numbers, changes: Changes, hop: int) -> Numbers:
    """Attention as it is to be, in the words of Changes: some is given, the others share the rest as before."""
    p: Numbers = np.exp(scores - scores.max())
    given = {each.slot: each.weight for each in changes.overrides if each.hop == hop} | dict.fromkeys(changes.muted, 0)
    p[list(given)] = 0
    p *= (1 - sum(given.values())) / (p.sum() or 1)
    for slot, weight in given.items():
        p[slot] = weight
    return p


def followed(trained: Trained, trace: Trace, changes: Changes) -> list[dict[str, Any]]:
    """Every hop of a trace as it would be with changes: from its keys, its values and its first state."""
    state = trace.hops[0].state_in.astype(np.float64)
    hops = []
    for k, hop in enumerate(trace.hops):
        scores = hop.keys @ state
        if trace.has_nothing:
            scores[-1] = hop.scores[-1]
        attention = attended(scores, changes, k)
        readout = attention @ hop.values
        following = _update(trained.network, k, state, readout)
        logits = np.exp(trace.answer_vectors @ following)
        hops.append(
            {
                "state_in": state, "scores": scores, "attention": attention, "readout": readout,
                "state_out": following, "answer_probs": logits / logits.sum(),
            }
        )  # fmt: skip
        state = following
    return hops


def assert_follows(trace: Trace, expected: list[dict[str, Any]]) -> None:
    """A trace is what was expected, hop by hop."""
    for hop, wanted in zip(trace.hops, expected, strict=True):
        for name, array in wanted.items():
            np.testing.assert_allclose(getattr(hop, name), array, rtol=1e-4, atol=1e-5, err_msg=name)


def _update(network: Network, k: int, state: Numbers, readout: Numbers) -> Numbers:
    config = network.config
    if isinstance(network, MemN2N):
        layered = isinstance(config, MemN2NConfig) and config.tying == "layer-wise"
        moved = (network.H.numpy() @ state if layered else state) + readout
    else:
        last = k == config.hops - 1 and network.config.readout == "value"
        moved = network.R[k].numpy() @ (readout if last else state + readout)
    bent = round(config.relu * len(moved))
    return np.concatenate([moved[:bent].clip(min=0), moved[bent:]])
