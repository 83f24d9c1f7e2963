"""What holds of KVMemNN whatever its weights: of its memory, its kinship with MemN2N, gradients and settings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.story import Slot
from memviz.story.retrieval import Retrieved
from memviz.tensors.batch import Batch

from . import networks
from .kv import FOUND, ON_FACTS, ON_STORIES, PAIRS, facts, name, on_facts, on_stories, stories
from .networks import STORIES, VOCAB

TOLD = KVMemNNConfig(hops=3, dim=5, memory=4, nothing=True)
FACTS = KVMemNNConfig(hops=2, dim=5, memory=4, answers="memory", ids=2)
SENTENCES = [[Slot.sentence(text) for text in story] for story in STORIES]


def same(one: Tensor, other: Tensor) -> None:
    torch.testing.assert_close(one, other, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("encoding", ["position", "bag"])
@pytest.mark.parametrize("temporal", [True, False], ids=["temporal", "timeless"])
@pytest.mark.parametrize("nothing", [True, False], ids=["nothing", "no nothing"])
@pytest.mark.parametrize("hops", [1, 2, 3])
def test_on_sentences_with_r_the_identity_it_is_the_memn2n_with_one_table_and_h_the_identity(
    hops: int, nothing: bool, temporal: bool, encoding: Any
) -> None:
    switches = {"hops": hops, "nothing": nothing, "temporal": temporal, "encoding": encoding, "dim": 5, "memory": 4}
    kv, memn2n = on_stories(KVMemNNConfig(**switches)), networks.network(MemN2NConfig(tying="layer-wise", **switches))
    _make_equal(kv, memn2n)

    logits, hops_of_kv = kv(stories(*SENTENCES))
    expected, hops_of_memn2n = memn2n(networks.batch())

    same(logits, expected)
    for one, other in zip(hops_of_kv, hops_of_memn2n, strict=True):
        same(one.p, other.p)
        same(one.u_next, other.u_next)


@torch.no_grad()
def _make_equal(kv: KVMemNN, memn2n: MemN2N) -> None:
    kv.R.copy_(torch.eye(kv.config.dim).expand_as(kv.R))
    memn2n.H.copy_(torch.eye(kv.config.dim))
    memn2n.embedding.copy_(kv.A.expand_as(memn2n.embedding))  # A = B = C
    if kv.config.temporal:
        memn2n.time.copy_(kv.time)
    if kv.config.nothing:
        memn2n.nothing.copy_(kv.nothing)


def test_it_is_addressed_by_keys_and_read_as_values() -> None:
    model, one, other = on_stories(TOLD), SENTENCES[0][0].key, SENTENCES[1][0].key
    (told,), (by_key,), (by_value,) = (
        model(stories([slot]))[1][:1] for slot in (Slot(one, other), Slot(one, one), Slot(other, other))
    )

    same(told.scores, by_key.scores)
    same(told.p, by_key.p)
    same(told.key_memory.vectors(), by_key.key_memory.vectors())
    same(told.value_memory.vectors(), by_value.value_memory.vectors())
    assert not torch.allclose(told.o, by_key.o, atol=1e-3)


def test_without_time_memories_in_another_order_move_the_attention_along_and_keep_the_answer() -> None:
    model, order = on_stories(TOLD), [2, 0, 3, 1]
    logits, hops = model(stories(PAIRS[2]))
    moved_logits, moved_hops = model(stories([PAIRS[2][i] for i in order]))

    same(moved_logits, logits)
    for hop, moved in zip(hops, moved_hops, strict=True):
        same(moved.p, hop.p[:, [*order, 4]])
        same(moved.u_next, hop.u_next)


def test_with_time_the_order_matters() -> None:
    model = on_stories(replace(TOLD, temporal=True))

    assert not torch.allclose(model(stories(PAIRS[2]))[0], model(stories(PAIRS[2][::-1]))[0], atol=1e-3)


@pytest.mark.parametrize("answers", ["memory", "names"])
def test_of_facts_in_another_order_only_the_attention_moves(answers: Any) -> None:
    config = replace(FACTS, answers=answers, ids=0)
    model, found, order = on_facts(config), FOUND[2], [1, 2, 0]
    turned = replace(found, memories=tuple(found.memories[i] for i in order))
    (batch, _, names), (moved, _, moved_names) = facts(config, found), facts(config, turned)
    logits, hops = model(batch)
    moved_logits, moved_hops = model(moved)

    same(moved_logits[0], logits[0] if answers == "names" else logits[0, [names.index(each) for each in moved_names]])
    for hop, other in zip(hops, moved_hops, strict=True):
        same(other.p, hop.p[:, order])


def _padded(batch: Batch) -> Batch:
    """A batch with two more places in every memory, where nothing is."""
    more = torch.zeros(len(batch.filled), 2, dtype=torch.long)
    wider = {name: torch.cat([getattr(batch, name), more], 1) for name in ("story", "values", "ages")}
    return replace(batch, **wider, filled=torch.cat([batch.filled, more.bool()], 1))


@pytest.mark.parametrize("linear", [False, True], ids=["softmax", "linear-start"])
@pytest.mark.parametrize("config", [*ON_STORIES[::7], *ON_FACTS[::7]], ids=name)
def test_padding_gets_no_attention_and_carries_nothing(config: KVMemNNConfig, linear: bool) -> None:
    told = config.answers == "words"
    model, batch = (on_stories(config), stories()) if told else (on_facts(config), facts(config).batch)
    logits, hops = model(batch, linear)
    padded_logits, padded_hops = model(wide := _padded(batch), linear)

    same(padded_logits, logits)
    for hop, padded in zip(hops, padded_hops, strict=True):
        assert (padded.p[:, : wide.filled.shape[1]][~wide.filled] == 0).all()
        same(padded.o, hop.o)
        if not linear:
            same(padded.p.sum(1), torch.ones(len(logits), dtype=torch.float64))


@pytest.mark.parametrize("answers", ["memory", "names"])
def test_beside_others_a_question_without_memories_reads_nothing_and_lets_them_learn(answers: Any) -> None:
    config = replace(FACTS, answers=answers, ids=0)
    nothing_found = replace(FOUND[1], memories=())
    model = on_facts(config)
    batch, *_ = facts(config, FOUND[0], nothing_found)

    logits, hops = model(batch)
    logits[0, logits[0].isfinite()].logsumexp(0).backward()

    assert all(weights.grad is None or weights.grad.isfinite().all() for weights in model.parameters())
    assert all(not hop.p[1].any() and not hop.o[1].any() for hop in hops)
    assert model.A.grad is not None
    assert model.A.grad.any()


@pytest.mark.parametrize("config", ON_STORIES, ids=name)
def test_on_stories_every_weight_that_is_used_learns_and_the_blank_never_does(config: KVMemNNConfig) -> None:
    model, batch = on_stories(config), stories()
    logits, _ = model(batch)
    cross_entropy(logits, batch.answer).backward()

    gradients = _gradients(model)
    assert all(table.any() for key in ("A", "R", "time") for table in gradients.get(key, ()))
    assert all(gradients[key].any() for key in ("B", "nothing") if key in gradients)
    assert not gradients["A"][:, VOCAB.number("")].any()


@pytest.mark.parametrize("config", ON_FACTS, ids=name)
def test_on_facts_every_weight_that_is_used_learns_and_the_blank_never_does(config: KVMemNNConfig) -> None:
    model, (batch, *_) = on_facts(config), facts(config)
    logits, _ = model(batch)
    logits.where(logits > -torch.inf, 0.0).log_softmax(1)[:, 0].sum().backward()

    gradients = _gradients(model)
    read = gradients["A"][:2] if config.tables == "separate" else gradients["A"]  # values are names, and no words
    assert all(table.any() for table in (*read, *gradients["R"]))
    assert all(table.any() for table in gradients.get("time", ()))
    assert all(gradients[key].any() for key in ("word_weight", "nothing") if key in gradients)
    assert not gradients["A"][:, 0].any()


def _gradients(model: KVMemNN) -> dict[str, Tensor]:
    gradients = {key: weights.grad for key, weights in model.named_parameters()}
    found = {key: gradient for key, gradient in gradients.items() if gradient is not None}
    assert found.keys() == gradients.keys(), "no weight is idle"
    assert all(gradient.isfinite().all() for gradient in found.values())
    return found


def test_a_fresh_network_compares_hands_on_and_is_as_sure_as_it_is_sharp() -> None:
    model = KVMemNN(replace(FACTS, ids=0, sharpness=20.0, hops=3), 4, ())

    same(model.R[:2], torch.eye(5).expand(2, 5, 5))
    same(model.R[2], 20 * torch.eye(5))


def test_a_value_that_may_not_be_chosen_has_no_chance() -> None:
    batch, _, names = facts(FACTS, FOUND[0], FOUND[3])
    logits, _ = on_facts(FACTS)(batch)

    assert batch.own is not None
    assert (logits[~batch.own] == -torch.inf).all()
    assert logits[batch.own].isfinite().all()
    values = [{each.value[0] for each in found.memories} for found in (FOUND[0], FOUND[3])]
    assert [{names[i] for i in row.nonzero()[:, 0].tolist()} for row in batch.own] == values


def test_what_a_hop_hands_on_is_linear_and_sums_to_its_state() -> None:
    for config in (TOLD, replace(TOLD, readout="value")):
        model = on_stories(config)
        _, hops = model(stories())
        for k, hop in enumerate(hops):
            question = hop.u if config.readout == "state" or k < 2 else torch.zeros_like(hop.u)
            same(model.carried(k, question) + model.carried(k, hop.o), hop.u_next)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"tables": "three"}, "tables is 'three', not shared or separate"),
        ({"answers": "letters"}, "answers is 'letters', not words or names or memory"),
        ({"readout": "sum"}, "readout is 'sum', not state or value"),
        ({"encoding": "rotary"}, "encoding is 'rotary', not bag or position"),
        ({"hops": 0}, "hops is 0, not a whole number"),
        ({"dim": 2.5}, "dim is 2.5, not a whole number"),
        ({"memory": "400"}, "memory is '400', not a whole number"),
        ({"relu": 1.5}, "relu is 1.5, not a share"),
        ({"relu": -0.1}, "relu is -0.1, not a share"),
        ({"ids": 64, "answers": "memory"}, "ids is 64"),
        ({"ids": -1, "answers": "memory"}, "ids is -1"),
        ({"ids": 8}, "ids is 8; it leaves dimensions to words, and is for answers from memory"),
        ({"ids": 8, "answers": "names"}, "ids is 8"),
    ],
    ids=str,
)
def test_a_setting_that_cannot_be_is_refused(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        KVMemNNConfig(**settings)


def test_nothing_found_is_no_memory() -> None:
    batch, _, _ = facts(FACTS, Retrieved(("who",), (), FOUND[0].hashing))

    assert batch.filled.shape[0] == 1
    assert not batch.filled.any()
    _, hops = on_facts(FACTS)(batch)
    assert not hops[-1].o.any()
