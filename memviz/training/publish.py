"""A trained network -> checkpoint: measured on the test set, described on its card, with an example to check it by."""

from __future__ import annotations

import datetime
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from memviz.answer.asking import ask
from memviz.data.babi import TASKS
from memviz.data.card import CARD, CHECKPOINTS, EXAMPLE, Card
from memviz.data.files import check_writable
from memviz.data.seen import SEEN, Seen
from memviz.data.weights import WEIGHTS
from memviz.models import kind_of
from memviz.models.checkpoint import Trained, config_of, save
from memviz.simulate.gallery import FIRST, entry
from memviz.tensors.stories import examples
from memviz.trace import Trace
from memviz.training.corpus import Corpus, read_test
from memviz.training.loop import errors_by_task, mean_error
from memviz.training.new_words import measure_new_words
from memviz.training.presets import Preset
from memviz.training.remember import remembered
from memviz.training.sweep import Candidate

_FAILED = 5.0  # a task counts as failed above this error in %, as in the paper's tables
TIED_W = "W is tied to C, which is ours: in the paper only adjacent tying has W^T = C^K, layer-wise has a W of its own."
_LIBRARIES = ("torch", "numpy", "safetensors")


def publish(
    name: str, preset: Preset, corpus: Corpus, candidates: Sequence[Candidate], data: Path, root: Path = CHECKPOINTS
) -> Card:
    """Write the best candidate (the first) as checkpoint `name`; the test set is read here and nowhere before.

    What the corpus asks is remembered beside the checkpoints. Raises ExportError, and then nothing is replaced.
    """
    best = candidates[0]
    trained = Trained(name, best.network.eval(), corpus.vocab, corpus.answers)
    card = Card(
        name=name,
        model=kind_of(best.network.config),
        config=config_of(best.network),
        words=corpus.vocab.words,
        answers=corpus.answers,
        data=_data(preset, corpus),
        training=_training(preset, candidates),
        metrics={preset.dataset: measure(trained, data, preset.directory)},
        example={},
        parameters=sum(weights.numel() for weights in best.network.parameters()),
    )
    card, trace = with_example(trained, card)
    seen = {root / SEEN: remembered(corpus, root / SEEN)}
    save(trained, card, root, more={**description(card, trace, root), **seen})
    return card


def check_place(name: str, root: Path) -> None:
    """Find out before a long training whether checkpoint `name` can be written. Raises ExportError, and DataError if
    what was seen so far cannot be read."""
    check_writable(*(root / name / each for each in (WEIGHTS, CARD, EXAMPLE)), root / SEEN)
    Seen.read(root / SEEN)


def description(card: Card, trace: Trace, root: Path) -> dict[Path, bytes]:
    """The files that tell of a checkpoint: its card, and the trace of its example, from which the page draws its first
    picture before torch is there."""
    folder = root / card.name
    return {folder / CARD: card.to_json().encode(), folder / EXAMPLE: f"{trace.to_json()}\n".encode()}


def with_example(trained: Trained, card: Card) -> tuple[Card, Trace]:
    """The card with the gallery's FIRST story on it, and the whole trace of that."""
    shown = entry(*FIRST)
    trace = ask(trained, shown.story, shown.question)
    example = {
        "story": [slot.key for slot in shown.story.slots],
        "question": shown.question.text,
        "answer": trace.answer,
        "probability": round(trace.probability, 4),
    }
    return replace(card, example=example), trace


def measure(trained: Trained, data: Path, directory: str = "en") -> dict[str, Any]:
    """Errors in % on a directory's test questions: per task, their mean, and how many tasks are above 5 %. Of an open
    vocabulary also those on questions in invented nouns."""
    asked = read_test(data, directory, trained.network.config.reads_content)
    errors = errors_by_task(
        trained.network, examples(asked, trained.vocab, trained.answers, trained.network.config.memory)
    )
    figures = summed_up(errors)
    return figures | ({"new_words": measure_new_words(trained, asked)} if trained.vocab.placeholders else {})


def summed_up(errors: Mapping[int, float]) -> dict[str, Any]:
    """Errors in % by task, their mean, and how many tasks are above 5 %, as they stand on a card."""
    return {
        "errors": {str(task): round(error, 1) for task, error in sorted(errors.items())},
        "mean_error": round(mean_error(errors), 2),
        "failed": sum(error > _FAILED for error in errors.values()),
    }


def _data(preset: Preset, corpus: Corpus) -> dict[str, Any]:
    described: dict[str, Any] = {"name": preset.dataset, "questions": len(corpus.train), "sha256": corpus.files}
    if corpus.simulated:
        tasks = ", ".join(map(str, corpus.simulated)) if len(corpus.simulated) < len(TASKS) else "1 to 20"
        described["note"] = f"Training questions of tasks {tasks}: told by memviz simulate."
    return described


def _training(preset: Preset, candidates: Sequence[Candidate]) -> dict[str, Any]:
    return {
        "schedule": asdict(preset.schedule),
        **_ours(candidates[0].network.config),
        "seed": candidates[0].seed,
        "chosen_by": "training error",
        "restarts": [
            {"seed": each.seed, "train_error": round(each.train_error, 3), "valid_error": _rounded(each.valid_error)}
            for each in candidates
        ],
        **dated(),
    }


def _ours(config: Any) -> dict[str, str]:
    """What a card says of a network that differs from its paper's."""
    if getattr(config, "tying", "") != "layer-wise" or not config.tie_answer:
        return {}
    return {"note": TIED_W}


def dated() -> dict[str, Any]:
    """The date and the versions of what computes, for a card."""
    versions = {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}
    return {"date": datetime.date.today().isoformat(), "versions": versions}


def _rounded(error: float | None) -> float | None:
    return None if error is None else round(error, 3)
