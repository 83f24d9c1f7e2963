"""The facts and articles that ship with the package, our own words and judgements, and questions about them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from memviz.facts.documents import Document, detect_names, parse_document, passages
from memviz.facts.linking import NameTable, key
from memviz.facts.triples import Triple, read_triples
from memviz.language import later
from memviz.story import Question
from memviz.story.retrieval import Name

_FACTS = Path(__file__).with_name("texts")
HOLE = "[]"
_JUDGED = {"has_imdb_rating", "has_imdb_votes"}  # “good” in an article is a word, no judgement of the film


class Wording(NamedTuple):
    """A question with a hole for a name: forward asks for the objects of a subject, backward for its subjects."""

    relation: str
    forward: bool
    template: str

    def about(self, name: str) -> str:
        """The question with a name in its hole."""
        return self.template.replace(HOLE, name)


@dataclass(frozen=True)
class Source:
    """Facts to ask about, read when they are first needed. `articles` is where documents are, if these are read."""

    title: str
    description: str
    file: str
    questions_file: str
    articles: str | None = None

    @cached_property
    def facts(self) -> tuple[Triple, ...]:
        """The facts that can be asked about: of articles, those that can be read in them."""
        return tuple(_from_articles(self._known, self.documents, self.names)) if self.articles else self._known

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The articles, in the order of their file names; none where the memories are facts."""
        paths = sorted((_FACTS / self.articles).glob("*.txt")) if self.articles else []
        return tuple(parse_document(path.read_bytes(), path.name) for path in paths)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name of the facts, and what looks like a name in the articles; in alphabetical order."""
        known = {name for fact in self._known for name in (fact.subject, fact.object)}
        return tuple(sorted(known.union(*map(detect_names, self.documents))))

    @cached_property
    def _known(self) -> tuple[Triple, ...]:
        """The facts of the file; for articles, in their spelling and without judgements."""
        facts = read_triples(_FACTS / self.file)
        if self.articles is None:
            return facts
        spelling = {key(name): name for document in self.documents for name in detect_names(document)}
        return tuple(_as_written(fact, spelling) for fact in facts if fact.relation not in _JUDGED)

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """How questions are put, in the order of their file."""
        lines = (_FACTS / self.questions_file).read_text("utf-8").splitlines()
        rows = (line.split("|") for line in lines if line and not line.startswith("#"))
        return tuple(Wording(relation, way == "forward", template) for relation, way, template in rows)

    def questions(self, seed: int, wordings: Iterable[Wording] | None = None) -> Iterator[Question]:
        """Questions without end, the same ones for the same seed, each with all its right answers.

        Every relation and direction is as frequent as any other, and within it every name and every wording; only
        in `wordings`, if they are given.
        """
        rng = random.Random(seed)  # noqa: S311 - a question, not a secret
        answers = self._answers
        asked = {kind: list(of) for kind, of in answers.items()}
        chosen = self.wordings if wordings is None else tuple(wordings)
        ways = {kind: [each for each in chosen if each[:2] == kind] for kind in answers}
        kinds = [kind for kind in answers if ways[kind]]
        while kinds:
            kind = rng.choice(kinds)
            name = rng.choice(asked[kind])
            yield Question.with_answers(rng.choice(ways[kind]).about(name), answers[kind][name])

    @cached_property
    def _answers(self) -> dict[tuple[str, bool], dict[str, list[str]]]:
        """The answers by relation and direction, and by the name that is asked about."""
        found: dict[tuple[str, bool], dict[str, list[str]]] = {}
        for fact in self.facts:
            found.setdefault((fact.relation, True), {}).setdefault(fact.subject, []).append(fact.object)
            found.setdefault((fact.relation, False), {}).setdefault(fact.object, []).append(fact.subject)
        return found


def _from_articles(facts: Iterable[Triple], documents: Iterable[Document], names: Iterable[str]) -> Iterator[Triple]:
    """The facts that an article tells: the one titled by the subject has the object as a name."""
    read = {
        passage.title: {token.text for token in passage.tokens if isinstance(token, Name)}
        for passage in passages(documents, NameTable(names))
    }
    return (fact for fact in facts if fact.object in read.get(fact.subject, ()))


def _as_written(fact: Triple, spelling: Mapping[str, str]) -> Triple:
    """A fact as an article spells it: “a crime drama” about “New York”, where the facts have Crime and new york."""
    if fact.relation == "has_genre":
        return replace(fact, object=fact.object.lower())
    if fact.relation == "has_tags":
        return replace(fact, object=spelling.get(key(fact.object), fact.object))
    return fact


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "movies": Source(
            "Films",
            later("423 films: who made them, who is in them, when, in which language, and what they are about."),
            "movies.txt",
            "movies_questions.txt",
        ),
        "countries": Source(
            "Countries",
            later("141 countries: capital, continent, languages, currency and neighbours."),
            "countries.txt",
            "countries_questions.txt",
        ),
        "articles": Source(
            "Articles",
            later("40 short articles about films: the answers have to be read out of sentences."),
            "movies.txt",
            "movies_questions.txt",
            "articles",
        ),
    }
)
"""What ships, by its name."""

CHAINED = (
    Question("which actors starred in films that the director of Alien directed?"),
    Question("which films did the director of Spirited Away make?"),
    Question("who wrote the films that Michael Curtiz directed?"),
)
"""Questions about the films that one fact does not answer: what a hop reads, the next one looks up."""
