"""How long an answer takes to become a file, and how large the file is (memviz.picture)."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

from benchmarks.figures import Figure
from memviz.answer.asking import ask
from memviz.errors import CheckpointError
from memviz.models.checkpoint import load
from memviz.picture.exports import EXPORTS, TALKS, Export, Slide
from memviz.simulate.gallery import entry
from memviz.trace import Trace

MODEL = "memn2n-3hop"
STORIES = 20
SENTENCES = 40  # at least, of the story that is exported alone
_MOST_HTML = 1500.0  # KB


def measure(quick: bool) -> Iterator[Figure]:
    """One long story in every format, then a talk of twenty stories of all tasks."""
    try:
        trained = load(MODEL)
    except CheckpointError as error:
        yield Figure("export", None, "ms", note=f"skipped: {error}")
        return
    long = next(each for number in count(1) if len((each := entry(3, 100 * number)).story.slots) >= SENTENCES)
    trace = ask(trained, long.story, long.question)
    for kind in EXPORTS.values():
        yield from _figures(f"export {kind.extension}", kind, trace, 3 if quick else 20)
    talk = [Slide("", _answer(trained, task)) for task in range(1, STORIES + 1)]
    for form in TALKS.values():
        yield from _figures(f"talk of {STORIES}, {form.extension}", form, talk, 3 if quick else 20)


def _answer(trained: Any, task: int) -> Trace:
    shown = entry(task, 100)
    return ask(trained, shown.story, shown.question)


def _figures(name: str, kind: Export[Any], what: Any, repeats: int) -> Iterator[Figure]:
    """The median time after one run that finds fonts and imports, and the size."""
    size = len(kind.write(what)) / 1000
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        kind.write(what)
        times.append(1000 * (time.perf_counter() - start))
    yield Figure(f"{name}, p50", statistics.median(times), "ms")
    yield Figure(f"{name}, size", size, "KB", _MOST_HTML if kind.extension == "html" else None)
