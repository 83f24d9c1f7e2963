"""What `python -m memviz train` and `evaluate` do: a corpus, a sweep with a live bar, a checkpoint."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from memviz.data.babi import data_directory
from memviz.data.card import Card, read_card
from memviz.data.files import check_writable, write_together
from memviz.errors import CheckpointError
from memviz.models.checkpoint import load
from memviz.training.chain.command import ChainPreset
from memviz.training.corpus import read_corpus
from memviz.training.english.command import EnglishPreset
from memviz.training.presets import PRESETS, LookupPreset, Preset, directory_of
from memviz.training.publish import check_place, description, measure, publish, with_example
from memviz.training.sweep import Progress, Sweep

Settings = TypeVar("Settings", Preset, LookupPreset, EnglishPreset, ChainPreset)


def preset(name: str) -> Preset:
    """The settings called `name`. Raises CheckpointError if there are none."""
    try:
        return PRESETS[name]
    except KeyError:
        raise CheckpointError(f"No settings are called “{name}”. Choose --preset: {', '.join(PRESETS)}.") from None


def changed(settings: Settings, changes: Iterable[str]) -> Settings:
    """Settings with changes FIELD=VALUE to the network, its schedule, or the directory of stories it learns from.

    Raises CheckpointError for what is none of them.
    """
    for change in changes:
        field, _, text = change.partition("=")
        if field == "directory" and isinstance(settings, Preset):
            settings = replace(settings, directory=text)
            continue
        part = "config" if hasattr(settings.config, field) else "schedule"
        try:
            value = _like(vars(getattr(settings, part))[field], text)
            settings = replace(settings, **{part: replace(getattr(settings, part), **{field: value})})
        except KeyError:
            raise CheckpointError(
                f"There is no setting “{field}”; the configuration of its network and Schedule list them, and there is "
                "directory."
            ) from None
        except ValueError as error:
            raise CheckpointError(f"“{change}” cannot be: {error}") from None
    return settings


def _like(before: object, text: str) -> object:
    """A typed value of the kind that stood there before. Raises ValueError if it is of another kind."""
    if isinstance(before, str):
        return text
    value = json.loads(text)
    if isinstance(before, float) and type(value) is int:
        return float(value)
    if type(value) is not type(before):
        raise ValueError(f"it takes a value such as {json.dumps(before)}.")
    return value


def train(name: str, settings: Preset, data: str | None, validation: float, seed: int, output: Path, run: Path) -> Card:
    """Train every restart, write the best as checkpoint `name` below `output`, and print how it did."""
    torch.set_num_threads(1)  # small products: a second thread waits more than it works
    check_place(name, output)
    check_writable(run / "progress.json")
    root, console = data_directory(data), Console(highlight=False)
    corpus = read_corpus(root, settings.directory, validation, settings.config.reads_content, settings.placeholders)
    sweep = Sweep(settings, corpus, seed, run)
    console.print(f"{len(corpus.train):,} questions to learn from, {len(corpus.valid):,} held out")
    with _bar(console) as bar:
        task = bar.add_task("", total=settings.restarts * settings.schedule.total, note="")
        candidates = sweep.candidates(lambda progress: _show(bar, task, progress))
    card = publish(name, settings, corpus, candidates, root, output)
    for each in card.training["restarts"]:
        console.print(
            f"seed {each['seed']}: training error {each['train_error']:.2f} %, held out {each['valid_error']}"
        )
    _print_metrics(console, card)
    return card


def evaluate(name: str, data: str | None, checkpoints: Path) -> Card:
    """Measure a checkpoint again; its card and its example are written anew."""
    trained, card, root = load(name, checkpoints), read_card(name, checkpoints), data_directory(data)
    metrics = {dataset: measure(trained, root, directory_of(dataset)) for dataset in card.metrics}
    described, trace = with_example(trained, replace(card, metrics=metrics))
    write_together(description(described, trace, checkpoints))
    _print_metrics(Console(highlight=False), described)
    return described


def _bar(console: Console) -> Bar:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("epochs"))
    return Bar(*columns, TextColumn("{task.fields[note]}"), TimeRemainingColumn(), console=console)


def _show(bar: Bar, task: object, progress: Progress) -> None:
    valid = "" if progress.valid_error is None else f"  held out {progress.valid_error:.1f} %"
    note = f"loss {progress.epoch.loss:.3f}  training error {progress.epoch.train_error:.1f} %{valid}"
    done = (progress.restart - 1) * progress.epochs + progress.epoch.number
    bar.update(
        task,  # type: ignore[arg-type]
        completed=done,
        description=f"restart {progress.restart}/{progress.restarts}",
        note=f"{note}  {progress.rate:,.0f} questions/s",
    )


def _print_metrics(console: Console, card: Card) -> None:
    for dataset, figures in card.metrics.items():
        per_task = "  ".join(f"{task}: {error}" for task, error in figures["errors"].items())
        console.print(f"{card.name} on the {dataset} test: {figures['mean_error']} % mean error,", end=" ")
        console.print(f"{figures['failed']} tasks above 5 %\n{per_task}")
