"""How many questions a second the network learns from, as `python -m memviz train` does it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from benchmarks.figures import Figure
from memviz.data.babi import data_directory
from memviz.errors import DataError
from memviz.models.checkpoint import build
from memviz.models.memn2n import MemN2NConfig
from memviz.training.corpus import read_corpus
from memviz.training.loop import Schedule, train

NAME = "training, per second of CPU time"
TARGET = 6000
_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "babi"  # data kept beside the repository


def measure(quick: bool) -> Iterator[Figure]:
    """All 20 tasks of 1k together, 3 hops, d = 50, memory 50, batches of 32, softmax and noise on, one thread."""
    try:
        root = _data()
    except DataError as error:
        yield Figure(NAME, None, "questions/s", TARGET, "higher", f"skipped: {str(error).split('. ')[0]}")
        return
    with _one_thread():
        rates = list(_rates(root, windows=1 if quick else 4))
    yield Figure(NAME, max(rates), "questions/s", TARGET, "higher")


def _data() -> Path:
    """Where bAbI lies: where memviz itself looks, else beside the repository. Raises DataError."""
    try:
        return data_directory()
    except DataError:
        if not _BESIDE.is_dir():
            raise
        return data_directory(str(_BESIDE))


def _rates(root: Path, windows: int) -> Iterator[float]:
    """Questions per second of CPU time, one epoch a window. The first epoch warms up; the best window counts, because
    whatever else the machine does can only slow one down."""
    corpus = read_corpus(root, "en", validation=0.1)
    config = MemN2NConfig(hops=3, dim=50, memory=50)
    torch.manual_seed(0)
    data = corpus.tensors(corpus.train, config.memory)
    epochs = train(build(config, corpus.vocab, corpus.answers), data, Schedule(linear_epochs=0, batch=32), seed=0)
    next(epochs)
    for _ in range(windows):
        start = time.process_time()
        next(epochs)
        yield len(data) / (time.process_time() - start)


@contextmanager
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)
