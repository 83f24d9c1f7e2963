"""Kinds and their members: what holds for all of a kind holds for each."""

from __future__ import annotations

from collections.abc import Iterator

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity, with_a
from memviz.simulate.everyday.lexicon import lists, plural
from memviz.simulate.everyday.tale import Tale

_TRAITS = ("colour", "fear", "food", "can", "home")


def kinds(tale: Tale) -> Iterator[None]:
    """Two or three kinds, a member of each, and what their kinds are like, in any order."""
    dice, trait = tale.dice, tale.dice.one(_TRAITS)
    count = dice.one((2, 2, 3))
    names = [tale.cast.draw(lists("animals")[dice.one(("petname m", "petname f"))]) for _ in range(count)]
    sorts = [tale.cast.draw(lists("kinds")["kind"]) for _ in range(count)]
    if dice.chance(0.2):  # of one kind, told apart by where they come from
        cities = [tale.cast.draw(lists("places")["city in"]) for _ in range(count)]
        made = dice.one(("from", "from", "born in", "living in", "trained in"))
        sorts = [f"{sorts[0]} {made} {city}" for city in cities]
    values = dice.some(_fitting(sorts, trait), count)
    lines: list[tuple[str, int]] = [(line, i) for line in ("member", "kind") for i in range(count)]
    told: dict[tuple[str, int], int] = {}
    members = [Entity("animal", name, dice.one("mf"), article="", first="", sure=False) for name in names]
    for line, i in dice.shuffled(lines) if dice.chance(0.6) else lines:
        many = _many(sorts[i])
        roles: dict[str, Entity | str] = {
            "A": members[i],
            "K": with_a(sorts[i]),
            "k": sorts[i],
            "Ks": many,
            "V": values[i],
        }
        heading = "member" if line == "member" else f"kind-{trait}"
        told[line, i] = tale.line(heading, roles, "pres", "themes")
        if {("member", i), ("kind", i)} <= told.keys():
            facts = (told["member", i], told["kind", i])
            tale.ask("property", Ask(f"kind-{trait}?", {"A": members[i]}, values[i], facts))
        yield
    other = dice.one([each for each in _TRAITS if each != trait])
    tale.ask("unknown", Ask(f"kind-{other}?", {"A": dice.one(members)}, "unknown"))


def _fitting(sorts: list[str], trait: str) -> list[str]:
    """Values of a trait that say nothing of the kinds themselves."""
    own = {_many(sort) for sort in sorts}
    return [value for value in lists("kinds")[trait].train if value not in own]


def _many(sort: str) -> str:
    """The plural of a kind, which may be told by where it is from."""
    noun, space, rest = sort.partition(" ")
    return plural(noun) + space + rest
