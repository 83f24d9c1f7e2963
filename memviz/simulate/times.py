"""A world told out of order: task 14."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from memviz.simulate import words
from memviz.simulate.people import People

TIMES = ("yesterday", "this morning", "this afternoon", "this evening")


class Visit(NamedTuple):
    """Somebody went somewhere, at a time by its number."""

    person: str
    time: int
    place: str


class Times(People[Visit]):
    """Task 14: everybody's times come in their order, one place each; what is told between two questions is mixed.

    `visits` are a person's places by time, `pending` the visits that no sentence tells of yet, `sentence_of` the
    sentences of the others.
    """

    names: ClassVar = words.TOWNSPEOPLE
    sites: ClassVar = words.TOWN

    def start(self) -> None:
        super().start()
        self.visits: dict[str, list[Visit]] = {person: [] for person in self.people}
        self.pending: list[Visit] = []
        self.sentence_of: dict[Visit, int] = {}

    def goes_on(self) -> bool:
        return any(len(visits) < len(TIMES) for visits in self.visits.values())

    def step(self) -> None:
        if free := [visits for visits in self.visits.items() if len(visits[1]) < len(TIMES)]:
            person, visits = self.dice.one(free)
            place = self.dice.other(self.places, visits[-1].place) if visits else self.place[person]
            visit = Visit(person, len(visits), place)
            visits.append(visit)
            self.pending.append(visit)
            self.clauses.append(visit)

    def eligible(self) -> list[Visit]:
        return [visit for visit in super().eligible() if visit.time > 0]

    def ask_about(self, clause: Visit) -> None:
        self.tell_all()
        visits = self.visits[clause.person]
        last = max(time for time, visit in enumerate(visits) if time and visit.place == clause.place)
        visit, before = visits[last], visits[last - 1]
        self.ask(
            f"Where was {clause.person} before the {visit.place}?",
            before.place,
            (self.sentence_of[visit], self.sentence_of[before]),
        )

    def tell_all(self) -> None:
        """Tells what has happened since the last question, none of it at its own place (Sattolo's shuffle)."""
        for end in range(len(self.pending) - 1, 0, -1):
            i = int(self.dice.random() * end)
            self.pending[i], self.pending[end] = self.pending[end], self.pending[i]
        for visit in self.pending:
            self.sentence_of[visit] = self.tell(self.sentence(visit))
        self.pending = []

    def sentence(self, visit: Visit) -> str:
        """One visit in words, its time first or last."""
        text, time = self.moves(visit.person, visit.place), TIMES[visit.time]
        return f"{time.capitalize()} {text}." if self.dice.chance(0.5) else f"{text} {time}."
