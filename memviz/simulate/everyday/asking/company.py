"""Who is or was in a place, and with whom."""

from __future__ import annotations

from memviz.simulate.everyday.asking.base import Ask, Facts, some, sure_people, told_people, told_places, union
from memviz.simulate.everyday.asking.places import once
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Tale


def who_at(tale: Tale) -> Ask | None:
    """Who is in a place, if it is one person."""
    rooms = {one: tale.world.room(one) for one in sure_people(tale)}
    place = some(
        tale, (place for place in set_of(rooms.values()) if sum(room is place for room in rooms.values()) == 1)
    )
    if place is None:
        return None
    who = next(one for one, room in rooms.items() if room is place)
    return Ask("who-at", {"P": place}, who, tale.world.chain(who)[-1][1])


def who_went(tale: Tale) -> Ask | None:
    """Who has been in a place, if it is one person."""
    people = told_people(tale)
    if tale.blurred & set(people):
        return None
    been = {
        place: [(one, stay) for one in people for stay in tale.world.trail.get(one, ()) if stay.where is place]
        for place in told_places(tale)
    }
    found = [stays[0] for stays in been.values() if len(stays) == 1 and stays[0][0].gender != "i"]
    if not found:
        return None
    one, stay = tale.dice.one(found)
    return Ask("who-went", {"P": stay.where}, one, stay.facts)


def who_with(tale: Tale) -> Ask | None:
    """Who is where somebody is, if it is one person."""
    rooms = {one: tale.world.room(one) for one in sure_people(tale)}
    place = some(
        tale, (place for place in set_of(rooms.values()) if sum(room is place for room in rooms.values()) == 2)
    )
    if place is None:
        return None
    one, other = tale.dice.shuffled([one for one, room in rooms.items() if room is place])
    facts = union(tale.world.chain(one)[-1][1], tale.world.chain(other)[-1][1])
    return Ask("who-with", {"A": one, "P": place}, other, facts)


def set_of(places: object) -> list[Entity]:
    """The places without doubles, in order."""
    return list(dict.fromkeys(place for place in places if place is not None))  # type: ignore[attr-defined]


def first_arrived(tale: Tale) -> Ask | None:
    """Who of two came to a place first, or later."""
    for place in tale.dice.shuffled(told_places(tale)):
        stays = {
            one: next((stay for stay in tale.world.trail.get(one, ()) if stay.where is place), None)
            for one in sure_people(tale)
        }
        found = [
            (stay.since, one, stay.facts)
            for one, stay in stays.items()
            if stay is not None
            and one.is_single
            and once(tale, one, place)
            and place in tale.discourse.seen[stay.since]
        ]
        if len(found) >= 2 and len({since for since, _, _ in found}) == len(found):
            (_, one, facts), (since, other, more) = sorted(tale.dice.some(found, 2), key=lambda each: each[0])
            if any(deed.is_lasting and since in deed.facts for deed in tale.deeds):
                continue  # whoever is there when the story speaks of it may have been there all the time
            later = tale.dice.chance(0.3)
            roles: dict[str, Entity | str] = {"P": place, "A": one, "B": other}
            all_facts: Facts = union(facts, more)
            return Ask("later-arrived" if later else "first-arrived", roles, other if later else one, all_facts)
    return None
