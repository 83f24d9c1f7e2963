"""The order in which a story tells what it tells: life goes on, and its themes take their turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from memviz.simulate.dice import Dice
from memviz.simulate.everyday.acts.base import can_meet, held, meet
from memviz.simulate.everyday.entity import Entity, with_a
from memviz.simulate.everyday.lexicon import lists, plural
from memviz.simulate.everyday.life import Life
from memviz.simulate.everyday.tale import Tale
from memviz.simulate.everyday.themes.changes import (
    belief,
    cups,
    instead,
    meals,
    mistaken,
    postponed,
    repainting,
    stages,
)
from memviz.simulate.everyday.themes.company import costs, duties, pets, relatives, three
from memviz.simulate.everyday.themes.comparing import comparing, racing
from memviz.simulate.everyday.themes.counting import amounts, company, each, eating, enumeration, listing
from memviz.simulate.everyday.themes.doing import doing, sequence, somebody
from memviz.simulate.everyday.themes.kinds import kinds
from memviz.simulate.everyday.themes.properties import properties
from memviz.simulate.everyday.themes.puzzles import either, route, sorry, sorry_place
from memviz.simulate.everyday.themes.reasons import reason
from memviz.simulate.everyday.themes.scripts import scripted

Theme = Callable[[Tale], Iterator[None]]
_THEMES: tuple[tuple[Theme, int], ...] = (
    (doing, 20),
    (scripted, 34),
    (reason, 16),
    (properties, 18),
    (comparing, 12),
    (racing, 3),
    (kinds, 7),
    (amounts, 6),
    (eating, 2),
    (company, 3),
    (listing, 2),
    (either, 2),
    (sorry, 2),
    (sorry_place, 1),
    (route, 3),
    (sequence, 3),
    (somebody, 2),
    (cups, 1),
    (mistaken, 2),
    (enumeration, 2),
    (each, 1),
    (stages, 3),
    (belief, 3),
    (repainting, 2),
    (instead, 3),
    (meals, 2),
    (postponed, 2),
    (three, 4),
    (duties, 3),
    (pets, 4),
    (relatives, 3),
    (costs, 4),
)
_POOL = tuple(theme for theme, weight in _THEMES for _ in range(weight))
_LENGTHS = (2, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 11, 12, 14, 17, 22, 32)


def written(dice: Dice, held_out: float) -> Tale:
    """A story from its first to its last sentence."""
    tale = Tale(dice, held_out)
    life = Life(tale)
    themes = [theme(tale) for theme in dict.fromkeys(dice.one(_POOL) for _ in range(dice.one((0, 1, 1, 1, 2, 2))))]
    length = dice.one(_LENGTHS) if len(tale.cast.people) > 2 else dice.one(_LENGTHS[:15])
    alive = dice.chance(0.8) or not themes
    idle = dice.one((0.0, 0.1, 0.2, 0.3))
    while len(tale.sentences) < length:
        if dice.chance(idle):
            useless(tale)
        elif themes and (not alive or dice.chance(0.4)):
            theme = dice.one(themes)
            if next(theme, 0) == 0:
                themes.remove(theme)
                alive = alive or (not themes and len(tale.sentences) < 2)
                if not themes and not alive:
                    break
        else:
            life.step()
    for theme in themes:
        for _ in theme:
            pass
    return tale


def useless(tale: Tale) -> None:
    """A sentence that changes nothing."""
    dice = tale.dice
    one = dice.one(tale.cast.people)
    if one.sort == "animal":
        tale.line("animal", {"A": one}, file="useless")
        return
    others = [other for other in tale.cast.people if other is not one and other.sort == "person"]
    other = dice.one(others) if others else None
    way = dice.random()
    if way < 0.2:
        tale.line(dice.one(("plain", "dull")), {}, file="useless")
    elif way < 0.33:
        tale.line("stranger", {"A": one, **_stranger(tale)}, file="useless")
    elif way < 0.45 or other is None:
        tale.line("someone", {"A": one}, file="useless")
    elif way < 0.55:
        tale.line("two-far", {"A": one, "B": other}, file="useless")
    elif way < 0.7 and can_meet(tale, one, other):
        meet(tale, one, other)
        tale.line("two-near", {"A": one, "B": other}, file="useless")
    elif way < 0.85 and (things := [thing for thing in tale.cast.things if tale.known(thing)]) and one.sort == "person":
        _of_thing(tale, things)
    elif places := [place for place in tale.cast.places if dice.chance(0.3) or tale.known(place)]:
        tale.line("place", {"A": one, "B": other, "P": dice.one(places)}, file="useless")


def _stranger(tale: Tale) -> dict[str, str]:
    """Somebody and something that the rest of the story knows nothing of."""
    draw, dice = tale.cast.draw, tale.dice
    thing = draw(lists("things")[dice.one(("tool", "clothes", "gadget", "valuable", "home", "sport", "instrument"))])
    trade = draw(lists("people")["trade"])
    animal = draw(lists("animals")[dice.one(("pet", "farm", "wild", "wild"))])
    return {
        "N": with_a(thing),
        "k": trade,
        "ak": with_a(trade),
        "ks": plural(trade),
        "v": animal,
        "av": with_a(animal),
        "Q": draw(lists("names")[dice.one("mf")]),
    }


def _of_thing(tale: Tale, things: list[Entity]) -> None:
    """A sentence about a thing, by somebody who has it or by somebody who has not."""
    dice = tale.dice
    people = [one for one in tale.cast.people if one.sort == "person"]
    one = dice.one(people)
    others = [other for other in people if other is not one]
    mine = held(tale, one)
    if not others:
        return
    other = dice.one(others)
    if mine and dice.chance(0.7):
        near = can_meet(tale, one, other) and dice.chance(0.5)
        if near:
            meet(tale, one, other)
        tale.line("thing-show" if near else "thing-near", {"A": one, "B": other, "X": dice.one(mine)}, file="useless")
    else:
        tale.line("thing-far", {"A": one, "B": other, "X": dice.one(things)}, file="useless")
