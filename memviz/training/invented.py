"""Worlds that nobody has seen: invented names under known relations, and relations whose very words are invented.

From these a network learns to find a relation by the words that question and fact share, whatever they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence

from memviz.facts.hashing import FactIndex
from memviz.facts.triples import Triple
from memviz.tensors.retrieved import Answered
from memviz.training.questions import Facts, Pair

_STARTS = tuple("b bl br c ch d dr f fl g gr h j k kl l m n p pl qu r s sh st t tr v w y z".split())  # noqa: SIM905
_VOWELS = tuple("a e i o u ai ea ou".split())  # noqa: SIM905
_ENDS = ["", "", "n", "r", "l", "s", "m", "rd", "nt", "sk", "th"]
INFLECTED = ("", "", "", "s", "ed", "er", "ing")  # a question's word need not be the fact's: “works” and “work”
FORWARD = (
    "what is the {} of []?",
    "who is the {} of []?",
    "who is []'s {}?",
    "which {} does [] have?",
    "what {} has []?",
    "[] has which {}?",
    "tell me the {} of []",
    "who {} []?",
    "where does [] {}?",
    "what does [] {}?",
    "when did [] {}?",
    "name every {} of []",
)
BACKWARD = (
    "whose {} is []?",
    "who has [] as {}?",
    "what has the {} []?",
    "which ones have [] as their {}?",
    "[] is the {} of whom?",
    "[] is the {} of what?",
    "who does {} []?",
    "name all whose {} is []",
)
_SUFFIXES = ("", "", "", " of", " in", " at", " by", " to")
_PREFIXES = ("", "", "", "has ", "is ")


def word(rng: random.Random) -> str:
    """A word of two or three syllables that is in no dictionary."""
    syllables = (rng.choice(_STARTS) + rng.choice(_VOWELS) + rng.choice(_ENDS) for _ in range(rng.choice((2, 2, 3))))
    return "".join(syllables)


def name(rng: random.Random) -> str:
    """A name of one to three invented words."""
    return " ".join(word(rng).capitalize() for _ in range(rng.choice((1, 2, 2, 3))))


def renamed(triples: Sequence[Triple], rng: random.Random) -> list[Triple]:
    """The same facts about invented names: a name is another one wherever it stands, and no two become one."""
    new: dict[str, str] = {}
    used: set[str] = set()

    def other(old: str) -> str:
        while old not in new:
            if (invented := name(rng)) not in used:
                used.add(invented)
                new[old] = invented
        return new[old]

    return [Triple(other(each.subject), each.relation, other(each.object)) for each in triples]


def strange_questions(seed: int) -> Iterator[Answered]:
    """Questions without end about small worlds of invented relations, found by real key hashing."""
    rng = random.Random(seed)
    while True:
        relations = {relation_in_new_words(rng): rng.choice((1, 1, 1, 3)) for _ in range(rng.randint(2, 6))}
        triples = _world(rng, relations)
        facts, index = Facts.of(triples), FactIndex.build(triples)
        for pair in rng.sample(sorted(facts.answers), min(6, len(facts.answers))):
            yield index.retrieve(_question(rng, pair)), tuple(facts.answers[pair])
        index.close()


def relation_in_new_words(rng: random.Random) -> str:
    """A relation of one or two words that are in no dictionary."""
    words = " ".join(word(rng) for _ in range(rng.choice((1, 1, 2))))
    return f"{rng.choice(_PREFIXES)}{words}{rng.choice(_SUFFIXES)}".replace(" ", "_")


def _world(rng: random.Random, relations: Mapping[str, int]) -> list[Triple]:
    """Facts about a few subjects; a relation has up to so many objects, some of which are subjects themselves."""
    subjects = [name(rng) for _ in range(rng.randint(2, 12))]
    objects = [name(rng) for _ in range(rng.randint(3, 12))] + subjects[: rng.choice((0, 0, 3))]
    facts = {
        Triple(subject, relation, rng.choice(objects)): None
        for subject in subjects
        for relation, most in relations.items()
        for _ in range(rng.randint(0, most))
    }
    return [fact for fact in facts if fact.subject != fact.object] or [Triple(subjects[0], next(iter(relations)), "X")]


def _question(rng: random.Random, pair: Pair) -> str:
    """A question about a pair in words of the relation, some of them inflected."""
    words = pair.relation.replace("_", " ").split()
    content = [each + rng.choice(INFLECTED) for each in words if len(each) > 3] or words
    asked = " ".join(content if rng.random() < 0.7 else content[:1])
    way = rng.choice(FORWARD if pair.forward else BACKWARD)
    return way.format(asked).replace("[]", pair.name)
