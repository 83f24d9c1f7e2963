"""What key hashing found, in one sentence a hop; and a set of answers, by what its names are."""

from __future__ import annotations

from collections.abc import Sequence

from memviz.language import _, counted
from memviz.story.retrieval import Hashing
from memviz.trace import Trace
from memviz.trace.chaining import Step

_NAMED = 3  # names in a sentence
_FINISHED = 0.5
_ARROWS = (" → ", " ← ")


def found_text(trace: Trace, hop: int) -> str:
    """“21 of 11,988 memories (5,994 facts, each both ways) share Casablanca.” Empty where the memory is a story."""
    hashing = trace.hashing
    if hashing is None:
        return ""
    if trace.chain is None:
        by = [*dict.fromkeys(link.name for link in hashing.links), *(f"“{word}”" for word in hashing.words)]
        return _shared(trace, hashing.found, by) + _kept(hashing)
    step = trace.chain.steps[hop]
    if not step.names:
        return _("Hop {hop} has nothing left to look up.").format(hop=hop + 1)
    cut = counted(" {n} more name is not followed.", " {n} more names are not followed.", step.cut) if step.cut else ""
    kept = _kept(Hashing((), (), (), (), 0, step.found, len(step.slots)))
    return _shared(trace, step.found, step.names) + kept + cut + _came_to(step, hop)


def _shared(trace: Trace, found: int, by: Sequence[str]) -> str:
    assert trace.hashing is not None
    total = f"{trace.hashing.total:,}"
    if any(arrow in slot.key for slot in trace.slots[:1] for arrow in _ARROWS):
        facts = f"{trace.hashing.total // 2:,}"
        total = _("{total} memories ({facts} facts, each both ways)").format(total=total, facts=facts)
    else:
        total = _("{total} memories").format(total=total)
    return counted(
        "{n} of {total} shares {names}.", "{n} of {total} share {names}.", found, total=total, names=_some(by)
    )


def _some(names: Sequence[str]) -> str:
    listed, more = _(", ").join(names[:_NAMED]), len(names) - _NAMED
    if more > 0:
        return counted("{names} or {n} more name", "{names} or {n} more names", more, names=listed)
    return _(" or ").join((*([_(", ").join(names[:-1])] if len(names) > 1 else []), *names[-1:]))


def _kept(hashing: Hashing) -> str:
    if hashing.kept >= hashing.found:
        return ""
    return _(" The {kept} likeliest are kept.").format(kept=f"{hashing.kept:,}")


def _came_to(step: Step, hop: int) -> str:
    if step.read:
        return counted(" {n} name is read.", " {n} names are read.", len(step.read))
    return _(" It has finished.") if hop and step.finished >= _FINISHED else _(" No fact fits.")


def set_text(trace: Trace) -> str:
    """“6 films”: how many answers there are, by what the last step leads to; empty where there is but one."""
    count = len(trace.answer_set)
    if count < 2 or (trace.chain and trace.chain.outcome != "set"):
        return ""
    return _of_kind(_last_relation(trace), count)


def _last_relation(trace: Trace) -> str:
    """What the answers were read along: “→ directed by”; of a memory that is no fact, nothing."""
    answers = set(trace.answer_set)
    hops = trace.hops
    if trace.chain:
        hops = tuple(hop for hop, step in zip(hops, trace.chain.steps, strict=True) if step.read) or hops
    weights: dict[str, float] = {}
    for slot, weight in zip(trace.slots, hops[-1].attention, strict=True):
        for arrow in _ARROWS:
            if slot.value in answers and arrow in slot.key:
                relation = arrow.strip() + " " + slot.key.rsplit(arrow, 1)[1]
                weights[relation] = weights.get(relation, 0.0) + float(weight)
    return max(weights, key=weights.__getitem__, default="")


def _of_kind(relation: str, n: int) -> str:
    match relation.replace("has ", "").replace("on ", ""):
        case "← directed by" | "← written by" | "← starred actors" | "← release year" | "← genre" | "← imdb rating":
            return counted("{n} film", "{n} films", n)
        case "→ directed by":
            return counted("{n} director", "{n} directors", n)
        case "→ written by":
            return counted("{n} writer", "{n} writers", n)
        case "→ starred actors":
            return counted("{n} actor", "{n} actors", n)
        case "→ release year" | "→ year":
            return counted("{n} year", "{n} years", n)
        case "→ language" | "→ in language":
            return counted("{n} language", "{n} languages", n)
        case "→ genre":
            return counted("{n} genre", "{n} genres", n)
        case "→ capital":
            return counted("{n} capital", "{n} capitals", n)
        case "→ continent":
            return counted("{n} continent", "{n} continents", n)
        case "→ currency":
            return counted("{n} currency", "{n} currencies", n)
        case "→ neighbour" | "← neighbour" | "← currency" | "← capital" | "← continent":
            return counted("{n} country", "{n} countries", n)
    return counted("{n} answer", "{n} answers", n)
