"""Small random networks with every combination of the paper's switches, and stories to put to them."""

from __future__ import annotations

from dataclasses import fields
from itertools import product

import numpy as np
import torch

from memviz.models import Network
from memviz.models.checkpoint import build
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.story import Question, Story
from memviz.story.vocab import Vocab
from memviz.tensors.batch import Batch
from memviz.tensors.stories import Examples, examples

from .paper import Matrix

VOCAB = Vocab.of(["mary john went to the kitchen garden took a ball where is"])
ANSWERS = ("ball", "garden", "kitchen")
# Of several lengths, with words that the vocabulary lacks, a sentence told twice, and more than a memory of 4 holds.
STORIES = (
    ("mary went to the kitchen",),
    ("john took a ball", "mary went to the garden", "john took a ball"),
    ("mary took a hat", "zebra", "john went to the garden", "a ball is the ball"),
    ("the ball", "john is to mary", "mary took john", "john went", "garden went to the kitchen", "mary went"),
)
QUESTIONS = ("where is mary", "where is the ball", "where is john", "is the zebra where mary went")

_SWITCHES = {
    "tying": ("adjacent", "layer-wise"),
    "encoding": ("position", "bag"),
    "temporal": (True, False),
    "tie_answer": (True, False),
    "relu": (1.0, 0.4, 0.0),
    "nothing": (True, False),
}
CONFIGS = [
    MemN2NConfig(hops=3, dim=5, memory=4, **dict(zip(_SWITCHES, values, strict=True)))
    for values in product(*_SWITCHES.values())
]


def name(config: MemN2NConfig) -> str:
    """A configuration as the name of a test: its switches."""
    values = {field.name: getattr(config, field.name) for field in fields(config) if field.name in _SWITCHES}
    return "-".join(key if value is True else str(value) for key, value in values.items() if value is not False)


def network(config: MemN2NConfig, seed: int = 0) -> MemN2N:
    """A network in double precision whose every weight is drawn large enough to matter."""
    torch.manual_seed(seed)
    made = build(config, VOCAB, ANSWERS).double()
    with torch.no_grad():
        for weights in made.parameters():
            weights.normal_(0, 0.3)
    return made


def data(*stories: tuple[str, ...], memory: int = 4) -> Examples:
    """Stories, STORIES if none are named, as tensors, each with its question."""
    asked = [
        (Story.of(*story), Question(text, "ball"), 1)
        for story, text in zip(stories or STORIES, QUESTIONS, strict=False)
    ]
    return examples(asked, VOCAB, ANSWERS, memory)


def batch(*stories: tuple[str, ...]) -> Batch:
    """The same as one batch."""
    every = data(*stories)
    return every.batch(torch.arange(len(every)))


@torch.no_grad()
def computed(model: Network, asked: Batch, linear: bool = False) -> list[tuple[Matrix, list[dict[str, Matrix]]]]:
    """What a network says of every question of a batch: its logits and, padding cut off, every array of every hop."""
    logits, hops = model(asked, linear)
    results = []
    for b, told in enumerate(asked.filled.sum(1).tolist()):
        kept = [*range(told), *([asked.filled.shape[1]] if model.config.nothing else [])]
        empty = [np.zeros(model.config.dim)] * model.config.nothing
        arrays = [
            {
                "u": hop.u[b].numpy(),
                "keys": np.array([*hop.key_memory.vectors()[b, :told].numpy(), *empty]),
                "scores": hop.scores[b, kept].numpy(),
                "p": hop.p[b, kept].numpy(),
                "values": np.array([*hop.value_memory.vectors()[b, :told].numpy(), *empty]),
                "o": hop.o[b].numpy(),
                "u_next": hop.u_next[b].numpy(),
            }
            for hop in hops
        ]
        results.append((logits[b].numpy(), arrays))
    return results


def assert_same(told: tuple[Matrix, list[dict[str, Matrix]]], expected: tuple[Matrix, list[dict[str, Matrix]]]) -> None:
    """Two answers are one: logits, and every array of every hop."""
    for k, (hop, wanted) in enumerate(zip(told[1], expected[1], strict=True), 1):
        for array in wanted:
            atol = 1e-6 * max(1, np.abs(wanted[array]).max())
            np.testing.assert_allclose(hop[array], wanted[array], rtol=1e-5, atol=atol, err_msg=f"hop {k}: {array}")
    np.testing.assert_allclose(told[0], expected[0], rtol=1e-5, atol=1e-6)
