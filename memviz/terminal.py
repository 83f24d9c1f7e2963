"""What the command line prints: a trace, and the table of networks."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from memviz.card import Card
from memviz.retrieval import Hashing
from memviz.trace import Trace


def print_trace(trace: Trace) -> None:
    """The answer, then every slot with its attention in every hop."""
    hops = [f"hop {k}" for k in range(1, len(trace.hops) + 1)]
    lanes = trace.hashing is not None
    table = Table("", *(("key", "value") if lanes else ("memory",)), *hops)
    for i, slot in enumerate(trace.slots):
        nothing = trace.has_nothing and i == len(trace.slots) - 1
        number = "" if nothing else str(trace.forgotten + i + 1)
        texts = (slot.key, slot.value) if lanes else (slot.key,)
        table.add_row(number, *texts, *(f"{p:.3f}" for p in trace.attention()[:, i]))
    leaders = (trace.ranked(k)[0] for k in range(len(trace.hops)))
    answers = [f"{answer} {probability:.0%}" for answer, probability in leaders]
    table.add_section()
    table.add_row("", *([""] * lanes), "if it stopped here", *answers)
    console = _console()
    console.print(Text.assemble((trace.answer, "bold"), f"  {trace.probability:.1%}"))
    if trace.hashing:
        if others := trace.answer_set[1:]:
            console.print(f"and, at least half as probable: {', '.join(others)}")
        _print_hashing(console, trace.hashing)
    console.print(table)
    if trace.unknown:
        console.print(f"Unknown words, read as blanks: {', '.join(trace.unknown)}")
    if trace.forgotten:
        console.print(f"The memory holds {trace.sentences} sentences: the first {trace.forgotten} are beyond it.")


def _print_hashing(console: Console, hashing: Hashing) -> None:
    names = ", ".join(dict.fromkeys(link.name for link in hashing.links)) or "no name"
    words = f" and the words {', '.join(hashing.words)}" if hashing.words else ""
    kept = f", {hashing.kept:,} of them kept" if hashing.kept < hashing.found else ""
    console.print(f"Found by {names}{words}: {hashing.found:,} of {hashing.total:,} memories{kept}.")


def _console() -> Console:
    """Prints a person's text as it stands, “[b]” and “:smile:” too; wide enough for a story when piped into a file."""
    return Console(markup=False, emoji=False, highlight=False, width=None if sys.stdout.isatty() else 120)


def print_models(cards: Iterable[Card]) -> None:
    """A row for every set that a network was measured on."""
    table = Table("model", "network", "hops", "tying", "parameters", "data", "figure")
    for card in cards:
        for data, figures in card.metrics.items():
            hops, tying = str(card.config.get("hops", "")), card.config.get("tying", "")
            table.add_row(card.name, card.model, hops, tying, f"{card.parameters:,}", data, _figure(figures))
    _console().print(table)


def _figure(figures: dict[str, Any]) -> str:
    """The one figure of a measured set: the error over tasks of stories, hits@1 where facts are looked up."""
    if "errors" in figures:
        return f"{figures['mean_error']:.1f} % error, {figures['failed']} tasks above 5 %"
    return f"{figures['hits_at_1']:.2f} % hits@1"
