"""The state of a world: who and what is where, since which sentence, and where it was before."""

from __future__ import annotations

from typing import NamedTuple

from memviz.simulate.everyday.entity import Entity

Facts = tuple[int, ...]


class Spot(NamedTuple):
    """Where something is at once: in a place, in or on something, or with somebody; None is “nobody knows”."""

    parent: Entity | None
    facts: Facts


class Stay(NamedTuple):
    """A time that something was in a place, with the sentences that say so; None is “nobody knows”."""

    where: Entity | None
    facts: Facts
    since: int


class World:
    """Where everything is. `trail[entity]` are its stays, oldest first."""

    def __init__(self) -> None:
        self.spots: dict[Entity, Spot] = {}
        self.trail: dict[Entity, list[Stay]] = {}

    def put(self, one: Entity, parent: Entity | None, *facts: int) -> None:
        """Something or somebody is somewhere else from now on."""
        self.spots[one] = Spot(parent, facts)

    def parent(self, one: Entity) -> Entity | None:
        spot = self.spots.get(one)
        return spot.parent if spot else None

    def held_by(self, someone: Entity) -> list[Entity]:
        """What somebody has with them."""
        return [one for one, spot in self.spots.items() if spot.parent is someone and not one.is_someone]

    def inside(self, container: Entity) -> list[Entity]:
        """What is in or on a thing."""
        return [one for one, spot in self.spots.items() if spot.parent is container]

    def chain(self, one: Entity) -> list[tuple[Entity, Facts]]:
        """All that something is in, from the nearest on, each with the sentences that lead there."""
        found: list[tuple[Entity, Facts]] = []
        facts: Facts = ()
        while (spot := self.spots.get(one)) and spot.parent is not None:
            facts = (*facts, *(fact for fact in spot.facts if fact not in facts))
            found.append((spot.parent, facts))
            one = spot.parent
        return found

    def fixed(self, one: Entity) -> tuple[Entity | None, Facts]:
        """The nearest thing or place around it that is not carried along, as people answer “where”."""
        for parent, facts in self.chain(one):
            if not parent.portable and not parent.is_someone:
                return parent, facts
        return None, ()

    def where(self, one: Entity) -> tuple[Entity | None, Facts]:
        """What people answer to “where”: what is not carried along, or else the outermost thing."""
        parent, facts = self.fixed(one)
        if parent is not None:
            return parent, facts
        things = [each for each in self.chain(one) if not each[0].is_someone]
        return things[-1] if things else (None, ())

    def room(self, one: Entity) -> Entity | None:
        """The place that somebody or something is in, whatever is between."""
        return next((parent for parent, _ in self.chain(one) if parent.sort == "place"), None)

    def walked(self, sentence: int) -> None:
        """Notes who and what is somewhere else since this sentence."""
        for one in self.spots:
            where, facts = self.fixed(one)
            trail = self.trail.setdefault(one, [])
            if not trail or trail[-1].where is not where:
                trail.append(Stay(where, facts, sentence))
