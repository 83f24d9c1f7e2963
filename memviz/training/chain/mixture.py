"""How much there is of each kind of question that kv-chain learns from."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from pathlib import Path

from memviz.data.metaqa import Chained, path_of, read_chained
from memviz.facts.phrases import HOLE, Phrases, Step
from memviz.facts.shipped import SOURCES, Source, Wording
from memviz.training.chain.corpus import Asking, composed, everyday, follow, invented, kept, kindred, sides
from memviz.training.chain.examples import Example
from memviz.training.chain.graph import Graph
from memviz.training.chain.pairs import both, counted, whether
from memviz.training.lookup_corpus import Public

STEPS = (1, 2, 3)
_SOURCES = ("movies", "countries")
_STRANGE = 30_000
_COMPOSED = 12_000  # templates of our own phrases over one set of facts


@dataclass(frozen=True)
class Questions:
    """Where the public questions are, and those of our own."""

    public: Public
    metaqa: Path
    hops: int = 3

    @cached_property
    def graph(self) -> Graph:
        """The public facts."""
        return Graph.of(self.public.triples)

    @cached_property
    def excluded(self) -> frozenset[tuple[int, tuple[Step, ...]]]:
        """Names and types of dev and test: of the test questions nothing else is read here."""
        chained = (
            (each.name, tuple(map(Step._make, path_of(each.kind))))
            for steps in STEPS
            for split in ("dev", "test")
            for each in read_chained(self.metaqa, steps, split)
        )
        single = ((pair.name, (Step(pair.relation, pair.forward),)) for pair in self.public.excluded)
        return frozenset((self.graph.number.get(name, -1), steps) for name, steps in chain(chained, single))

    def patterns(self, steps: int, held_out: bool) -> dict[tuple[Step, ...], list[str]]:
        """The ways in which dev questions of so many steps are put, by their path: to learn from, or held out."""
        found: dict[tuple[Step, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for each in read_chained(self.metaqa, steps, "dev"):
            found[tuple(map(Step._make, path_of(each.kind)))][each.template] += 1
        return {path: kept(sorted(ways), held_out) for path, ways in found.items()}

    def dev(self, steps: int, held_out: bool) -> list[Chained]:
        """The dev questions put in ways that are learnt, or held out."""
        ways = self.patterns(steps, held_out)
        return [
            each
            for each in read_chained(self.metaqa, steps, "dev")
            if each.template in ways[tuple(map(Step._make, path_of(each.kind)))]
        ]

    def train(self, seed: int, scale: float = 1.0) -> Iterator[Example]:
        """All questions to learn from in real words, a different set for every seed."""
        for examples, count in self._kinds(random.Random(seed)):
            yield from islice(examples, int(count * scale))

    def strange(self, seed: int, kin: Mapping[str, Sequence[str]], count: int, scale: float = 1.0) -> Iterator[Example]:
        """Questions about relations in invented words, and `count` in any words and their `kin`."""
        yield from islice(invented(self.hops, random.Random(f"{seed} strange")), int(_STRANGE * scale))
        yield from islice(kindred(kin, self.hops, random.Random(f"{seed} kindred")), count)

    def _kinds(self, rng: random.Random) -> Iterator[tuple[Iterator[Example], int]]:
        barred = self.excluded

        def excluded(name: int, steps: tuple[Step, ...]) -> bool:
            return (name, steps) in barred

        for steps, count in zip(STEPS, (16_000, 24_000, 24_000), strict=True):
            yield Asking(self.patterns(steps, False)).about(self.graph, excluded, self.hops, rng), count
        wordings = by_step(kept(sorted(self.public.wordings.values()), False))
        yield Asking(wordings).about(self.graph, excluded, self.hops, rng), 16_000
        made = sides(held_out=False)
        yield (
            composed(self.graph.kinds, made, self.hops, _COMPOSED, rng).about(self.graph, excluded, self.hops, rng),
            16_000,
        )
        for name in _SOURCES:
            graph = Graph.of(SOURCES[name].facts)
            yield Asking(own_wordings(SOURCES[name], rng)).about(graph, _nothing, self.hops, rng), 8_000
            yield composed(graph.kinds, made, self.hops, _COMPOSED, rng).about(graph, _nothing, self.hops, rng), 12_000
            yield paired(graph, made, self.hops, rng), 12_000
        yield everyday(made, self.hops, rng), 80_000


def by_step(wordings: Iterable[Wording]) -> dict[tuple[Step, ...], list[str]]:
    """Wordings of one step by it."""
    found: dict[tuple[Step, ...], list[str]] = defaultdict(list)
    for each in wordings:
        found[(Step(each.relation, each.forward),)].append(each.template)
    return dict(found)


def own_wordings(source: Source, rng: random.Random, held_out: bool = False) -> dict[tuple[Step, ...], list[str]]:
    """The wordings of a source to learn from, some as questions for a number, or those that are held out."""
    chosen = by_step(kept(source.wordings, held_out))
    return {steps: [*ways, *counted(ways, rng)] for steps, ways in chosen.items()}


def paired(graph: Graph, made: Sequence[Phrases], hops: int, rng: random.Random) -> Iterator[Example]:
    """Questions without end with a second name: yes or no, or two conditions."""
    ways = {Step(each.relations[0], each.forward): each for each in made if each.phrases}
    usable = [step for step in graph.kinds if step in ways]
    while True:
        steps = tuple(rng.choice(usable) for _ in range(rng.choice((1, 1, 2, 2))))
        path = graph.path(steps)
        assert path is not None
        choices = follow(graph, int(rng.choice(graph.starts(path[0]))), path, hops, rng)
        if not choices:
            continue
        told = [ways[step] for step in steps]
        plain = Example(HOLE, choices)
        if len(steps) == 1 and not steps[0].forward and rng.random() < 0.6:
            other = ways[rng.choice([step for step in usable if not step.forward])]
            yield both(plain, told[0], other, rng)
        else:
            yield whether(plain, told, rng)


def _nothing(_name: int, _steps: tuple[Step, ...]) -> bool:
    return False
