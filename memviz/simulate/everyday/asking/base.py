"""What all questions need: how they call whoever they ask about, and what the sentences must say for an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from memviz.simulate.everyday.ask import UNKNOWN, Ask, Facts
from memviz.simulate.everyday.discourse import Discourse
from memviz.simulate.everyday.entity import PRONOUNS, Entity, possessive, with_a
from memviz.simulate.everyday.tale import Tale

__all__ = ["UNKNOWN", "Ask", "Facts", "Maker", "Naming", "grounded", "named_in", "other_ways", "some", "span", "union"]

Maker: TypeAlias = Callable[[Tale], "Ask | None"]

_CASES = {"": 0, "full": 0, "name": 1, "sub": 0, "o": 1, "obj": 1, "his": 2, "own": 2, "self": 3}


class Naming(Discourse):
    """How a question calls whoever it asks about: in full, but for a second mention."""

    def refer(self, one: Entity, case: str) -> str:
        if one.gender in "iw" or case in ("own", "self", "sub", "obj"):
            return PRONOUNS[one.gender][_CASES[case]]
        words = self.full(one)
        self.clause.append(one)
        if case == "his":
            return f"{words}'" if words.endswith("s") and one.is_plural else f"{words}'s"
        return words

    def full(self, one: Entity) -> str:
        owner = one.owner
        if owner is None or (
            one.article != "of" and (one.sort == "person" or not one.article or self.dice.chance(0.75))
        ):
            return f"{one.article} {self.short(one)}" if one.article else one.name
        if owner in self.clause:
            alone = sum(each.is_someone for each in set(self.clause)) == 1
            return f"{PRONOUNS[owner.gender][2] if alone else 'the'} {self.short(one)}"
        return f"{self.refer(owner, 'his')} {self.short(one)}"

    def mention(self, one: Entity, span: str | None) -> None:
        """A question changes nothing in what has been told."""


def named_in(tale: Tale, one: Entity, sentence: int) -> Facts:
    """The sentence that names whom a sentence calls by a pronoun, if it does."""
    spans = tale.discourse.spans
    if one in spans[sentence] or one not in tale.discourse.seen[sentence]:
        return ()
    return next(((i,) for i in range(sentence - 1, -1, -1) if one in spans[i]), ())


def grounded(tale: Tale, ask: Ask) -> Facts:
    """The facts, and before them the sentences that name whom they speak of as the question does."""
    asked = [one for one in ask.roles.values() if isinstance(one, Entity) and one.gender not in "iw"]
    before: Facts = ()
    for one in asked:
        told = [fact for fact in ask.facts if one in tale.discourse.seen[fact]]
        if told and not any(one in tale.discourse.spans[fact] for fact in told):
            before += named_in(tale, one, told[0])
    return union(before, ask.facts)


def span(tale: Tale, one: Entity, facts: Facts) -> tuple[str, Facts] | None:
    """How the sentences name an entity; if they have only pronouns for it, an earlier sentence is needed too."""
    spans, seen = tale.discourse.spans, tale.discourse.seen
    for fact in facts:
        if one in spans[fact]:
            return spans[fact][one], facts
    for fact in facts:
        if one in seen[fact] and (earlier := named_in(tale, one, fact)):
            return spans[earlier[0]][one], union(facts, earlier)
    return None


def other_ways(one: Entity, words: str, more: Iterable[str] = ()) -> tuple[str, ...]:
    """Other ways to give the same answer."""
    names = dict.fromkeys([words, one.name, *([f"{one.adjective} {one.name}"] if one.adjective else [])])
    if one.long:
        names[one.long] = None
    found = list(names)
    if one.article:
        found += [way for name in names for way in (f"the {name}", with_a(name))]
    if one.owner is not None:
        found += [
            f"{whose} {name}" for name in names for whose in (PRONOUNS[one.owner.gender][2], possessive(one.owner))
        ]
    if not one.is_someone and one.sort != "thing":
        found += [f"{one.prep} {name}" for name in found if not one.article or name not in names]
    return tuple(dict.fromkeys(text for text in [*found, *more] if text != words))


def union(*facts: Facts) -> Facts:
    """All facts in order, each once."""
    return tuple(dict.fromkeys(fact for each in facts for fact in each))


def told_people(tale: Tale) -> list[Entity]:
    """The people that have been mentioned."""
    return [one for one in tale.cast.people if tale.known(one)]


def sure_people(tale: Tale) -> list[Entity]:
    """The people of whom the story is clear where they are, or that nobody knows."""
    return [one for one in told_people(tale) if one not in tale.blurred]


def told_places(tale: Tale) -> list[Entity]:
    return [one for one in tale.cast.places if tale.known(one)]


def told_things(tale: Tale) -> list[Entity]:
    return [one for one in tale.cast.things if tale.known(one)]


def some(tale: Tale, items: Iterable[Entity]) -> Entity | None:
    """One of the items, if there is any."""
    found = list(items)
    return tale.dice.one(found) if found else None
