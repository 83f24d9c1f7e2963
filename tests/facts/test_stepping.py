"""Key hashing of one hop: by names alone, never back, and the likest relations first where there are too many."""

from __future__ import annotations

import pytest

from memviz.facts.guessing import distance, meant, parts, plurals
from memviz.facts.hashing import FactIndex
from memviz.facts.linking import link
from memviz.facts.phrases import Step
from memviz.facts.stepping import Hashed, hashed, texts, written
from memviz.facts.triples import Triple

FACTS = (
    Triple("Casablanca", "directed_by", "Michael Curtiz"),
    Triple("Casablanca", "starred_actors", "Humphrey Bogart"),
    Triple("Mildred Pierce", "directed_by", "Michael Curtiz"),
    Triple("Mildred Pierce", "has_genre", "Comedy"),
    Triple("The Big Sleep", "starred_actors", "Humphrey Bogart"),
    Triple("France", "borders", "United States"),
)


@pytest.fixture(scope="module")
def index() -> FactIndex:
    return FactIndex.build(FACTS)


def said(index: FactIndex, found: Hashed) -> list[tuple[str, str]]:
    named = texts(index, {*found.names.tolist(), *found.values.tolist()})
    rows = zip(found.names.tolist(), found.kinds.tolist(), found.values.tolist(), strict=True)
    slots = [written(named[name], found.steps[kind], named[value]).slot for name, kind, value in rows]
    return [(slot.key, slot.value) for slot in slots]


def test_memories_have_a_name_in_their_key(index: FactIndex) -> None:
    found = hashed(index, index.numbers(["Michael Curtiz"]), (), 10, lambda steps: [0.0] * len(steps))
    assert said(index, found) == [
        ("Michael Curtiz ← directed by", "Casablanca"),
        ("Michael Curtiz ← directed by", "Mildred Pierce"),
    ]
    assert found.found == 2


def test_no_memory_leads_back_to_a_name_that_is_barred(index: FactIndex) -> None:
    barred = index.numbers(["Casablanca"])
    found = hashed(index, index.numbers(["Michael Curtiz"]), barred, 10, lambda steps: [0.0] * len(steps))
    assert [value for _, value in said(index, found)] == ["Mildred Pierce"]


def test_of_too_many_memories_those_of_the_likest_relation_are_kept(index: FactIndex) -> None:
    wanted = Step("starred_actors", forward=True)
    found = hashed(index, index.numbers(["Casablanca"]), (), 1, lambda steps: [float(step == wanted) for step in steps])
    assert said(index, found) == [("Casablanca → starred actors", "Humphrey Bogart")]
    assert found.found == 2


@pytest.mark.parametrize("question", ["films of the USA", "who borders the U.S.A.?", "what is next to the US"])
def test_another_name_is_linked_as_the_usual_one(index: FactIndex, question: str) -> None:
    assert [each.name for each in link(question, index)] == ["United States"]


def test_us_is_a_word_where_it_has_no_capitals(index: FactIndex) -> None:
    assert link("tell us a joke", index) == ()


def test_a_plural_is_its_name(index: FactIndex) -> None:
    (found,) = plurals("list all comedies", index)
    assert (found.name, "list all comedies"[found.start : found.end]) == ("Comedy", "comedies")


def test_a_part_of_a_name_is_looked_for_beside_a_linked_one(index: FactIndex) -> None:
    question = "did Curtiz direct Casablanca?"
    assert [each.name for each in parts(question, index, link(question, index))] == ["Michael Curtiz"]


def test_two_parts_of_one_name_are_one_place(index: FactIndex) -> None:
    (found,) = parts("who played in big sleep", index)
    assert found.name == "The Big Sleep"


def test_a_slip_is_offered(index: FactIndex) -> None:
    assert meant("who directed Casablnca?", index) == ("Casablanca",)
    assert meant("who directed it?", index) == ()


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("abcd", "abcd", 0), ("abcd", "abdc", 1), ("abcd", "acd", 1), ("abcd", "axcy", 2), ("a", "abcd", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 2) == slips
