"""How long trained networks take to answer, with everything that a picture needs (memviz.answer.anyone.ask)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeVar

from benchmarks.figures import Figure, percentiles
from memviz.answer.asking import ask
from memviz.answer.english import ask_english
from memviz.answer.whatif import influence
from memviz.data.card import EVERYDAY
from memviz.errors import CheckpointError
from memviz.models.checkpoint import load
from memviz.models.english_checkpoint import TrainedEnglish, load_english
from memviz.simulate import everyday
from memviz.simulate.gallery import entry
from memviz.story import Slot, Story

MODEL = "memn2n-3hop"
TARGETS = {10: None, 50: 3.0, 500: None}  # ms, by sentences told; beyond the memory's 50 the reading still costs
_TWENTY = 20
_EVERYDAY_TARGETS = {"ask, 20 everyday sentences": 15.0, "ask, 20 everyday sentences, one new": 40.0}  # ms
_Asked = TypeVar("_Asked")
INFLUENCE = "influence"  # of each of 50 sentences
_INFLUENCE_TARGET = 20.0  # ms


def measure(quick: bool) -> Iterator[Figure]:
    """Stories of 10, 50 and 500 sentences, with as many torch threads as the app has."""
    try:
        trained = load(MODEL)
    except CheckpointError as error:
        for sentences, target in TARGETS.items():
            for tail in ("p50", "p95"):
                yield Figure(f"{_name(sentences)}, {tail}", None, "ms", target, note=f"skipped: {error}")
        for tail in ("p50", "p95"):
            yield Figure(f"{INFLUENCE}, {tail}", None, "ms", _INFLUENCE_TARGET, note=f"skipped: {error}")
        return
    repeats = 30 if quick else 300
    yield from _everyday(repeats)
    for sentences, target in TARGETS.items():
        times = _times(ask, trained, _story(sentences), repeats)
        yield from percentiles(_name(sentences), times, target, target)
    yield from percentiles(
        INFLUENCE, _times(influence, trained, _story(50), repeats), _INFLUENCE_TARGET, _INFLUENCE_TARGET
    )


def _everyday(repeats: int) -> Iterator[Figure]:
    """memn2n-english asked about 20 sentences that it has read, and about one more that it has not."""
    try:
        trained = load_english(EVERYDAY)
    except CheckpointError as error:
        for name in _EVERYDAY_TARGETS:
            yield Figure(f"{name}, p50", None, "ms", _EVERYDAY_TARGETS[name], note=f"skipped: {error}")
        return
    told = next(each for each in everyday.stories("benchmark") if len(each.slots) >= _TWENTY).slots[: _TWENTY - 1]
    numbers = count()

    def warm(network: TrainedEnglish, story: Story, question: str) -> None:
        ask_english(network, story, question)

    def new(network: TrainedEnglish, story: Story, question: str) -> None:
        changed = Slot.sentence(f"Number {next(numbers)} was on the ticket.")
        ask_english(network, Story((*story.slots[:-1], changed)), question)

    story = Story((*told, Slot.sentence("It rained all day.")))
    for (name, target), what in zip(_EVERYDAY_TARGETS.items(), (warm, new), strict=True):
        yield from percentiles(name, _times(what, trained, story, repeats), target)


def _name(sentences: int) -> str:
    return f"ask, {sentences} sentences"


def _story(length: int) -> Story:
    """A story of `length` different sentences, as far as there are so many: equal ones are encoded once."""
    texts = dict.fromkeys(slot.key for number in range(1, 100) for slot in entry(3, number).story.slots)
    some = list(texts)
    return Story(tuple(Slot.sentence(some[i % len(some)]) for i in range(length)))


def _times(what: Callable[[_Asked, Story, str], object], trained: _Asked, story: Story, repeats: int) -> list[float]:
    """Milliseconds a question, after ten that do not count. Each is asked in a new thread, as Streamlit runs every
    click in one: torch's own threads cost something else there than in the main thread."""
    times: list[float] = []

    def timed() -> None:
        start = time.perf_counter()
        what(trained, story, "Where is Mary?")
        times.append(1000 * (time.perf_counter() - start))

    for _ in range(10 + repeats):
        thread = threading.Thread(target=timed)
        thread.start()
        thread.join()
    return times[10:]
