"""People who go from place to place, and what is asked about them: the rhythm of the tasks 1-3 and 5-14."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from memviz.simulate import words
from memviz.simulate.dice import Dice
from memviz.simulate.sizes import Sizes, named
from memviz.simulate.world import World
from memviz.story import Story

C = TypeVar("C")


class People(World, Generic[C]):
    """Some statements, a question if one is possible, and so on.

    A question is about one of the clauses told last, so a person told about twice is asked about twice as often.
    Where everybody is, `place`, is known to the world from the start and to the reader only when it is told.
    """

    names: ClassVar = words.PEOPLE
    sites: ClassVar = words.PLACES
    per_step: ClassVar = 1  # statements of one `step`

    def __init__(self, dice: Dice, sizes: Sizes) -> None:
        super().__init__(dice, sizes)
        self.people = named("people", self.names, sizes.people, 2)
        self.places = named("places", self.sites, sizes.places, 3)  # a pair from two places needs a third to go to

    def start(self) -> None:
        """Puts everybody somewhere."""
        self.clauses: list[C] = []
        self.place = {person: self.dice.one(self.places) for person in self.people}

    def story(self) -> Story:
        self.start()
        while len(self.questions) < self.sizes.questions and self.goes_on():
            for _ in range(0, self.sizes.statements, self.per_step):
                self.step()
            if eligible := self.eligible():
                self.ask_about(self.dice.one(eligible))
        return self.finished()

    def goes_on(self) -> bool:
        """Whether there is anything left to tell."""
        return True

    def step(self) -> None:
        """Tells what happens next."""
        raise NotImplementedError

    def eligible(self) -> list[C]:
        """The clauses that something can be asked about now."""
        return self.clauses[-self.sizes.window :]

    def ask_about(self, clause: C) -> None:
        """Asks about a clause."""
        raise NotImplementedError

    def moves(self, who: str, place: str) -> str:
        """What is said of somebody who goes to a place, without the full stop."""
        return f"{who} {self.dice.one(words.MOVE)} the {place}"
