"""`python -m benchmarks [SUITE] ...`: measure, print a table, write benchmarks/results.json."""

from __future__ import annotations

import argparse
import os
from importlib import import_module

from rich.console import Console

from benchmarks.figures import Figure, merged, read, table, write

SUITES = {
    "train": "questions learned in a second",
    "ask": "a question put to a trained network",
    "lookup": "a question put to facts, and training for it",
    "hashing": "a question put to an index of facts",
    "limits": "the most of every text that is taken in",
    "export": "an answer and a talk as files",
    "start": "from nothing to the first picture",
    "page": "a visit: load, clicks, bytes, memory",
    "ratio": "start, load, clicks and hops, beside a bare page of Streamlit",
}


def main() -> None:
    """Run the suites named on the command line, all of them if none is."""
    described = "\n".join(f"  {name:9}{what}" for name, what in SUITES.items())
    parser = argparse.ArgumentParser(
        "python -m benchmarks", epilog=described, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suites", nargs="*", metavar="SUITE", help="what to measure (default: everything)")
    parser.add_argument("--quick", action="store_true", help="few repetitions, and results.json stays as it is")
    options = parser.parse_args()
    if unknown := set(options.suites) - set(SUITES):
        parser.error(f"no suite is called {', '.join(sorted(unknown))}; choose from {', '.join(SUITES)}")
    console = Console()
    if busy := _busy():
        console.print(f"[yellow]{busy}[/]")
    console.print(table(measure(options.suites or list(SUITES), options.quick)))


def _busy() -> str:
    """A warning if something else is at work: everything but the training is measured by the clock on the wall."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return f"This machine is busy (load {load:.1f}, {cores} cores): times will come out too long." if load > 0.5 else ""


def measure(suites: list[str], quick: bool) -> list[Figure]:
    """Measured figures in order. They are written after every suite, so that a long run loses nothing."""
    measured: list[Figure] = []
    console = Console(stderr=True)
    for name in suites:
        with console.status(f"{name}: {SUITES[name]}"):
            measured.extend(import_module(f"benchmarks.{name}").measure(quick))
        if not quick:
            write(merged(read(), measured))
    if set(suites) == set(SUITES) and not quick:  # what no suite measures any more goes
        earlier, names = read(), [figure.name for figure in measured]
        write({name: earlier[name] for name in names if name in earlier})
    return measured


if __name__ == "__main__":
    main()
