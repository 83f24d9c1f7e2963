"""Questions to measure kv-chain on: over our own facts, and over relations that no training saw."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from memviz.facts.asking import leads, walked
from memviz.facts.linking import ORDINARY
from memviz.facts.phrases import HOLE, Phrases, Step, phrases, said
from memviz.facts.shipped import Source
from memviz.facts.triples import Triple
from memviz.story.form import words
from memviz.training.chain.corpus import named_by, never_seen, world
from memviz.training.chain.measure import Asked
from memviz.training.invented import name as invented_name

_PLAIN = frozenset(words("people those things thing place places one ones kind sort [] give find get come comes go"))
_LITTLE = frozenset(("has", "is", "by", "of", "in", "to", "at"))
_MOST = 50  # names in an answer


def composed_trials(
    facts: Sequence[Triple], made: Sequence[Phrases], steps: int, count: int, seed: int
) -> Iterator[Asked]:
    """Questions of so many steps about some facts, in these phrases."""
    rng = random.Random(seed)
    ways = {Step(each.relations[0], each.forward): each for each in made}
    relations = {fact.relation for fact in facts}
    usable = [way for step, way in ways.items() if step.relation in relations]
    there = leads(facts)
    names = sorted({name for fact in facts for name in (fact.subject, fact.object)})
    while count and usable:
        chain = [rng.choice(usable) for _ in range(steps)]
        if not all(each.phrases for each in chain[:-1]):
            continue
        start = rng.choice(names)
        answers = walked(there, start, [Step(each.relations[0], each.forward) for each in chain])
        if 0 < len(answers) <= _MOST:
            count -= 1
            yield Asked(said(chain, rng).replace(HOLE, start), answers, f"{steps} steps")


def own_worlds(seed: int, worlds: int, plain: bool) -> Iterator[tuple[list[Triple], list[Asked]]]:
    """Small worlds of relations that no training saw, and questions of one and two steps about each; some ask for a
    relation that the world does not have. plain: relations are asked for by their own words, not by any."""
    rng = random.Random(seed)
    groups = sorted(never_seen())
    for _ in range(worlds):
        chosen = {rng.choice(group): group for group in rng.sample(groups, 4)}
        facts = _named(list(world(list(chosen), rng)), rng)
        made = [
            Phrases((relation,), each.forward, each.phrases, each.questions)
            for relation, group in chosen.items()
            for each in phrases()
            if each.relations == group
        ]
        made = [_plainly(each) for each in made] if plain else made
        asked = [
            *composed_trials(facts, made, 1, 2, rng.randrange(10**9)),
            *composed_trials(facts, made, 2, 4, rng.randrange(10**9)),
        ]
        others = [each for each in phrases() if each.relations in set(groups) - set(chosen.values())]
        people = sorted({fact.subject for fact in facts})
        asked += [
            Asked(said([rng.choice(others)], rng).replace(HOLE, rng.choice(people)), (), "unsaid") for _ in range(2)
        ]
        yield facts, asked


def strange_trials(source: Source, count: int, seed: int) -> Iterator[Asked]:
    """Questions about names of a source for relations that it does not have: none that shares a telling word with the
    phrases of those that it has."""
    rng = random.Random(seed)
    relations = {fact.relation for fact in source.facts}
    known = {word for each in phrases() if each.relations[0] in relations for word in _telling(each)}
    others = [each for each in phrases() if each.relations[0] not in relations and known.isdisjoint(_telling(each))]
    subjects = sorted({fact.subject for fact in source.facts})
    for _ in range(count):
        yield Asked(said([rng.choice(others)], rng).replace(HOLE, rng.choice(subjects)), (), "unsaid")


def _telling(way: Phrases) -> set[str]:
    """The words of a relation's phrases that say what it is."""
    return {
        word.rstrip("s")
        for text in (*way.phrases, *way.questions)
        for word in words(text)
        if word not in ORDINARY | _PLAIN
    }


def _plainly(way: Phrases) -> Phrases:
    """A relation asked for by its own words, without those that tell little."""
    own = [word for word in way.relations[0].split("_") if word not in _LITTLE]
    return named_by(way.relations[0], " ".join(own), way.forward)


def _named(facts: Sequence[Triple], rng: random.Random) -> list[Triple]:
    """The same facts about invented names."""
    new: dict[str, str] = {}
    for old in sorted({name for fact in facts for name in (fact.subject, fact.object)}):
        while (given := invented_name(rng)) in new.values():
            pass
        new[old] = given
    return [Triple(new[each.subject], each.relation, new[each.object]) for each in facts]
