"""What `python -m memviz train memn2n-english` does: rounds with a live bar, and a checkpoint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from memviz.data.babi import data_directory
from memviz.data.card import CARD, CHECKPOINTS, PEOPLE, read_card
from memviz.data.files import write_together
from memviz.errors import CheckpointError
from memviz.models.english_checkpoint import KIND, load_english
from memviz.models.memn2n_english import EnglishConfig, EnglishNetwork
from memviz.models.quantised import quantised, restored
from memviz.models.word_encoder import EncoderConfig
from memviz.tensors.pieces import Pieces
from memviz.training.english.items import Mixture
from memviz.training.english.measure import figures, outcomes, stories_of
from memviz.training.english.minilm import from_minilm
from memviz.training.english.publish import measured, publish
from memviz.training.english.run import Run
from memviz.training.english.schedule import EnglishSchedule

NAME = KIND
_SAVED_EVERY = 5  # rounds


@dataclass(frozen=True)
class EnglishPreset:
    """A network and its schedule; temperature: what its answers are softened by, chosen on stories of people."""

    config: EnglishConfig
    schedule: EnglishSchedule
    temperature: float = 2.0


PRESET = EnglishPreset(EnglishConfig(EncoderConfig(pieces=0)), EnglishSchedule())


def train_english(
    name: str,
    settings: EnglishPreset,
    folder: Path,
    output: Path,
    device: str,
    data: str | None,
    minilm: Path | None,
    seed: int,
) -> None:
    """Train, or go on with the run in `folder`, and write the checkpoint `name` below `output`.

    I begins as the lower layers of the MiniLM in `minilm`, or, where none is named, as that of the shipped checkpoint.
    Raises CheckpointError if neither is there or the run is of another network, and DataError without bAbI's test.
    """
    torch.set_num_threads(1)  # small products: a second thread waits more than it works
    torch.set_float32_matmul_precision("high")  # of a graphics card
    root, console = data_directory(data), Console(highlight=False)
    network, pieces = fresh(settings.config, minilm)
    run = Run(network.to(device), pieces, settings.schedule, Mixture(), seed)
    if run.load(folder):
        console.print(f"Going on after round {run.done}.")
    _train(run, folder, console)
    network.to("cpu")
    card = measured(publish(name, run, 0, settings.temperature, output), root, output)
    console.print_json(data=card.metrics)


def _train(run: Run, folder: Path, console: Console) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("rounds"))
    with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("", total=run.schedule.rounds, completed=run.done)
        for each in run.rounds():
            bar.update(task, completed=each.number, description=f"loss {each.answers:.2f}, facts {each.facts:.2f}")
            if each.number % _SAVED_EVERY == 0 or each.number == run.schedule.rounds:
                run.save(folder)


def evaluate_english(name: str, data: str | None, checkpoints: Path, stories: Path | None = None) -> None:
    """Measure a checkpoint again; its card is written anew, with the figures on a file of people's stories if there is
    one.

    Raises DataError if the test files of bAbI or the stories cannot be read.
    """
    torch.set_num_threads(1)
    asked = list(stories_of(stories)) if stories else []
    card = measured(read_card(name, checkpoints), data_directory(data), checkpoints)
    if asked:
        trained = load_english(name, checkpoints)
        people = figures(outcomes(trained, asked), trained.threshold)
        card = replace(card, metrics={**card.metrics, PEOPLE: people})
        write_together({checkpoints / name / CARD: card.to_json().encode()})
    Console(highlight=False).print_json(data=card.metrics)


def fresh(config: EnglishConfig, minilm: Path | None) -> tuple[EnglishNetwork, Pieces]:
    """A network whose I has learned and whose rest has not; I is not trained any further."""
    if minilm:
        weights, table = from_minilm(minilm, config.encoder)
        network = EnglishNetwork(replace(config, encoder=replace(config.encoder, pieces=len(table))))
        network.encoder.load_state_dict(restored(quantised(weights, lambda _: 4)))  # as it will be stored
        pieces = Pieces(table)
    else:
        if not (CHECKPOINTS / NAME).exists():
            raise CheckpointError("There is nothing to begin with. Name the folder of an all-MiniLM-L6-v2: --minilm.")
        shipped = load_english(NAME)
        network = EnglishNetwork(replace(config, encoder=shipped.network.config.encoder))
        network.encoder.load_state_dict(shipped.network.encoder.state_dict())
        pieces = shipped.pieces
    network.encoder.requires_grad_(False)
    return network, pieces
