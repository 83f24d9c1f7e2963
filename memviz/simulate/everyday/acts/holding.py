"""Having, taking, giving, losing."""

from __future__ import annotations

from memviz.simulate.everyday.acts.base import can_reach, held, is_food, is_person, meet, partner, reach, some
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Deed, Tale


def have(tale: Tale, who: Entity) -> Deed | None:
    thing = some(tale, (one for one in tale.cast.things if not tale.known(one)))
    if thing is None:
        return None
    tale.world.put(thing, who, tale.at)
    deed = tale.deed("have", A=who, X=thing)
    deed.is_lasting = True
    return deed


def take(tale: Tale, who: Entity) -> Deed | None:
    world = tale.world
    portable = [*tale.cast.things, *(one for one in tale.cast.containers if one.portable)]
    thing = some(tale, (one for one in portable if can_reach(tale, who, one)))
    if thing is None:
        return None
    place = world.parent(thing)
    reach(tale, who, thing)
    kind = "take"
    more: dict[str, Entity] = {}
    if place is not None and place.sort == "container" and place.prep in ("in", "on", "under", "behind"):
        kind, more = ("take", {}) if tale.dice.chance(0.33) else ("take-from", {"C": place})
    elif place is not None and place.sort == "place" and tale.dice.chance(0.6):
        kind, more = "take-at", {"P": place}
    elif place is None and tale.dice.chance(0.5) and (here := world.room(who) or tale.dice.one(tale.cast.places)):
        kind, more = "take-at", {"P": here}
        if world.parent(who) is not here:
            world.put(who, here, tale.at)
        world.put(thing, here, tale.at)
        world.walked(tale.at)
    world.put(thing, who, tale.at)
    return tale.deed(kind, A=who, X=thing, **more)


def take_two(tale: Tale, who: Entity) -> Deed | None:
    """Somebody takes two things at once."""
    things = [one for one in tale.cast.things if can_reach(tale, who, one)]
    if len(things) < 2 or not is_person(who):
        return None
    pair = tale.dice.some(things, 2)
    places = {tale.world.room(one) for one in pair} - {None}
    if len(places) > 1:
        return None
    for thing in pair:
        reach(tale, who, thing)
        tale.world.put(thing, who, tale.at)
        tale.deed("take", A=who, X=thing)
    return Deed("take", {"A": who, "X": tale.both(*pair)}, (tale.at,))


def drop(tale: Tale, who: Entity) -> Deed | None:
    room = tale.world.room(who)
    things = held(tale, who)
    if not things or (room is None and not tale.dice.chance(0.5)):
        return None
    thing = tale.dice.one(things)
    if room is None or tale.dice.chance(0.3):
        place = room or tale.dice.one(tale.cast.places)
        if room is None:
            tale.world.put(who, place, tale.at)
        tale.world.put(thing, place, tale.at)
        return tale.deed("drop-at", A=who, X=thing, P=place)
    tale.world.put(thing, room, tale.at, *tale.world.chain(who)[-1][1])
    return tale.deed("drop", A=who, X=thing)


def carry(tale: Tale, who: Entity) -> Deed | None:
    """Somebody takes a thing to a place, and keeps it or leaves it there."""
    world = tale.world
    things = [*held(tale, who), *(one for one in tale.cast.things if can_reach(tale, who, one))]
    place = tale.dice.one(tale.cast.places)
    if not things or place is world.room(who):
        return None
    thing = tale.dice.one(things)
    if world.room(thing) is place:
        return None
    world.put(who, place, tale.at)
    if tale.dice.chance(0.4):
        world.put(thing, place, tale.at)
        return tale.deed("carry-leave", A=who, X=thing, P=place)
    world.put(thing, who, tale.at)
    return tale.deed("carry", A=who, X=thing, P=place)


def give(tale: Tale, who: Entity) -> Deed | None:
    things, other = held(tale, who), partner(tale, who)
    if not things or other is None or not is_person(other) or not is_person(who):
        return None
    thing = tale.dice.one(things)
    owner = next((deed.agent for deed in tale.deeds if deed.kind == "lend" and deed.roles["X"] is thing), None)
    kind = tale.dice.one(("give", "give", "give", "give", "give", "lend", "sell"))
    if owner is other:
        kind = "give-back"
    elif owner is not None:
        kind = "give"
    meet(tale, who, other)
    tale.world.put(thing, other, tale.at)
    return tale.deed(kind, A=who, X=thing, B=other)


def send(tale: Tale, who: Entity) -> Deed | None:
    things = held(tale, who)
    other = some(tale, (one for one in tale.cast.people if one is not who))
    if not things or other is None or not (is_person(other) and is_person(who)) or not tale.dice.chance(0.3):
        return None
    thing = tale.dice.one(things)
    tale.world.put(thing, other, tale.at)
    return tale.deed("send", A=who, X=thing, B=other)


def steal(tale: Tale, who: Entity) -> Deed | None:
    other = partner(tale, who)
    if other is None or not tale.dice.chance(0.4) or not (things := held(tale, other)):
        return None
    thing = tale.dice.one(things)
    meet(tale, who, other)
    tale.world.put(thing, who, tale.at)
    return tale.deed(tale.dice.one(("steal", "fetch-from")), A=who, X=thing, B=other)


def swap(tale: Tale, who: Entity) -> Deed | None:
    other = partner(tale, who)
    if other is None or not is_person(other) or not is_person(who) or not tale.dice.chance(0.4):
        return None
    mine, theirs = held(tale, who), held(tale, other)
    if not mine or not theirs:
        return None
    thing, return_thing = tale.dice.one(mine), tale.dice.one(theirs)
    meet(tale, who, other)
    tale.world.put(thing, other, tale.at)
    tale.world.put(return_thing, who, tale.at)
    deed = tale.deed("swap", A=who, X=thing, B=other, Y=return_thing)
    deed.can_join = False
    return deed


def get(tale: Tale, who: Entity) -> Deed | None:
    """Somebody buys or finds something new."""
    thing = some(tale, (one for one in tale.cast.things if not tale.known(one)))
    if thing is None or tale.world.parent(thing) is not None:
        return None
    thing.first = "a"
    tale.world.put(thing, who, tale.at)
    if not is_person(who) or tale.dice.chance(0.5):
        return tale.deed("find", A=who, X=thing, **_here(tale, who))
    return tale.deed("buy", A=who, X=thing, **_here(tale, who))


def _here(tale: Tale, who: Entity) -> dict[str, Entity]:
    """Where somebody is; a place if nobody knows."""
    place = tale.world.room(who)
    if place is None:
        place = tale.dice.one(tale.cast.places)
        tale.world.put(who, place, tale.at)
    return {"P": place}


def lose(tale: Tale, who: Entity) -> Deed | None:
    things = [one for one in held(tale, who) if one.sort == "thing"]
    if not things or not tale.dice.chance(0.2):
        return None
    thing = tale.dice.one(things)
    tale.world.put(thing, None, tale.at)
    return tale.deed("lose", A=who, X=thing)


def eat(tale: Tale, who: Entity) -> Deed | None:
    things = [one for one in held(tale, who) if is_food(one)]
    if not things or not tale.dice.chance(0.5):
        return None
    thing = tale.dice.one(things)
    tale.world.put(thing, None, tale.at)
    tale.cast.things.remove(thing)
    return tale.deed("eat", A=who, X=thing)
