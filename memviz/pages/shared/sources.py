"""What can be looked up on the page of facts: facts or articles, opened once, with questions about them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, zip_longest

import streamlit as st

from memviz.data.card import CHAIN
from memviz.data.wikimovies import WikiMovies, read_questions, wikimovies_directory
from memviz.errors import DataError
from memviz.facts.asking import FEW, about_facts, chains_in, shipped_chains
from memviz.facts.cache import cached
from memviz.facts.documents import Document, detect_names, parse_document
from memviz.facts.hashing import FactIndex
from memviz.facts.library import Library
from memviz.facts.linking import key
from memviz.facts.shipped import SOURCES, Source
from memviz.facts.triples import Triple, parse_facts
from memviz.language import _, counted, later
from memviz.story import Question
from memviz.story.form import plain

SHOWN = 50  # facts or sentences that are shown at a time
_SUGGESTED = 30
_FILMS = "movies"  # whose chains the public facts have, too
# What each begins with: the question, and the relation and name that have its answers.
_FIRST = {
    "movies": ("who directed Casablanca?", "directed_by", "Casablanca"),
    "countries": ("what is the capital of Kenya?", "has_capital", "Kenya"),
    "articles": ("who directed Spirited Away?", "directed_by", "Spirited Away"),
}


@dataclass(frozen=True)
class Shelf:
    """Something to look up in: what it is, how much of it there is, what to ask, and where to begin to read.

    `size` says it in the language of whoever asks, as sessions share what ships.
    `opening` are the first of its facts; `documents` are there where the memories are sentences; `chained` are
    questions that need several steps.
    """

    description: str
    size: Callable[[], str]
    memory: FactIndex | Library
    questions: tuple[Question, ...]
    opening: tuple[Triple, ...] = ()
    documents: tuple[Document, ...] = ()
    chained: tuple[Question, ...] = ()

    def suggested(self, kind: str) -> tuple[Question, ...]:
        """What to ask a network of a kind: one that goes from fact to fact is asked questions of several steps, too."""
        if kind != CHAIN:
            return self.questions
        mixed = chain.from_iterable(zip_longest(self.chained, self.questions))
        return tuple(dict.fromkeys(filter(None, mixed)))

    @cached_property
    def some_names(self) -> tuple[str, ...]:
        """A few names that can be asked about."""
        asked = (self.memory.retrieve(question.text, 1).hashing.links for question in self.questions[:8])
        return tuple(dict.fromkeys(links[0].name for links in asked if links))[:5]

    def about(self, wanted: str) -> list[tuple[str, ...]]:
        """The first rows about names that have a text in them: facts in three parts, or sentences."""
        wanted = plain(wanted).strip()
        if self.documents:
            return list(islice(self._sentences(wanted.casefold()), SHOWN))
        assert isinstance(self.memory, FactIndex)
        facts = self._facts(self.memory, wanted) if wanted else self.opening
        return [(each.subject, each.relation.replace("_", " "), each.object) for each in islice(facts, SHOWN)]

    def _sentences(self, wanted: str) -> Iterator[tuple[str, ...]]:
        for document in self.documents:
            for sentence in document.sentences:
                line = f"{document.title} · {sentence}" if document.title else sentence
                if wanted in plain(line).casefold():
                    yield (line,)

    def _facts(self, index: FactIndex, wanted: str) -> Iterator[Triple]:
        """The facts of the name itself, whatever its case and accents, then of names that have it in them."""
        spelt, folded = key(wanted), wanted.casefold()
        alike = sorted((name for name in self._names if folded in plain(name).casefold()), key=len)
        names = dict.fromkeys([*index.known([spelt]).get(spelt, ()), *alike])
        yield from dict.fromkeys(chain.from_iterable(index.facts_of(name, SHOWN) for name in islice(names, SHOWN)))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return self.memory.names()


@st.cache_resource(show_spinner=False)
def shelf(name: str) -> Shelf:
    """What ships, or the public movies. Raises DataError if these cannot be read."""
    if name == "wikimovies":
        return _wikimovies(wikimovies_directory())
    source = SOURCES[name]
    questions = _suggested(name, source)
    if not source.articles:
        index = FactIndex.build(source.facts)
        chained = shipped_chains(name, source.facts)
        return Shelf(
            source.description, _facts(len(source.facts)), index, questions, source.facts[:SHOWN], chained=chained
        )
    library = Library(source.documents, source.names)
    count = sum(len(each.sentences) for each in source.documents)

    def size() -> str:
        return _("{n} sentences, {windows} windows of words").format(n=f"{count:,}", windows=f"{len(library):,}")

    return Shelf(source.description, size, library, questions, documents=source.documents)


def _facts(count: int) -> Callable[[], str]:
    return lambda: counted("{n} fact", "{n} facts", count)


@st.cache_resource(show_spinner=False)
def wikimovies_is_here() -> bool:
    """Whether the public movies and their questions have been fetched."""
    try:
        return wikimovies_directory().file("test").is_file()
    except DataError:
        return False


def shelf_of_facts(triples: Sequence[Triple], asked: tuple[Question, ...] = ()) -> Shelf:
    """Facts of a person's own, and what is `asked` of them first in several steps. They are indexed in memory, and
    nowhere else."""
    index = FactIndex.build(triples)
    return Shelf(
        "",
        _facts(len(triples)),
        index,
        about_facts(triples),
        tuple(triples[:SHOWN]),
        chained=(*asked, *chains_in(triples)),
    )


def shelf_of_text(form: str, text: str, *, table: bool) -> Shelf:
    """Facts or an article that a talk brings; `table`: its first line is a header. Raises DataError."""
    if form == "Article":
        return shelf_of_article(parse_document(text, _("The article")))
    return shelf_of_facts(parse_facts(text, _("The text"), table=table).triples)


def shelf_of_article(document: Document, asked: tuple[Question, ...] = ()) -> Shelf:
    """An article of a person's own; if nothing is `asked` of it, every name is asked about."""
    library = Library((document,), detect_names(document))
    names = library.names()
    asked = asked or tuple(Question(f"what is said about {name}?") for name in names if not name.isdigit())[:_SUGGESTED]

    def size() -> str:
        return _("{n} sentences, {names} names").format(n=f"{len(document.sentences):,}", names=f"{len(names):,}")

    return Shelf("", size, library, asked, documents=(document,))


def _suggested(name: str, source: Source) -> tuple[Question, ...]:
    """Questions about what ships, every relation in turn, whose answers can be told at a glance."""
    text, relation, about = _FIRST[name]
    answers = [fact.object for fact in source.facts if (fact.subject, fact.relation) == (about, relation)]
    questions = (each for each in source.questions(seed=3) if len(each.answers) <= FEW)
    several = {each.text: each for each in islice(questions, 2 * _SUGGESTED)}
    return (Question.with_answers(text, answers), *islice(several.values(), _SUGGESTED - 1))


def _wikimovies(place: WikiMovies) -> Shelf:
    """The public facts, which are indexed on the first visit, and some of the public test questions."""
    index = cached(place.kb)
    asked = [each for each in read_questions(place.file("test"), set(index.names())) if len(each.answers) <= FEW]
    some = tuple(random.Random(3).sample(asked, min(_SUGGESTED, len(asked))))  # noqa: S311 - questions, no secrets
    described = later("The public knowledge base about films, and questions of its test set.")
    names = (link.name for each in some for link in index.retrieve(each.text, 1).hashing.links)
    opening = chain.from_iterable(index.facts_of(name, 8) for name in names)
    opened, chained = tuple(islice(opening, SHOWN)), shipped_chains(_FILMS)
    return Shelf(described, _facts(len(index) // 2), index, some, opened, chained=chained)
