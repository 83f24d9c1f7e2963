"""What `python -m memviz train memn2n-english` does: rounds with a live bar, and a checkpoint."""

from __future__ import annotations

from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from memviz.data.card import CHECKPOINTS
from memviz.errors import CheckpointError
from memviz.models.english_checkpoint import load_english
from memviz.models.memn2n_english import EnglishConfig, EnglishNetwork
from memviz.models.quantised import quantised, restored
from memviz.models.word_encoder import EncoderConfig
from memviz.tensors.pieces import Pieces
from memviz.training.english.minilm import from_minilm
from memviz.training.english.publish import measured, publish
from memviz.training.english.run import EnglishSchedule, Run
from memviz.training.english.told import Mixture

NAME = "memn2n-english"
_SAVED_EVERY = 5  # rounds
TEMPERATURE = 1.0


def train_english(
    name: str, folder: Path, output: Path, device: str, data: Path | None, minilm: Path | None, seed: int
) -> None:
    """Train, or go on with the run in `folder`, and write the checkpoint `name` below `output`.

    I begins as the lower layers of the MiniLM in `minilm`, or, where none is named, as those of the shipped checkpoint.
    Raises CheckpointError if neither is there or the run is of another network.
    """
    torch.set_num_threads(1) if device == "cpu" else None
    console = Console(highlight=False)
    network, pieces = fresh(minilm)
    run = Run(network.to(device), pieces, EnglishSchedule(), Mixture(), seed)
    if run.load(folder):
        console.print(f"Going on after round {run.done}.")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("rounds"))
    with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("", total=run.schedule.rounds, completed=run.done)
        for each in run.rounds():
            bar.update(task, completed=each.number, description=f"loss {each.answers:.2f}, facts {each.facts:.2f}")
            if each.number % _SAVED_EVERY == 0 or each.number == run.schedule.rounds:
                run.save(folder)
    card = measured(publish(name, run, 0, TEMPERATURE, output), data, output)
    console.print_json(data=card.metrics)


def fresh(minilm: Path | None) -> tuple[EnglishNetwork, Pieces]:
    """A network whose I has learned and whose rest has not; I is not trained any further."""
    if minilm:
        config = EncoderConfig(pieces=0)
        weights, table = from_minilm(minilm, config)
        network = EnglishNetwork(EnglishConfig(EncoderConfig(pieces=len(table))))
        network.encoder.load_state_dict(restored(quantised(weights, lambda _: 4)))  # as it will be stored
        pieces = Pieces(table)
    else:
        if not (CHECKPOINTS / NAME).exists():
            raise CheckpointError("There is nothing to begin with. Name the folder of an all-MiniLM-L6-v2: --minilm.")
        shipped = load_english(NAME)
        network = EnglishNetwork(shipped.network.config)
        network.encoder.load_state_dict(shipped.network.encoder.state_dict())
        pieces = shipped.pieces
    network.encoder.requires_grad_(False)
    return network, pieces
