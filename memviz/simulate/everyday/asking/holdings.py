"""Who has what, what is in what, and how much of it."""

from __future__ import annotations

from memviz.simulate.everyday.asking.base import UNKNOWN, Ask, Facts, some, told_people, told_things, union
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Tale

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = (*_ONES, *(f"{ten}-{one}".removesuffix("-zero") for ten in _TENS for one in _ONES[:10]))


def who_has(tale: Tale) -> Ask | None:
    world = tale.world
    held = [one for one, spot in world.spots.items() if spot.parent and spot.parent.is_someone and not one.is_someone]
    one = some(tale, (one for one in held if tale.known(one) and (who := world.parent(one)) and who.gender != "i"))
    if one is None:
        return None
    parent, facts = world.spots[one]
    return Ask("who-has", {"X": one}, parent, facts)


def who_has_unknown(tale: Tale) -> Ask | None:
    """Who has a thing that was lost, or that lies about in nobody's hands that the story knows of."""
    one = some(tale, (one for one in told_things(tale) if one in tale.world.spots and tale.world.parent(one) is None))
    return Ask("who-has", {"X": one}, UNKNOWN) if one else None


def who_had_before(tale: Tale) -> Ask | None:
    gifts = [deed for deed in tale.deeds if deed.kind in ("give", "lend", "sell", "send", "steal", "give-back")]
    if not gifts:
        return None
    deed = tale.dice.one(gifts)
    taken = deed.kind == "steal"
    old, new = (deed.entity("B"), deed.entity("A")) if taken else (deed.entity("A"), deed.entity("B"))
    same = [other for other in gifts if other.roles["X"] is deed.roles["X"]]
    if old is None or new is None or old.gender == "i" or sum(new in other.roles.values() for other in same) > 1:
        return None
    return Ask("who-had-before", {"X": deed.roles["X"], "B": new}, old, deed.facts)


def what_has(tale: Tale) -> Ask | None:
    """What somebody has, if it is one thing."""
    hands = {one: tale.world.held_by(one) for one in told_people(tale)}
    who = some(tale, (one for one, things in hands.items() if len(things) == 1))
    if who is None:
        return None
    thing = hands[who][0]
    if thing.portable and tale.world.inside(thing):
        return None
    return Ask("what-has", {"A": who}, thing, tale.world.spots[thing].facts)


def what_has_unknown(tale: Tale) -> Ask | None:
    who = some(
        tale,
        (
            one
            for one in told_people(tale)
            if not any(one in deed.roles.values() and "X" in deed.roles for deed in tale.deeds)
        ),
    )
    return Ask("what-has", {"A": who}, UNKNOWN) if who else None


def what_in(tale: Tale) -> Ask | None:
    """What is in a container, if it is one thing."""
    boxes = [box for box in tale.cast.containers if tale.known(box) and len(tale.world.inside(box)) == 1]
    if (box := some(tale, boxes)) is None:
        return None
    thing = tale.world.inside(box)[0]
    return Ask("what-in", {"C": box}, thing, tale.world.spots[thing].facts)


def what_in_unknown(tale: Tale) -> Ask | None:
    boxes = [box for box in tale.cast.containers if tale.known(box) and not tale.world.inside(box)]
    box = some(
        tale,
        (
            box
            for box in boxes
            if not any(box in deed.roles.values() and box is not deed.roles.get("X") for deed in tale.deeds)
        ),
    )
    return Ask("what-in", {"C": box}, UNKNOWN) if box else None


def has(tale: Tale) -> Ask | None:
    """Whether somebody has a thing."""
    world = tale.world
    one = some(tale, (one for one in told_things(tale) if one in world.spots and world.parent(one) is not None))
    if one is None:
        return None
    holder, facts = world.spots[one]
    if holder is None or not holder.is_someone:  # of what lies about, the answer would always be no
        return None
    had = [
        other
        for deed in tale.deeds
        if deed.roles.get("X") is one
        for other in (deed.entity("A"), deed.entity("B"))
        if other
    ]
    wrong = some(tale, (other for other in had or told_people(tale) if other is not holder and other.is_someone))
    if wrong is None or any(parent is wrong for parent, _ in world.chain(one)):
        return None
    is_so = tale.dice.chance(0.5)
    return Ask("yesno-has", {"A": holder if is_so else wrong, "X": one}, "yes" if is_so else "no", facts)


def number(count: int) -> tuple[str, tuple[str, ...]]:
    """A number as an answer: in digits, and in words too."""
    words = (NUMBERS[count],) if count < len(NUMBERS) else ()
    return str(count), (*words, "none", "nothing", "no one", "nobody") if count == 0 else words


def count_has(tale: Tale) -> Ask | None:
    """How many things somebody has, all sentences that changed it being the facts."""
    who = some(tale, (one for one in told_people(tale) if one.gender != "i" and _handled(tale, one)))
    if who is None or any(thing.is_plural or tale.world.inside(thing) for thing in tale.world.held_by(who)):
        return None
    answer, also = number(len(tale.world.held_by(who)))
    return Ask("count-has", {"A": who}, answer, _handled(tale, who), also)


def _handled(tale: Tale, who: Entity) -> Facts:
    """The sentences in which somebody got or gave away something."""
    deeds = (deed for deed in tale.deeds if who in (deed.roles.get("A"), deed.roles.get("B")) and "X" in deed.roles)
    return union(*(deed.facts for deed in deeds if deed.kind not in ("lies", "lies-at")))


def count_people(tale: Tale) -> Ask | None:
    """How many people are in a place."""
    places = [place for place in tale.cast.places if tale.known(place)]
    people = told_people(tale)
    if (
        not places
        or tale.blurred
        or any(not one.is_single or one.gender == "i" or tale.world.room(one) is None for one in people)
    ):
        return None
    place = tale.dice.one(places)
    inside = [one for one in people if tale.world.room(one) is place]
    facts = union(
        *(tale.world.chain(one)[-1][1] for one in people if place in [s.where for s in tale.world.trail[one]])
    )
    if not facts:
        return None
    answer, also = number(len(inside))
    return Ask("count-people", {"P": place}, answer, facts, also)


def count_in(tale: Tale) -> Ask | None:
    """How many things are in a container."""
    box = some(tale, (box for box in tale.cast.containers if tale.known(box) and tale.world.inside(box)))
    if box is None or any(thing.is_plural or tale.world.inside(thing) for thing in tale.world.inside(box)):
        return None
    used = (
        deed for deed in tale.deeds if box in (deed.roles.get("C"), deed.roles.get("Y")) and deed.kind != "stands-at"
    )
    facts = union(*(deed.facts for deed in used))
    answer, also = number(len(tale.world.inside(box)))
    return Ask("count-in", {"C": box}, answer, facts, also) if facts else None
