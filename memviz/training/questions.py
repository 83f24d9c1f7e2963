"""Questions made of facts and wordings: the official training questions of WikiMovies are not needed to learn from."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from memviz.facts.hashing import memories_of
from memviz.facts.linking import Names, link, question_tokens
from memviz.facts.shipped import HOLE, Wording
from memviz.facts.triples import Triple
from memviz.story import Question
from memviz.story.retrieval import Hashing, Link, Memory, Retrieved
from memviz.tensors.retrieved import Answered

_MOST_ANSWERS = 50  # the public questions have no more


class Pair(NamedTuple):
    """What a question asks: the objects of a relation, given its subject (forward), or the other way round."""

    relation: str
    forward: bool
    name: str


@dataclass(frozen=True)
class Facts:
    """Facts by how they are asked: the memories that have a name in their key, and the answers to every pair."""

    memories: dict[str, list[Memory]]
    answers: dict[Pair, list[str]]
    kinds: tuple[tuple[str, bool], ...]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Facts:
        """The facts, each also reversed."""
        memories: dict[str, list[Memory]] = defaultdict(list)
        answers: dict[Pair, list[str]] = defaultdict(list)
        for triple in triples:
            forward, backward = memories_of(triple)
            memories[triple.subject].append(forward)
            memories[triple.object].append(backward)
            answers[Pair(triple.relation, True, triple.subject)].append(triple.object)
            answers[Pair(triple.relation, False, triple.object)].append(triple.subject)
        kinds = sorted({pair[:2] for pair in answers})
        return cls(dict(memories), dict(answers), tuple(kinds))

    def could_mean(self, question: Question, names: Names) -> list[tuple[Pair, Link]]:
        """Every pair that has all the known answers of a question, and where its name stands."""
        gold = set(question.answers)
        return [
            (pair, each)
            for each in link(question.text, names)
            for pair in (Pair(*kind, each.name) for kind in self.kinds)
            if gold and gold <= set(self.answers.get(pair, ()))
        ]

    def asked_by(self, text: str, names: Names, ways: Mapping[str, Wording]) -> Pair | None:
        """What a question asks, by the wording that it is put in; None if the wording or its facts are not known."""
        for each in link(text, names):
            if way := ways.get(_with_hole(text, each)):
                pair = Pair(way.relation, way.forward, each.name)
                if pair in self.answers:
                    return pair
        return None


def wordings(questions: Iterable[Question], facts: Facts, names: Names) -> dict[str, Wording]:
    """The ways in which questions with known answers are put, by their text with a hole for the name.

    Many a film is written by its director: what a wording means is what most of its questions can mean.
    """
    votes: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for question in questions:
        for pair, place in facts.could_mean(question, names):
            votes[_with_hole(question.text, place)][pair[:2]] += 1
    return {text: Wording(*votes[text].most_common(1)[0][0], text) for text in sorted(votes)}


def _with_hole(text: str, place: Link) -> str:
    """A question without its name; “Them!” and “M.D.” take their punctuation, which is in no link, with them."""
    start, end = place.start, place.end
    whole = text.rfind(place.name, 0, start + len(place.name))
    if 0 <= whole <= start and end <= whole + len(place.name):
        start, end = whole, whole + len(place.name)
    return f"{text[:start]}{HOLE}{text[end:]}"


def regenerated(
    facts: Facts, ways: Iterable[Wording], excluded: Collection[Pair], names: Names, rng: random.Random
) -> Iterator[Answered]:
    """A question about every pair that is not excluded and has few enough answers, in one of the ways to ask it.

    Its memories are those with its name in their key, which is what key hashing finds.
    """
    by_kind: dict[tuple[str, bool], list[Wording]] = defaultdict(list)
    for way in ways:
        by_kind[way.relation, way.forward].append(way)
    for pair, answers in facts.answers.items():
        if by_kind[pair[:2]] and pair not in excluded and len(set(answers)) <= _MOST_ANSWERS:
            way = rng.choice(by_kind[pair[:2]])
            yield _found(way.about(pair.name), _links(way, pair.name, names), facts), answers


def _links(way: Wording, name: str, names: Names) -> tuple[Link, ...]:
    """The name in its hole. Only a name without capitals, or in the first place, where a capital says nothing, can be
    taken for others, too; looking is slow."""
    start = way.template.index(HOLE)
    there = (Link(start, start + len(name), name),)
    return (link(way.about(name), names) or there) if name == name.lower() or not start else there


def _found(text: str, links: tuple[Link, ...], facts: Facts) -> Retrieved:
    memories = tuple(dict.fromkeys(each for place in links for each in facts.memories[place.name]))
    return Retrieved(question_tokens(text, links), memories, Hashing(links, (), (), (), *[len(memories)] * 3))
