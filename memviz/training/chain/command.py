"""What `python -m memviz train kv-chain` does: questions made of facts, a short training, a checkpoint, its figures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from rich.console import Console

from memviz.answer.chain import look_up_chain
from memviz.data.card import Card, read_card
from memviz.data.files import check_writable, write_together
from memviz.data.metaqa import metaqa_directory, read_chained
from memviz.data.wikimovies import wikimovies_directory
from memviz.facts.hashing import FactIndex
from memviz.facts.shipped import SOURCES
from memviz.models.chain_checkpoint import KIND, TrainedChain, as_stored, config_on_card, load_chain, save_chain
from memviz.models.english_checkpoint import load_english
from memviz.models.kv_chain import KVChainConfig
from memviz.story import Question
from memviz.training.chain.corpus import sides
from memviz.training.chain.fit import ChainSchedule
from memviz.training.chain.measure import Asked, measured, measured_in
from memviz.training.chain.mixture import STEPS, Questions
from memviz.training.chain.run import Run
from memviz.training.chain.trials import composed_trials, own_worlds, strange_trials
from memviz.training.lookup_corpus import Public, ways
from memviz.training.publish import check_place, dated, description

NAME = KIND
FIRST = Question.with_answers(  # what the page asks first
    "which films did the director of Vertigo make?",
    ("Notorious", "Rear Window", "North by Northwest", "Psycho", "The Birds"),
)
_READER = "memn2n-english"  # whose word vectors serve here
_TEST_SEED = 1_000
_OF_DEV = 500  # dev questions of each number of steps
_PROTOCOL = (
    "The official training questions were not used. Questions were made of the public facts and three quarters of the "
    "ways in which the dev questions are put, without any pair of name and type that a dev or test question has, and "
    "of memviz's own facts, phrases and invented worlds."
)


@dataclass(frozen=True)
class ChainPreset:
    """A network and its schedule.

    lenience: what the learned cosine, under which no key fits, is multiplied by after training: of the wordings that
    are learned from none is strange, and it would have every other be the right relation's own. Chosen, with the
    network's `gone`, on wordings and relations held out.
    """

    config: KVChainConfig
    schedule: ChainSchedule
    lenience: float = 0.7


PRESET = ChainPreset(KVChainConfig(), ChainSchedule())


def questions_in(data: str | None) -> Questions:
    """The public questions and facts. Raises DataError if they are not there."""
    return Questions(Public(wikimovies_directory(data)), metaqa_directory(data))


def train_chain(name: str, settings: ChainPreset, data: str | None, seed: int, output: Path, folder: Path) -> Card:
    """Train, or go on with the run in `folder`; write checkpoint `name` below `output`, and measure it on dev."""
    torch.set_num_threads(1)
    check_place(name, output)
    check_writable(folder / "progress.json")
    console, questions, reader = Console(highlight=False), questions_in(data), load_english(_READER)
    meaning = reader.network.encoder.meaning.weight.detach()
    run = Run(settings.config, settings.schedule, questions, reader.pieces, meaning, seed)
    console.print(f"{len(run.corpus):,} questions to learn from, {run.network.config.learned:,} learned words")
    for learned in run.epochs(folder):
        console.print(f"epoch {learned.number}: loss {learned.loss:.4f}, {learned.missed:.2f} % of hops astray")
    run.network.missing.data *= settings.lenience
    network = as_stored(run.network).eval().requires_grad_(False)
    trained = TrainedChain(name, network, reader.pieces)
    card = Card(
        name=name,
        model=KIND,
        config=config_on_card(network),
        words=reader.pieces.table,
        answers=(),
        data={"name": "metaqa", "questions": len(run.corpus), "sha256": _files(questions), "note": _PROTOCOL},
        training={"schedule": asdict(settings.schedule), "seed": seed, **dated()},
        metrics={},
        example={},
        parameters=sum(weights.numel() for weights in network.parameters()),
    )
    save_chain(network, card, output)  # measuring takes longer than training
    card, trace = _described(trained, card, questions, console, test=False)
    write_together(description(card, trace, output))
    return card


def evaluate_chain(name: str, data: str | None, checkpoints: Path, test: bool = True) -> Card:
    """Measure a checkpoint, on the public test questions too; its card and its example are written anew."""
    torch.set_num_threads(1)
    trained, card = load_chain(name, checkpoints), read_card(name, checkpoints)
    card, trace = _described(trained, card, questions_in(data), Console(highlight=False), test)
    write_together(description(card, trace, checkpoints))
    return card


def _files(questions: Questions) -> dict[str, str]:
    """The sha256 of every file that was read to learn from."""
    paths = [questions.metaqa / f"{steps}-hop-dev.txt" for steps in STEPS]
    return questions.public.files | {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _described(
    trained: TrainedChain, card: Card, questions: Questions, console: Console, test: bool
) -> tuple[Card, Any]:
    metrics = dict(card.metrics)
    for kind, figures in _measured(trained, questions, test):
        metrics[kind] = figures
        console.print(
            f"{kind}: {figures['hits_at_1']} % hits@1, F1 {figures['f1']} %, said {figures.get('said', '-')}, "
            f"over-said {figures['over_said']} %, AUC {figures.get('auc', '-')}, p95 {figures['p95_ms']} ms"
        )
    trace = look_up_chain(trained, FactIndex.build(SOURCES["movies"].facts), FIRST)
    example = {"source": "movies", "question": FIRST.text, "answer": trace.answer}
    return replace(card, metrics=metrics, example={**example, "probability": round(trace.probability, 4)}), trace


def _measured(trained: TrainedChain, questions: Questions, test: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each measured set and its figures."""
    index = questions.public.index
    for steps in STEPS:
        for held_out in (True, False):
            every = questions.dev(steps, held_out)
            dev = every[:: max(1, len(every) // _OF_DEV)]
            asked = [Asked(each.text, each.answers, each.kind) for each in dev]
            yield (
                f"metaqa-{steps} dev, wordings {'held out' if held_out else 'learnt'}",
                measured(trained, index, asked),
            )
    if test:
        for steps in STEPS:
            asked = [
                Asked(each.text, each.answers, each.kind) for each in read_chained(questions.metaqa, steps, "test")
            ]
            yield f"metaqa-{steps}", measured(trained, index, asked)
        public = [Asked(each.text, each.answers, "") for each in questions.public.questions("test")]
        yield "wikimovies-kb", measured(trained, index, public)
    yield from _own(trained)
    for plain in (True, False):
        worlds = own_worlds(_TEST_SEED, 100, plain)
        figures = measured_in(trained, ((FactIndex.build(facts), asked) for facts, asked in worlds))
        yield f"own facts, relations never seen, {'their own' if plain else 'other'} words", figures


def _own(trained: TrainedChain) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sources that ship."""
    for name in ("movies", "countries"):
        source = SOURCES[name]
        shelf = FactIndex.build(source.facts)
        for held_out in (False, True):
            told = islice(source.questions(_TEST_SEED, ways(source, held_out)), 1_000)
            asked = [Asked(each.text, each.answers, "1 step") for each in told]
            for steps in (2, 3):
                asked += composed_trials(source.facts, sides(held_out), steps, 200, _TEST_SEED + steps)
            yield f"{name}, wordings {'held out' if held_out else 'learnt'}", measured(trained, shelf, asked)
        yield f"{name}, not among the facts", measured(trained, shelf, strange_trials(source, 300, _TEST_SEED))
