"""A training run that can stop at any time and go on later."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from memviz.errors import CheckpointError
from memviz.models.memn2n_english import EnglishNetwork
from memviz.models.remembered import Known, encoded
from memviz.tensors.english import EnglishBatch
from memviz.tensors.goals import Goals
from memviz.tensors.pieces import Pieces
from memviz.training.english.items import Mixture
from memviz.training.english.loss import Losses, losses
from memviz.training.english.schedule import EnglishSchedule
from memviz.training.english.told import Lesson, lessons

STATE = "state.safetensors"
_REMEMBERED = 200_000  # sentences


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
        self._known: Known = {}

    def rounds(self) -> Iterator[Round]:
        """Train in place, yielding after every round that is left. Each has stories and chance of its own, made of
        seed and round: a resumed run is the same run."""
        while self.done < self.schedule.rounds:
            yield self._round()

    def _round(self) -> Round:
        seed = f"{self.seed} {self.done}"
        torch.manual_seed(random.Random(seed).randrange(2**31))
        told = lessons(seed, self.schedule, self.mixture, self.pieces, self.network.config)
        first = self.done * self.schedule.steps
        totals = torch.zeros(3, device=self.network.device)
        for step, lesson in enumerate(islice(told, self.schedule.steps)):
            totals += self._step(lesson, first + step)
        self.done += 1
        answers, facts, questions = totals.tolist()
        return Round(self.done, answers / questions, facts / questions, int(questions))

    def _step(self, lesson: Lesson, step: int) -> Tensor:
        """Learn from one batch; the sums of its losses, and how many questions it has (3,)."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.schedule.rate * self.schedule.share(step)
        found = self._losses(lesson.numbers.to(self.network.device), lesson.right.to(self.network.device))
        self.optimizer.zero_grad(set_to_none=True)
        found.total.backward()
        torch.nn.utils.clip_grad_norm_(self.learned.values(), self.schedule.clip)
        self.optimizer.step()
        kept = min(self.schedule.average, (step + 1) / (step + 10))  # the first weights are soon forgotten
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.values()), list(self.learned.values()), 1 - kept)
        return torch.stack([found.answers.sum(), found.facts.sum(), found.count]).detach()

    def _losses(self, numbers: EnglishBatch, right: Goals) -> Losses:
        self.network.train()
        with torch.autocast("cpu", torch.bfloat16):  # small products on a card wait for their casts
            x = self._encoded(numbers)
            m = self.network.written(x, numbers)
            hops = self.network.reading(m, self.network.words.asked(x, numbers), numbers)
            response = self.network.response(m, hops[-1].u_next, numbers)
        return losses(response, hops, right)

    @torch.no_grad()
    def _encoded(self, numbers: EnglishBatch) -> Tensor:
        """What the frozen I says of a batch's sentences. Where stories come again, each is read once; a graphics card
        reads them sooner than it finds them."""
        if self.network.device.type == "cuda":
            read: Tensor = self.network.encoder(numbers.rows)
            return read
        return encoded(
            self.network.encoder, [each for row in numbers.rows for each in row.sentences], self._known, _REMEMBERED
        )

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
