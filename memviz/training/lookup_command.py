"""What `python -m memviz train kv-open` and `kv-movies` do: questions made of facts, a short training, a checkpoint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from rich.console import Console

from memviz.answer.looking_up import Source, look_up
from memviz.data.card import Card, read_card
from memviz.data.files import write_together
from memviz.data.wikimovies import wikimovies_directory
from memviz.facts.hashing import FactIndex
from memviz.facts.shipped import SOURCES
from memviz.models.checkpoint import Trained, build, config_of, load, save
from memviz.models.kv_memnn import KVMemNN
from memviz.story import Question
from memviz.tensors.retrieved import lookups
from memviz.trace import Trace
from memviz.training import lookup_corpus as corpora
from memviz.training.invented import strange_questions
from memviz.training.lookup import measure, train
from memviz.training.presets import LookupPreset
from memviz.training.publish import check_place, dated, description

FIRST = Question.with_answers("who directed Casablanca?", ("Michael Curtiz",))
_STRANGE = 12_000  # questions in invented words that kv-open learns from
_TEST_SEED = 1_000  # of documents, invented names and wordings to measure on: none that a training begins with


def train_lookup(name: str, settings: LookupPreset, data: str | None, seed: int, output: Path) -> Card:
    """Train one network, write it as checkpoint `name` below `output`, and print how it did."""
    torch.set_num_threads(1)
    check_place(name, output)
    console, public = Console(highlight=False), corpora.Public(wikimovies_directory(data))
    corpus = (corpora.open_corpus if settings.corpus == "open" else corpora.movies_corpus)(public, seed)
    vocab = corpora.vocabulary(corpus)
    strange = list(islice(strange_questions(seed), _STRANGE)) if settings.corpus == "open" else []
    config = settings.config
    found = lookups([*corpus, *strange], vocab, config.dim, config.ids, _MOST_LEARNED)
    console.print(f"{len(found):,} questions to learn from, {len(vocab):,} words")
    torch.manual_seed(seed)
    network = build(config, vocab, ())
    assert isinstance(network, KVMemNN)
    for epoch in train(network, found, settings.schedule, seed):
        console.print(f"epoch {epoch.number}: loss {epoch.loss:.3f}, {epoch.train_error:.1f} % missed")
    if settings.half:
        for weights in network.parameters():
            weights.data = weights.data.half().float()
    trained = Trained(name, network.eval().requires_grad_(False), vocab, ())
    card = Card(
        name=name,
        model="kv-memnn",
        config=config_of(network),
        words=vocab.words,
        answers=(),
        data={"name": "wikimovies", "questions": len(found), "sha256": public.files, "note": _PROTOCOL},
        training={"schedule": asdict(settings.schedule), "seed": seed, **dated()},
        metrics={},
        example={},
        parameters=sum(weights.numel() for weights in network.parameters()),
    )
    card, trace = _described(trained, card, public, console)
    save(trained, card, output, settings.half, description(card, trace, output))
    return card


def evaluate_lookup(name: str, data: str | None, checkpoints: Path) -> Card:
    """Measure a checkpoint again; its card and its example are written anew."""
    public = corpora.Public(wikimovies_directory(data))
    card, trace = _described(load(name, checkpoints), read_card(name, checkpoints), public, Console())
    write_together(description(card, trace, checkpoints))
    return card


_MOST_LEARNED = 100  # memories of a question in training; all are read when it is asked
_PROTOCOL = (
    "The official training questions were not used. Questions were made of the public facts and the ways in which the "
    "dev questions are put, without any pair of name and relation that a dev or test question asks about, and of "
    "memviz's own facts and wordings."
)


def _described(trained: Trained, card: Card, public: corpora.Public, console: Console) -> tuple[Card, Trace]:
    """The card with figures and an example, and the example's trace; the test questions are answered here and nowhere
    before."""
    metrics = {}
    for kind, figures in _measured(trained, public):
        metrics[kind] = figures
        console.print(f"{kind}: {figures['hits_at_1']} % hits@1, F1 of the set {figures['f1']} %")
    trace = look_up(trained, FactIndex.build(SOURCES["movies"].facts), FIRST)
    example = {"source": "movies", "question": FIRST.text, "answer": trace.answer}
    return replace(card, metrics=metrics, example={**example, "probability": round(trace.probability, 4)}), trace


def _measured(trained: Trained, public: corpora.Public) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each measured set and its figures; see `measure`."""
    test = public.questions("test")
    pairs = [public.pair(question) for question in test]
    kinds = [corpora.kind_of(pair) if pair else "other" for pair in pairs]
    figures = _answered(trained, public.index, test, kinds)
    yield "wikimovies-kb", {**figures, "ceiling": corpora.ceiling(public.facts, test, pairs)}
    if figures["ranking"] == "all":
        return
    index, invented = corpora.invented_test(public, _TEST_SEED)
    yield "invented-kb", _answered(trained, index, *zip(*invented, strict=True))
    for kind in corpora.READING:
        yield f"documents, {kind}", _answered(trained, corpora.written(public, kind, _TEST_SEED), test, kinds)
    for name, source in SOURCES.items():
        shelf = corpora.library(source) if source.articles else FactIndex.build(source.facts)
        for held_out in (False, True):
            ways = corpora.ways(source, held_out)
            questions = list(islice(source.questions(_TEST_SEED, ways), 1_000))
            figures = _answered(trained, shelf, questions, [""] * len(questions))
            yield f"{name}, wordings {'held out' if held_out else 'learnt'}", figures


def _answered(trained: Trained, source: Source, questions: Sequence[Question], kinds: Sequence[str]) -> dict[str, Any]:
    """How well the network answers questions put to a source."""
    assert isinstance(trained.network, KVMemNN)
    config = trained.network.config
    found = [(source.retrieve(question.text, config.memory), question.answers) for question in questions]
    data = lookups(found, trained.vocab, config.dim, config.ids, config.memory)
    golds = [set(question.answers) for question in questions]
    return measure(trained.network, data, golds, kinds, source.names())
