"""The facts, articles and wordings that ship: every line of them, and the questions that are made of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from memviz.facts.documents import parse_document
from memviz.facts.library import Library
from memviz.facts.linking import key
from memviz.facts.shipped import SOURCES, Source
from memviz.facts.triples import Triple

ROOT = Path(__file__).parents[2]
MOVIES, COUNTRIES, ARTICLES = SOURCES["movies"], SOURCES["countries"], SOURCES["articles"]
FORWARD_ONLY = {"has_imdb_rating", "has_imdb_votes"}  # nobody asks which films are well known: too many are
FACTS = pytest.mark.parametrize("source", [MOVIES, COUNTRIES], ids=["movies", "countries"])


def about(source: Source, relation: str) -> list[Triple]:
    return [fact for fact in source.facts if fact.relation == relation]


def test_the_sources_are_said_in_a_line_each() -> None:
    assert list(SOURCES) == ["movies", "countries", "articles"]
    counts = {"movies": len({fact.subject for fact in MOVIES.facts}), "articles": len(ARTICLES.documents)}
    counts["countries"] = len({fact.subject for fact in COUNTRIES.facts})
    for name, source in SOURCES.items():
        assert source.title
        assert source.description.startswith(f"{counts[name]} ")
        assert "\n" not in source.description


def test_there_is_enough_to_ask_about() -> None:
    assert len({fact.subject for fact in MOVIES.facts}) >= 150
    assert len(MOVIES.facts) >= 1500
    assert len({fact.relation for fact in MOVIES.facts}) == 9
    assert {fact.subject for fact in MOVIES.facts} == {fact.subject for fact in about(MOVIES, "release_year")}


@FACTS
def test_no_fact_is_there_twice_and_no_text_has_odd_characters(source: Source) -> None:
    assert [fact for fact, times in Counter(source.facts).items() if times > 1] == []
    for name in source.names:
        assert name == unicodedata.normalize("NFC", " ".join(name.split()))
        assert not re.search(r"[|\[\]_\t]", name), name


@FACTS
def test_no_two_names_differ_only_in_case_accents_or_punctuation(source: Source) -> None:
    spellings: dict[str, list[str]] = {}
    for name in source.names:
        spellings.setdefault(key(name).replace(" ", ""), []).append(name)

    assert [names for names in spellings.values() if len(names) > 1] == []


def test_every_film_has_one_year_and_nothing_more_is_a_year() -> None:
    years = about(MOVIES, "release_year")

    assert len(years) == len({fact.subject for fact in years})
    assert all(re.fullmatch(r"19[2-9]\d|20[0-2]\d", fact.object) for fact in years)


def test_judgements_are_ours_in_words() -> None:
    assert {fact.object for fact in about(MOVIES, "has_imdb_rating")} == {"good", "fantastic"}
    assert {fact.object for fact in about(MOVIES, "has_imdb_votes")} == {"well known", "famous"}


def test_people_languages_and_genres_have_capitals_and_tags_have_none() -> None:
    for relation in ("directed_by", "written_by", "starred_actors", "in_language", "has_genre"):
        assert all(fact.object[0].isupper() for fact in about(MOVIES, relation))
    assert all(fact.object == fact.object.lower() for fact in about(MOVIES, "has_tags"))


def test_neighbours_are_neighbours_of_each_other() -> None:
    borders = {(fact.subject, fact.object) for fact in about(COUNTRIES, "has_neighbour")}
    countries = {fact.subject for fact in COUNTRIES.facts}

    assert [pair for pair in borders if pair[1] in countries and pair[::-1] not in borders] == []
    assert all(one != other for one, other in borders)


def test_every_country_has_a_capital_and_no_other_country_has_the_same() -> None:
    capitals = about(COUNTRIES, "has_capital")

    assert {fact.subject for fact in capitals} == {fact.subject for fact in COUNTRIES.facts}
    assert len({fact.object for fact in capitals}) == len(capitals)


def test_there_are_forty_articles_of_three_to_six_sentences_about_films_of_the_list() -> None:
    films = {fact.subject for fact in MOVIES.facts}

    assert len(ARTICLES.documents) == len({document.title for document in ARTICLES.documents}) == 40
    for document in ARTICLES.documents:
        assert document.title in films
        assert 3 <= len(document.sentences) <= 6, document.title
        assert any(document.title in sentence for sentence in document.sentences), document.title
        assert all(sentence.endswith(".") for sentence in document.sentences), document.title


@pytest.mark.parametrize("name", ["samuel-l-jackson", "i-a-l-diamond"])
def test_an_initial_in_an_article_ends_no_sentence(name: str) -> None:
    words = " ".join(name.split("-"))

    assert any(words in key(sentence) for document in ARTICLES.documents for sentence in document.sentences)


@FACTS
def test_every_wording_has_one_hole_and_a_relation_of_its_source(source: Source) -> None:
    relations = {fact.relation for fact in source.facts}

    for wording in source.wordings:
        assert wording.relation in relations
        assert wording.template.count("[]") == wording.template.count("[") == wording.template.count("]") == 1
        assert wording.template == wording.template.lower().strip()
    templates = Counter(wording.template for wording in source.wordings)
    assert [template for template, times in templates.items() if times > 1] == []


@FACTS
def test_every_relation_has_four_wordings_forward_and_backward(source: Source) -> None:
    counts = Counter(wording[:2] for wording in source.wordings)

    for relation in {fact.relation for fact in source.facts}:
        assert counts[relation, True] >= 4, relation
        assert counts[relation, False] >= 4 or relation in FORWARD_ONLY, relation
    assert all(not counts[relation, False] for relation in FORWARD_ONLY)


@FACTS
def test_the_file_says_only_forward_or_backward(source: Source) -> None:
    lines = (ROOT / "memviz" / "facts" / "texts" / source.questions_file).read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    assert {way for _, way, _ in rows} == {"forward", "backward"}
    assert all("\t" not in line for line in lines)


@pytest.mark.parametrize("name", SOURCES)
def test_questions_are_the_same_for_the_same_seed_and_every_kind_is_asked(name: str) -> None:
    source = SOURCES[name]
    asked = list(islice(source.questions(5), 2000))

    assert asked == list(islice(source.questions(5), 2000))
    assert asked[:20] != list(islice(source.questions(6), 20))
    texts = {wording.template.split("[]")[0] for wording in source.wordings if (wording.relation not in FORWARD_ONLY)}
    assert sum(any(question.text.startswith(start) for question in asked) for start in texts) > 0.9 * len(texts)


@FACTS
def test_a_question_has_all_the_right_answers(source: Source) -> None:
    expected: dict[str, list[str]] = {}
    for wording in source.wordings:
        for fact in about(source, wording.relation):
            given, wanted = (fact.subject, fact.object) if wording.forward else (fact.object, fact.subject)
            expected.setdefault(wording.template.replace("[]", given), []).append(wanted)

    for question in islice(source.questions(1), 1000):
        assert question.answers == tuple(expected[question.text])


def test_a_question_about_articles_is_answered_in_one() -> None:
    text = {document.title: " ".join(document.sentences) for document in ARTICLES.documents}

    assert len(ARTICLES.facts) > 400
    assert {fact.relation for fact in ARTICLES.facts} == {fact.relation for fact in MOVIES.facts} - FORWARD_ONLY
    for fact in ARTICLES.facts:
        assert fact.object in text[fact.subject], fact
    shipped = {Triple(fact.subject, fact.relation, fact.object.lower()) for fact in MOVIES.facts}
    assert {Triple(fact.subject, fact.relation, fact.object.lower()) for fact in ARTICLES.facts} <= shipped


@pytest.mark.parametrize("relation", ["directed_by", "release_year", "in_language"])
def test_every_article_tells_who_directed_the_film_and_when_and_in_which_language(relation: str) -> None:
    silent = {"Modern Times", "Metropolis"}
    told = {fact.subject for fact in about(ARTICLES, relation)}

    assert {document.title for document in ARTICLES.documents} - told - silent == set()


def test_an_article_spells_places_with_a_capital_and_genres_without() -> None:
    assert Triple("Taxi Driver", "has_tags", "New York") in ARTICLES.facts
    assert Triple("Taxi Driver", "has_genre", "crime") in ARTICLES.facts


def test_every_question_about_articles_finds_an_answer_among_the_memories() -> None:
    library = Library(ARTICLES.documents, ARTICLES.names)

    for question in islice(ARTICLES.questions(0), 200):
        values = {memory.slot.value for memory in library.retrieve(question.text).memories}
        assert values & set(question.answers), question


def test_names_come_without_judgements_where_they_are_read_in_sentences() -> None:
    assert "good" in MOVIES.names
    assert "good" not in ARTICLES.names
    assert {"Arthur C. Clarke", "Moon", "English"} <= set(ARTICLES.names)


def test_articles_are_plain_text_of_one_form() -> None:
    assert all(parse_document("\n".join([d.title, *d.sentences]), "x") == d for d in ARTICLES.documents)
