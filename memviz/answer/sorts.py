"""Which words name people, places and times: what can answer “who”, “where” and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from memviz.simulate.everyday.lexicon import blocks
from memviz.tensors.pieces import split
from memviz.tensors.sentences import stem

TIMES = frozenset(
    """night morning afternoon evening noon midnight day week weekend month year yesterday today tonight tomorrow hour
    minute monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december spring summer autumn winter christmas easter birthday clock last long
    breakfast lunch dinner supper early late later once twice time""".split()  # noqa: SIM905
)


@cache
def people() -> frozenset[str]:
    """Stems of first names, surnames, titles, trades, roles and kin, without those that are cities, too."""
    found = {*_stems("names", blocks("names")), *_stems("people", blocks("people"))}
    return frozenset(found - _stems("places", ("city in", "country in")))


@cache
def places() -> frozenset[str]:
    """Stems of the last words of places, such as “kitchen” of “royal kitchen”, without those of people."""
    return frozenset(_stems("places", blocks("places"), last=True) - people())


def _stems(name: str, heads: Iterable[str], last: bool = False) -> set[str]:
    found = blocks(name)
    entries = [entry for head in heads for line in found.get(head, ()) for entry in line.split(",")]
    words = [[word.text for word in split(entry)] for entry in entries]
    return {stem(word) for each in words if each for word in (each[-1:] if last else each)} - {""}
