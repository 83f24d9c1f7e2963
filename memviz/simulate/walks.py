"""Worlds in which people do nothing but walk: tasks 1 and 9 to 13. A clause is the person it is about."""

from __future__ import annotations

from typing import ClassVar

from memviz.simulate import words
from memviz.simulate.people import People


class Walks(People[str]):
    """What the tasks 1 and 11 to 13 share.

    `known` is where the reader knows a person to be, and the sentences it follows from.
    """

    def start(self) -> None:
        super().start()
        self.known: dict[str, tuple[str, tuple[int, ...]]] = {}

    def walk(self) -> str:
        """Tells where somebody went; returns who."""
        person = self.dice.one(self.people)
        place = self.dice.other(self.places, self.place[person])
        self.arrived((person,), place, self.tell(f"{self.moves(person, place)}."))
        return person

    def walk_together(self) -> tuple[str, str]:
        """Tells where two people went, neither of whom was there already; returns who."""
        while True:
            one = self.dice.one(self.people)
            other = self.dice.other(self.people, one)
            place = self.dice.one(self.places)
            if place not in (self.place[one], self.place[other]):
                break
        self.arrived((one, other), place, self.tell(f"{self.moves(f'{one} and {other}', place)}."))
        return one, other

    def walk_on(self, people: tuple[str, ...], pronoun: str) -> None:
        """Tells where those who just arrived went next."""
        place, facts = self.known[people[0]]
        place = self.dice.other(self.places, place)
        sentence = self.tell(f"{self.dice.one(words.LATER)} {self.moves(pronoun, place)}.")
        self.arrived(people, place, *facts, sentence)

    def arrived(self, people: tuple[str, ...], place: str, *facts: int) -> None:
        """Notes where some people are now."""
        self.clauses += people
        for person in people:
            self.place[person] = place
            self.known[person] = place, facts

    def ask_about(self, clause: str) -> None:
        self.ask(f"Where is {clause}?", *self.known[clause])


class WhereIs(Walks):
    """Task 1: one walks at a time."""

    def step(self) -> None:
        self.walk()


class Coreference(Walks):
    """Task 11: one walks, and then he or she walks on."""

    per_step: ClassVar = 2

    def step(self) -> None:
        person = self.walk()
        self.walk_on((person,), "he" if person in words.MEN else "she")


class Conjunction(Walks):
    """Task 12: two walk together."""

    def step(self) -> None:
        self.walk_together()


class CompoundCoreference(Walks):
    """Task 13: two walk together, and then they walk on."""

    per_step: ClassVar = 2

    def step(self) -> None:
        self.walk_on(self.walk_together(), "they")


class Negation(People[str]):
    """Task 9: people walk, are somewhere, or are somewhere no longer. `last` is the latest sentence about a person."""

    def start(self) -> None:
        super().start()
        self.last: dict[str, tuple[int, str, bool]] = {}

    def step(self) -> None:
        person, kind = self.dice.one(self.people), self.dice.random()
        was, now = self.place[person], self.dice.other(self.places, self.place[person])
        self.place[person] = now
        if kind < 0.75:
            sentence = self.moves(person, now) if kind < 0.5 else f"{person} is in the {now}"
            self.last[person] = self.tell(f"{sentence}."), now, True
        else:
            no = "no longer" if kind < 0.875 else "not"
            self.last[person] = self.tell(f"{person} is {no} in the {was}."), was, False
        self.clauses.append(person)

    def ask_about(self, clause: str) -> None:
        at, place, is_there = self.last[clause]
        asked = self.dice.other(self.places, place) if is_there and self.dice.chance(0.5) else place
        self.ask(f"Is {clause} in the {asked}?", "yes" if is_there and asked == place else "no", (at,))


class Indefinite(People[str]):
    """Task 10: people walk, are somewhere, or in one of two places. `last` is the latest sentence about a person."""

    names: ClassVar = words.TOWNSPEOPLE
    sites: ClassVar = words.TOWN

    def start(self) -> None:
        super().start()
        self.last: dict[str, tuple[int, tuple[str, ...]]] = {}

    def step(self) -> None:
        person, kind = self.dice.one(self.people), self.dice.random()
        now = self.place[person] = self.dice.other(self.places, self.place[person])
        if kind < 0.75:
            sentence = self.moves(person, now) if kind < 0.5 else f"{person} is in the {now}"
            self.last[person] = self.tell(f"{sentence}."), (now,)
        else:
            # The second place may be the first again, as in the public data.
            places = (now, self.dice.one(self.places))
            one, other = self.dice.shuffled(places)
            self.last[person] = self.tell(f"{person} is either in the {one} or the {other}."), places
        self.clauses.append(person)

    def ask_about(self, clause: str) -> None:
        at, places = self.last[clause]
        asked = self.dice.other(self.places, places[0]) if self.dice.chance(0.5) else places[0]
        known = "yes" if len(places) == 1 else "maybe"
        self.ask(f"Is {clause} in the {asked}?", known if asked in places else "no", (at,))
