"""Errands: short stories of one thing that goes from hand to hand and from place to place.

Every story has a twin in which one move is another: somebody goes elsewhere, gives the thing to somebody else. What is
asked of both in the same words is answered with yes in one and with no in the other, or is told in only one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from memviz.simulate.dice import Dice
from memviz.simulate.everyday import lexicon
from memviz.simulate.everyday.acts.base import can_meet, can_reach, meet, reach
from memviz.simulate.everyday.acts.storing import is_near, settle
from memviz.simulate.everyday.ask import Ask
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.lexicon import Pool
from memviz.simulate.everyday.pattern import patterns
from memviz.simulate.everyday.sentence import Sentence
from memviz.simulate.everyday.tale import Tale

_PEOPLE, _THINGS, _PLACES, _CONTAINERS, _VEHICLES = "ABDE", "XY", "PQRS", "KL", "V"
_MOVES = {  # a move: the deed that it is, and the roles of what it names in order
    "at": ("be-at", "AP"),
    "has": ("have", "AX"),
    "go": ("go", "AP"),
    "bring": ("carry", "AXP"),
    "leave": ("drop-at", "AXP"),
    "give": ("give", "AXB"),
    "put": ("put", "AXC"),
    "pick": ("take", "AX"),
    "take": ("take", "AX"),
    "load": ("load", "AXV"),
    "drive": ("drive", "AVP"),
    "away": ("leave-plain", "A"),
}
_TURNS = {"go": "P", "bring": "P", "drive": "P", "leave": "P", "give": "B", "put": "C"}  # what a twin may change
_ALIKE = (_PEOPLE, _PLACES, _CONTAINERS)


class Move(NamedTuple):
    """A move of a plot, and the letters that it names."""

    kind: str
    names: tuple[str, ...]
    is_optional: bool = False


Plot = tuple[Move, ...]


@cache
def plots() -> Pool[Plot]:
    """All plots, those that training never shows apart."""
    found = lexicon.blocks("errands")["plots"]
    shown = tuple(_parsed(line) for line in found if not line.startswith("! "))
    return Pool(shown, tuple(_parsed(line[2:]) for line in found if line.startswith("! ")))


def _parsed(line: str) -> Plot:
    moves = (each.split() for each in line.split("; "))
    return tuple(Move(kind.lstrip("?"), tuple(names), kind.startswith("?")) for kind, *names in moves)


class Errand:
    """A story told after a plot. `cast` is who or what every letter of the plot is; `is_told` says if it comes off."""

    def __init__(self, key: str, held_out: float, is_twin: bool) -> None:
        self.key = key
        self.tale = Tale(Dice(key), held_out)
        self.says = Sentence(self.tale)
        self.plot = self._plot(is_twin)
        self.cast = _cast(self.tale)
        self.is_told = True

    def tell(self) -> Iterator[int]:
        """Tells it move by move, as far as it comes off: the numbers of the moves."""
        for i, move in enumerate(self.plot):
            if not self._told(i, move):
                self.is_told = False
                return
            yield i

    def _plot(self, is_twin: bool) -> Plot:
        """The moves of this story, its twin's one changed."""
        dice = self.tale.dice
        moves = [each for each in self.tale.voice.one(plots()) if not each.is_optional or dice.chance(0.6)]
        turns = [i for i, each in enumerate(moves) if each.kind in _TURNS and _others(moves, i)]
        if turns:
            i = turns[-1] if dice.chance(0.5) else dice.one(turns)
            other = dice.one(_others(moves, i))
            if is_twin:
                moves[i] = other
        for aside in _asides(dice, {name for move in moves for name in move.names}):
            moves.insert(len(moves) - int(dice.random() * min(3, len(moves))), aside)
        return tuple(moves)

    def _told(self, i: int, move: Move) -> bool:
        tale, dice = self.tale, self.tale.dice
        dice.again(f"{self.key} {i}")
        kind, letters = _MOVES[move.kind]
        roles = dict(zip(letters, (self.cast[name] for name in move.names), strict=True))
        if not _happens(tale, move.kind, roles):
            return False
        deed = tale.deed("go-city" if kind == "go" and roles["P"].tag == "city" else kind, **roles)
        deed.is_lasting = move.kind in ("at", "has")
        _carried(tale, move.kind, roles)
        if move.kind in patterns("errands") and dice.chance(0.4):
            tale.line(move.kind, roles, file="errands")
        elif dice.chance(0.4):
            self.says.alone(deed)
        else:
            tale.write(tale.clause(deed))
        return True


def _others(moves: list[Move], i: int) -> list[Move]:
    """What may happen instead of a move: with somebody or something else that the plot speaks of."""
    kind, names, _ = moves[i]
    at = _MOVES[kind][1].index(_TURNS[kind])
    alike = next(each for each in _ALIKE if names[at] in each)
    spoken = {name for move in moves for name in move.names} if kind != "put" else set(_CONTAINERS)
    spoken -= {*_stops(moves[:i], names[0])[-1:], *_stops(moves[i + 1 :], names[0])[:1]}  # where nobody need go
    others = [name for name in alike if name in spoken and name not in names]
    found = [Move(kind, (*names[:at], name, *names[at + 1 :])) for name in others]
    return [*found, *([Move("away", names[:1])] if kind == "go" and i == len(moves) - 1 else [])]


def _stops(moves: list[Move], who: str) -> list[str]:
    """The places that somebody is in, one after the other, as far as the moves say so."""
    return [move.names[-1] for move in moves if move.names[0] == who and move.names[-1] in _PLACES]


def _asides(dice: Dice, taken: set[str]) -> list[Move]:
    """What other people do meanwhile."""
    free = [name for name in "ED" if name not in taken]
    found: list[Move] = []
    for who in free[: dice.one((0, 1, 1, 2))]:
        place = dice.one(_PLACES)
        found.append(dice.one((Move("go", (who, place)), Move("at", (who, place)))))
    if found and "Y" not in taken and dice.chance(0.3):
        found[0] = Move("bring", (found[0].names[0], "Y", found[0].names[1]))
    return found


def _cast(tale: Tale) -> dict[str, Entity]:
    cast, dice = tale.cast, tale.dice
    for each in (cast.people, cast.places, cast.things, cast.containers, cast.vehicles):
        each.clear()
    found: dict[str, Entity] = {}
    for name in _PEOPLE:
        maker = dice.one((cast.named,) * 5 + (cast.trade, cast.kin, cast.family, cast.role))
        cast.people.append(found.setdefault(name, maker()))
    for name in _PLACES:
        cast.places.append(found.setdefault(name, cast.place()))
    for name in _THINGS:
        cast.things.append(found.setdefault(name, cast.thing()))
    for name in _CONTAINERS:
        cast.containers.append(found.setdefault(name, cast.container(portable=True)))
    for name in _VEHICLES:
        while (vehicle := cast.vehicle()).tag != "drive" or vehicle.prep != "in":
            pass
        cast.vehicles.append(found.setdefault(name, vehicle))
    return found


def _happens(tale: Tale, kind: str, roles: dict[str, Entity]) -> bool:
    """Changes the state; false if it cannot be so."""
    world, at = tale.world, tale.at
    who, thing, place = roles["A"], roles.get("X"), roles.get("P")
    if kind in ("at", "go", "away"):
        if (place is not None and world.parent(who) is place) or (kind == "at" and who in world.spots):
            return False
        world.put(who, place, at)
        return True
    if kind == "drive":
        vehicle = roles["V"]
        if world.room(vehicle) not in (None, world.room(who) or world.room(vehicle)) or place is None:
            return False
        if place in (world.parent(vehicle), world.parent(who)) or place.tag == "room":
            return False
        for one in (vehicle, who):
            world.put(one, place, at)
        return True
    if thing is None or not (world.parent(thing) is who or can_reach(tale, who, thing)):
        return False
    return _handled(tale, kind, who, thing, roles)


def _handled(tale: Tale, kind: str, who: Entity, thing: Entity, roles: dict[str, Entity]) -> bool:
    """Somebody does something with a thing that they have or can lay hands on."""
    world, at = tale.world, tale.at
    if kind in ("bring", "leave"):
        if kind == "bring" and world.room(who) is roles["P"]:
            return False
        world.put(who, roles["P"], at)
        world.put(thing, who if kind == "bring" else roles["P"], at)
    elif kind == "give":
        if not can_meet(tale, who, roles["B"]):
            return False
        meet(tale, who, roles["B"])
        world.put(thing, roles["B"], at)
    elif kind in ("put", "load"):
        into = roles["C" if kind == "put" else "V"]
        if not is_near(tale, who, into):
            return False
        settle(tale, who, into)
        world.put(thing, into, at)
    else:
        reach(tale, who, thing)
        world.put(thing, who, at)
    return True


def _carried(tale: Tale, kind: str, roles: dict[str, Entity]) -> None:
    """Whoever goes somewhere takes along what they have: who brought it there, and what they brought."""
    if kind not in ("go", "drive"):
        return
    who, place = roles["A"], roles["P"]
    along = [thing for thing in tale.cast.things if who in [each for each, _ in tale.world.chain(thing)]]
    for thing in along:
        facts = tale.world.chain(thing)[-1][1]
        tale.ask("who", Ask("who-carried", {"X": thing, "P": place}, who, facts))
        if len(along) == 1:
            tale.ask("what", Ask("what-carried", {"A": who, "P": place}, thing, facts))
