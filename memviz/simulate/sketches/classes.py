"""Classes of words that sketches draw from: those of the everyday worlds, and sentences of no use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from memviz.simulate.everyday.lexicon import lists

_THINGS = ("tool", "toy", "gadget", "valuable", "kitchen", "sport", "instrument", "home", "office")
_PLACES = ("room in", "yard in", "town at", "town in", "nature at", "work in", "farm in")
_CITIES = """Lima Cairo Delhi Osaka Porto Turin Ghent Bristol Dublin Krakow Hanoi Accra Quito Malmo Leipzig Toulouse
    Seville Zagreb Tallinn Nairobi Boston Chicago Toronto Sydney Kyoto Seoul Manila Havana Athens Geneva Basel York
    Leeds""".split()  # noqa: SIM905
_KINDS = """cat dog horse cow sheep goat parrot rabbit turtle frog duck goose owl fox wolf bear lion tiger zebra camel
    lizard hamster pigeon swan penguin donkey pony snail spider beetle whale dolphin robot dragon dwarf
    elf""".split()  # noqa: SIM905
PLAIN = (
    "(It was|The day was|The morning was) (cold|sunny|rainy|windy|quite warm|foggy).",
    "(A dog barked|Somebody laughed|The radio was on|The phone rang|Birds were singing|A car drove past|It smelled of "
    "coffee).",
    "(Nobody noticed|Nobody was happy|Everybody was tired|Nobody said a word|Everybody laughed).",
)
NOISE = (
    *PLAIN,
    "{X} (had lunch|took a nap|was reading|played chess|stayed at home|watered the plants|was on the phone).",
    "{X} (put|left|forgot) {a:thing} (in|near|next to) the {place}.",
    "{X} and {Y} (talked about|laughed about|argued about) (the weather|football|{a:thing}|the neighbours|music).",
    "{X} (bought|found|cleaned|repaired|was looking for) {a:colour} {thing}.",
    "{X} (went to|came from|was at|walked past) the {place}.",
    "There (was|is) {a:thing} (in|near) the {place}.",
    "{X} (loves|hates|likes) ({mass}|music|rain|the {place}).",
    "{X} gave {Y} {a:thing}.",
    "{X} was {mood}.",
)


def _train(file: str, heads: tuple[str, ...]) -> tuple[str, ...]:
    found = lists(file)
    return tuple(word for head in heads if head in found for word in found[head].train)


@cache
def _things() -> tuple[str, ...]:
    return _train("things", _THINGS)


@cache
def _places() -> tuple[str, ...]:
    return _train("places", _PLACES)


@cache
def _colours() -> tuple[str, ...]:
    return tuple(word for word in _train("adjectives", ("colour",)) if " " not in word)


CLASSES: dict[str, Callable[[], tuple[str, ...]]] = {
    "thing": _things,
    "place": _places,
    "colour": _colours,
    "city": lambda: tuple(_CITIES),
    "kind": lambda: tuple(_KINDS),
    "food": lambda: _train("things", ("food",)),
    "mass": lambda: _train("things", ("mass", "drink")),
    "trade": lambda: _train("people", ("trade",)),
    "mood": lambda: _train("adjectives", ("mood",)),
    "material": lambda: _train("adjectives", ("material",)),
    "container": lambda: _train("containers", ("portable in",)),
}
