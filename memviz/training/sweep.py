"""Restarts: the same network from several seeds, the best by training error kept (Sukhbaatar et al. 2015, 4.2).

Every epoch is written to a run directory, so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from memviz.models import Network
from memviz.models.checkpoint import build
from memviz.tensors.stories import Examples
from memviz.training.corpus import Corpus
from memviz.training.loop import Epoch, errors_by_task, mean_error, train
from memviz.training.placeholders import Disguise
from memviz.training.presets import Preset


@dataclass(frozen=True)
class Progress:
    """Where a sweep is: restart from 1 of `restarts`, the epoch, validation error in % (None: nothing held out),
    questions per second of this process's CPU time."""

    restart: int
    restarts: int
    epoch: Epoch
    epochs: int
    valid_error: float | None
    rate: float


@dataclass(frozen=True)
class Candidate:
    """A finished restart: its seed, its training error in % (mean over tasks, without noise), its network."""

    seed: int
    train_error: float
    valid_error: float | None
    network: Network


@dataclass(frozen=True)
class Sweep:
    """A preset over a corpus, from seed, seed + 1, ...; `run` is the directory that keeps its state."""

    preset: Preset
    corpus: Corpus
    seed: int
    run: Path

    def candidates(self, report: Callable[[Progress], None]) -> list[Candidate]:
        """Train every restart, best first. Ctrl-C ends it with the restarts finished so far, or, if there is none,
        with the unfinished one as it stands."""
        memory = self.preset.config.memory
        data = self.corpus.tensors(self.corpus.train, memory)
        held = self.corpus.tensors(self.corpus.valid, memory) if self.corpus.valid else None
        finished: list[Candidate] = []
        for restart in range(1, self.preset.restarts + 1):
            network, seed = self._network(restart)
            try:
                for progress in self._restart(network, seed, restart, data, held):
                    report(progress)
                finished.append(_measured(network, seed, data, held))
            except KeyboardInterrupt:
                if not finished:
                    finished.append(_measured(network, seed, data, held))
                break
        return sorted(finished, key=lambda candidate: candidate.train_error)

    def _network(self, restart: int) -> tuple[Network, int]:
        seed = self.seed + restart - 1
        torch.manual_seed(seed)
        return build(self.preset.config, self.corpus.vocab, self.corpus.answers), seed

    def _restart(
        self, network: Network, seed: int, restart: int, data: Examples, held: Examples | None
    ) -> Iterator[Progress]:
        schedule = self.preset.schedule
        state = _State(self.run / f"seed-{seed}", self._identity())
        start, done = time.process_time(), state.resume(network)
        first = done
        disguise = Disguise.of(self.corpus.vocab, self.corpus.answers)
        for epoch in train(network, data, schedule, seed, done, disguise):
            state.keep(network, epoch.number)
            rate = (epoch.number - first) * len(data) / max(time.process_time() - start, 1e-9)
            linear = epoch.number <= schedule.linear_epochs
            valid = mean_error(errors_by_task(network, held, linear)) if held else None
            yield Progress(restart, self.preset.restarts, epoch, schedule.total, valid, rate)

    def _identity(self) -> str:
        """What must be the same for a stopped run to go on; how many restarts there are does not matter to one."""
        settings = str(replace(self.preset, restarts=1))
        return json.dumps([settings, self.corpus.files, len(self.corpus.train)], sort_keys=True)


@dataclass(frozen=True)
class _State:
    """The weights after the last finished epoch and how many epochs that is; the note is never half-written."""

    folder: Path
    identity: str

    def resume(self, network: Network) -> int:
        """Take up the state of an earlier run with the same settings; returns the epochs done, 0 if there is none or
        it cannot be read."""
        try:
            progress = json.loads((self.folder / "progress.json").read_text(encoding="utf-8"))
            if progress["identity"] != self.identity:
                return 0
            network.load_state_dict(load_file(self.folder / f"epoch-{progress['epoch']}.safetensors"))
            return int(progress["epoch"])
        except (FileNotFoundError, SafetensorError, ValueError, KeyError, TypeError):
            return 0

    def keep(self, network: Network, epoch: int) -> None:
        """Write weights first, then the note that points at them, then drop every older weights."""
        self.folder.mkdir(parents=True, exist_ok=True)
        weights = self.folder / f"epoch-{epoch}.safetensors"
        save_file(network.state_dict(), weights)
        note = self.folder / "progress.new"
        note.write_text(json.dumps({"identity": self.identity, "epoch": epoch}), encoding="utf-8")
        note.replace(self.folder / "progress.json")
        for older in set(self.folder.glob("epoch-*.safetensors")) - {weights}:
            older.unlink()


def _measured(network: Network, seed: int, data: Examples, held: Examples | None) -> Candidate:
    valid = mean_error(errors_by_task(network, held)) if held else None
    return Candidate(seed, mean_error(errors_by_task(network, data)), valid, network)
