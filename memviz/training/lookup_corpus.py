"""What key-value networks over facts and documents learn from, and what they are measured on."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from memviz.data.wikimovies import WikiMovies, read_questions
from memviz.facts.documents import bare
from memviz.facts.hashing import FactIndex, cached
from memviz.facts.library import Library
from memviz.facts.shipped import SOURCES, Source, Wording
from memviz.facts.triples import Triple, read_triples
from memviz.story import Question
from memviz.story.retrieval import Token
from memviz.story.vocab import Vocab
from memviz.tensors.retrieved import Answered
from memviz.training.articles import synthesise
from memviz.training.invented import renamed
from memviz.training.questions import Facts, Pair, regenerated, wordings

# The difficulties of reading, one at a time (Miller et al. 2016, section 5.2).
READING = {
    "one template": {"templates": "one"},
    "all templates": {"templates": "all"},
    "+ coreference": {"templates": "all", "coreference": True},
    "+ conjunctions": {"templates": "all", "conjunctions": True},
    "all together": {"templates": "all", "coreference": True, "conjunctions": True},
}
_HELD_OUT = 4  # of our own wordings of a question, every fourth is only measured on
_DISTRACTED, _MOST_STRANGE = 0.5, 12
_SHELVES = 5  # with "one template", each shelf of documents says things in another way
_SELDOM_ASKED, _SELDOM_READ = 5, 200  # a word in fewer questions, or in the memories of fewer, is not learned


@dataclass(frozen=True)
class Public:
    """The WikiMovies data: facts, and questions made of them. The test questions are read for their pairs, which are
    not trained on, and for the final figure."""

    place: WikiMovies

    @cached_property
    def triples(self) -> tuple[Triple, ...]:
        return read_triples(self.place.kb)

    @cached_property
    def facts(self) -> Facts:
        return Facts.of(self.triples)

    @cached_property
    def index(self) -> FactIndex:
        return cached(self.place.kb)

    def questions(self, split: str) -> tuple[Question, ...]:
        """The official questions of dev or test."""
        return read_questions(self.place.file(split), frozenset(self.index.names()))

    @cached_property
    def wordings(self) -> dict[str, Wording]:
        """The ways in which the dev questions are put."""
        return wordings(self.questions("dev"), self.facts, self.index)

    def pair(self, question: Question) -> Pair | None:
        """What a question asks."""
        return self.facts.asked_by(question.text, self.index, self.wordings)

    @cached_property
    def excluded(self) -> set[Pair]:
        """What the dev and test questions ask."""
        pairs = (self.pair(question) for split in ("dev", "test") for question in self.questions(split))
        return {pair for pair in pairs if pair}

    def train(self, seed: int) -> list[Answered]:
        """A question about every other pair, in random order."""
        rng = random.Random(seed)
        found = list(regenerated(self.facts, self.wordings.values(), self.excluded, self.index, rng))
        rng.shuffle(found)
        return found

    @property
    def files(self) -> dict[str, str]:
        """The sha256 of every file that was read to learn from."""
        paths = (self.place.kb, self.place.file("dev"))
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def movies_corpus(public: Public, seed: int) -> list[Answered]:
    """For kv-movies: the public facts, and the films that ship in our own words."""
    return [*public.train(seed), *islice(own(SOURCES["movies"], seed), 10_000)]


def open_corpus(public: Public, seed: int) -> list[Answered]:
    """For kv-open: facts and documents; it also learns from questions in invented words, which are no vocabulary."""
    shelves = range(_SHELVES * seed, _SHELVES * (seed + 1))
    read = [each for kind in READING for shelf in shelves for each in islice(_written(public, kind, shelf), 2_000)]
    found = [
        *public.train(seed)[:40_000],
        *islice(own(SOURCES["movies"], seed), 12_000),
        *islice(own(SOURCES["countries"], seed), 12_000),
        *read,
    ]
    return list(distracted(found, seed))


def distracted(found: Sequence[Answered], seed: int) -> Iterator[Answered]:
    """Half of the questions, with memories among theirs that were found for another one: what a rare word finds by
    mistake. Without them a network need not remember, after its first hop, whom it was asked about."""
    rng = random.Random(seed)
    for retrieved, answers in found:
        if rng.random() < _DISTRACTED:
            other = rng.choice(found)[0].memories
            strange = rng.sample(other, min(len(other), rng.randint(1, _MOST_STRANGE)))
            memories = tuple(dict.fromkeys((*strange, *retrieved.memories)))
            yield replace(retrieved, memories=memories), answers
        else:
            yield retrieved, answers


def own(source: Source, seed: int, held_out: bool = False) -> Iterator[Answered]:
    """Questions without end about what ships, in the wordings to learn from or in those that are held out."""
    index = library(source) if source.articles else FactIndex.build(source.facts)
    for question in source.questions(seed, ways(source, held_out)):
        yield index.retrieve(question.text), question.answers


def ways(source: Source, held_out: bool) -> list[Wording]:
    """The wordings of a source to learn from, or those to measure on alone."""
    return [way for i, way in enumerate(source.wordings) if (i % _HELD_OUT == _HELD_OUT - 1) == held_out]


def library(source: Source) -> Library:
    """The documents of a source."""
    return Library(source.documents, source.names)


def written(public: Public, kind: str, seed: int, subjects: Sequence[str] | None = None) -> Library:
    """Documents written from the public facts, of all subjects or of some."""
    by_subject: dict[str, list[Triple]] = {}
    for triple in public.triples:
        by_subject.setdefault(triple.subject, []).append(triple)
    chosen = by_subject if subjects is None else {subject: by_subject[subject] for subject in subjects}
    documents = synthesise(chosen, seed, **READING[kind])  # type: ignore[arg-type]
    names = {name for facts in chosen.values() for fact in facts for name in (fact.subject, fact.object)}
    return Library(documents, names)


def _written(public: Public, kind: str, seed: int) -> Iterator[Answered]:
    """Questions about documents on a thousand subjects."""
    rng = random.Random(f"{seed} {kind}")
    subjects = rng.sample(sorted({triple.subject for triple in public.triples}), 1_000)
    few = set(subjects)
    facts = Facts.of(triple for triple in public.triples if triple.subject in few)
    shelf = written(public, kind, seed, subjects)
    learnt = (*public.wordings.values(), *ways(SOURCES["movies"], held_out=False))
    by_kind = {pair: [way for way in learnt if way[:2] == pair] for pair in facts.kinds}
    pairs = [pair for pair in facts.answers if pair not in public.excluded and by_kind[pair[:2]]]
    for pair in rng.sample(pairs, len(pairs)):
        yield shelf.retrieve(rng.choice(by_kind[pair[:2]]).about(pair.name)), facts.answers[pair]


def invented_test(public: Public, seed: int, films: int = 2_000) -> tuple[FactIndex, list[tuple[Question, str]]]:
    """The public relations about invented names: an index, and a question about every pair, with its type."""
    rng = random.Random(seed)
    subjects = set(rng.sample(sorted({triple.subject for triple in public.triples}), films))
    triples = renamed([triple for triple in public.triples if triple.subject in subjects], rng)
    facts = Facts.of(triples)
    by_kind = {kind: [way for way in public.wordings.values() if way[:2] == kind] for kind in facts.kinds}
    asked = [
        (Question.with_answers(rng.choice(by_kind[pair[:2]]).about(pair.name), answers), kind_of(pair))
        for pair, answers in facts.answers.items()
        if by_kind[pair[:2]]
    ]
    return FactIndex.build(triples), rng.sample(asked, min(5_000, len(asked)))


_SHORT = {
    "directed_by": "director", "written_by": "writer", "starred_actors": "actor", "release_year": "year",
    "in_language": "language", "has_tags": "tag", "has_genre": "genre", "has_imdb_rating": "rating",
    "has_imdb_votes": "votes",
}  # fmt: skip


def kind_of(pair: Pair) -> str:
    """The type of a question, as the public data calls it: movie to director, actor to movie."""
    other = _SHORT[pair.relation]
    return f"movie to {other}" if pair.forward else f"{other} to movie"


def ceiling(facts: Facts, questions: Sequence[Question], pairs: Sequence[Pair | None]) -> float:
    """hits@1 in % of who always picks the right relation, and among its values by chance: films share titles, and a
    question's answers are then those of one of them."""
    hits = 0.0
    for question, pair in zip(questions, pairs, strict=True):
        values = set(facts.answers[pair]) if pair else set()
        hits += len(values & set(question.answers)) / max(1, len(values))
    return round(100 * hits / len(questions), 2)


def vocabulary(corpus: Iterable[Answered]) -> Vocab:
    """The words of questions and keys that are common enough to be learned; names and numbers are none.

    The words of a document's tags are as many as the documents; only what templates say over and over is learned.
    """
    asked: Counter[Token] = Counter()
    read: Counter[Token] = Counter()
    for retrieved, _ in corpus:
        asked.update(set(retrieved.question))
        read.update({token for memory in retrieved.memories for token in memory.key})
    common = {*_common(asked, _SELDOM_ASKED), *_common(read, _SELDOM_READ)}
    return Vocab(tuple(sorted(common)))


def _common(counts: Counter[Token], least: int) -> Iterator[str]:
    words = (token for token, count in counts.items() if isinstance(token, str) and count >= least)
    return (word for word in words if not str(bare(word)).isdigit())
