"""Questions worth asking about a story: only kinds that bAbI asks, about what the story tells, and in known words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations, zip_longest

from memviz.simulate.speech import read
from memviz.simulate.words import DROP, GET, GIVE, LATER, MOVE
from memviz.story import Story
from memviz.story.form import plain, words
from memviz.story.vocab import Vocab

_LATEST = 50  # the latest sentences are enough to ask about
_LONGEST = 200  # characters: bAbI's turns of phrase are short
_MOST_OF_A_KIND = 100  # questions that are looked at: fifty sentences about “A and B and C ...” have a million
_TIMES = r"(?:yesterday|this (?:morning|afternoon|evening))"
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_BACK = {"north": "south", "south": "north", "east": "west", "west": "east"}
_SIDES = ("above", "below", "to the left of", "to the right of")


def _any(verbs: Iterable[str]) -> str:
    return f"(?:{'|'.join(verbs)})"


_WHO = rf"^(?:{_any(LATER)} |(?P<time>{_TIMES}) )?(?P<who>.+?)"
_TELLING = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "move": rf"{_WHO} {_any(MOVE)} the (?P<place>.+?)(?P<times> {_TIMES})?$",
        "get": rf"{_WHO} {_any(GET)} the (?P<thing>.+?)(?: there)?$",
        "drop": rf"{_WHO} {_any(DROP)} the (?P<thing>.+?)(?: there)?$",
        "give": rf"{_WHO} {_any(GIVE)} the (?P<thing>.+) to (?P<other>.+)$",
        "in": r"^(?P<who>.+?) is (?:no longer |not )?in the (?P<place>.+)$",
        "either": r"^(?P<who>.+?) is either in the (?P<place>.+?) or the (?P<other>.+)$",
        "compass": r"^the (?P<one>.+?) is (?P<way>north|south|east|west) of the (?P<other>.+)$",
        "beside": rf"^the (?P<one>.+?) is (?P<way>{_any(_SIDES)}) the (?P<other>.+)$",
        "bigger": r"^the (?P<big>.+?) is bigger than the (?P<small>.+)$",
        "fits": r"^the (?P<small>.+?) fits inside the (?P<big>.+)$",
        "afraid": r"^(?P<kind>.+?) are afraid of (?P<feared>.+)$",
        "kind": r"^(?P<who>.+?) is an? (?P<kind>.+)$",
        "mood": r"^(?P<who>.+?) is (?P<mood>hungry|thirsty|bored|tired)$",
        "color": r"^(?P<who>.+?) is (?P<color>\w+)$",
    }.items()
}


def questions(story: Story, vocab: Vocab, most: int = 6) -> tuple[str, ...]:
    """At most so many questions, of as many kinds as there are, those about the latest sentences first.

    Words that the vocabulary does not know are asked about only where the model reads them as new names.
    """
    texts = [slot.key for slot in story.slots[-_LATEST:]]
    by_kind = [list(dict.fromkeys(each)) for each in _candidates(texts)]
    mixed = [question for each in zip_longest(*by_kind) for question in each if question]
    return tuple(list(dict.fromkeys(_understood(mixed, texts, vocab)))[:most])


def _understood(asked: Sequence[str], texts: Sequence[str], vocab: Vocab) -> Iterator[str]:
    """The questions of which the model knows every word."""
    if not asked:
        return
    reading = read([*texts, *asked], vocab)
    names = set(reading.names if vocab.placeholders else ())
    for question, text in zip(asked, reading.texts[len(texts) :], strict=True):
        if all(vocab.number(word) or word in names for word in words(text)):
            yield question


@dataclass
class _World:
    """What a story tells, the latest last. `went` are a person's places, `ways` those that a thing was carried to."""

    went: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    asked_in: list[tuple[str, str]] = field(default_factory=list)
    timed: list[tuple[str, str]] = field(default_factory=list)
    handled: list[tuple[str, str]] = field(default_factory=list)
    holder: dict[str, str] = field(default_factory=dict)
    ways: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    gifts: list[tuple[str, str, str]] = field(default_factory=list)
    moods: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    fears: bool = False
    colors: set[str] = field(default_factory=set)
    compass: list[tuple[str, str, str]] = field(default_factory=list)
    beside: list[tuple[str, str, str]] = field(default_factory=list)
    bigger: list[tuple[str, str]] = field(default_factory=list)
    last: tuple[str, ...] = ()


def _candidates(texts: Sequence[str]) -> list[list[str]]:
    """The questions of each kind, those about the latest first."""
    world = _World()
    for text in texts:
        _take_up(world, plain(text[:_LONGEST]).strip().rstrip(".!。").rstrip())
    return [
        list(reversed(kind[-_MOST_OF_A_KIND:]))
        for kind in (*_of_the_rest(world), *_of_things(world), *_of_people(world))
    ]


def _take_up(world: _World, text: str) -> None:
    for kind, pattern in _TELLING.items():
        if found := pattern.match(text):
            parts = found.groupdict()
            who = _people(world, parts.pop("who", "") or "")
            _TAKING.get(kind, _take_fact)(world, kind, who, parts)
            return


def _people(world: _World, who: str) -> tuple[str, ...]:
    """Who a sentence is about; a pronoun is whoever the last one was about."""
    if who.lower() not in _PRONOUNS:
        world.last = tuple(who.split(" and ")) if who else ()
    return world.last


def _take_place(world: _World, kind: str, who: tuple[str, ...], parts: dict[str, str]) -> None:
    place = parts["place"]
    for person in who:
        world.asked_in += [(person, parts["other"])] if kind == "either" else []
        world.asked_in.append((person, place))
        if kind != "move":
            world.went.pop(person, None)  # of somebody of whom it is told where they are not, bAbI asks yes or no
            continue
        if parts["time"] or parts["times"]:
            world.timed.append((person, place))
            continue
        world.went[person] = [*world.went.pop(person, []), place]
        for thing in [thing for thing, holder in world.holder.items() if holder == person]:
            world.ways[thing].append(place)
        if person in world.moods:
            world.moods[person].append(f"go to the {place}")


def _take_thing(world: _World, kind: str, who: tuple[str, ...], parts: dict[str, str]) -> None:
    thing = parts["thing"]
    for person in who:
        world.handled.append((person, thing))
        if kind == "get" and person in world.moods:
            world.moods[person].append(f"get the {thing}")
        world.ways[thing] = world.ways[thing] or world.went[person][-1:]
        if kind == "give":
            world.gifts.append((person, thing, parts["other"]))
            world.handled.append((parts["other"], thing))
        world.holder[thing] = {"get": person, "give": parts.get("other", "")}.get(kind, "")


def _take_fact(world: _World, kind: str, who: tuple[str, ...], parts: dict[str, str]) -> None:
    if kind == "compass":
        world.compass.append((parts["one"], parts["way"].lower(), parts["other"]))
    elif kind == "beside":
        world.beside.append((parts["one"], parts["way"].lower(), parts["other"]))
    elif kind in ("bigger", "fits"):
        world.bigger.append((parts["big"], parts["small"]))
    elif kind == "afraid":
        world.fears = True
    for person in who:
        if kind == "kind":
            world.kinds[person] = parts["kind"]
        elif kind == "mood":
            world.moods[person] = []
        elif kind == "color":
            world.colors.add(person)


_TAKING = {
    **dict.fromkeys(("move", "in", "either"), _take_place),
    **dict.fromkeys(("get", "drop", "give"), _take_thing),
}


def _of_people(world: _World) -> Iterator[list[str]]:
    """About who is where, and feels how."""
    yield [f"Where will {who.lower()} go?" for who, done in world.moods.items() if not done]
    yield [f"Why did {who.lower()} {deed}?" for who, done in world.moods.items() for deed in done]
    yield [f"Where was {who} before the {place}?" for who, place in world.timed]
    yield [f"Where is {who}?" for who in world.went if who not in world.moods]
    unsure = {*dict(world.timed), *world.moods}
    yield [f"Is {who} in the {place}?" for who, place in world.asked_in if who not in unsure]


def _of_things(world: _World) -> Iterator[list[str]]:
    """About what was carried and given."""
    yield [f"What did {who} give to {other}?" for who, _, other in world.gifts]
    yield [f"Who gave the {thing} to {other}?" for _, thing, other in world.gifts]
    yield [f"Who did {who} give the {thing} to?" for who, thing, _ in world.gifts]
    yield [f"Who received the {thing}?" for _, thing, _ in world.gifts]
    yield [f"Who gave the {thing}?" for _, thing, _ in world.gifts]
    things = [thing for who, thing in world.handled if who not in world.moods]
    yield [f"Where is the {thing}?" for thing in things if world.ways[thing]]
    yield [f"Where was the {thing} before the {place}?" for thing in things for place in world.ways[thing][1:]]
    people = [who for who, _ in world.handled if who not in world.moods]
    yield [f"What is {who} carrying?" for who in people]
    yield [f"How many objects is {who} carrying?" for who in people]


def _of_the_rest(world: _World) -> Iterator[list[str]]:
    """About fears, colours, places beside each other, and what fits inside what."""
    kinds = {kind for who, kind in world.kinds.items() if who in world.colors}
    yield [f"What is {who.lower()} afraid of?" for who in world.kinds if world.fears]
    yield [f"What color is {who}?" for who, kind in world.kinds.items() if who not in world.colors and kind in kinds]
    ways, sides = world.compass, {(a, b): way for a, way, b in world.beside}
    yield [f"How do you go from the {a} to the {b}?" for a, b in _ends([(a, b) for a, _, b in ways])]
    yield [f"What is {way} of the {other}?" for _, way, other in ways]
    yield [f"What is the {other} {_BACK[way]} of?" for _, way, other in ways]
    yield [f"Is the {a} {way} the {b}?" for a, b in _ends(list(sides)) for way in dict.fromkeys(sides.values())]
    yield [f"Does the {b} fit in the {a}?" for a, b in _ends(world.bigger)]
    yield [f"Is the {a} bigger than the {b}?" for a, b in _ends(world.bigger)]


def _ends(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The two far ends of each two facts that share one end, either way round."""
    found = []
    for one, other in permutations(dict.fromkeys(pairs), 2):
        if len(left := {*one} ^ {*other}) == 2:
            found.append(tuple(sorted(left, key=[*one, *other].index)))
    return list(dict.fromkeys((a, b) for a, b in found))
