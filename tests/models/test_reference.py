"""MemN2N computes what the paper's equations say, with every combination of its switches."""

from __future__ import annotations

import pytest

from memviz.models.memn2n import MemN2N, MemN2NConfig

from .networks import ANSWERS, CONFIGS, QUESTIONS, STORIES, VOCAB, assert_same, batch, computed, name, network
from .paper import Paper

NUMBERS = {word: number for number, word in enumerate(sorted(VOCAB.words), 1)}


def numbers(text: str) -> list[int]:
    return [NUMBERS.get(word, 0) for word in text.split()]


def paper(model: MemN2N) -> Paper:
    """The network's weights as the matrices that the paper names; section 2.2 says which of them are one."""
    config, hops = model.config, range(model.config.hops)
    E = [table.numpy() for table in model.embedding.detach()]
    T = [table.numpy() for table in model.time.detach()] if config.temporal else None
    if config.tying == "adjacent":  # A^{k+1} = C^k, B = A^1
        B, A, C = E[0], [E[k] for k in hops], [E[k + 1] for k in hops]
        T_A, T_C = T and [T[k] for k in hops], T and [T[k + 1] for k in hops]
    else:  # A^1 = ... = A^K, C^1 = ... = C^K
        (a, c, B), (t_a, t_c) = E, T or (None, None)
        A, C, T_A, T_C = [a] * len(hops), [c] * len(hops), T and [t_a] * len(hops), T and [t_c] * len(hops)
    answers = C[-1][[NUMBERS[answer] for answer in ANSWERS]]
    return Paper(
        A=A, C=C, B=B, T_A=T_A, T_C=T_C, position=config.encoding == "position",
        relu=round(config.relu * config.dim), memory=config.memory,
        W=answers if config.tie_answer else model.W.detach().numpy(),
        H=model.H.detach().numpy() if config.tying == "layer-wise" else None,
        nothing=model.nothing.detach().numpy() if config.nothing else None,
    )  # fmt: skip


@pytest.mark.parametrize("linear", [False, True], ids=["softmax", "linear-start"])
@pytest.mark.parametrize("config", CONFIGS, ids=name)
def test_every_array_of_every_hop_is_the_papers(config: MemN2NConfig, linear: bool) -> None:
    model = network(config)
    reference = paper(model)

    for told, story, question in zip(computed(model, batch(), linear), STORIES, QUESTIONS, strict=True):
        assert_same(told, reference.answer([numbers(text) for text in story], numbers(question), linear))
