"""What holds of MemN2N whatever its weights: of its memory, its ties, its gradients and its threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from memviz.models.memn2n import HopOutput, MemN2N, MemN2NConfig
from memviz.tensors.batch import Batch

from .networks import CONFIGS, STORIES, batch, data, name, network

PLAIN = MemN2NConfig(hops=3, dim=5, memory=4)


def same(one: Tensor, other: Tensor) -> None:
    torch.testing.assert_close(one, other, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("linear", [False, True], ids=["softmax", "linear-start"])
@pytest.mark.parametrize("config", CONFIGS, ids=name)
def test_a_story_says_the_same_alone_and_beside_longer_ones(config: MemN2NConfig, linear: bool) -> None:
    model = network(config)
    together, hops = model(batch(), linear)
    every = data()

    for b in range(len(STORIES)):
        alone, alone_hops = model(every.batch(torch.tensor([b])), linear)
        same(together[b], alone[0])
        same(hops[-1].u_next[b], alone_hops[-1].u_next[0])


@pytest.mark.parametrize("nothing", [True, False])
def test_no_attention_falls_on_padding_and_every_hop_has_all_of_it(nothing: bool) -> None:
    asked = batch()

    _, hops = network(replace(PLAIN, nothing=nothing))(asked)

    for hop in hops:
        assert (hop.p[:, : asked.filled.shape[1]][~asked.filled] == 0).all()
        assert (hop.p[:, : asked.filled.shape[1]][asked.filled] > 0).all()
        same(hop.p.sum(1), torch.ones(len(STORIES), dtype=torch.float64))


def test_in_the_linear_start_padding_carries_nothing_either() -> None:
    asked = batch()

    _, hops = network(PLAIN)(asked, linear=True)

    assert all((hop.p[:, :-1][~asked.filled] == 0).all() for hop in hops)


def test_without_time_a_story_in_another_order_moves_the_attention_along_and_keeps_the_answer() -> None:
    model = network(replace(PLAIN, temporal=False))
    order = [2, 0, 3, 1]
    logits, hops = model(batch(STORIES[2]))
    moved_logits, moved_hops = model(batch(tuple(STORIES[2][i] for i in order)))

    same(moved_logits, logits)
    for hop, moved in zip(hops, moved_hops, strict=True):
        same(moved.p, hop.p[:, [*order, 4]])


def test_with_time_the_order_matters() -> None:
    model = network(PLAIN)
    logits, _ = model(batch(STORIES[2]))
    turned, _ = model(batch(STORIES[2][::-1]))

    assert not torch.allclose(logits, turned, atol=1e-3)


def _layer_wise(tables: list[Tensor], time: list[Tensor], H: Tensor, like: MemN2N) -> MemN2N:
    """A layer-wise network of the tables B, A, C and T_A, T_C, its nothing slot as `like` has it."""
    made = network(replace(like.config, tying="layer-wise"))
    question, key, value = made.tables.question, made.tables.keys[0], made.tables.values[0]
    with torch.no_grad():
        for place, table in zip((question, key, value), tables, strict=True):
            made.embedding[place] = table
        for place, table in zip((key, value), time, strict=True):
            made.time[place] = table
        made.H.copy_(H)
        made.nothing.copy_(like.nothing)
    return made


def test_one_hop_is_the_same_network_under_both_ties_when_h_is_the_identity() -> None:
    adjacent = network(replace(PLAIN, hops=1))
    (A, C), (T_A, T_C) = adjacent.embedding, adjacent.time

    layer_wise = _layer_wise([A, A, C], [T_A, T_C], torch.eye(5), adjacent)

    same(layer_wise(batch())[0], adjacent(batch())[0])


def test_with_every_table_equal_and_h_the_identity_both_ties_are_the_same_network() -> None:
    adjacent = network(PLAIN)
    with torch.no_grad():
        adjacent.embedding[1:] = adjacent.embedding[0]
        adjacent.time[1:] = adjacent.time[0]
    (E, *_), (T, *_) = adjacent.embedding, adjacent.time

    layer_wise = _layer_wise([E, E, E], [T, T], torch.eye(5), adjacent)

    for hop, other in zip(layer_wise(batch())[1], adjacent(batch())[1], strict=True):
        same(hop.p, other.p)
        same(hop.u_next, other.u_next)


def test_with_h_zero_a_hop_forgets_the_question_but_for_where_it_looked() -> None:
    adjacent = network(PLAIN)
    (A, C, *_), (T_A, T_C, *_) = adjacent.embedding, adjacent.time

    _, hops = _layer_wise([A, A, C], [T_A, T_C], torch.zeros(5, 5), adjacent)(batch())

    for hop in hops:
        same(hop.u_next, hop.o)


@pytest.mark.parametrize("config", CONFIGS, ids=name)
def test_every_weight_that_a_story_uses_learns_and_the_blank_never_does(config: MemN2NConfig) -> None:
    model, asked = network(config), batch()
    logits, _ = model(asked)
    cross_entropy(logits, asked.answer).backward()

    gradients = {key: weights.grad for key, weights in model.named_parameters()}
    assert all(gradient is not None and gradient.isfinite().all() for gradient in gradients.values())
    assert all(table.any() for key in ("embedding", "time") for table in gradients.get(key, ()))  # no table is idle
    assert all(gradients[key].any() for key in ("H", "W", "nothing") if key in gradients)
    assert not gradients["embedding"][:, 0].any()


class _InStep(MemN2N):
    """Waits at the end of every hop until the other thread is there too."""

    step: Barrier

    def _update(self, u: Tensor, o: Tensor) -> Tensor:
        self.step.wait(timeout=30)
        return super()._update(u, o)


def test_two_threads_hop_by_hop_in_one_network_do_not_see_each_other() -> None:
    model, asked = network(PLAIN), data()
    batches = [asked.batch(torch.tensor([b])) for b in (1, 3)]
    before = set(vars(model))
    alone = [model(each) for each in batches]

    model.__class__, model.step = _InStep, Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(model, batches))

    for result, expected in zip(together, alone, strict=True):
        assert torch.equal(result[0], expected[0])
        assert all(_equal(one, other) for one, other in zip(result[1], expected[1], strict=True))
    assert set(vars(model)) - before == {"step"}


def _equal(one: HopOutput, other: HopOutput) -> bool:
    return torch.equal(one.p, other.p) and torch.equal(one.u_next, other.u_next) and torch.equal(one.u, other.u)


def test_a_blank_question_reads_the_memory_by_the_score_of_time_alone() -> None:
    model = network(PLAIN)
    unknown = data(("mary went",)).batch(torch.tensor([0]))
    blank = Batch(**{**vars(unknown), "sentences": torch.zeros_like(unknown.sentences)})

    _, hops = model(blank)

    assert not hops[0].u.any()
    assert not hops[0].scores[:, :-1].any()
