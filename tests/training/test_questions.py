"""Questions made of facts: what a question asks, how it may be put, and that it finds what key hashing finds."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from memviz.facts.hashing import FactIndex
from memviz.facts.shipped import Wording
from memviz.facts.triples import Triple
from memviz.story import Question
from memviz.story.retrieval import Name, Retrieved
from memviz.training.questions import Facts, Pair, regenerated, wordings

TRIPLES = [
    Triple("Hay", "directed_by", "Ada Vole"),
    Triple("Hay", "written_by", "Ada Vole"),
    Triple("Hay", "starred_actors", "Bo Reed"),
    Triple("Hay", "starred_actors", "Cy Lamb"),
    Triple("Oats", "directed_by", "Bo Reed"),
    Triple("Oats", "written_by", "Ada Vole"),
    Triple("Oats", "has_tags", "hay"),
    Triple("Bo Reed", "has_tags", "Oats"),
    *(Triple(f"Film {i}", relation, "Di Frost") for i in range(30) for relation in ("directed_by", "written_by")),
    *(Triple(f"Film {i}", relation, "sheep") for i in range(30) for relation in ("starred_actors", "has_tags")),
]
FACTS = Facts.of(TRIPLES)
INDEX = FactIndex.build(TRIPLES)
DIRECTED, DIRECTS = ("directed_by", True), ("directed_by", False)


def asked(text: str, *answers: str) -> Question:
    return Question.with_answers(text, answers)


LEARNT = wordings(
    [
        asked("who directed Hay?", "Ada Vole"),  # who also wrote it
        asked("who directed Oats?", "Bo Reed"),
        asked("what did Ada Vole write?", "Hay", "Oats"),
        asked("Ada Vole wrote what?", "Hay"),
        asked("who is in Hay", "Cy Lamb", "Bo Reed"),
        asked("who is in Hay", "Ada Vole", "Bo Reed"),  # nobody's answers
        asked("who directed Nothing?", "Bo Reed"),
        Question("who likes Hay?"),
    ],
    FACTS,
    INDEX,
)


def test_facts_are_known_by_how_they_are_asked_in_both_directions() -> None:
    assert FACTS.answers[Pair("starred_actors", True, "Hay")] == ["Bo Reed", "Cy Lamb"]
    assert FACTS.answers[Pair("written_by", False, "Ada Vole")] == ["Hay", "Oats"]
    assert FACTS.kinds == tuple(sorted({(fact.relation, way) for fact in TRIPLES for way in (True, False)}))
    assert [memory.slot.value for memory in FACTS.memories["Bo Reed"]] == ["Hay", "Oats", "Oats"]


def test_a_question_could_mean_every_pair_that_has_all_its_answers() -> None:
    pairs = [pair for pair, _ in FACTS.could_mean(asked("who directed Hay?", "Ada Vole"), INDEX)]
    both = FACTS.could_mean(asked("who is in Hay", "Cy Lamb", "Bo Reed"), INDEX)

    assert pairs == [Pair("directed_by", True, "Hay"), Pair("written_by", True, "Hay")]
    assert [(pair, place.start, place.end) for pair, place in both] == [(Pair("starred_actors", True, "Hay"), 10, 13)]
    assert FACTS.could_mean(asked("who is in Hay", "Ada Vole", "Bo Reed"), INDEX) == []
    assert FACTS.could_mean(Question("who is in Hay"), INDEX) == [], "its answers are not known"


def test_a_wording_has_one_hole_and_means_what_most_of_its_questions_can_mean() -> None:
    assert list(LEARNT) == ["[] wrote what?", "what did [] write?", "who directed []?", "who is in []"]
    assert all(text == way.template and text.count("[]") == 1 for text, way in LEARNT.items())
    assert LEARNT["who directed []?"][:2] == DIRECTED, "one of its questions can mean the writer"
    assert LEARNT["what did [] write?"][:2] == ("written_by", False)
    assert LEARNT["who is in []"][:2] == ("starred_actors", True)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("who directed Film 3?", Pair("directed_by", True, "Film 3")),
        ("what did Di Frost write?", Pair("written_by", False, "Di Frost")),
        ("who directed Di Frost?", None),
        ("who directed Nothing?", None),
        ("who made Hay?", None),
    ],
)
def test_what_is_asked_is_said_by_the_wording_and_the_name(text: str, pair: Pair | None) -> None:
    assert FACTS.asked_by(text, INDEX, LEARNT) == pair


@pytest.mark.parametrize("name", ["Zapped!", "'Night, Mother", "48 Hrs.", "(500) Days", "Why Not?", "Duck Duck", "HAY"])
def test_the_punctuation_of_a_name_is_no_part_of_the_wording(name: str) -> None:
    index = FactIndex.build([Triple(name, "directed_by", "Ada Vole")])
    facts = Facts.of([Triple(name, "directed_by", "Ada Vole")])

    for way in ("who directed []?", "[]", "was [] directed", "(the film [])"):
        known = wordings([asked(way.replace("[]", name), "Ada Vole")], facts, index)
        assert list(known) == [way]
        assert facts.asked_by(way.replace("[]", name), index, {way: Wording(*DIRECTED, way)}) == Pair(*DIRECTED, name)


def test_a_name_in_another_spelling_is_taken_out_as_it_stands() -> None:
    assert FACTS.asked_by("who directed hay?", INDEX, LEARNT) == Pair(*DIRECTED, "Hay")


def made(
    ways: Iterable[Wording] = (), excluded: Iterable[Pair] = (), seed: int = 0
) -> list[tuple[Retrieved, tuple[str, ...]]]:
    found = regenerated(FACTS, ways or LEARNT.values(), set(excluded), INDEX, random.Random(seed))
    return [(retrieved, tuple(answers)) for retrieved, answers in found]


def test_every_pair_that_can_be_put_is_asked_once_with_all_its_answers() -> None:
    ways = [Wording(*DIRECTED, "who directed []?"), Wording(*DIRECTS, "what did [] direct?")]

    questions = made(ways)

    pairs = [pair for pair in FACTS.answers if pair.relation == "directed_by"]
    names = [link.name for retrieved, _ in questions for link in retrieved.hashing.links]
    assert sorted(names) == sorted(pair.name for pair in pairs)
    assert dict(zip(names, (answers for _, answers in questions), strict=True)) == {
        pair.name: tuple(FACTS.answers[pair]) for pair in pairs
    }


def test_what_is_excluded_is_not_asked() -> None:
    ways = [Wording(*DIRECTED, "who directed []?"), Wording(*DIRECTS, "what did [] direct?")]
    excluded = [Pair(*DIRECTED, "Hay"), Pair(*DIRECTS, "Bo Reed")]

    def texts(questions: list[tuple[Retrieved, tuple[str, ...]]]) -> set[object]:
        return {retrieved.question for retrieved, _ in questions}

    left_out = texts(made(ways)) - texts(made(ways, excluded))
    assert left_out == {("who", "directed", Name("Hay")), ("what", "did", Name("Bo Reed"), "direct")}


def test_a_question_with_very_many_answers_is_not_asked() -> None:
    many = Facts.of([Triple(f"Film {i}", "has_tags", name) for name, n in (("a", 50), ("b", 51)) for i in range(n)])

    found = regenerated(many, [Wording("has_tags", False, "what has []?")], (), INDEX, random.Random(0))

    assert [len(answers) for _, answers in found] == [50]


def test_the_same_seed_puts_questions_the_same_way_and_every_wording_is_used() -> None:
    ways = [Wording(*DIRECTED, "who directed []?"), Wording(*DIRECTED, "[] is by whom?")]

    assert made(ways) == made(ways)
    assert made(ways) != made(ways, seed=1)
    assert {retrieved.question[0] == "who" for retrieved, _ in made(ways)} == {True, False}


@pytest.mark.parametrize("relation", ["directed_by", "written_by", "starred_actors", "has_tags"])
@pytest.mark.parametrize("forward", [True, False], ids=["forward", "backward"])
@pytest.mark.parametrize("template", ["who made []?", "[], who made it", "about what is []"])
def test_what_is_made_is_what_key_hashing_finds(relation: str, forward: bool, template: str) -> None:
    way = Wording(relation, forward, template)
    pairs = [pair for pair in FACTS.answers if pair[:2] == way[:2]]

    questions = made([way])

    assert len(questions) == len(pairs)
    for pair, (retrieved, answers) in zip(pairs, questions, strict=True):
        found = INDEX.retrieve(way.about(pair.name))
        assert retrieved.question == found.question
        assert retrieved.hashing.links == found.hashing.links
        assert sorted(retrieved.memories, key=str) == sorted(found.memories, key=str), pair
        assert {memory.slot.value for memory in retrieved.memories} >= set(answers)
