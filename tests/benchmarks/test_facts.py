"""The invented facts that hashing is measured on: as many as asked for, always the same, with their questions."""

from __future__ import annotations

from benchmarks.facts import facts, questions
from memviz.facts.hashing import FactIndex


def test_as_many_facts_as_asked_for_and_the_same_every_time() -> None:
    assert [len(list(facts(count))) for count in (1, 8, 1001)] == [1, 8, 1001]
    assert list(facts(100)) == list(facts(100))


def test_films_have_titles_of_their_own() -> None:
    assert len({each.subject for each in facts(80_000)}) == 10_000


def test_every_film_that_is_asked_for_is_found() -> None:
    index = FactIndex.build(facts(8000))
    asked = questions(8000, 100)

    assert len(asked) == 100
    assert all(index.retrieve(question).memories for question in asked[:50])
    assert sum(bool(index.retrieve(question).memories) for question in asked[50:]) > 25, "some never had a part"
