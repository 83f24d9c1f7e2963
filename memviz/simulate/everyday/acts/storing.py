"""Putting things into things."""

from __future__ import annotations

from memviz.simulate.everyday.acts.base import can_reach, held, is_person, reach, some
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Deed, Tale

_OPEN = {
    "sink",
    "bathtub",
    "doghouse",
    "umbrella stand",
    "magazine rack",
    "fireplace",
    "cot",
    "bucket",
    "hat",
    "cup",
    "bowl",
    "vase",
    "letterbox",
    "plastic tub",
    "tub",
}


def put(tale: Tale, who: Entity) -> Deed | None:
    things = [one for one in held(tale, who) if one.sort == "thing"]
    things = things or [one for one in tale.cast.things if can_reach(tale, who, one)]
    container = some(tale, (one for one in tale.cast.containers if is_near(tale, who, one)))
    if not things or container is None:
        return None
    thing = tale.dice.one(things)
    if tale.world.parent(thing) is container:
        return None
    settle(tale, who, container)
    tale.world.put(thing, container, tale.at)
    kind = (
        "put-in"
        if container.prep == "in" and container.name not in _OPEN and is_person(who) and tale.dice.chance(0.15)
        else "put"
    )
    return tale.deed(kind, A=who, X=thing, C=container)


def put_two(tale: Tale, who: Entity) -> Deed | None:
    """Somebody puts two things into one container."""
    things = [one for one in tale.cast.things if can_reach(tale, who, one) or one in held(tale, who)]
    container = some(tale, (one for one in tale.cast.containers if is_near(tale, who, one)))
    if len(things) < 2 or container is None or not is_person(who):
        return None
    pair = tale.dice.some(things, 2)
    if any(tale.world.parent(one) is container for one in pair):
        return None
    settle(tale, who, container)
    for thing in pair:
        tale.world.put(thing, container, tale.at)
        tale.deed("put", A=who, X=thing, C=container)
    return Deed("put", {"A": who, "X": tale.both(*pair), "C": container}, (tale.at,))


def nest(tale: Tale, who: Entity) -> Deed | None:
    """Somebody puts a container into or onto another, or into a vehicle."""
    inner = some(
        tale, (one for one in tale.cast.containers if one.portable and tale.known(one) and is_near(tale, who, one))
    )
    if inner is None or not is_person(who):
        return None
    world = tale.world
    outer = some(
        tale,
        (
            one
            for one in (*tale.cast.containers, *tale.cast.vehicles)
            if one is not inner and is_near(tale, who, one) and (not one.portable or one.prep == "on")
        ),
    )
    if outer is None or world.parent(inner) is outer or world.parent(outer) is inner:
        return None
    settle(tale, who, outer)
    world.put(inner, outer, tale.at)
    if outer.sort == "vehicle":
        return tale.deed("load", A=who, X=inner, V=outer)
    return tale.deed("put", A=who, X=inner, C=outer)


def load(tale: Tale, who: Entity) -> Deed | None:
    """Somebody puts a thing into a vehicle."""
    things = held(tale, who)
    vehicle = some(tale, (one for one in tale.cast.vehicles if is_near(tale, who, one)))
    if not things or vehicle is None or not is_person(who):
        return None
    thing = tale.dice.one(things)
    tale.world.put(thing, vehicle, tale.at)
    return tale.deed("load", A=who, X=thing, V=vehicle)


def move(tale: Tale, who: Entity) -> Deed | None:
    """Somebody takes a thing out of one container and puts it into another."""
    world = tale.world
    thing = some(
        tale,
        (
            one
            for one in tale.cast.things
            if (box := world.parent(one)) and box.sort == "container" and can_reach(tale, who, one)
        ),
    )
    if thing is None or not is_person(who):
        return None
    box = world.parent(thing)
    other = some(tale, (one for one in tale.cast.containers if one is not box and is_near(tale, who, one)))
    if other is None:
        return None
    if box is None or box.prep not in ("in", "on", "under", "behind"):
        return None
    reach(tale, who, thing)
    settle(tale, who, other)
    world.put(thing, other, tale.at)
    return tale.deed("move-to", A=who, X=thing, C=box, Y=other)


def lies(tale: Tale, who: Entity) -> Deed | None:
    """Something new is somewhere."""
    thing = some(tale, (one for one in tale.cast.things if not tale.known(one)))
    if thing is None:
        return None
    if tale.dice.chance(0.5):
        place = tale.dice.one(tale.cast.places)
        tale.world.put(thing, place, tale.at)
        return _lasting(tale.deed("lies-at", A=who, X=thing, P=place))
    container = tale.dice.one(tale.cast.containers)
    tale.world.put(thing, container, tale.at)
    return _lasting(tale.deed("lies", A=who, X=thing, C=container))


def stands(tale: Tale, who: Entity) -> Deed | None:
    """A container is in a place."""
    container = some(tale, (one for one in tale.cast.containers if tale.world.parent(one) is None))
    if container is None:
        return None
    place = tale.dice.one(tale.cast.places)
    tale.world.put(container, place, tale.at)
    return _lasting(tale.deed("stands-at", A=who, C=container, P=place))


def _lasting(deed: Deed) -> Deed:
    deed.is_lasting = True
    deed.can_join = False
    return deed


def is_near(tale: Tale, who: Entity, box: Entity) -> bool:
    """Whether somebody can use a container: it is not known to be elsewhere, or with somebody else."""
    holder = next((parent for parent, _ in tale.world.chain(box) if parent.is_someone), None)
    if holder is not None:
        return holder is who
    here, there = tale.world.room(who), tale.world.room(box)
    return here is None or there is None or here is there


def settle(tale: Tale, who: Entity, box: Entity) -> None:
    """A container that somebody uses is where the person is, and the other way round."""
    world = tale.world
    if world.parent(box) is not None:
        reach(tale, who, box)
    elif (room := world.room(who)) is not None:
        world.put(box, room, tale.at, *(fact for fact in world.chain(who)[-1][1] if fact != tale.at))
    elif box.portable and box.first == "her":
        world.put(box, who, tale.at)
