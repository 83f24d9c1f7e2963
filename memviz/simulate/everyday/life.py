"""What happens in a story, sentence by sentence."""

from __future__ import annotations

from memviz.simulate.everyday.acts import holding, moving, storing
from memviz.simulate.everyday.acts.base import Act
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Deed, Tale

_WEIGHTS: tuple[tuple[Act, int], ...] = (
    (moving.go, 16),
    (moving.be, 8),
    (moving.leave, 2),
    (moving.go_with, 4),
    (moving.group_go, 5),
    (moving.follow, 5),
    (moving.drive, 8),
    (moving.not_but, 1),
    (holding.have, 3),
    (holding.take, 9),
    (holding.drop, 6),
    (holding.carry, 6),
    (holding.give, 12),
    (holding.send, 2),
    (holding.steal, 4),
    (holding.swap, 3),
    (holding.get, 4),
    (holding.lose, 2),
    (holding.eat, 3),
    (storing.put, 10),
    (storing.nest, 4),
    (storing.load, 4),
    (storing.move, 4),
    (storing.lies, 4),
    (storing.stands, 1),
)
_ACTS = tuple(act for act, weight in _WEIGHTS for _ in range(weight))
_OF_ANIMALS = {
    moving.go, moving.be, moving.leave, moving.follow, holding.take, holding.drop, holding.carry, holding.steal,
    holding.eat, storing.put,
}
_ANIMAL_ACTS = tuple(act for act in _ACTS if act in _OF_ANIMALS)


class Life:
    """Draws who does what next, and tells it."""

    def __init__(self, tale: Tale) -> None:
        self.tale = tale

    def step(self) -> None:
        """Tells a sentence of one or two deeds."""
        tale = self.tale
        deed = self.act(tale.dice.one(tale.cast.people))
        if deed.is_lasting or not deed.can_join or deed.agent is None or not tale.dice.chance(0.3):
            tale.write(tale.clause(deed))
            return
        self.join(deed)

    def join(self, first: Deed) -> None:
        """Tells two deeds of one person in a sentence."""
        tale = self.tale
        assert first.agent is not None
        second = self.act(first.agent, joins=True)
        dice = tale.dice
        if dice.chance(0.55):
            between = dice.one((" and ", " and ", " and ", ", then ", " and then ", " and after that "))
            start = tale.clause(first)
            tale.write(start + between + tale.clause(second, subject=False))
        elif dice.chance(0.5):
            before = "plup" if tale.tense == "past" else "perf"
            opening = f"{dice.one(('After', 'After', 'When', 'As soon as'))} {tale.clause(first, before, plain=True)}, "
            tale.discourse.bound = None
            tale.write(opening + tale.clause(second, plain=True))
        else:
            self.before(first, second)

    def before(self, first: Deed, second: Deed) -> None:
        """“Before she …, she …”, or the other way round."""
        tale = self.tale
        if tale.dice.chance(0.5):
            opening = f"Before {tale.clause(second, plain=True)}, "
            tale.discourse.bound = None
            tale.write(opening + tale.clause(first, plain=True))
        else:
            start = tale.clause(first, plain=True)
            tale.discourse.bound = None
            tale.write(f"{start} before {tale.clause(second, plain=True)}")

    def act(self, who: Entity, joins: bool = False) -> Deed:
        """What somebody does next; with `joins`, something that can stand in a sentence with something else."""
        one = self.tale.dice.one
        acts = _ANIMAL_ACTS if who.sort == "animal" else _ACTS
        while True:
            chosen = one(acts)
            if joins and chosen in _ALONE:
                continue
            if done := chosen(self.tale, who):
                return done


_ALONE = {
    moving.be, moving.go_with, moving.group_go, moving.follow, moving.not_but, holding.have, holding.swap, storing.lies,
    storing.stands,
}
