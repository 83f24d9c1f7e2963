"""How long key hashing searches, and what an index costs, by the number of facts (memviz.facts.hashing)."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.facts import GENRES, facts, questions
from benchmarks.figures import Figure, percentiles
from benchmarks.server import ROOT, BenchmarkError
from memviz.facts.hashing import FactIndex

P95 = {100_000: 5.0, 1_000_000: None, 10_000_000: 20.0}  # ms
MEMORY = {100_000: None, 1_000_000: None, 10_000_000: 1000.0}  # MB
_ASKED = 2000


def measure(quick: bool) -> Iterator[Figure]:
    """Every size in a process of its own, so that its memory is its own; the index is a file that is removed."""
    for size in [100_000] if quick else list(P95):
        found = _measured(size)
        name = f"hashing, {size:,} facts"
        yield from percentiles(name, found["times"], p95=P95[size])
        yield Figure(f"{name}, a genre, p95", percentiles(name, found["genre"])[1].value, "ms")
        yield Figure(f"{name}, build", found["build"], "s")
        yield Figure(f"{name}, index on disk", found["disk"], "MB")
        note = "" if found["memory"] else "skipped: this system has no /proc"
        yield Figure(f"{name}, memory at most", found["memory"], "MB", MEMORY[size], note=note)


def _measured(size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.hashing", str(size)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own code)
    if done.returncode:
        raise BenchmarkError(f"Hashing {size:,} facts failed:\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _measure(size: int) -> dict[str, Any]:
    """Times in ms, seconds, MB (10^6 bytes) of one size, in this process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.sqlite"
        start = time.perf_counter()
        index = FactIndex.build(facts(size), path)
        build = time.perf_counter() - start
        times = [_time(index.retrieve, question) for question in questions(size, _ASKED)]
        genre = [_time(index.retrieve, f"which films are {genre}?") for genre in GENRES * 3]
        found = {"times": times, "genre": genre, "build": build, "disk": path.stat().st_size / 1e6, "memory": _peak()}
        index.close()
    return found


def _time(retrieve: Callable[[str], object], question: str) -> float:
    start = time.perf_counter()
    retrieve(question)
    return 1000 * (time.perf_counter() - start)


def _peak() -> float | None:
    """The most memory (MB) that this process ever had; None where the system has no /proc."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024 / 1e6


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
