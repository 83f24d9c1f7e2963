"""People walk, take, put and give."""

from __future__ import annotations

from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Deed, Tale


class Life:
    """Draws what somebody does next."""

    def __init__(self, tale: Tale) -> None:
        self.tale = tale
        self.acts = (self.go, self.go, self.be, self.take, self.put, self.give, self.drop)

    def step(self) -> None:
        """Tells a sentence of one or two deeds."""
        tale = self.tale
        deed = self.act(tale.dice.one(tale.cast.people))
        if deed.kind == "be-at" or not tale.dice.chance(0.3) or deed.agent is None:
            tale.write(tale.clause(deed))
            return
        second = self.act(deed.agent)
        first = tale.clause(deed)
        tale.write(f"{first} and {tale.clause(second, subject=False)}")

    def act(self, who: Entity) -> Deed:
        while True:
            if done := self.tale.dice.one(self.acts)(who):
                return done

    def go(self, who: Entity) -> Deed | None:
        tale = self.tale
        place = tale.dice.one(tale.cast.places)
        if tale.world.parent(who) is place:
            return None
        tale.world.put(who, place, tale.at)
        return tale.deed("go", A=who, P=place)

    def be(self, who: Entity) -> Deed | None:
        tale = self.tale
        if who in tale.world.spots:
            return None
        place = tale.dice.one(tale.cast.places)
        tale.world.put(who, place, tale.at)
        return tale.deed("be-at", A=who, P=place)

    def take(self, who: Entity) -> Deed | None:
        tale = self.tale
        thing = tale.dice.one(tale.cast.things)
        held = tale.world.parent(thing)
        if held is not None and (held.sort == "person" or tale.world.room(thing) is not tale.world.room(who)):
            return None
        tale.world.put(thing, who, tale.at)
        return tale.deed("take", A=who, X=thing)

    def put(self, who: Entity) -> Deed | None:
        tale = self.tale
        if not (held := [one for one in tale.world.held_by(who) if one.sort == "thing"]):
            return None
        thing, container = tale.dice.one(held), tale.dice.one(tale.cast.containers)
        place, room = tale.world.room(container), tale.world.room(who)
        if place is not None and place is not room:
            return None
        if container not in tale.world.spots and room is not None:
            tale.world.put(container, room, *tale.world.chain(who)[-1][1])
        tale.world.put(thing, container, tale.at)
        return tale.deed("put", A=who, X=thing, C=container)

    def drop(self, who: Entity) -> Deed | None:
        tale = self.tale
        held, room = tale.world.held_by(who), tale.world.room(who)
        if not held or room is None:
            return None
        thing = tale.dice.one(held)
        tale.world.put(thing, room, tale.at, *tale.world.chain(who)[-1][1])
        return tale.deed("drop", A=who, X=thing)

    def give(self, who: Entity) -> Deed | None:
        tale = self.tale
        if not (held := tale.world.held_by(who)):
            return None
        thing, other = tale.dice.one(held), tale.dice.other(tale.cast.people, who)
        tale.world.put(thing, other, tale.at)
        return tale.deed("give", A=who, X=thing, B=other)
