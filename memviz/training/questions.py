"""Questions made of facts and wordings: the official training questions of WikiMovies are not needed to learn from."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from memviz.data.shipped import HOLE, Wording
from memviz.data.triples import Triple
from memviz.hashing import memories_of
from memviz.linking import Names, link, question_tokens
from memviz.retrieval import Hashing, Link, Memory, Retrieved
from memviz.story import Question
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

    def asked_by(self, question: Question, names: Names) -> tuple[Pair, Link] | None:
        """What a question with known answers asks, and where its name stands; None if its facts are not there."""
        gold = {question.answer, *question.also}
        found = [
            (len(gold & set(self.answers[pair])), -len(self.answers[pair]), pair, each)
            for each in link(question.text, names)
            for pair in (Pair(*kind, each.name) for kind in self.kinds)
            if gold & set(self.answers.get(pair, ()))
        ]
        return max(found, key=lambda each: each[:2])[2:] if found else None


def wordings(questions: Iterable[Question], facts: Facts, names: Names) -> tuple[Wording, ...]:
    """The ways in which questions with known answers are put, their names taken out, each once and in order."""
    found = set()
    for question in questions:
        if asked := facts.asked_by(question, names):
            pair, place = asked
            hole = f"{question.text[: place.start]}[]{question.text[place.end :]}"
            found.add(Wording(pair.relation, pair.forward, hole))
    return tuple(sorted(found))


def regenerated(
    facts: Facts, ways: Iterable[Wording], excluded: Collection[Pair], rng: random.Random
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
            start = way.template.index(HOLE)
            place = Link(start, start + len(pair.name), pair.name)
            memories = tuple(dict.fromkeys(facts.memories[pair.name]))
            hashing = Hashing((place,), (), (), (), len(memories), len(memories), len(memories))
            yield Retrieved(question_tokens(way.about(pair.name), (place,)), memories, hashing), answers
