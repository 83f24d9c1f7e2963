"""What a run learns from, batch after batch, told by processes of their own where there are some."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
import torch.multiprocessing
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from memviz.models.memn2n_english import EnglishConfig
from memviz.tensors.english import EnglishBatch, collate
from memviz.tensors.goals import Goals, goals
from memviz.tensors.pieces import Pieces
from memviz.training.english.batches import shuffled
from memviz.training.english.items import Item, Mixture, items
from memviz.training.english.schedule import EnglishSchedule

_AHEAD = 48  # batches whose stories are told at a time


@dataclass(frozen=True)
class Lesson:
    """A batch and its goals."""

    numbers: EnglishBatch
    right: Goals


def lessons(
    seed: str, schedule: EnglishSchedule, mixture: Mixture, pieces: Pieces, config: EnglishConfig
) -> Iterator[Lesson]:
    """Lessons without end; the same seed and number of processes give the same ones."""
    if schedule.workers:
        torch.multiprocessing.set_sharing_strategy(
            "file_system"
        )  # a batch has more tensors than a process may have files
    return iter(
        DataLoader(_Told(seed, schedule, mixture, pieces, config), batch_size=None, num_workers=schedule.workers)
    )


class _Told(IterableDataset[Lesson]):
    """Lessons told in one process, each process with stories of its own."""

    def __init__(
        self, seed: str, schedule: EnglishSchedule, mixture: Mixture, pieces: Pieces, config: EnglishConfig
    ) -> None:
        self.seed, self.schedule, self.mixture, self.pieces, self.config = seed, schedule, mixture, pieces, config

    def __iter__(self) -> Iterator[Lesson]:
        process = get_worker_info()
        seed = f"{self.seed} {process.id if process else 0}"
        chance = np.random.default_rng(random.Random(seed).randrange(2**31))
        source = items(seed, self.mixture, self.pieces, self.config.encoder.longest, self.config.span)
        for turn in count():
            stories = self._told(source)
            for again in range(self.schedule.again):
                for batch in shuffled(stories, self.schedule.budget, f"{seed} {turn} {again}"):
                    yield self._lesson(batch, chance)

    def _told(self, source: Iterator[Item]) -> list[Item]:
        found: list[Item] = []
        size = 0
        while size < _AHEAD * self.schedule.budget:
            found.append(next(source))
            size += found[-1].size
        return found

    def _lesson(self, batch: list[Item], chance: np.random.Generator) -> Lesson:
        asked = [item.asked for item in batch]
        right = goals([item.goals for item in batch], [each.sentences for each in asked])
        return Lesson(collate(asked, chance, self.schedule.stretched), right)
