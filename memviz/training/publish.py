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
from memviz.data.card import CHECKPOINTS, Card
from memviz.data.seen import SEEN
from memviz.models import reads_content
from memviz.models.checkpoint import Trained, config_of, kind_of, save
from memviz.simulate.gallery import FIRST, entry
from memviz.tensors.stories import examples
from memviz.training.corpus import Corpus, read_test
from memviz.training.loop import errors_by_task, mean_error
from memviz.training.new_words import measure_new_words
from memviz.training.presets import Preset
from memviz.training.remember import remember
from memviz.training.sweep import Candidate

_FAILED = 5.0  # a task counts as failed above this error in %, as in the paper's tables
_LIBRARIES = ("torch", "numpy", "safetensors")


def publish(
    name: str, preset: Preset, corpus: Corpus, candidates: Sequence[Candidate], data: Path, root: Path = CHECKPOINTS
) -> Card:
    """Write the best candidate (the first) as checkpoint `name`; the test set is read here and nowhere before.

    What the corpus asks is remembered beside the checkpoints.
    """
    best = candidates[0]
    trained = Trained(name, best.network.eval(), corpus.vocab, corpus.answers)
    card = Card(
        name=name,
        model=kind_of(best.network),
        config=config_of(best.network),
        words=corpus.vocab.words,
        answers=corpus.answers,
        data=_data(preset, corpus),
        training=_training(preset, candidates),
        metrics={preset.dataset: measure(trained, data)},
        example={},
        parameters=sum(weights.numel() for weights in best.network.parameters()),
    )
    save(trained, card, root)
    remember(corpus, root / SEEN)
    return publish_example(trained, card, root)


def publish_example(trained: Trained, card: Card, root: Path = CHECKPOINTS) -> Card:
    """Put the gallery's FIRST story on the card, and its whole trace beside it, from which the page draws its first
    picture before torch is there."""
    shown = entry(*FIRST)
    trace = ask(trained, shown.story, shown.question)
    example = {
        "story": [slot.key for slot in shown.story.slots],
        "question": shown.question.text,
        "answer": trace.answer,
        "probability": round(trace.probability, 4),
    }
    described = replace(card, example=example)
    described.write(root / card.name)
    (root / card.name / "example.json").write_text(trace.to_json() + "\n", encoding="utf-8")
    return described


def measure(trained: Trained, data: Path) -> dict[str, Any]:
    """Errors in % on the public test questions: per task, their mean, and how many tasks are above 5 %. Of an open
    vocabulary also those on questions in invented nouns."""
    asked = read_test(data, reads_content(trained.network.config))
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
        "seed": candidates[0].seed,
        "chosen_by": "training error",
        "restarts": [
            {"seed": each.seed, "train_error": round(each.train_error, 3), "valid_error": _rounded(each.valid_error)}
            for each in candidates
        ],
        **dated(),
    }


def dated() -> dict[str, Any]:
    """The date and the versions of what computes, for a card."""
    versions = {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}
    return {"date": datetime.date.today().isoformat(), "versions": versions}


def _rounded(error: float | None) -> float | None:
    return None if error is None else round(error, 3)
