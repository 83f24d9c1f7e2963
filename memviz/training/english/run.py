"""A training run that can stop at any time and go on later."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from memviz.errors import CheckpointError
from memviz.models.memn2n_english import EnglishNetwork
from memviz.models.remembered import Known, encoded
from memviz.tensors.english import Asked, collate
from memviz.tensors.goals import goals
from memviz.tensors.pieces import Pieces
from memviz.training.english.batches import shuffled
from memviz.training.english.items import Item, Mixture, items
from memviz.training.english.loss import Losses, losses

STATE = "state.safetensors"
_REMEMBERED = 200_000  # sentences


@dataclass(frozen=True)
class EnglishSchedule:
    """Rounds of so many steps of batches with so many pieces.

    again      rounds with the same stories in another order: telling and reading them costs most
    rate       rises over the `warm` first steps, is constant, and falls to zero over the last share `fall`
    stretched  share of the memories whose ages are drawn with gaps
    average    of the weights that are published: the share of the step before
    """

    rounds: int = 300
    again: int = 4
    steps: int = 250
    budget: int = 1300
    rate: float = 1e-3
    warm: int = 100
    fall: float = 0.3
    stretched: float = 0.5
    average: float = 0.998
    clip: float = 1.0

    def share(self, step: int) -> float:
        """Of the full rate, at a step from 0."""
        left = (self.rounds * self.steps - step) / (self.rounds * self.steps * self.fall)
        return min(1.0, (step + 1) / self.warm, max(left, 0.0))


@dataclass(frozen=True)
class Round:
    """What one round did: its number from 1, mean losses of answers and facts, and questions that were learned from."""

    number: int
    answers: float
    facts: float
    questions: int


class Run:
    """A network in training, its optimiser, and the moving average of its weights, which is what is published."""

    def __init__(
        self, network: EnglishNetwork, pieces: Pieces, schedule: EnglishSchedule, mixture: Mixture, seed: int
    ) -> None:
        self.network, self.pieces, self.schedule, self.mixture, self.seed = network, pieces, schedule, mixture, seed
        self.learned = {name: each for name, each in network.named_parameters() if each.requires_grad}
        self.average = {name: each.detach().clone() for name, each in self.learned.items()}
        self.optimizer = _optimizer(self.learned, schedule)
        self.done = 0
        self._group = -1
        self._items: list[Item] = []
        self._known: Known = {}

    def rounds(self) -> Iterator[Round]:
        """Train in place, yielding after every round that is left. Each has stories and chance of its own, made of
        seed and round: a resumed run is the same run."""
        while self.done < self.schedule.rounds:
            yield self._round()

    def _round(self) -> Round:
        group, seed = self.done // self.schedule.again, f"{self.seed} {self.done}"
        if group != self._group:
            self._group, self._items, self._known = group, self._tell(f"{self.seed} {group}"), {}
        number = random.Random(seed).randrange(2**31)
        chance = np.random.default_rng(number)
        torch.manual_seed(number)
        batches = shuffled(self._items, self.schedule.budget, seed)
        first = self.done * self.schedule.steps
        totals = np.zeros(3)
        for step in range(self.schedule.steps):
            totals += self._step(batches[step % len(batches)], chance, first + step)
        self.done += 1
        return Round(self.done, float(totals[0] / totals[2]), float(totals[1] / totals[2]), int(totals[2]))

    def _tell(self, seed: str) -> list[Item]:
        """Stories enough for a round."""
        config = self.network.config
        source = items(seed, self.mixture, self.pieces, config.encoder.longest, config.span)
        found: list[Item] = []
        size = 0
        while size < self.schedule.steps * self.schedule.budget:
            found.append(next(source))
            size += found[-1].size
        return found

    def _step(self, batch: Sequence[Item], chance: np.random.Generator, step: int) -> tuple[float, float, float]:
        """Learn from one batch; the sums of its losses, and how many questions it has."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.schedule.rate * self.schedule.share(step)
        found = self._losses(batch, chance)
        self.optimizer.zero_grad(set_to_none=True)
        found.total.backward()
        torch.nn.utils.clip_grad_norm_(self.learned.values(), self.schedule.clip)
        self.optimizer.step()
        kept = min(self.schedule.average, (step + 1) / (step + 10))  # the first weights are soon forgotten
        for name, each in self.learned.items():
            self.average[name].lerp_(each.detach(), 1 - kept)
        return float(found.answers.detach().sum()), float(found.facts.detach().sum()), float(found.count)

    def _losses(self, batch: Sequence[Item], chance: np.random.Generator) -> Losses:
        device = self.network.device
        asked = [item.asked for item in batch]
        numbers = collate(asked, chance, self.schedule.stretched).to(device)
        right = goals([item.goals for item in batch], [each.sentences for each in asked]).to(device)
        self.network.train()
        with torch.autocast(device.type, torch.bfloat16):
            x = self._encoded(asked)
            m = self.network.written(x, numbers)
            hops = self.network.reading(m, self.network.words.asked(x, numbers), numbers)
            response = self.network.response(m, hops[-1].u_next, numbers)
        return losses(response, hops, right)

    @torch.no_grad()
    def _encoded(self, asked: Sequence[Asked]) -> Tensor:
        """What the frozen I says of a batch's sentences; within a group of rounds each is read once."""
        sentences = [each for item in asked for each in (*item.sentences, *item.questions)]
        return encoded(self.network.encoder, sentences, self._known, _REMEMBERED)

    @contextmanager
    def averaged(self) -> Iterator[EnglishNetwork]:
        """The network with the average of its weights, to be asked and not trained."""
        kept = {name: each.detach().clone() for name, each in self.learned.items()}
        self._fill(self.average)
        yield self.network.eval()
        self._fill(kept)

    def save(self, folder: Path) -> None:
        """Write the run as it stands; a run that is cut off while it writes keeps what it had."""
        tensors = {f"now.{name}": each.detach() for name, each in self.learned.items()}
        tensors |= {f"average.{name}": each for name, each in self.average.items()}
        for i, state in self.optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer.{i}.{key}": each for key, each in state.items()}
        folder.mkdir(parents=True, exist_ok=True)
        save_file({key: each.contiguous() for key, each in tensors.items()}, folder / "new", {"done": str(self.done)})
        (folder / "new").replace(folder / STATE)

    def load(self, folder: Path) -> bool:
        """Go on where a saved run stopped; whether there was one. Raises CheckpointError if it is of another
        network."""
        if not (folder / STATE).exists():
            return False
        with safe_open(folder / STATE, "pt") as file:
            saved = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 - no mapping
            done = int(file.metadata()["done"])
        try:
            self._fill({name: saved[f"now.{name}"] for name in self.learned})
            self.average = {name: saved[f"average.{name}"].to(self.network.device) for name in self.learned}
        except (KeyError, RuntimeError) as error:
            text = f"{folder / STATE} is of another network ({error}). Name another directory, or delete it."
            raise CheckpointError(text) from error
        self._fill_optimizer(saved)
        self.done = done
        return True

    def _fill(self, weights: Mapping[str, Tensor]) -> None:
        with torch.no_grad():
            for name, each in self.learned.items():
                each.copy_(weights[name])

    def _fill_optimizer(self, saved: Mapping[str, Tensor]) -> None:
        state: dict[int, dict[str, Tensor]] = {}
        for key, each in saved.items():
            part, _, rest = key.partition(".")
            if part == "optimizer":
                number, _, name = rest.partition(".")
                state.setdefault(int(number), {})[name] = each
        self.optimizer.load_state_dict({**self.optimizer.state_dict(), "state": state})


def _optimizer(learned: Mapping[str, nn.Parameter], schedule: EnglishSchedule) -> torch.optim.AdamW:
    return torch.optim.AdamW(learned.values(), lr=schedule.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
