"""What kv-chain learns from: questions made of public facts, of our own, and of small worlds of everyday relations."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import numpy as np

from memviz.facts.phrases import HOLE, Phrases, Step, phrases, said
from memviz.facts.triples import Triple
from memviz.training.chain.examples import FINISHED, MISSING, Choice, Example
from memviz.training.chain.graph import Graph, Numbers
from memviz.training.invented import BACKWARD, FORWARD, INFLECTED, relation_in_new_words

T = TypeVar("T")

_BEFORE: tuple[tuple[str, ...], ...] = ((), (), (), ("has",), ("is",))  # a relation's word
_BEHIND: tuple[tuple[str, ...], ...] = ((), (), (), ("of",), ("by",), ("in",), ("at",), ("to",))
_HELD_OUT = 4  # of the ways to say something, every fourth is only measured on
_NEVER = 6  # of the relations of everyday life, every sixth is only measured on
_DROPPED = 0.12  # of the questions, the facts that one of their steps needs are not there
_MOST = 500  # names that a hop hashes by
_LARGEST = 3_000  # memories that a hop should look at: of more, most are cut


def follow(graph: Graph, start: int, path: Sequence[int], hops: int, rng: random.Random) -> tuple[Choice, ...] | None:
    """What every hop chooses among along a path; None where it leads nowhere. At times a step's facts are left out."""
    names: Numbers = np.array([start])
    dropped = rng.randrange(len(path)) if rng.random() < _DROPPED else None
    choices = []
    for step, kind in enumerate(path):
        counts = graph.found(names)
        if not 0 < counts[kind] <= _LARGEST:
            return None
        if step == dropped:
            counts[kind] = 0
            choices.append(_choice(graph, counts, MISSING))
            return tuple(choices)
        choices.append(_choice(graph, counts, kind))
        names = graph.read(names, kind, start)[:_MOST]
        if not len(names):
            return None
    if len(path) < hops:
        choices.append(_choice(graph, graph.found(names), FINISHED))
    return tuple(choices)


def _choice(graph: Graph, counts: Numbers, right: int) -> Choice:
    there = np.flatnonzero(counts).tolist()
    place = there.index(right) if right >= 0 else right
    return Choice(tuple(graph.kinds[k] for k in there), tuple(int(counts[k]) for k in there), place)


def kept(ways: Sequence[T], held_out: bool) -> list[T]:
    """The ways to say something to learn from, or those to measure on alone; few are all learnt."""
    return [way for i, way in enumerate(ways) if (i % _HELD_OUT == _HELD_OUT - 1) == held_out]


def never_seen() -> frozenset[tuple[str, ...]]:
    """The relations of everyday life that no training shows, under any of their names."""
    others = list(dict.fromkeys(each.relations for each in phrases() if len(each.relations) > 1))
    return frozenset(others[_NEVER - 1 :: _NEVER])


def sides(held_out: bool) -> tuple[Phrases, ...]:
    """The phrases to learn from, or those that are held out; of relations that are never seen, neither."""
    both = (
        Phrases(
            each.relations, each.forward, tuple(kept(each.phrases, held_out)), tuple(kept(each.questions, held_out))
        )
        for each in phrases()
        if each.relations not in never_seen()
    )
    return tuple(each for each in both if each.phrases or each.questions)


@dataclass(frozen=True)
class Asking:
    """Templates by the steps that they ask for."""

    templates: dict[tuple[Step, ...], list[str]]

    def about(
        self, graph: Graph, excluded: Callable[[int, tuple[Step, ...]], bool], hops: int, rng: random.Random
    ) -> Iterator[Example]:
        """Questions without end about a graph, every path as often as any other."""
        paths = [(steps, path) for steps in self.templates if (path := graph.path(steps))]
        starts = {path[0]: graph.starts(path[0]) for _, path in paths}
        while paths:
            steps, path = rng.choice(paths)
            start = int(rng.choice(starts[path[0]]))
            if excluded(start, steps):
                continue
            if choices := follow(graph, start, path, hops, rng):
                yield Example(rng.choice(self.templates[steps]), choices)


def composed(known: Collection[Step], made: Sequence[Phrases], hops: int, count: int, rng: random.Random) -> Asking:
    """Questions of one to `hops` steps in these phrases, over facts that know these steps."""
    ways = {Step(each.relations[0], each.forward): each for each in made}
    usable = [step for step in known if step in ways]
    templates: dict[tuple[Step, ...], list[str]] = defaultdict(list)
    for _ in range(count):
        steps = tuple(rng.choice(usable) for _ in range(rng.randint(1, hops)))
        chain = [ways[step] for step in steps]
        if all(each.phrases for each in chain[:-1]):
            templates[steps].append(said(chain, rng))
    return Asking(dict(templates))


def everyday(made: Sequence[Phrases], hops: int, rng: random.Random) -> Iterator[Example]:
    """Questions without end about small worlds, each of a few relations of everyday life under any of their names."""
    while True:
        names = {rng.choice(each.relations): each.relations for each in rng.sample(list(made), rng.randint(2, 9))}
        graph = Graph.of(world(list(names), rng))
        ways = {
            Step(name, each.forward): each
            for name, aliases in names.items()
            for each in made
            if each.relations == aliases
        }
        yield from islice(_asked(graph, ways, made, hops, rng), 8)


def world(relations: Sequence[str], rng: random.Random) -> Iterator[Triple]:
    """Facts about numbered names: some relations lead to names that have facts themselves, some to values."""
    people = [f"p{i}" for i in range(rng.randint(3, 14))]
    for relation in relations:
        objects = people if rng.random() < 0.5 else [f"{relation} {i}" for i in range(rng.randint(2, 8))]
        most = rng.choice((1, 1, 1, 2, 4))
        for person in people:
            for _ in range(rng.randint(0 if rng.random() < 0.4 else 1, most)):
                if (other := rng.choice(objects)) != person:
                    yield Triple(person, relation, other)


def _asked(
    graph: Graph, ways: dict[Step, Phrases], made: Sequence[Phrases], hops: int, rng: random.Random
) -> Iterator[Example]:
    """Questions about walks through a small world; some ask for a relation that it does not have."""
    known = {phrase for way in ways.values() for phrase in (*way.phrases, *way.questions)}
    for _ in range(40):
        steps = [step for step in ways if step in graph.kinds]
        if not steps:
            return
        walk = tuple(rng.choice(steps) for _ in range(min(hops, rng.choice((1, 1, 2, 2, 3)))))
        chain = [ways[step] for step in walk]
        path = graph.path(walk)
        if path is None or not all(each.phrases for each in chain[:-1]):
            continue
        start = int(rng.choice(graph.starts(path[0])))
        choices = follow(graph, start, path, hops, rng)
        if not choices:
            continue
        if len(choices) >= len(walk) and rng.random() < 0.15:
            other = rng.choice(made)
            if known.isdisjoint((*other.phrases, *other.questions)):
                place = rng.randrange(len(walk))
                told = [*chain[:place], other]
                if all(each.phrases for each in told[:-1]):
                    there = choices[place]
                    yield Example(said(told, rng), (*choices[:place], Choice(there.kinds, there.counts, MISSING)))
            continue
        yield Example(said(chain, rng), choices)


def invented(hops: int, rng: random.Random) -> Iterator[Example]:
    """Questions without end about worlds whose very relations are new words."""
    while True:
        made = []
        for name in {relation_in_new_words(rng) for _ in range(rng.randint(2, 6))}:
            made += [_invented(name, forward, rng) for forward in (True, False)]
        graph = Graph.of(world([each.relations[0] for each in made[::2]], rng))
        ways = {Step(each.relations[0], each.forward): each for each in made}
        yield from islice(_asked(graph, ways, made, hops, rng), 6)


def kindred(kin: Mapping[str, Sequence[str]], hops: int, rng: random.Random) -> Iterator[Example]:
    """Questions without end about worlds whose relations are any words, asked for by these or by words of a like
    meaning. kin: words and their kin."""
    words = list(kin)
    while True:
        made = []
        for word in rng.sample(words, rng.randint(2, 6)):
            relation = "_".join((*rng.choice(_BEFORE), word, *rng.choice(_BEHIND)))
            for forward in (True, False):
                asked = word if rng.random() < 0.3 else rng.choice(kin[word])
                made.append(named_by(relation, asked, forward))
        graph = Graph.of(world([each.relations[0] for each in made[::2]], rng))
        ways = {Step(each.relations[0], each.forward): each for each in made}
        yield from islice(_asked(graph, ways, made, hops, rng), 6)
        other = named_by("", rng.choice(words), rng.random() < 0.5)
        start = int(rng.choice(range(len(graph.number)))) if graph.number else -1
        if start >= 0:
            yield Example(said([other], rng), (_choice(graph, graph.found(np.array([start])), MISSING),))


def _invented(relation: str, forward: bool, rng: random.Random) -> Phrases:
    """Ways to name a relation in its own words, some of them inflected."""
    parts = relation.replace("_", " ").split()
    content = [each + rng.choice(INFLECTED) for each in parts if len(each) > 3] or parts
    return named_by(relation, " ".join(content if rng.random() < 0.7 else content[:1]), forward)


def named_by(relation: str, noun: str, forward: bool) -> Phrases:
    """Ways to name a relation by one word or more."""
    questions = tuple(way.format(noun) for way in (FORWARD if forward else BACKWARD))
    named: tuple[str, ...]
    if forward:
        named = (f"the {noun} of {HOLE}", f"{HOLE}'s {noun}", f"what {HOLE} {noun}", f"the {noun} that {HOLE} has")
    else:
        named = (f"those with the {noun} {HOLE}", f"whatever {noun} {HOLE}", f"things whose {noun} is {HOLE}")
    return Phrases((relation,), forward, named, questions)
