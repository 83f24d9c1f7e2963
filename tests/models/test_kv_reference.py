"""KVMemNN computes what the paper's equations say, with every combination of its switches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.story.retrieval import Name, Retrieved, Token
from memviz.tensors.frozen import word_vectors

from .kv import FOUND, ON_FACTS, ON_STORIES, PAIRS, WORDS, facts, name, on_facts, on_stories, stories
from .kv_paper import KVPaper
from .networks import ANSWERS, QUESTIONS, VOCAB, assert_same, computed
from .paper import Matrix

HOPS = (1, 2, 3)


def paper(model: KVMemNN, tables: list[Mapping[str, Matrix]], B: Matrix) -> KVPaper:
    """The network's weights under the names that the paper has for them."""
    config = model.config
    T_K, T_V = model.time.detach().numpy() if config.temporal else (None, None)
    return KVPaper(
        *tables, R=list(model.R.detach().numpy()), B=B, T_K=T_K, T_V=T_V,
        nothing=model.nothing.detach().numpy() if config.nothing else None, position=config.encoding == "position",
        relu=round(config.relu * config.dim), value=config.readout == "value",
    )  # fmt: skip


def in_words(model: KVMemNN) -> KVPaper:
    """The paper's network with a vector a word: one table for question, keys and values, or three."""
    known = [{word: table[i] for i, word in enumerate(VOCAB.words, 1)} for table in model.A.detach().numpy()]
    tables = known * 3 if model.config.tables == "shared" else known
    tied = np.array([tables[2][answer] for answer in ANSWERS])
    return paper(model, tables, tied if model.config.tie_answer else model.B.detach().numpy())


@pytest.mark.parametrize("linear", [False, True], ids=["softmax", "linear-start"])
@pytest.mark.parametrize("config", ON_STORIES, ids=name)
def test_on_stories_every_array_of_every_hop_is_the_papers(config: KVMemNNConfig, linear: bool) -> None:
    for model in (on_stories(replace(config, hops=hops)) for hops in HOPS):
        reference = in_words(model)
        for told, slots, question in zip(computed(model, stories(), linear), PAIRS, QUESTIONS, strict=True):
            kept = slots[-config.memory :]
            memories = [
                (slot.key.split(), slot.value.split(), age)
                for age, slot in zip(range(len(kept))[::-1], kept, strict=True)
            ]
            assert_same(told, reference.answer(question.split(), memories, linear))


def spelt(token: Token) -> str:
    """A token as the key of a dictionary; a name is none of the words."""
    return f"[{token.text}]" if isinstance(token, Name) else token


def with_names(model: KVMemNN, names: Mapping[str, Matrix], B: Matrix) -> KVPaper:
    """The paper's network over words and names: what is learned of a word and what is not, names weighed in a key."""
    config, word_weight = model.config, model.word_weight.item()
    apart = np.zeros(config.ids)
    learned = [{w: table[i] for i, w in enumerate(WORDS.words, 1)} for table in model.A.detach().numpy()]
    fixed = dict(zip(WORDS.words, word_vectors(WORDS.words, config.dim - config.ids).double().numpy(), strict=True))
    tables = []
    for part, table in enumerate(learned * 3 if config.tables == "shared" else learned):
        known = {w: np.concatenate([apart, vector + word_weight * fixed[w]]) for w, vector in table.items()}
        weight = 1 if part == 2 else config.name_weight
        other = {w: (weight if w.startswith("[") else word_weight) * vector for w, vector in names.items()}
        tables.append({**known, **other})
    return paper(model, tables, B)


def asked(found: Retrieved) -> tuple[list[str], list[tuple[list[str], list[str], int]]]:
    """A question and its memories for the reference; the memories of facts have no age."""
    memories = [([spelt(t) for t in each.key], [spelt(t) for t in each.value], 0) for each in found.memories]
    return [spelt(token) for token in found.question], memories


@pytest.mark.parametrize("linear", [False, True], ids=["softmax", "linear-start"])
@pytest.mark.parametrize("config", ON_FACTS, ids=name)
def test_on_facts_every_array_of_every_hop_is_the_papers(config: KVMemNNConfig, linear: bool) -> None:
    for model in (on_facts(replace(config, hops=hops)) for hops in HOPS):
        together = facts(config)
        for b, (told, found) in enumerate(zip(computed(model, together.batch, linear), FOUND, strict=True)):
            batch, _, names = facts(config, found)  # alone, where a name has one vector
            vectors = {spelt(token): vector.numpy() for token, vector in zip(names, _some(batch.frozen), strict=True)}
            reference = with_names(model, vectors, _some(batch.ranked).numpy()).answer(*asked(found), linear)
            if together.batch.own is None:
                assert_same(told, reference)
            else:
                mine = [names.index(together.names[i]) for i in together.batch.own[b].nonzero()[:, 0].tolist()]
                assert (told[0] > -torch.inf).nonzero()[0].tolist() == together.batch.own[b].nonzero()[:, 0].tolist()
                assert_same((told[0][told[0] > -torch.inf], told[1]), (reference[0][mine], reference[1]))


def _some(vectors: Tensor | None) -> Tensor:
    assert vectors is not None
    return vectors
