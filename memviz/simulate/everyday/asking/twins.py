"""Questions that are asked of a story and of its twin in the same words, and that are answered differently."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from memviz.simulate.everyday.asking.base import UNKNOWN, Ask, Facts, union
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.errands import Errand

Names = dict[str, str]


class Asked(NamedTuple):
    """A question of both: its kind in the first and in the second story, and the question in each."""

    kinds: tuple[str, str]
    asks: tuple[Ask, Ask]


def both(first: Errand, second: Errand) -> list[Asked]:
    """Every question that the two stories answer differently."""
    names = [name for name in first.cast if first.tale.known(first.cast[name]) and second.tale.known(second.cast[name])]
    found: list[Asked] = []
    for name in names:
        if first.cast[name].sort in ("person", "thing"):
            found += _placed(first, second, name, names)
        if first.cast[name].sort == "thing":
            found += _held(first, second, name, names)
    return found + _given(first, second, names) + _together(first, second, names)


def _placed(first: Errand, second: Errand, name: str, names: list[str]) -> list[Asked]:
    """Whether somebody or something is in a place; where it is, if one of the stories does not say."""
    rooms = [_name(each, each.tale.world.room(each.cast[name])) for each in (first, second)]
    facts = [_facts(each, name) for each in (first, second)]
    if rooms[0] == rooms[1] or not all(each.tale.is_sure(each.cast[name]) for each in (first, second)):
        return []
    if all(rooms):
        return [_whether(first, second, "yesno-at", {"X": name, "P": room}, rooms[0] == room, facts)
                for room in rooms if room in names]  # fmt: skip
    if rooms[1] or any(each.tale.world.where(each.cast[name])[0] for each in (second,)):
        return []
    told = Ask("where", {"X": first.cast[name]}, first.tale.world.room(first.cast[name]), facts[0])
    return [Asked(("where", "unknown"), (told, Ask("where", {"X": second.cast[name]}, UNKNOWN)))]


def _held(first: Errand, second: Errand, name: str, names: list[str]) -> list[Asked]:
    """Whether somebody has a thing, whether it is in a container."""
    spots = [each.tale.world.spots.get(each.cast[name]) for each in (first, second)]
    if spots[0] is None or spots[1] is None:
        return []
    around = [_name(first, spots[0].parent), _name(second, spots[1].parent)]
    sorts = {first.cast[each].sort for each in around if each}
    if around[0] == around[1] or not all(around) or len(sorts) > 1 or not sorts & {"person", "container"}:
        return []
    heading, role = ("yesno-has", "A") if "person" in sorts else ("yesno-in", "C")
    facts = [spots[0].facts, spots[1].facts]
    return [_whether(first, second, heading, {"X": name, role: each}, around[0] == each, facts)
            for each in around if each in names]  # fmt: skip


def _together(first: Errand, second: Errand, names: list[str]) -> list[Asked]:
    """Whether two people are in the same place."""
    found = []
    people = [name for name in names if first.cast[name].sort == "person"]
    for pair in combinations(people, 2):
        rooms = [[each.tale.world.room(each.cast[name]) for name in pair] for each in (first, second)]
        is_so = [room[0] is room[1] for room in rooms]
        if None not in (*rooms[0], *rooms[1]) and is_so[0] != is_so[1]:
            facts = [union(*(_facts(each, name) for name in pair)) for each in (first, second)]
            found.append(_whether(first, second, "yesno-same", dict(zip("AB", pair, strict=True)), is_so[0], facts))
    return found


def _given(first: Errand, second: Errand, names: list[str]) -> list[Asked]:
    """Whether somebody gave a thing to somebody."""
    found = []
    for i, (move, other) in enumerate(zip(first.plot, second.plot, strict=True)):
        if move.kind == "give" and move != other and {*move.names, *other.names} <= set(names):
            for is_so, names_given in ((True, move.names), (False, other.names)):
                roles = dict(zip("AXB", names_given, strict=True))
                found.append(_whether(first, second, "yesno-gave", roles, is_so, [(i,), (i,)]))
    return found


def _whether(first: Errand, second: Errand, heading: str, roles: Names, is_so: bool, facts: list[Facts]) -> Asked:
    """A question with yes in the first story and no in the second, or the other way round."""
    answers = ("yes", "no") if is_so else ("no", "yes")
    asks = [
        Ask(heading, {role: each.cast[name] for role, name in roles.items()}, answer, told)
        for each, answer, told in zip((first, second), answers, facts, strict=True)
    ]
    return Asked(("yesno", "yesno"), (asks[0], asks[1]))


def _name(errand: Errand, one: Entity | None) -> str | None:
    """The letter of somebody or something in the plot."""
    return next((name for name, each in errand.cast.items() if each is one), None)


def _facts(errand: Errand, name: str) -> Facts:
    chain = errand.tale.world.chain(errand.cast[name])
    return next((facts for one, facts in chain if one.sort == "place"), ())
