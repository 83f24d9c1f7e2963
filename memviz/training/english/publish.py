"""A finished run -> a checkpoint with its card."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import torch

from memviz.answer.english import ask_english
from memviz.data.card import CARD, Card
from memviz.data.files import write_together
from memviz.models.english_checkpoint import KIND, TrainedEnglish, card_config, load_english, save_english
from memviz.simulate import everyday
from memviz.story.example import EXAMPLE
from memviz.tensors.english import ANSWERS
from memviz.training.corpus import read_test
from memviz.training.english.measure import Asked, figures, outcomes, threshold
from memviz.training.english.run import Run
from memviz.training.publish import description

_HELD_SEED, _CHOOSING_SEED = "held out", "held out, to choose by"  # training has numbers
_STORIES, _CHOSEN_ON = 300, 150
_RULE = (
    "The probability that best parts right answers from wrong ones on held-out everyday stories that are not those "
    "of the figures: at least so probable are as many right ones as can be, less are as many wrong ones as can be."
)


def publish(name: str, run: Run, trained_layers: int, temperature: float, root: Path) -> Card:
    """Write a checkpoint of the run's average weights, without figures."""
    with run.averaged() as network:
        card = Card(
            name=name,
            model=KIND,
            config=card_config(network.config),
            words=run.pieces.table,
            answers=ANSWERS,
            data={
                "name": "everyday",
                "note": "Everyday stories, sketches and the twenty tasks, told by memviz simulate. I begins as "
                "the lower layers of all-MiniLM-L6-v2 (Apache-2.0).",
                "mixture": asdict(run.mixture),
                "sha256": {},
            },
            training={
                "schedule": asdict(run.schedule),
                "seed": run.seed,
                "rounds": run.done,
                "temperature": temperature,
                "date": datetime.now(UTC).date().isoformat(),
                "versions": {"python": platform.python_version(), "torch": torch.__version__},
            },
            metrics={},
            example={},
            parameters=sum(each.numel() for each in network.parameters()),
        )
        save_english(network, card, trained_layers, root)
    return card


def measured(card: Card, data: Path | None, root: Path, questions: int | None = None) -> Card:
    """The card with its figures: held-out everyday stories, and the test questions of bAbI (at most so many a task)
    where there are any, else as they were. Above the card's threshold answers are given, below it the network is not
    sure; it is chosen on other held-out stories than those that are measured."""
    chosen = threshold(outcomes(load_english(card.name, root), held_out(_CHOSEN_ON, _CHOOSING_SEED)))
    training = {**card.training, "threshold": chosen, "threshold_rule": _RULE}
    write_together({root / card.name / CARD: replace(card, training=training).to_json().encode()})
    trained = load_english(card.name, root)
    metrics = {**card.metrics, "everyday": figures(outcomes(trained, held_out(_STORIES, _HELD_SEED)), chosen)}
    if data:
        metrics["babi-1k"] = _babi(trained, data, questions)
    trace = ask_english(trained, EXAMPLE, EXAMPLE.questions[0])
    example = {
        "story": [slot.key for slot in EXAMPLE.slots],
        "question": trace.question.text,
        "answer": trace.answer,
        "probability": round(trace.probability, 4),
    }
    described = replace(card, training=training, metrics=metrics, example=example)
    write_together(description(described, trace, root))
    return described


def held_out(stories: int, seed: str) -> Iterator[Asked]:
    """Questions about stories with verbs, nouns, names and patterns that training never shows, with their kinds."""
    for tale in islice(everyday.with_kinds(seed, held_out=True), stories):
        for question, kind in zip(tale.story.questions, tale.kinds, strict=True):
            yield Asked(tale.story, question, kind)


def _babi(trained: TrainedEnglish, data: Path, questions: int | None) -> dict[str, Any]:
    errors: dict[str, float] = {}
    asked = read_test(data)
    for task in sorted({task for _, _, task in asked}):
        own = [Asked(story, question, str(task)) for story, question, number in asked if number == task][:questions]
        wrong = [not each.right for each in outcomes(trained, own)]
        errors[str(task)] = round(100 * sum(wrong) / len(wrong), 1)
    mean = sum(errors.values()) / len(errors)
    return {"errors": errors, "mean_error": round(mean, 2), "failed": sum(error > 5 for error in errors.values())}
