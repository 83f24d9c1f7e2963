"""A question is followed over facts: a walk from each name in it, and what they come to together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from memviz.answer.walking import Asker, Given, Walk
from memviz.facts.guessing import parts, plurals
from memviz.facts.hashing import FactIndex
from memviz.facts.linking import link
from memviz.models.chain_checkpoint import TrainedChain
from memviz.story.form import words
from memviz.story.retrieval import Link
from memviz.tensors.chained import OTHER, START
from memviz.trace.chaining import Outcome

_COUNTING = re.compile(r"\bhow many\b|\bnumber of\b|\bhow much\b|\bcount\b", re.IGNORECASE)
_WHETHER = frozenset(words("is are was were do does did has have had can could will would am"))
_CERTAIN = 0.5  # a walk that is less sure cannot empty the set of another one


@dataclass(frozen=True)
class Place:
    """A name in the question, in all the spellings that it may stand for."""

    start: int
    end: int
    links: tuple[Link, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class Followed:
    """What came of a question. walks: those that made the answer, one or more; names: the set, the largest share
    first; shares of all names that the last hops read; sure: the probability that it is right; yes: of
    a question whether, the answer."""

    places: tuple[Place, ...]
    tokens: tuple[str, ...]
    walks: tuple[Walk, ...]
    outcome: Outcome
    names: tuple[int, ...]
    shares: dict[int, float]
    sure: float
    asker: Asker
    yes: bool = False


def places_in(question: str, index: FactIndex) -> tuple[Place, ...]:
    """The names in a question, those in one place together; where there is none, those that it nearly has."""
    links = link(question, index)
    links = (*links, *parts(question, index, links)) if links else plurals(question, index) or parts(question, index)
    found: dict[tuple[int, int], list[Link]] = {}
    for each in sorted(links, key=lambda each: each.start):
        found.setdefault((each.start, each.end), []).append(each)
    return tuple(
        Place(start, end, tuple(links), tuple(n for each in links for n in index.numbers([each.name])))
        for (start, end), links in found.items()
    )


def follow(trained: TrainedChain, index: FactIndex, question: str, given: Given | None = None) -> Followed | None:
    """Follow a question from every name in it; None if there is no name."""
    places = places_in(question, index)
    if not places:
        return None
    said = _said(question, places)
    rows = [
        [word if isinstance(word, str) else START if word == i else OTHER for word in said] for i in range(len(places))
    ]
    asker = Asker(trained, rows)
    asked = tuple(number for place in places for number in place.numbers)
    whether = len(places) > 1 and (words(question) or [""])[0] in _WHETHER
    walks = tuple(
        asker.walk(index, i, place.numbers, place.numbers if whether else asked, given or Given())
        for i, place in enumerate(places)
    )
    tokens = tuple(word if isinstance(word, str) else places[word].links[0].name for word in said)
    alive = sorted((walk for walk in walks if not walk.missing), key=lambda walk: -walk.sure)
    if not alive:
        first = max(walks, key=lambda walk: (len(walk.hops), walk.sure))
        return Followed(places, tokens, (first,), "unsaid", (), {}, first.sure, asker)
    if whether:
        return _whether(places, tokens, alive, asker)
    outcome: Outcome = "count" if _COUNTING.search(question) else "set"
    chosen, names, shares = _together(alive)
    sure = prod(walk.sure for walk in chosen)
    return Followed(places, tokens, tuple(chosen), outcome if names else "none", names, shares, sure, asker)


def _said(question: str, places: Sequence[Place]) -> list[str | int]:
    """The question's words, and for each name its place."""
    said: list[str | int] = []
    end = 0
    for i, place in enumerate(places):
        said += [*words(question[end : place.start]), i]
        end = place.end
    return [*said, *words(question[end:])]


def _whether(places: tuple[Place, ...], tokens: tuple[str, ...], alive: Sequence[Walk], asker: Asker) -> Followed:
    """Yes if the set that one of the walks ends at has the name that another begins at."""
    asked = {number for place in places for number in place.numbers}

    def among(walk: Walk) -> bool:
        return walk.end is not None and not (asked - set(walk.start)).isdisjoint(walk.end.read)

    walk = next((each for each in alive if among(each)), alive[0])
    assert walk.end is not None
    return Followed(places, tokens, (walk,), "whether", walk.end.read, walk.end.shares, walk.sure, asker, among(walk))


def _together(alive: Sequence[Walk]) -> tuple[list[Walk], tuple[int, ...], dict[int, float]]:
    """The walks that count, and what they have read in common; of the surest alone where that is nothing and another
    is not sure; of all where all went the same way (“who directed this and that”)."""
    ends = [walk.end for walk in alive if walk.end]
    first = ends[0]
    common = [name for name in first.read if all(name in each.read for each in ends)]
    if len(ends) == 1 or common:
        shares = {
            name: sum(each.shares.get(name, 0.0) for each in ends) / len(ends) for each in ends for name in each.shares
        }
        return list(alive), tuple(common), shares
    if len({end.steps for end in ends}) == 1:
        shares = {
            name: sum(each.shares.get(name, 0.0) for each in ends) / len(ends) for each in ends for name in each.shares
        }
        return list(alive), tuple(dict.fromkeys(name for each in ends for name in each.read)), shares
    if all(walk.sure >= _CERTAIN for walk in alive):
        return list(alive), (), {}
    return [alive[0]], first.read, first.shares
