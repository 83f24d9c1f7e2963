"""Names are found in questions however they are written, and ordinary words are not taken for names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.facts.guessing import misspelt
from memviz.facts.hashing import FactIndex
from memviz.facts.linking import NameTable, key, link, question_tokens, tokens
from memviz.facts.triples import Triple
from memviz.story.retrieval import Link, Name

NAMES = NameTable(
    [
        "F. W. Murnau", "2001: A Space Odyssey", "What's Up, Doc?", "Blade Runner", "blade runner", "Blade", "Kismet",
        "Amélie", "In Hell", "Hell", "Her", "It", "film", "Fall", "Who?", "Who", "東京物語", "$", "The Story", "love",
    ]
)  # fmt: skip


def names(question: str) -> list[str]:
    return [each.name for each in link(question, NAMES)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("what films did F. W. Murnau direct?", ["F. W. Murnau"]),
        ("what films did F.W. Murnau direct?", ["F. W. Murnau"]),
        ("when was 2001 - A Space Odyssey released?", ["2001: A Space Odyssey"]),
        ("who wrote What's Up, Doc??", ["What's Up, Doc?"]),
        ("who wrote What’s Up Doc?", ["What's Up, Doc?"]),
        ("what is Kismet's genre?", ["Kismet"]),
        ("who directed $?", ["$"]),
        ("東京物語の監督は誰ですか", ["東京物語"]),
        ("did Amélie or Kismet come first?", ["Amélie", "Kismet"]),
    ],
)
def test_a_name_is_found_whatever_the_punctuation(question: str, found: list[str]) -> None:
    assert names(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("who directed Blade Runner?", ["Blade Runner"]),
        ("who directed Blade?", ["Blade"]),
        ("who directed amelie", ["Amélie"]),
        ("WHO DIRECTED KISMET", ["Kismet"]),
        ("Who directed kismet?", ["Kismet"]),
        ("who directed Ame\u0301lie?", ["Amélie"]),
        ("who directed blade runner", ["blade runner", "Blade Runner"]),
        ("what is spoken in Hell?", ["Hell"]),
        ("what is spoken in hell?", ["In Hell"]),
        ("who wrote In Hell?", ["In Hell"]),
        ("what genre does Kismet fall under?", ["Kismet"]),
        ("which films with Blade are about love?", ["Blade", "love"]),
    ],
)
def test_the_longest_name_in_the_case_it_is_written_in(question: str, found: list[str]) -> None:
    assert names(question) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("who directed the film, and who is in it?", []),
        ("who wrote the story for her?", []),
        ("who directed Her?", ["Her"]),
        ("Her director?", []),
        ("who directed HER?", []),
        ("who directed Who?", ["Who?"]),
        ("who directed Who", ["Who"]),
    ],
)
def test_an_ordinary_word_is_a_name_only_if_it_is_written_like_one(question: str, found: list[str]) -> None:
    assert names(question) == found


def test_a_link_says_where_the_name_stands_and_the_question_becomes_words_and_names() -> None:
    question = "Is “What's Up, Doc?” by F. W. Murnau or not?"
    links = link(question, NAMES)

    assert links == (Link(4, 18, "What's Up, Doc?"), Link(24, 36, "F. W. Murnau"))
    assert question[4:18] == "What's Up, Doc?"[:-1]
    assert question_tokens(question, links) == ("is", Name("What's Up, Doc?"), "by", Name("F. W. Murnau"), "or", "not")


def test_two_spellings_in_one_place_are_two_names_of_the_question() -> None:
    question = "who directed blade runner?"

    assert question_tokens(question, link(question, NAMES)) == (
        "who", "directed", Name("blade runner"), Name("Blade Runner"),
    )  # fmt: skip


def test_a_name_that_is_spelt_in_a_hundred_ways_does_not_flood_the_question() -> None:
    table = NameTable(f"{'N' if i % 2 else 'n'}ono{'!' * i}" for i in range(100))

    assert len(link("who directed nono", table)) == 4


def test_without_names_nothing_is_linked() -> None:
    assert link("who directed Kismet?", NameTable([])) == ()
    assert link("", NAMES) == ()


def test_words_are_letters_and_digits_and_every_cjk_character_is_one() -> None:
    assert [word.text for word in tokens("What's_up 9/11, 東京x नमस्ते?")] == [
        "What", "s", "up", "9", "11", "東", "京", "x", "नमस्ते",
    ]  # fmt: skip
    assert key("AMÉLIE: Straße") == "amelie strasse"


@given(st.text(max_size=60))
def test_links_lie_in_the_question_in_order_and_a_name_is_found_in_itself(text: str) -> None:
    table = NameTable([text, "Blade"])
    links = link(f"who directed {text} or Blade", table)

    ends = [0, *(each.end for each in links)]
    assert all(each.start >= end for each, end in zip(links, ends, strict=False))
    assert all(key(f"who directed {text} or Blade"[each.start : each.end]) == key(each.name) for each in links)


_BESIDE_THE_REPOSITORY = Path(__file__).parents[3] / "shared" / "data" / "wikimovies"


@pytest.fixture(scope="module")
def wikimovies() -> Path:
    """The directory of the public WikiMovies data; it is not part of the repository."""
    place = Path(os.environ.get("MEMVIZ_WIKIMOVIES") or _BESIDE_THE_REPOSITORY)
    if not (place / "kb.txt").is_file():
        pytest.skip("needs the public WikiMovies data")
    return place


def test_the_public_questions_are_linked_to_a_name_that_has_the_answer(wikimovies: Path) -> None:
    facts: dict[str, set[str]] = {}
    for line in (wikimovies / "kb.txt").read_text("utf-8").splitlines():
        subject, _, value = line.split("|")
        facts.setdefault(subject, set()).add(value)
        facts.setdefault(value, set()).add(subject)
    table = NameTable(facts)
    lines = (wikimovies / "questions" / "wiki-entities_qa_dev.txt").read_text("utf-8").splitlines()[::10]

    right = 0
    for line in lines:
        question, answers = line[2:].split("\t")
        links = link(question, table)
        one_place = len({(each.start, each.end) for each in links}) == 1
        right += one_place and any(answers.startswith(tuple(facts[each.name])) for each in links)
    assert right >= 0.999 * len(lines)


def test_a_slip_beside_a_name_is_offered_and_an_ordinary_word_is_none() -> None:
    facts = (Triple("Casablanca", "directed_by", "Michael Curtiz"), Triple("Rear Window", "has_tags", "filming"))
    index = FactIndex.build(facts)
    asked = "did the director of Casablnca make Rear Window or any films?"

    (found,) = misspelt(asked, index, known={"director", "films"})
    assert (asked[found.start : found.end], found.name) == ("Casablnca", "Casablanca")
    assert misspelt("who directed Casablanca?", index, known={"directed"}) == ()
