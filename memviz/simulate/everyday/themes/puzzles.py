"""Either–or, corrections, and routes."""

from __future__ import annotations

from collections.abc import Iterator

from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.tale import Tale


def _new_person(tale: Tale) -> Entity:
    """Somebody of whom nothing else is told."""
    return tale.cast.named()


def either(tale: Tale) -> Iterator[None]:
    """Somebody is in one of two places, and then not in one of them; or nobody says which."""
    one = _new_person(tale)
    here, there = tale.cast.place(), tale.cast.place()
    if "city" in (here.tag, there.tag) or "home" in (here.tag, there.tag):
        return
    roles: dict[str, Entity | str] = {"A": one, "S": here, "P": there}
    at = tale.at
    tale.line("either", roles, "pres", "themes")
    yield
    if tale.dice.chance(0.35):
        tale.ask("unknown", Ask("where-person", {"X": one}, "unknown"))
        return
    wrong, right = tale.dice.shuffled([here, there])
    second = tale.at
    tale.line("closed", {"A": one, "S": wrong, "P": right}, "pres", "themes")
    tale.ask("where", Ask("where-person", {"X": one}, right, (at, second)))
    is_so = tale.dice.chance(0.5)
    tale.ask(
        "yesno", Ask("yesno-at", {"X": one, "P": right if is_so else wrong}, "yes" if is_so else "no", (second, at))
    )
    yield


def sorry(tale: Tale) -> Iterator[None]:
    """Somebody gave something to somebody; no, to somebody else."""
    people = [one for one in tale.cast.people if one.is_single and one.gender != "i"]
    if len(people) < 2:
        return
    giver, wrong = tale.dice.some(people, 2)
    right, thing = _new_person(tale), tale.cast.thing()
    tale.cast.things = [one for one in tale.cast.things if one is not thing]
    at = tale.at
    deed = tale.deed("give-to", A=giver, X=thing, B=wrong)
    tale.deeds.remove(deed)
    tale.write(tale.clause(deed))
    tale.line("sorry", {"A": giver, "B": wrong, "G": right}, file="themes")
    facts = (at, at + 1)
    tale.world.put(thing, right, *facts)
    tale.ask("who", Ask("who-got", {"A": giver, "X": thing}, right, facts))
    tale.ask("who", Ask("who-has", {"X": thing}, right, facts))
    is_so = tale.dice.chance(0.5)
    gave = {"A": giver, "X": thing, "B": right if is_so else wrong}
    tale.ask("yesno", Ask("yesno-gave", gave, "yes" if is_so else "no", facts))
    yield


def sorry_place(tale: Tale) -> Iterator[None]:
    """Somebody went somewhere; no, somewhere else."""
    one = _new_person(tale)
    wrong, right = tale.cast.place(), tale.cast.place()
    at = tale.at
    tale.line("go", {"A": one, "P": wrong})
    tale.line("sorry-place", {"A": one, "S": wrong, "P": right}, "past", "themes")
    tale.ask("where", Ask("where-person", {"X": one}, right, (at, at + 1)))
    is_so = tale.dice.chance(0.5)
    went = Ask("yesno-went", {"X": one, "P": right if is_so else wrong}, "yes" if is_so else "no", (at, at + 1))
    tale.ask("yesno", went)
    yield


def route(tale: Tale) -> Iterator[None]:
    """Somebody goes to three places in a sentence."""
    one = _new_person(tale)
    first, second, third = tale.cast.place(), tale.cast.place(), tale.cast.place()
    at = tale.at
    roles: dict[str, Entity | str] = {"A": one, "P": first, "Q": second, "R": third}
    tale.line("ordered", roles, file="themes")
    tale.ask("where", Ask("where-person", {"X": one}, third, (at,)))
    tale.ask("before", Ask("before-person", {"X": one, "P": third}, second, (at,)))
    tale.ask("where", Ask("first-person", {"X": one}, first, (at,)))
    tale.ask("where", Ask("after-person", {"X": one, "P": first}, second, (at,)))
    tale.ask("count", Ask("count-places", {"X": one}, "3", (at,), ("three",)))
    tale.ask("unknown", Ask("before-person", {"X": one, "P": first}, "unknown"))
    yield
