"""Questions worth asking about a story in everyday English: of what it tells, in its own words; no network is asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from memviz.answer.sorts import TIMES, people
from memviz.story import Story
from memviz.story.form import plain
from memviz.tensors.sentences import stem

_LATEST = 50  # sentences that are looked at
_LONGEST = 200  # letters of a sentence
_BASES = dict(
    each.split("/")
    for each in """ate/eat bought/buy brought/bring broke/break built/build carried/carry caught/catch chose/choose
    drank/drink drew/draw drove/drive dropped/drop fed/feed forgot/forget found/find gave/give got/get grabbed/grab
    had/have handed/hand hid/hide kept/keep left/leave lent/lend lost/lose made/make met/meet opened/open owned/own
    paid/pay painted/paint picked/pick placed/place put/put read/read returned/return rode/ride sent/send showed/show
    sold/sell stole/steal threw/throw told/tell took/take tore/tear visited/visit wanted/want washed/wash wore/wear
    went/go won/win wrote/write""".split()  # noqa: SIM905
)
_GIVING = frozenset({"gave", "handed", "lent", "sent", "sold", "showed"})
_PUTTING = frozenset({"put", "left", "hid", "placed", "dropped", "forgot"})
_BEFORE = r"(?:(?:[Tt]hen|[Ll]ater|After that|Now|Finally|Next|Yesterday|Today|This morning|One day),? )?"
_NAME = r"(?:(?:Dr|Mr|Mrs|Ms|St)\.? )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?"
_ONE = rf"(?:{_NAME}|(?:[Tt]he|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir) [a-z]+)"
_WHO = rf"(?P<who>{_ONE}|i|he|she|it|they|we|you)"
_THING = r"(?P<det>the|a|an|his|her|my|our|their|its) (?P<thing>[a-z][\w-]*(?: [a-z][\w-]*)??)"
_ENDS = (
    r"(?= (?:in|on|at|to|into|onto|from|under|behind|beside|near|for|with|because|and|but|when|while|so)\b|[.,;:!]|$)"
)
_PLACE = (
    r"(?P<at>in|on|at|under|behind|beside|near|inside) "
    r"(?P<place>(?:the|a|an|his|her|my|our|their) [a-z][\w-]*(?: [a-z][\w-]*)??)"
)
_ACT = re.compile(rf"^{_BEFORE}{_WHO} (?P<verb>[a-z]+) {_THING}{_ENDS}(?P<rest>.*)")
_STAY = re.compile(rf"^{_BEFORE}{_WHO} (?P<verb>[a-z]+) {_PLACE}{_ENDS}")
_FELT = re.compile(rf"^{_BEFORE}{_WHO} (?P<be>was|were|is|are) (?P<how>[a-z]+) because ")
_RECEIVER = re.compile(rf"^ to (?P<other>{_ONE})")
_SPOT = re.compile(
    r"^ (?:in|on|at|into|onto|under|behind|beside|near) |^ to (?!(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir)? ?[A-Z])"
)
_NOBODY = frozenset("he she it they we you i this that there what who nobody everybody someone somebody".split())  # noqa: SIM905

_KINDS = ("where", "who", "has", "why", "put", "gift", "whether", "what", "who gave")  # in the order of their offer
_Kinds = defaultdict[str, list[str]]


def questions(story: Story, most: int = 6) -> tuple[str, ...]:
    """At most so many questions, of as many kinds as the story has, those about its latest sentences first."""
    kinds: _Kinds = defaultdict(list)
    for slot in story.slots[-_LATEST:]:
        text = plain(slot.key[:_LONGEST]).strip()
        for kind, question in _about(text):
            kinds[kind].insert(0, question)
    mixed = [question for each in zip_longest(*(kinds[kind] for kind in _KINDS)) for question in each if question]
    return tuple(list(dict.fromkeys(mixed))[:most])


def _about(text: str) -> Iterator[tuple[str, str]]:
    """Questions about one sentence, with their kinds."""
    if (felt := _FELT.match(text)) and (who := _named(felt["who"])):
        yield "why", f"Why {felt['be']} {who} {felt['how']}?"
    elif (act := _ACT.match(text)) and _is_verb(act["verb"]):
        yield from _of_act(act, _named(act["who"]))
    elif (stay := _STAY.match(text)) and (who := _named(stay["who"])) and _is_verb(stay["verb"]):
        yield "where", f"Where {_is(who)} {who}?"
        yield "whether", f"{_is(who).capitalize()} {who} {stay['at']} {stay['place']}?"


def _of_act(act: re.Match[str], who: str) -> Iterator[tuple[str, str]]:
    """Questions about somebody ("" for a pronoun) who does something with a thing."""
    verb, thing, rest = act["verb"], act["thing"], act["rest"]
    if stem(thing.split()[-1]) in TIMES | people():
        return
    the = f"{act['det']} {thing}" if act["det"] in ("my", "our") else f"the {thing}"
    if spot := bool(_SPOT.match(rest)) and verb not in _GIVING:
        yield "where", f"Where {_is(thing)} {the}?"
    if not who:
        return
    if verb in _GIVING and (given := _RECEIVER.match(rest)):
        other = _lowered(given["other"])
        yield "who gave", f"Who {verb} {the} to {other}?"
        yield "gift", f"What did {who} {_BASES[verb]} to {other}?"
        yield "has", f"Who has {the}?"
    elif spot and verb in _PUTTING:
        yield "put", f"Where did {who} {_BASES[verb]} {act['det']} {thing}?"
    else:
        yield "who", f"Who {verb} {the}?"
        if verb in _BASES and " because " not in rest:
            yield "what", f"What did {who} {_BASES[verb]}?"


def _named(who: str) -> str:
    """Whom a sentence is about, as a question has it; "" for a pronoun."""
    return "" if who.lower() in _NOBODY else _lowered(who)


def _lowered(who: str) -> str:
    """A name as it is; “The dog” as it stands inside a sentence."""
    first, _, rest = who.partition(" ")
    return f"{first.lower()} {rest}" if rest and rest[0].islower() else who


def _is(named: str) -> str:
    return "are" if named.endswith("s") and not named.endswith("ss") and not named[0].isupper() else "is"


def _is_verb(word: str) -> bool:
    """Whether a word is the past of a verb, as far as its form tells."""
    word = word.lower()
    return word in _BASES or (word.endswith("ed") and len(word) > 4) or word in {"sat", "slept", "stood", "lay"}
