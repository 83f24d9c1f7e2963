"""Invented worlds: names and relations that nobody has seen, and questions that can be answered."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from itertools import islice

import pytest

from memviz.facts.triples import Triple
from memviz.story.retrieval import Name
from memviz.tensors.retrieved import Answered
from memviz.training.invented import name, renamed, strange_questions, word

KNOWN = [
    Triple("Hay", "directed_by", "Ada Vole"),
    Triple("Hay", "written_by", "Ada Vole"),
    Triple("Oats", "directed_by", "Bo Reed"),
    Triple("Ada Vole", "likes", "Hay"),
]


@cache
def some() -> list[Answered]:
    return list(islice(strange_questions(0), 400))


def test_a_word_is_of_small_letters_and_a_name_of_one_to_three_words_with_capitals() -> None:
    rng = random.Random(0)
    words, names = [word(rng) for _ in range(300)], [name(rng) for _ in range(300)]

    assert all(each.isalpha() and each.islower() and 2 <= len(each) <= 21 for each in words)
    assert len(set(words)) > 280
    assert {len(each.split()) for each in names} == {1, 2, 3}
    assert all(part == part.capitalize() for each in names for part in each.split())


def test_renamed_facts_have_the_same_structure_and_none_of_the_names() -> None:
    other = renamed(KNOWN, random.Random(0))

    assert [fact.relation for fact in other] == [fact.relation for fact in KNOWN]
    old = [text for fact in KNOWN for text in (fact.subject, fact.object)]
    new = [text for fact in other for text in (fact.subject, fact.object)]
    assert len(set(zip(old, new, strict=True))) == len(set(old)) == len(set(new)), "one for one"
    assert set(old).isdisjoint(new)


def test_no_two_names_become_one_even_if_one_is_invented_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    invented = iter(["Blo", "Blo", "Cha", "Blo", "Cha", "Dri"])
    monkeypatch.setattr("memviz.training.invented.name", lambda rng: next(invented))

    other = renamed([Triple("Hay", "likes", "Oats"), Triple("Hay", "likes", "Rye")], random.Random(0))

    assert other == [Triple("Blo", "likes", "Cha"), Triple("Blo", "likes", "Dri")]


def test_the_same_seed_invents_the_same_names() -> None:
    assert renamed(KNOWN, random.Random(3)) == renamed(KNOWN, random.Random(3)) != renamed(KNOWN, random.Random(4))


def test_a_strange_question_names_what_it_is_about_and_finds_its_answers() -> None:
    for retrieved, answers in some():
        values = {memory.slot.value for memory in retrieved.memories}
        assert answers
        assert set(answers) <= values, retrieved.question
        named = {token.text for token in retrieved.question if isinstance(token, Name)}
        assert named
        assert any(Name(each) in memory.key for each in named for memory in retrieved.memories)


def test_most_strange_questions_have_memories_to_choose_from() -> None:
    choices = [len({memory.slot.value for memory in retrieved.memories}) for retrieved, _ in some()]

    assert sum(count > 1 for count in choices) > 0.7 * len(some())
    assert sum(choices) / len(some()) > 3


def test_strange_worlds_have_words_of_their_own() -> None:
    keys = Counter(
        token
        for retrieved, _ in some()
        for token in {token for memory in retrieved.memories for token in memory.key}
        if isinstance(token, str) and token not in {"←", "has", "is", "of", "in", "at", "by", "to"}
    )

    assert len(keys) > 100
    assert max(keys.values()) < 0.1 * len(some()), "no world's words are another's"


def test_a_questions_words_are_often_not_the_facts_but_forms_of_them() -> None:
    exact = inflected = 0
    for retrieved, _ in some():
        known = {t for m in retrieved.memories for t in m.key if isinstance(t, str) and len(t) > 3}
        for each in (token for token in retrieved.question if isinstance(token, str)):
            exact += each in known
            inflected += each not in known and any(each.startswith(other) for other in known)

    assert exact > 200
    assert inflected > 50


def test_the_same_seed_asks_the_same() -> None:
    assert list(islice(strange_questions(0), 20)) == some()[:20] != list(islice(strange_questions(1), 20))
