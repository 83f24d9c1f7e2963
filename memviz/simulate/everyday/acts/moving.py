"""Coming and going."""

from __future__ import annotations

from memviz.simulate.everyday.acts.base import can_meet, is_person, some
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Deed, Tale


def go(tale: Tale, who: Entity) -> Deed | None:
    place = tale.dice.one(tale.cast.places)
    start = tale.world.parent(who)
    if start is place or (place.owner is who and tale.dice.chance(0.5)):
        return None
    kind = "go-city" if place.tag == "city" and is_person(who) else "go"
    tale.world.put(who, place, tale.at)
    if start is not None and start.sort == "place" and kind == "go" and tale.dice.chance(0.12):
        return tale.deed("go-from", A=who, P=place, S=start)
    if (
        start is None
        and tale.dice.chance(0.06)
        and (other := some(tale, (p for p in tale.cast.places if p is not place)))
    ):
        tale.world.put(who, other, tale.at)
        tale.world.walked(tale.at)
        tale.world.put(who, place, tale.at)
        return tale.deed("go-from", A=who, P=place, S=other)
    return tale.deed(kind, A=who, P=place)


def be(tale: Tale, who: Entity) -> Deed | None:
    if tale.world.parent(who) is not None or tale.world.trail.get(who):
        return None
    place = tale.dice.one(tale.cast.places)
    tale.world.put(who, place, tale.at)
    deed = tale.deed("be-at", A=who, P=place)
    deed.is_lasting = True
    return deed


def leave(tale: Tale, who: Entity) -> Deed | None:
    place = tale.world.parent(who)
    if place is None or place.sort != "place" or not tale.dice.chance(0.4):
        return None
    tale.world.put(who, None, tale.at)
    if tale.dice.chance(0.3):
        deed = tale.deed("leave-plain", A=who)
        deed.can_join = False
        return deed
    return tale.deed("leave", A=who, S=place)


def go_with(tale: Tale, who: Entity) -> Deed | None:
    other = some(tale, (one for one in tale.cast.people if one is not who and can_meet(tale, who, one)))
    place = tale.dice.one(tale.cast.places)
    if other is None or place in (tale.world.parent(who), tale.world.parent(other)) or not is_person(who):
        return None
    for one in (who, other):
        tale.world.put(one, place, tale.at)
    deed = tale.deed("go-with", A=who, B=other, P=place, G=tale.both(who, other))
    deed.can_join = False
    return deed


def group_go(tale: Tale, who: Entity) -> Deed | None:
    others = [one for one in tale.cast.people if one is not who and can_meet(tale, who, one)]
    if not others:
        return None
    members = (who, *tale.dice.some(others, 1 if len(others) < 2 or tale.dice.chance(0.8) else 2))
    last = [pair for pair in tale.pairs.values() if tale.discourse.clear(pair)]
    if last and tale.dice.chance(0.7):
        members = last[0].members
    both = tale.both(*members)
    place = tale.dice.one(tale.cast.places)
    if any(tale.world.parent(one) is place for one in members) or not all(can_meet(tale, who, one) for one in members):
        return None
    for one in members:
        tale.world.put(one, place, tale.at)
    heading = "group-go"
    if last and both is last[0] and len(members) == 2 and both.gender == "p" and tale.dice.chance(0.6):
        heading = "both-go"
    deed = tale.deed(heading, G=both, P=place)
    deed.can_join = False
    return deed


def follow(tale: Tale, who: Entity) -> Deed | None:
    """Somebody goes where somebody else is."""
    world = tale.world
    other = some(tale, (one for one in tale.cast.people if one is not who and world.room(one) is not None))
    if other is None or world.room(other) is world.room(who):
        return None
    place, facts = world.room(other), world.chain(other)[-1][1]
    if tale.at in facts:
        return None
    just_now = other in tale.discourse.before and place in tale.discourse.before and facts[0] == tale.at - 1
    just_now = just_now and sum(one.sort == "place" for one in set(tale.discourse.before)) == 1
    world.put(who, place, tale.at, *facts)
    deed = tale.deed("follow" if just_now and tale.dice.chance(0.7) else "follow-name", A=who, B=other)
    deed.can_join = deed.kind == "follow-name" and False
    return deed


def drive(tale: Tale, who: Entity) -> Deed | None:
    """Somebody takes a vehicle to a place, and whatever is in it comes along."""
    if not tale.cast.vehicles or not is_person(who):
        return None
    vehicle, place = tale.dice.one(tale.cast.vehicles), tale.dice.one(tale.cast.places)
    world = tale.world
    if place in (world.parent(vehicle), world.parent(who)) or place.tag == "room":
        return None
    if world.room(vehicle) is not None and world.room(who) not in (None, world.room(vehicle)):
        return None
    world.put(vehicle, place, tale.at)
    world.put(who, place, tale.at)
    return tale.deed("ride" if vehicle.tag in ("ride", "row") else "drive", A=who, V=vehicle, P=place)


def not_but(tale: Tale, who: Entity) -> Deed | None:
    """Somebody is in one place, not in another."""
    place, other = tale.dice.some(tale.cast.places, 2)
    if tale.world.parent(who) is place:
        return None
    tale.world.put(who, place, tale.at)
    deed = tale.deed("not-at-but", A=who, P=place, S=other)
    deed.can_join = False
    return deed
