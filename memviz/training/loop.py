"""One training run: plain SGD with linear start, as in Sukhbaatar et al. 2015, section 4.2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from memviz.models import Network
from memviz.tensors.batch import UNSEEN
from memviz.tensors.stories import Examples
from memviz.training.placeholders import Disguise


@dataclass(frozen=True)
class Schedule:
    """Epochs and rates; the defaults are the paper's for all tasks together on 1k.

    Loss is summed over the batch, so the rate is per question. linear_epochs is the linear start: the softmax is out
    of the memory until then (the paper stops it by validation loss, its authors' joint configuration after 30).
    """

    linear_epochs: int = 30
    linear_rate: float = 0.005
    epochs: int = 60
    rate: float = 0.01
    halve_every: int = 15
    batch: int = 32
    clip: float = 40.0
    noise: bool = True

    @property
    def total(self) -> int:
        """All epochs, the linear ones counted."""
        return self.linear_epochs + self.epochs

    def rate_at(self, epoch: int) -> float:
        """Learning rate of an epoch, from 0."""
        if epoch < self.linear_epochs:
            return self.linear_rate
        return self.rate * 0.5 ** ((epoch - self.linear_epochs) // self.halve_every)


@dataclass(frozen=True)
class Epoch:
    """What one epoch did: its number from 1, mean loss a question, training error in % while learning."""

    number: int
    loss: float
    train_error: float


def train(
    model: Network, data: Examples, schedule: Schedule, seed: int, done: int = 0, disguise: Disguise | None = None
) -> Iterator[Epoch]:
    """Train in place, yielding after every epoch; `done` epochs are skipped, so that a stopped run can be resumed.

    With a `disguise`, nouns are hidden in five questions of six. Each epoch has a random generator of its own, made
    of seed and epoch: a resumed run is the same run.
    """
    optimizer = torch.optim.SGD(model.parameters(), lr=schedule.rate)
    for epoch in range(done, schedule.total):
        optimizer.param_groups[0]["lr"] = schedule.rate_at(epoch)
        generator = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
        loss = wrong = 0.0
        for rows in torch.randperm(len(data), generator=generator).split(schedule.batch):
            batch = data.batch(rows, noise=generator if schedule.noise else None)
            if disguise:
                batch = disguise.worn(batch, data.task[rows], generator)
            logits, _ = model(batch, linear=epoch < schedule.linear_epochs)
            batch_loss = cross_entropy(logits, batch.answer, reduction="sum", ignore_index=UNSEEN)
            optimizer.zero_grad()
            batch_loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), schedule.clip)
            optimizer.step()
            loss += batch_loss.item()
            wrong += (logits.argmax(1) != batch.answer).sum().item()
        yield Epoch(epoch + 1, loss / len(data), 100 * wrong / len(data))


@torch.no_grad()
def errors_by_task(model: Network, data: Examples, linear: bool = False) -> dict[int, float]:
    """Error in % for each task."""
    wrong = _wrong(model, data, linear)
    asked = {int(task): wrong[data.task == task] for task in data.task.unique()}
    return {task: 100 * int(each.sum()) / len(each) for task, each in asked.items()}  # 5 % is 5.0, not 5.0000001


def mean_error(errors: Mapping[int, float]) -> float:
    """Mean of the tasks' errors: every task counts the same, however many questions it has."""
    return sum(errors.values()) / len(errors)


def _wrong(model: Network, data: Examples, linear: bool) -> Tensor:
    rows = torch.arange(len(data)).split(256)
    batches = (data.batch(part) for part in rows)
    return torch.cat([model(batch, linear)[0].argmax(1) != batch.answer for batch in batches])
