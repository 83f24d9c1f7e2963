"""What the command line prints of a chain: each hop with what it hashed by, what it read, and which words told it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from memviz.trace import Trace
from memviz.trace.chaining import Step

_SHOWN = 5  # names in a line
_HEEDED = 0.15  # attention from which a word is named


def print_chain(console: Console, trace: Trace) -> None:
    """The set that is answered, and a line for every hop that looked at anything."""
    chain = trace.chain
    assert chain is not None
    if chain.outcome != "set" or len(chain.names) > 1:
        listed = listing(chain.names, 20) or "no name"
        console.print(f"{len(chain.names)} names: {listed}  ({chain.sure:.0%} sure)")
    for k, step in enumerate(chain.steps):
        if step.slots or step.names:
            console.print(Text.assemble((f"hop {k + 1}  ", "bold"), _told(trace, k, step)))


def _told(trace: Trace, k: int, step: Step) -> str:
    assert trace.chain is not None
    heard = [f"“{token}”" for token, p in zip(trace.chain.tokens, step.words, strict=True) if p >= _HEEDED]
    names = listing(step.names, _SHOWN) + (f" ({step.cut} more are cut)" if step.cut else "")
    kept = f", {len(step.slots):,} of them kept" if len(step.slots) < step.found else ""
    said = f"{names}: {step.found:,} memories{kept}; heeds {', '.join(heard)}"
    if step.read:
        return f"{said} → {listing(step.read, _SHOWN)}"
    nothing = float(trace.hops[k].attention[-1])
    why = "it has finished" if step.finished >= 0.5 and k else "no fact fits"
    return f"{said} → nothing, {nothing:.0%}: {why}"


def listing(names: Sequence[str], most: int) -> str:
    """The first of some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
