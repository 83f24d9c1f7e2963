"""A chain at a glance: columns of names, and what leads from one to the next. Plain JSON, for board and picture."""

from __future__ import annotations

from typing import Any

from memviz.trace import Trace
from memviz.trace.chaining import Chain

SHOWN = 6  # names in a column; the others are one more
_NAMED = 2  # relations that are named between two columns
_HEEDED = 0.1  # of a hop's weight, from which a relation is named, and of its words, from which a word is


def chain_data(trace: Trace) -> dict[str, Any]:
    """What the overview needs of a chain.

    outcome        as in Chain;  names  the set that is answered
    tokens         the question's words and names
    steps[h]       own (its slots), words (attention over the tokens)
    end            the last hop that read something: the answer is known from there on
    columns[c]     {names, more}: the question's names, then what each hop read; as many as were reached
    gaps[c]        {relations, links: [from, to, weight]} between two columns; `more` is the name behind the others
    """
    chain = trace.chain
    assert chain is not None
    columns = _columns(chain)
    return {
        "outcome": chain.outcome,
        "names": list(chain.names),
        "tokens": list(chain.tokens),
        "steps": [
            {"own": list(step.slots), "words": [round(p, 3) for p in step.words]} for step in chain.steps
        ],
        "end": max(0, len(columns) - 2),
        "columns": [{"names": each[:SHOWN], "more": max(0, len(each) - SHOWN)} for each in columns],
        "gaps": [_gap(trace, h, columns[h], columns[h + 1]) for h in range(len(columns) - 1)],
    }  # fmt: skip


def _columns(chain: Chain) -> list[list[str]]:
    columns = [list(chain.steps[0].names)]
    for step in chain.steps:
        if not step.read:
            break
        columns.append(list(step.read))
    if chain.outcome == "set" and len(columns) > 1:
        columns[-1] = list(chain.names)
    return columns


def _gap(trace: Trace, h: int, left: list[str], right: list[str]) -> dict[str, Any]:
    """The relations that a hop goes along, and how much of its weight leads from which name to which."""
    assert trace.chain is not None
    at = {name: min(i, SHOWN) for i, name in reversed(list(enumerate(left)))}
    to = {name: min(i, SHOWN) for i, name in reversed(list(enumerate(right)))}
    links: dict[tuple[int, int], float] = {}
    relations: dict[str, float] = {}
    for slot in trace.chain.steps[h].slots:
        weight, told = float(trace.hops[h].attention[slot]), trace.slots[slot]
        name, relation = parted(told.key, at)
        if told.value in to and name in at:
            place = at[name], to[told.value]
            links[place] = links.get(place, 0.0) + weight
            relations[relation] = relations.get(relation, 0.0) + weight
    most = max(relations.values(), default=0.0)
    named = sorted((each for each in relations if relations[each] > _HEEDED * most), key=lambda each: -relations[each])
    return {
        "relations": named[:_NAMED],
        "links": [[i, j, round(weight, 4)] for (i, j), weight in sorted(links.items()) if weight >= 0.0005],
    }


def parted(key: str, names: dict[str, int]) -> tuple[str, str]:
    """The name in a key and its relation with its arrow: “Casablanca”, “→ directed by”."""
    for place in reversed(range(len(key))):  # a name may hold an arrow itself
        if key.startswith((" → ", " ← "), place) and key[:place] in names:
            return key[:place], key[place + 1 :]
    return key, ""
