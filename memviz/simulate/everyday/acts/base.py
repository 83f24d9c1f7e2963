"""What all acts need."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Deed, Tale

Act: TypeAlias = Callable[[Tale, Entity], "Deed | None"]


def some(tale: Tale, items: Iterable[Entity]) -> Entity | None:
    """One of the items, if there is any."""
    found = list(items)
    return tale.dice.one(found) if found else None


def held(tale: Tale, who: Entity) -> list[Entity]:
    """The things and containers that somebody has."""
    return [one for one in tale.world.held_by(who) if one.sort in ("thing", "container")]


def partner(tale: Tale, who: Entity) -> Entity | None:
    """Somebody else who can be where this person is."""
    return some(tale, (one for one in tale.cast.people if one is not who and can_meet(tale, who, one)))


def can_meet(tale: Tale, who: Entity, other: Entity) -> bool:
    """Whether two people can be in the same place now, as far as the story says."""
    here, there = tale.world.room(who), tale.world.room(other)
    return here is None or there is None or here is there


def meet(tale: Tale, who: Entity, other: Entity) -> None:
    """Two people have to do with each other: where one is known to be, there the other is too."""
    world = tale.world
    for one, two in ((who, other), (other, who)):
        if world.parent(one) is None and (room := world.room(two)) is not None and two.is_someone:
            world.put(one, room, tale.at, *(fact for fact in world.chain(two)[-1][1] if fact != tale.at))


def can_reach(tale: Tale, who: Entity, thing: Entity) -> bool:
    """Whether somebody can lay hands on a thing: nobody else has it, and it is not known to be elsewhere."""
    world = tale.world
    if any(parent.is_someone for parent, _ in world.chain(thing)):
        return False
    here, there = world.room(who), world.room(thing)
    return here is None or there is None or here is there


def reach(tale: Tale, who: Entity, thing: Entity) -> None:
    """Somebody lays hands on a thing: if only the thing's place is known, that is where the person is."""
    world = tale.world
    if world.parent(who) is None and (room := world.room(thing)) is not None:
        world.put(who, room, tale.at, *world.chain(thing)[-1][1])


def is_person(who: Entity) -> bool:
    return who.sort == "person"


def is_food(thing: Entity) -> bool:
    return thing.tag in ("food", "foods", "masses")
