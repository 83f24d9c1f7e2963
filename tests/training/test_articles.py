"""Synthetic documents: what each difficulty adds, and that nothing of the facts gets lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from memviz.errors import DataError
from memviz.facts.documents import Document, passages
from memviz.facts.linking import NameTable
from memviz.facts.triples import Triple
from memviz.story.retrieval import Name
from memviz.training.articles import sentence_templates, synthesise

RELATIONS = (
    "directed_by", "written_by", "starred_actors", "release_year", "in_language", "has_tags", "has_genre",
    "has_imdb_rating", "has_imdb_votes",
)  # fmt: skip
CALLED = re.compile(r"\b(?:it|the film|the movie)\b", re.IGNORECASE)


def facts(film: str) -> list[Triple]:
    """Seven facts of an invented film, three of them actors."""
    objects = [
        ("directed_by", "Ada Vole"), ("starred_actors", "Bo Reed"), ("starred_actors", "Cy Lamb"),
        ("starred_actors", "Di Frost"), ("release_year", "1951"), ("has_genre", "Western"), ("has_tags", "sheep"),
    ]  # fmt: skip
    return [Triple(film, relation, each) for relation, each in objects]


FILMS = {f"Film Number {i}": facts(f"Film Number {i}") for i in range(100)}


def test_every_relation_has_eight_templates_and_some_name_the_object_first() -> None:
    templates = sentence_templates()

    assert set(templates) == set(RELATIONS)
    for ways in templates.values():
        assert len(ways) == len(set(ways)) >= 8
        assert any(way.index("[object]") < way.index("[subject]") for way in ways)
        assert any(way.index("[object]") > way.index("[subject]") for way in ways)


def test_every_template_has_one_subject_and_one_object() -> None:
    for way in (way for ways in sentence_templates().values() for way in ways):
        assert (way.count("[subject]"), way.count("[object]"), way.count("[")) == (1, 1, 2), way
        assert way == way.strip(), way
        assert not way.endswith("."), way
        assert way[0] == "[" or way[0].islower(), way
        assert not CALLED.search(re.sub(r"^it was \[object\] who|^it was in \[object\] that", "", way)), way


def test_one_template_is_the_first_of_each_relation_with_its_objects_in_a_list() -> None:
    (document,) = synthesise({"Hay": facts("Hay")}, 0, templates="one")

    assert document == Document(
        "Hay",
        (
            "Hay was directed by Ada Vole.",
            "Hay stars Bo Reed, Cy Lamb and Di Frost.",
            "Hay was released in 1951.",
            "Hay belongs to the genre Western.",
            "Hay is about sheep.",
        ),
    )


def test_all_templates_are_used_and_lists_are_sometimes_cut() -> None:
    text = " ".join(sentence for document in synthesise(FILMS, 0) for sentence in document.sentences)

    assert len(set(re.findall(r"[^.]*1951[^.]*\.", re.sub(r"Number \d+", "", text)))) >= 8
    assert "Bo Reed, Cy Lamb and Di Frost" in text
    assert re.search(r"(?<!, )Bo Reed(?! and|,)", text)


@pytest.mark.parametrize("coreference", [False, True])
@pytest.mark.parametrize("conjunctions", [False, True])
def test_no_fact_gets_lost_and_every_name_can_be_linked(coreference: bool, conjunctions: bool) -> None:
    documents = list(synthesise(FILMS, 3, "all", coreference, conjunctions))
    names = {name for film in FILMS.values() for fact in film for name in (fact.subject, fact.object)}

    for passage in passages(documents, NameTable(names)):
        told = [token.text for token in passage.tokens if isinstance(token, Name)]
        assert {fact.object for fact in FILMS[passage.title]} == set(told) - {passage.title}
        assert len(told) - told.count(passage.title) == 7, "each fact is told once"


def test_where_a_fact_stands_does_not_give_away_its_relation() -> None:
    first = {
        object_ for d in synthesise(FILMS, 0) for object_ in ("Ada Vole", "1951", "sheep") if object_ in d.sentences[0]
    }

    assert first == {"Ada Vole", "1951", "sheep"}


def test_without_coreference_every_sentence_names_the_film() -> None:
    assert all(d.title in sentence for d in synthesise(FILMS, 1) for sentence in d.sentences)


def test_with_coreference_the_film_is_named_first_and_then_in_a_fifth_of_the_sentences() -> None:
    documents = list(synthesise(FILMS, 1, coreference=True))

    assert all(document.title in document.sentences[0] for document in documents)
    later = [document.title in sentence for document in documents for sentence in document.sentences[1:]]
    assert 0.15 < sum(later) / len(later) < 0.25
    assert all(document.title in text or CALLED.search(text) for document in documents for text in document.sentences)


def test_conjunctions_join_two_facts_in_a_sentence() -> None:
    plain = [document.sentences for document in synthesise(FILMS, 1)]
    joined = [document.sentences for document in synthesise(FILMS, 1, conjunctions=True)]

    assert sum(map(len, joined)) < 0.8 * sum(map(len, plain))
    text = " ".join(sentence for document in joined for sentence in document)
    assert ", and it " in text
    assert all(d.count("Film Number") == 1 for document in joined for d in document), "named once in a sentence"
    assert re.search(r"Film Number \d+, which [^.]+, ", text)


def test_a_sentence_begins_with_a_capital_or_with_a_name_as_it_is_spelt() -> None:
    for document in (d for seed in range(30) for d in synthesise({"8½": facts("8½")}, seed, "all", True, True)):
        for sentence in document.sentences:
            assert sentence.endswith(".")
            assert sentence[0].isupper() or sentence.startswith(("8½", "1951", "sheep"))
            assert "Sheep" not in sentence


def test_a_document_depends_on_the_seed_and_its_own_facts_alone() -> None:
    alone = list(synthesise({"Film Number 7": FILMS["Film Number 7"]}, 2, coreference=True))

    assert alone == [list(synthesise(FILMS, 2, coreference=True))[7]]
    assert alone != list(synthesise({"Film Number 7": FILMS["Film Number 7"]}, 3, coreference=True))


def test_documents_are_written_when_they_are_asked_for() -> None:
    class Endless(Mapping[str, list[Triple]]):
        def __getitem__(self, film: str) -> list[Triple]:
            return facts(film)

        def __iter__(self) -> Iterator[str]:
            yield "Hay"
            raise AssertionError("a second film was asked for")

        def __len__(self) -> int:
            return 2

    assert next(synthesise(Endless(), 0)).title == "Hay"


def test_a_relation_without_templates_is_refused_politely() -> None:
    with pytest.raises(DataError, match="no sentence templates for “has_cost”"):
        list(synthesise({"Hay": [Triple("Hay", "has_cost", "much")]}, 0))
