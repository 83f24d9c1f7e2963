"""Where somebody or something is, was before, and was at all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

from memviz.simulate.everyday.asking.base import (
    UNKNOWN,
    Ask,
    other_ways,
    some,
    sure_people,
    told_places,
    union,
)
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Tale


def _all(tale: Tale) -> list[Entity]:
    """Whoever and whatever the story has spoken of; things twice as often as people."""
    spots: Iterable[Entity] = tale.world.spots
    stand = {deed.roles["C"] for deed in tale.deeds if deed.kind == "stands-at"}
    spots = [one for one in spots if one.sort != "container" or one.portable or one in stand]
    return [
        one
        for one in spots
        if tale.known(one) and tale.is_sure(one)
        for _ in range(1 if one.is_someone else 2)
        if one.gender != "i"
    ]


def _heading(tale: Tale, one: Entity, where: Entity | None) -> str:
    if where is not None and where.tag == "city" and tale.dice.chance(0.5):
        return "where-city"
    if where is not None and where.tag == "room" and tale.dice.chance(0.25):
        return "where-room"
    return "where-person" if one.is_someone and tale.dice.chance(0.6) else "where"


def where(tale: Tale) -> Ask | None:
    """Where it is: whatever is around it will do, up to the place."""
    one = some(tale, (one for one in _all(tale) if tale.world.where(one)[0] is not None))
    if one is None:
        return None
    found, facts = tale.world.where(one)
    heading = _heading(tale, one, found)
    around = [parent for parent, _ in tale.world.chain(one) if not parent.is_someone]
    also = [way for parent in around for way in (parent.name, *other_ways(parent, parent.name))]
    return Ask(heading, {"X": one}, found, facts, tuple(also) if heading in ("where", "where-person") else ())


def where_place(tale: Tale) -> Ask | None:
    """In which place a thing is that is in something else, or with somebody."""
    one = some(
        tale, (one for one in _all(tale) if not one.is_someone and tale.world.parent(one) != tale.world.room(one))
    )
    return Ask("where-place", {"X": one}, tale.world.room(one), tale.world.chain(one)[-1][1]) if one else None


def where_unknown(tale: Tale) -> Ask | None:
    """Where it is, if nobody knows."""
    nowhere = [one for one in sure_people(tale) if one not in tale.world.spots and one.gender != "i"]
    one = some(tale, (*nowhere, *(one for one in _all(tale) if tale.world.where(one)[0] is None)))
    if one is None:
        return None
    place = some(tale, told_places(tale))
    return Ask(_heading(tale, one, place), {"X": one}, UNKNOWN)


def before(tale: Tale) -> Ask | None:
    """Where it was before it came to the place where it was next."""
    moved = [
        (one, old, new)
        for one in _all(tale)
        for old, new in pairwise(tale.world.trail.get(one, ()))
        if old.where is not None and new.where is not None and once(tale, one, new.where)
    ]
    if not moved:
        return None
    one, old, new = tale.dice.one(moved)
    facts = union(old.facts, new.facts)
    heading = "before-person" if one.is_someone else "before-thing"
    return Ask(heading, {"X": one, "P": new.where}, old.where, facts)


def once(tale: Tale, one: Entity, place: Entity | None) -> bool:
    return sum(stay.where is place for stay in tale.world.trail[one]) == 1


def after(tale: Tale) -> Ask | None:
    """Where somebody went next."""
    moved = [
        (one, old, new)
        for one in sure_people(tale)
        for old, new in pairwise(tale.world.trail.get(one, ()))
        if old.where is not None and new.where is not None and once(tale, one, old.where)
    ]
    if not moved:
        return None
    one, old, new = tale.dice.one(moved)
    return Ask("after-person", {"X": one, "P": old.where}, new.where, union(old.facts, new.facts))


def first(tale: Tale) -> Ask | None:
    """Where somebody was first."""
    one = some(tale, (one for one in sure_people(tale) if len(tale.world.trail.get(one, ())) > 1))
    if one is None or (stay := tale.world.trail[one][0]).where is None:
        return None
    return Ask("first-person", {"X": one}, stay.where, stay.facts)


def before_unknown(tale: Tale) -> Ask | None:
    """Where it was before the first place that the story knows."""
    found = [
        (one, trail)
        for one, trail in tale.world.trail.items()
        if tale.known(one) and tale.is_sure(one) and trail[0].where is not None
    ]
    found = [(one, trail) for one, trail in found if once(tale, one, trail[0].where) and one.sort != "container"]
    found = [(one, trail) for one, trail in found if one.is_someone or tale.dice.chance(0.3)]
    if not found:
        return None
    one, trail = tale.dice.one(found)
    heading = "before-person" if one.is_someone else "before-thing"
    return Ask(heading, {"X": one, "P": trail[0].where}, UNKNOWN)


def is_at(tale: Tale) -> Ask | None:
    """Whether it is in a place."""
    world = tale.world
    one = some(tale, (one for one in _all(tale) if world.room(one) is not None))
    if one is None:
        return None
    right, facts = world.room(one), world.chain(one)[-1][1]
    been = [
        stay.where for stay in world.trail[one] if stay.where and stay.where.sort == "place" and stay.where is not right
    ]
    wrong = some(tale, been) if been and tale.dice.chance(0.6) else None
    wrong = wrong or some(tale, (place for place in told_places(tale) if place is not right))
    if wrong is None or right is None or not tale.known(right):
        return None
    is_so = tale.dice.chance(0.5)
    return Ask("yesno-at", {"X": one, "P": right if is_so else wrong}, "yes" if is_so else "no", facts)


def is_at_unknown(tale: Tale) -> Ask | None:
    """Whether it is in a place, if nobody knows where it is."""
    one = some(tale, (one for one in _all(tale) if tale.world.where(one)[0] is None))
    place = some(tale, told_places(tale))
    if one is None or place is None:
        return None
    trail = tale.world.trail.get(one, [])
    if len(trail) > 1 and trail[-2].where is place:
        return None
    return Ask("yesno-at", {"X": one, "P": place}, UNKNOWN)


def is_in(tale: Tale) -> Ask | None:
    """Whether a thing is in a container."""
    world = tale.world
    inside = [
        one for one, spot in world.spots.items() if spot.parent and spot.parent.sort == "container" and tale.known(one)
    ]
    if (one := some(tale, inside)) is None:
        return None
    right, facts = world.spots[one]
    if right is None:
        return None
    wrong = some(tale, (box for box in tale.cast.containers if box is not right and tale.known(box)))
    if wrong is None or world.parent(right) is wrong or not tale.known(right):
        return None
    is_so = tale.dice.chance(0.5)
    return Ask("yesno-in", {"X": one, "C": right if is_so else wrong}, "yes" if is_so else "no", facts)


def same_place(tale: Tale) -> Ask | None:
    """Whether two people are in the same place."""
    known = [one for one in sure_people(tale) if tale.world.room(one) is not None]
    together: list[tuple[Entity, Entity]] = []
    apart: list[tuple[Entity, Entity]] = []
    for pair in combinations(known, 2):
        (together if tale.world.room(pair[0]) is tale.world.room(pair[1]) else apart).append(pair)
    if not together or not apart:
        return None
    is_so = tale.dice.chance(0.5)
    one, other = tale.dice.shuffled(tale.dice.one(together if is_so else apart))
    facts = union(tale.world.chain(one)[-1][1], tale.world.chain(other)[-1][1])
    return Ask("yesno-same", {"A": one, "B": other}, "yes" if is_so else "no", facts)


def same_place_unknown(tale: Tale) -> Ask | None:
    known = [one for one in sure_people(tale) if tale.world.room(one) is not None]
    lost = [one for one in sure_people(tale) if tale.world.room(one) is None]
    if not known or not lost:
        return None
    return Ask("yesno-same", {"A": tale.dice.one(known), "B": tale.dice.one(lost)}, UNKNOWN)
