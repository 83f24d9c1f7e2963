"""What happens in a story, sentence by sentence."""

from __future__ import annotations

from memviz.simulate.everyday.acts import holding, moving, storing
from memviz.simulate.everyday.acts.base import Act
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.sentence import Sentence
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
    (holding.take_two, 3),
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
    (storing.put_two, 3),
    (storing.nest, 4),
    (storing.load, 4),
    (storing.move, 4),
    (storing.lies, 4),
    (storing.stands, 1),
)
_ACTS = tuple(act for act, weight in _WEIGHTS for _ in range(weight))
_ALONE = {
    moving.be,
    moving.go_with,
    moving.group_go,
    moving.follow,
    moving.not_but,
    holding.have,
    holding.swap,
    storing.lies,
    storing.stands,
}
_OF_ANIMALS = {
    moving.go,
    moving.be,
    moving.leave,
    moving.follow,
    holding.take,
    holding.drop,
    holding.carry,
    holding.steal,
    holding.eat,
    storing.put,
}
_ANIMAL_ACTS = tuple(act for act in _ACTS if act in _OF_ANIMALS)


class Life:
    """Draws who does what next, and tells it."""

    def __init__(self, tale: Tale) -> None:
        self.tale = tale
        self.says = Sentence(tale)

    def step(self) -> None:
        """Tells a sentence of one or two deeds."""
        dice, people = self.tale.dice, self.tale.cast.people
        deed = self.act(dice.one(people))
        joins = deed.can_join and not deed.is_lasting and deed.agent is not None
        if joins and dice.chance(0.28):
            assert deed.agent is not None
            self.says.joined(deed, self.act(deed.agent, joins=True))
        elif joins and dice.chance(0.07):
            assert deed.agent is not None
            self.says.in_a_row([deed, self.act(deed.agent, joins=True), self.act(deed.agent, joins=True)])
        elif joins and len(people) > 1 and dice.chance(0.13):
            assert deed.agent is not None
            self.says.side_by_side(deed, self.act(dice.other(people, deed.agent), joins=True))
        else:
            self.says.alone(deed)

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
