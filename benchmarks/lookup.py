"""The networks that look facts up: how long a question takes, and how long they are trained."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch

from benchmarks.figures import Figure, percentiles
from memviz.answer.looking_up import look_up
from memviz.data.card import names
from memviz.data.wikimovies import WikiMovies, wikimovies_directory
from memviz.errors import DataError
from memviz.facts.hashing import FactIndex
from memviz.facts.shipped import SOURCES
from memviz.models.checkpoint import build, load
from memviz.models.kv_memnn import KVMemNN
from memviz.tensors.retrieved import lookups
from memviz.training.lookup import train
from memviz.training.lookup_corpus import Public, movies_corpus, open_corpus, vocabulary
from memviz.training.presets import LOOKUPS

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"  # data kept beside the repository
_CORPORA = {"kv-movies": movies_corpus, "kv-open": open_corpus}
_QUICK = 5_000  # questions


def measure(quick: bool) -> Iterator[Figure]:
    """Asking the films that ship, then training, which needs the public facts."""
    for name in sorted(set(LOOKUPS) & set(names())):
        yield from percentiles(f"{name}, looking up", list(_asked(name, 50 if quick else 500)))
    yield from _trained(quick)


def _asked(name: str, times: int) -> Iterator[float]:
    """How long a question takes, key hashing and the trace with it, in ms."""
    trained, source = load(name), FactIndex.build(SOURCES["movies"].facts)
    questions = SOURCES["movies"].questions(seed=1)
    for i, question in enumerate(islice(questions, times + 20)):
        start = time.perf_counter()
        look_up(trained, source, question)
        if i >= 20:
            yield 1000 * (time.perf_counter() - start)


def _trained(quick: bool) -> Iterator[Figure]:
    """CPU seconds of one thread, for each network; `quick` learns from a part of the questions."""
    try:
        place = _data()
    except DataError as error:
        reason = f"skipped: {str(error).split('. ')[0]}"
        yield from (Figure(f"training {name}", None, "CPU s", note=reason) for name in LOOKUPS)
        return
    torch.set_num_threads(1)
    for name, settings in LOOKUPS.items():
        start = time.process_time()
        corpus = list(islice(_CORPORA[name](Public(place), 1), _QUICK if quick else None))
        vocab, config = vocabulary(corpus), settings.config
        data = lookups(corpus, vocab, config.dim, config.ids, 100)
        made = time.process_time()
        yield Figure(f"training {name}, making its questions", round(made - start, 1), "CPU s")
        network = build(config, vocab, ())
        assert isinstance(network, KVMemNN)
        next(train(network, data, settings.schedule, seed=0))
        epoch = f"training {name}, one of {settings.schedule.epochs} epochs"
        yield Figure(epoch, round(time.process_time() - made, 1), "CPU s")


def _data() -> WikiMovies:
    """Where WikiMovies lies: where memviz itself looks, else beside the repository. Raises DataError."""
    try:
        return wikimovies_directory()
    except DataError:
        if not _BESIDE.is_dir():
            raise
        return wikimovies_directory(str(_BESIDE))
