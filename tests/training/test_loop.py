"""The training loop: plain SGD on the summed loss, reproducible to the last bit, resumed or not."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from memviz.models.checkpoint import build
from memviz.models.memn2n import MemN2N
from memviz.tensors.batch import Batch
from memviz.tensors.stories import Examples
from memviz.training.corpus import Corpus
from memviz.training.loop import Schedule, errors_by_task, mean_error, train

from .conftest import PRESET

SCHEDULE = PRESET.schedule


@pytest.fixture
def network(corpus: Corpus) -> MemN2N:
    torch.manual_seed(1)
    return build(PRESET.config, corpus.vocab, corpus.answers)


def fresh(corpus: Corpus) -> MemN2N:
    torch.manual_seed(1)
    return build(PRESET.config, corpus.vocab, corpus.answers)


def flat(network: nn.Module) -> Tensor:
    return torch.cat([weights.detach().flatten() for weights in network.parameters()])


def trained(network: MemN2N, data: Examples, schedule: Schedule, seed: int = 1, done: int = 0) -> Tensor:
    """Every weight of the network after training, in one row."""
    for _ in train(network, data, schedule, seed, done):
        pass
    return flat(network)


def test_it_learns(network: MemN2N, data: Examples) -> None:
    epochs = list(train(network, data, replace(SCHEDULE, epochs=20, rate=0.05, halve_every=20), seed=1))

    assert [epoch.number for epoch in epochs] == list(range(1, 23))
    assert epochs[0].loss == pytest.approx(math.log(3), rel=0.05), "three answers, and none preferred yet"
    assert epochs[-1].loss < epochs[0].loss / 2
    assert epochs[-1].train_error < 10 < epochs[0].train_error


def test_the_same_seed_gives_the_same_weights_and_another_one_others(corpus: Corpus, data: Examples) -> None:
    once, again, other = (trained(fresh(corpus), data, SCHEDULE, seed) for seed in (1, 1, 2))

    assert torch.equal(once, again)
    assert not torch.equal(once, other)


@pytest.mark.parametrize("done", [1, 2, 3])
def test_a_resumed_run_is_the_same_run(corpus: Corpus, data: Examples, done: int) -> None:
    stopped = fresh(corpus)
    run = train(stopped, data, SCHEDULE, seed=1)
    for _ in range(done):
        next(run)
    resumed = fresh(corpus)
    resumed.load_state_dict(stopped.state_dict())
    torch.manual_seed(99)  # the state of torch's own generator is not part of a run

    assert torch.equal(trained(resumed, data, SCHEDULE, done=done), trained(fresh(corpus), data, SCHEDULE))


def test_a_step_is_the_rate_times_the_gradient_of_the_summed_loss(network: MemN2N, data: Examples) -> None:
    before = flat(network)
    batch = data.batch(torch.arange(len(data)))
    logits, _ = network(batch)
    loss = cross_entropy(logits, batch.answer, reduction="sum")
    gradient = torch.cat([each.flatten() for each in torch.autograd.grad(loss, list(network.parameters()))])

    one_step = Schedule(linear_epochs=0, epochs=1, rate=0.003, batch=len(data), clip=1e9, noise=False)

    torch.testing.assert_close(trained(network, data, one_step), before - 0.003 * gradient, rtol=1e-4, atol=1e-6)


def test_every_step_is_at_most_the_rate_times_the_clip_and_the_rate_is_halved(corpus: Corpus, data: Examples) -> None:
    network = fresh(corpus).double()
    schedule = Schedule(2, 0.005, epochs=5, rate=0.01, halve_every=2, batch=len(data), clip=0.1)
    places = [flat(network)]
    places += [flat(network) for _ in train(network, data, schedule, seed=1)]

    steps = [float((after - before).norm()) for before, after in itertools.pairwise(places)]

    rates = [0.005, 0.005, 0.01, 0.01, 0.005, 0.005, 0.0025]
    assert [schedule.rate_at(epoch) for epoch in range(schedule.total)] == rates
    assert steps == pytest.approx([rate * 0.1 for rate in rates], rel=1e-4)


def test_the_softmax_is_out_of_the_memory_in_the_linear_start_alone(network: MemN2N, data: Examples) -> None:
    seen: list[bool] = []
    network.register_forward_pre_hook(lambda _, __, options: seen.append(options["linear"]), with_kwargs=True)

    for _ in train(network, data, replace(SCHEDULE, linear_epochs=1, epochs=2, batch=len(data)), seed=1):
        pass

    assert seen == [True, False, False]


def test_every_question_is_seen_once_an_epoch_in_another_order(
    network: MemN2N, data: Examples, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Tensor] = []
    batch = Examples.batch
    monkeypatch.setattr(Examples, "batch", lambda self, rows, noise: seen.append(rows) or batch(self, rows, noise))

    trained(network, data, Schedule(linear_epochs=0, epochs=2, batch=len(data)))

    assert [sorted(rows.tolist()) for rows in seen] == [list(range(len(data)))] * 2
    assert not torch.equal(seen[0], seen[1])


def test_noise_can_be_left_out(corpus: Corpus, data: Examples) -> None:
    with_noise, without = (trained(fresh(corpus), data, replace(SCHEDULE, noise=noise)) for noise in (True, False))

    assert not torch.equal(with_noise, without)


def test_an_error_of_exactly_a_twentieth_is_not_above_five_percent(data: Examples) -> None:
    answer = torch.tensor([1] + [0] * 19)
    few = replace(data, task=torch.ones(20, dtype=torch.long), question=data.question[:20], answer=answer)

    assert errors_by_task(_SaysTheFirst(), few) == {1: 5.0}


class _SaysTheFirst(nn.Module):
    """Answers number 0 to everything."""

    def forward(self, batch: Batch, linear: bool) -> tuple[Tensor, None]:
        return torch.eye(3)[torch.zeros(len(batch.answer), dtype=torch.long)], None


def test_errors_are_counted_task_by_task_and_every_task_counts_the_same(data: Examples) -> None:
    task = torch.tensor([3] * 8 + [5] * (len(data) - 8))
    answer = torch.tensor([0] * 6 + [1] * 2 + [2] * (len(data) - 8))

    errors = errors_by_task(_SaysTheFirst(), replace(data, task=task, answer=answer))

    assert errors == {3: 25.0, 5: 100.0}
    assert mean_error(errors) == 62.5
