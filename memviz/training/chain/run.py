"""A training of kv-chain that can stop after any epoch and go on later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from safetensors.torch import save as to_bytes

from memviz.data.files import write_together
from memviz.models.chain_words import reduced
from memviz.models.kv_chain import KVChain, KVChainConfig
from memviz.tensors.chained import Words
from memviz.tensors.pieces import Pieces
from memviz.training.chain.examples import Corpus
from memviz.training.chain.fit import ChainSchedule, Learned, epoch
from memviz.training.chain.kinship import kin
from memviz.training.chain.mixture import Questions

_STATE, _NOTE = "state.safetensors", "progress.json"


class Run:
    """A network, what it learns from, and how far it is. The same seed gives the same corpus and the same run."""

    def __init__(
        self,
        config: KVChainConfig,
        schedule: ChainSchedule,
        questions: Questions,
        pieces: Pieces,
        meaning: torch.Tensor,
        seed: int,
    ) -> None:
        """meaning: vectors of the pieces in a network that reads everyday English."""
        self.schedule, self.seed, self.done = schedule, seed, 0
        self.corpus = Corpus(Words(pieces, config.letters), config.hops)
        for example in questions.train(seed, schedule.scale):
            self.corpus.add(example)
        relatives = kin(pieces, meaning, seed) if schedule.kindred else {}
        common = self.corpus.common(schedule.least)
        for example in questions.strange(seed, relatives, schedule.kindred, schedule.scale):
            self.corpus.add(example)
        torch.manual_seed(seed)
        self.network = KVChain(replace(config, pieces=len(pieces.table), learned=len(common)))
        self.network.meaning[:] = reduced(meaning, config.meaning)
        self.network.row[torch.tensor(common)] = torch.arange(1, len(common) + 1)
        self.optimizer = torch.optim.Adam(self.network.parameters(), lr=schedule.rate)

    def epochs(self, folder: Path) -> Iterator[Learned]:
        """Train in place, yielding after every epoch that is left, each of which is kept in `folder`."""
        self._take_up(folder)
        while self.done < self.schedule.epochs:
            learned = epoch(self.network, self.corpus, self.optimizer, self.schedule, self.seed, self.done + 1)
            self.done += 1
            self._keep(folder)
            yield learned

    def _identity(self) -> str:
        return json.dumps([asdict(self.network.config), asdict(self.schedule), self.seed, len(self.corpus)])

    def _keep(self, folder: Path) -> None:
        state = {f"network.{name}": each for name, each in self.network.state_dict().items()}
        for i, each in self.optimizer.state_dict()["state"].items():
            state |= {f"optimizer.{i}.{name}": value for name, value in each.items()}
        note = json.dumps({"identity": self._identity(), "done": self.done})
        files = {folder / _STATE: to_bytes({name: each.contiguous() for name, each in state.items()})}
        write_together({**files, folder / _NOTE: note.encode()})

    def _take_up(self, folder: Path) -> None:
        """Go on where an earlier run with the same settings stopped, if there is one that can be read."""
        try:
            note = json.loads((folder / _NOTE).read_text("utf-8"))
            state = load_file(folder / _STATE)
        except (OSError, SafetensorError, ValueError):
            return
        if note.get("identity") != self._identity():
            return
        network = {name.removeprefix("network."): each for name, each in state.items() if name.startswith("network.")}
        self.network.load_state_dict(network)
        moments: dict[int, dict[str, torch.Tensor]] = {}
        for name, each in state.items():
            if name.startswith("optimizer."):
                _, i, field = name.split(".")
                moments.setdefault(int(i), {})[field] = each
        self.optimizer.load_state_dict({**self.optimizer.state_dict(), "state": moments})
        self.done = int(note["done"])
