"""Small plots as people tell them: lines with what each of them changes in the state.

    [name: A person; B kin A; X food; C fixed; P town]
    [A] <leave> [X.o] [P.at] || at A P; lies X P
    ~ Nobody <notice:Z>
    ?why Why did [A] <run.i> => the bell rang @ 2

After a heading with the roles and their sorts come lines, each with its effects after two bars; `~` is a line that may
be left out, `?` a question that the lines answer: its kind, its pattern, its answer (words or a role), the lines
that say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from memviz.simulate.everyday import lexicon
from memviz.simulate.everyday.ask import UNKNOWN, Ask
from memviz.simulate.everyday.entity import Entity
from memviz.simulate.everyday.lexicon import Pool
from memviz.simulate.everyday.pattern import compiled
from memviz.simulate.everyday.tale import Tale

_DEEDS = {  # effects that are deeds that can be asked about: the roles that they name in order
    "give": "AXB",
    "lend": "AXB",
    "sell": "AXB",
    "steal": "AXB",
    "take": "AX",
    "buy": "AXP",
    "find": "AXP",
    "put": "AXC",
    "carry": "AXP",
    "carry-leave": "AXP",
    "eat": "AX",
    "go": "AP",
}


class Line(NamedTuple):
    """A line of a script, with its effects."""

    text: str
    effects: tuple[tuple[str, ...], ...]
    is_optional: bool


class Script(NamedTuple):
    """The roles with their sorts, the lines, and the questions: kind, pattern, answer, lines that say so."""

    roles: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    questions: tuple[tuple[str, str, str, tuple[int, ...]], ...]


@cache
def scripts() -> Pool[Script]:
    """All scripts, those of which training shows nothing apart."""
    train: list[Script] = []
    held: list[Script] = []
    for head, lines in lexicon.blocks("scripts").items():
        parsed = _parsed(head, lines)
        hidden = lexicon.is_held_pattern(head) or lexicon.shows_held_out(" ".join(lines))
        (held if hidden else train).append(parsed)
    return Pool(tuple(train), tuple(held))


def _parsed(head: str, lines: tuple[str, ...]) -> Script:
    roles = tuple(tuple(each.split()) for each in head.partition(":")[2].split(";"))
    told, asked = [], []
    for line in lines:
        if line.startswith("?"):
            kind, _, rest = line[1:].partition(" ")
            text, _, answer = rest.partition(" => ")
            answer, _, facts = answer.partition(" @ ")
            asked.append((kind, text, answer.strip(), tuple(int(fact) for fact in facts.split())))
        else:
            text, _, effects = line.removeprefix("~ ").partition(" || ")
            changes = tuple(tuple(each.split()) for each in effects.split(";") if each.strip())
            told.append(Line(text.strip(), changes, line.startswith("~ ")))
    return Script(roles, tuple(told), tuple(asked))


def scripted(tale: Tale) -> Iterator[None]:
    """Tells one of the scripts; they are of the past."""
    if tale.tense != "past":
        return
    script = tale.voice.one(scripts())
    roles = _cast(tale, script)
    told: dict[int, int] = {}
    for i, line in enumerate(script.lines):
        if line.is_optional and tale.dice.chance(0.4):
            continue
        told[i] = tale.at
        for effect in line.effects:
            _apply(tale, effect, roles)
        tale.write(tale.voice.say(compiled(line.text), roles, tale.tense))
        if tale.dice.chance(0.25):
            yield
    _ask(tale, script, roles, told)
    yield


def _ask(tale: Tale, script: Script, roles: dict[str, Entity], told: dict[int, int]) -> None:
    for kind, text, answer, lines in script.questions:
        if not all(line in told for line in lines):
            continue
        facts = tuple(told[line] for line in lines)
        gold = roles.get(answer, answer)
        tale.ask("unknown" if gold == UNKNOWN else kind, Ask(compiled(text), roles, gold, facts))


def _cast(tale: Tale, script: Script) -> dict[str, Entity]:
    roles: dict[str, Entity] = {}
    for role, sort, *more in script.roles:
        roles[role] = _made(tale, sort, more, roles)
    return roles


def _made(tale: Tale, sort: str, more: list[str], roles: dict[str, Entity]) -> Entity:
    """Somebody or something of a sort."""
    cast = tale.cast
    if sort == "person":
        return cast.named()
    if sort == "trade":
        return cast.trade()
    if sort == "kin":
        return cast.kin_of(roles[more[0]])
    if sort == "pet":
        return cast.animal()
    if sort in ("portable", "fixed"):
        return cast.container(portable=sort == "portable")
    if sort == "car":
        return cast.vehicle()
    if sort in ("room", "town", "work", "nature", "city", "yard", "farm"):
        return cast.place(sort)
    thing = cast.thing(sort)
    thing.first = more[0] if more else thing.first
    return thing


def _apply(tale: Tale, effect: tuple[str, ...], roles: dict[str, Entity]) -> None:
    """What a line changes."""
    kind, *names = effect
    who = [roles[name] for name in names]
    world, at = tale.world, tale.at
    if kind == "gone":
        world.put(who[0], None, at)
        return
    last = who[-1]
    if kind in ("give", "lend", "sell"):
        world.put(who[1], who[2], at)
    elif kind in ("steal", "take", "buy", "find"):
        world.put(who[1], who[0], at)
    elif kind in ("put", "carry-leave"):
        world.put(who[1], last, at)
    elif kind == "eat":
        world.put(who[1], None, at)
    elif kind in ("at", "with", "in", "lies", "go"):
        world.put(who[0], last, at)
    if kind in ("carry", "carry-leave", "buy", "find") and len(who) > 2:
        world.put(who[0], who[2], at)
    if kind == "carry":
        world.put(who[1], who[0], at)
    if kind in _DEEDS:
        tale.deed(kind, **dict(zip(_DEEDS[kind], who, strict=False)))
