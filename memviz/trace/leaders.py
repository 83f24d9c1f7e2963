"""Which answers a picture of all hops names."""

from __future__ import annotations

from memviz.trace import Trace

_SHOWN = 5  # as many as can be told apart at a glance


def leaders(trace: Trace) -> list[str]:
    """The answers to name, the most probable after the last hop first: those that lead after any hop, and others up to
    `_SHOWN`. So no hop's own answer goes among those that are summed up."""
    final = [answer for answer, _ in trace.ranked()]
    ahead = {trace.ranked(k)[0][0] for k in range(len(trace.hops))}
    rest = [answer for answer in final if answer not in ahead][: max(0, _SHOWN - len(ahead))]
    return [answer for answer in final if answer in ahead or answer in rest]
