"""Questions about a story, with gold answers and the sentences that a reader needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from memviz.simulate.everyday.discourse import Discourse, possessive
from memviz.simulate.everyday.entity import PRONOUNS, Entity
from memviz.simulate.everyday.pattern import patterns
from memviz.simulate.everyday.tale import Tale
from memviz.simulate.everyday.voice import Voice
from memviz.story import Question

KINDS = {"where": 20, "before": 9, "who": 14, "what": 14, "yesno": 12, "unknown": 12}


class Ask(NamedTuple):
    """A question before it is put into words: the heading of its patterns and who plays which role."""

    heading: str
    roles: dict[str, Entity | str]
    answer: Entity | str
    facts: tuple[int, ...]
    also: tuple[str, ...] = ()


class Naming(Discourse):
    """How a question calls whoever it asks about: never by a pronoun."""

    def refer(self, one: Entity, case: str) -> str:
        if one.gender in "iw" or case in ("own", "self"):
            index = {"": 0, "name": 0, "o": 1, "his": 2, "own": 2, "self": 3}[case]
            return PRONOUNS[one.gender][index]
        words = f"{one.article} {self.short(one)}" if one.article else one.name
        return possessive(words) if case == "his" else words


class Asking:
    """Asks about what a tale has told so far."""

    def __init__(self, tale: Tale) -> None:
        self.tale = tale
        self.dice = tale.dice
        naming = Naming(tale.dice)
        naming.rivals = tale.discourse.rivals
        self.voice = Voice(tale.dice, naming, tale.voice.held_out, tale.voice.contracts)
        self.asked: set[str] = set()
        self.kinds: dict[str, tuple[Callable[[], Ask | None], ...]] = {
            "where": (self.where,),
            "before": (self.before,),
            "who": (self.who_has, self.who_gave),
            "what": (self.what_gave,),
            "yesno": (self.is_at,),
            "unknown": (self.unknown_where, self.unknown_gave),
        }

    def ask(self, kind: str) -> Question | None:
        """A question of a kind, if the story has one to offer."""
        for maker in self.dice.shuffled(self.kinds[kind]):
            for _ in range(3):
                if (ask := maker()) and (question := self.question(ask)) and question.text not in self.asked:
                    self.asked.add(question.text)
                    return question
        return None

    def question(self, ask: Ask) -> Question:
        pattern = self.voice.one(patterns("questions")[ask.heading])
        text = self.voice.say(pattern, ask.roles, "past") + "?"
        text = text[0].upper() + text[1:]
        told = len(self.tale.sentences)
        if isinstance(ask.answer, str):
            return Question(text, ask.answer, ask.facts, told, ask.also)
        span, facts = self.span(ask.answer, ask.facts)
        return Question(text, span, facts, told, self.also(ask.answer, span, ask.also))

    def span(self, one: Entity, facts: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """How the sentences name an entity; if they have only pronouns for it, an earlier sentence is needed too."""
        spans = self.tale.discourse.spans
        for fact in facts:
            if one in spans[fact]:
                return spans[fact][one], facts
        first = max(facts, default=len(self.tale.sentences))
        for fact in [*range(first - 1, -1, -1), *range(first, len(self.tale.sentences))]:
            if one in spans[fact]:
                return spans[fact][one], (*facts, fact)
        raise LookupError(one)

    def also(self, one: Entity, span: str, more: Iterable[str]) -> tuple[str, ...]:
        """Other ways to give the same answer."""
        names = dict.fromkeys([span, one.name, one.long or span, *([f"{one.adjective} {one.name}"] if one.adjective else [])])
        found = [*names, *(f"{article} {name}" for name in names for article in ("the", "a") if one.article)]
        if not one.is_someone:
            found += [f"{one.prep} the {name}" for name in names]
        return tuple(dict.fromkeys(text for text in [*found, *more] if text != span))

    def some(self, items: Iterable[Entity]) -> Entity | None:
        found = list(items)
        return self.dice.one(found) if found else None

    def where(self) -> Ask | None:
        world = self.tale.world
        one = self.some(one for one in world.spots if world.where(one)[0] is not None)
        if one is None:
            return None
        where, facts = world.where(one)
        return Ask("where", {"X": one}, where, facts)

    def before(self) -> Ask | None:
        one = self.some(self.tale.world.trail)
        if one is None:
            return None
        trail = self.tale.world.trail[one]
        turns = [(old, new) for old, new in zip(trail, trail[1:]) if old.where and new.where]
        turns = [turn for turn in turns if sum(stay.where is turn[1].where for stay in trail) == 1]
        if not turns:
            return None
        old, new = self.dice.one(turns)
        return Ask("before", {"X": one, "P": new.where}, old.where, _union(new.facts, old.facts))

    def who_has(self) -> Ask | None:
        world = self.tale.world
        one = self.some(one for one, spot in world.spots.items() if spot.parent and spot.parent.is_someone)
        return Ask("who-has", {"X": one}, world.parent(one), world.spots[one].facts) if one else None

    def gifts(self):
        return [deed for deed in self.tale.deeds if deed.kind == "give"]

    def who_gave(self) -> Ask | None:
        if not (gifts := self.gifts()):
            return None
        deed = self.dice.one(gifts)
        if sum((g.roles["X"], g.roles["B"]) == (deed.roles["X"], deed.roles["B"]) for g in gifts) > 1:
            return None
        return Ask("who-gave", deed.roles, deed.roles["A"], deed.facts)

    def what_gave(self) -> Ask | None:
        if not (gifts := self.gifts()):
            return None
        deed = self.dice.one(gifts)
        if sum((g.roles["A"], g.roles["B"]) == (deed.roles["A"], deed.roles["B"]) for g in gifts) > 1:
            return None
        return Ask("what-gave", deed.roles, deed.roles["X"], deed.facts)

    def is_at(self) -> Ask | None:
        world = self.tale.world
        one = self.some(one for one in world.spots if world.room(one) is not None)
        if one is None:
            return None
        right, facts = world.room(one), world.chain(one)[-1][1]
        if self.dice.chance(0.5):
            return Ask("yesno-at", {"X": one, "P": right}, "yes", facts)
        other = self.some(place for place in self.tale.cast.places if place is not right and place in self.tale.discourse.known)
        return Ask("yesno-at", {"X": one, "P": other}, "no", facts) if other else None

    def unknown_where(self) -> Ask | None:
        world = self.tale.world
        one = self.some(one for one in world.spots if world.where(one)[0] is None)
        return Ask("where", {"X": one}, "unknown", ()) if one else None

    def unknown_gave(self) -> Ask | None:
        one, other = self.dice.some(self.tale.cast.people, 2)
        if one not in self.tale.discourse.known or other not in self.tale.discourse.known:
            return None
        if any(g.roles["A"] is one and g.roles["B"] is other for g in self.gifts()):
            return None
        return Ask("what-gave", {"A": one, "B": other}, "unknown", ())


def _union(*facts: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(fact for each in facts for fact in each))
