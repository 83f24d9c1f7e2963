"""What key-value networks learn from: which words are learned, which wordings are held out, what can be reached."""

from __future__ import annotations

from itertools import islice

import pytest

from memviz.facts.shipped import SOURCES
from memviz.facts.triples import Triple
from memviz.story import Question, Slot
from memviz.story.retrieval import Hashing, Memory, Name, Retrieved, Token
from memviz.training.lookup_corpus import ceiling, distracted, kind_of, own, vocabulary, ways
from memviz.training.questions import Facts, Pair

Asked = tuple[Retrieved, tuple[str, ...]]


def asked(question: tuple[Token, ...], *keys: tuple[Token, ...]) -> Asked:
    memories = tuple(Memory(Slot("", "Hay"), key, (Name("Hay"),)) for key in keys)
    return Retrieved(question, memories, Hashing((), (), (), (), 0, 0, 0)), ("Hay",)


def test_words_of_five_questions_are_learned() -> None:
    assert vocabulary([asked(("who", "who", "what"))] * 4).words == ()
    assert vocabulary([asked(("who", "who", "what"))] * 5).words == ("what", "who")


def test_words_of_the_memories_of_two_hundred_questions_are_learned_however_many_memories() -> None:
    found = asked((), ("‹by", "←"), ("‹by", "by›"))

    assert vocabulary([found] * 199).words == ()
    assert vocabulary([found] * 200).words == ("by›", "‹by", "←")


def test_names_and_numbers_are_no_words_to_learn_and_neither_is_a_number_beside_a_windows_centre() -> None:
    found = asked((Name("by"), "1979", "year"), ("‹1979", "1979›", Name("hay"), "3d"))

    assert vocabulary([found] * 200).words == ("3d", "year")


def test_the_words_of_what_is_asked_and_read_are_one_vocabulary_in_alphabetical_order() -> None:
    assert vocabulary([asked(("who", "b"), ("b", "a"))] * 200).words == ("a", "b", "who")


@pytest.mark.parametrize("name", SOURCES)
def test_every_fourth_wording_is_held_out_and_no_question_to_learn_from_is_put_so(name: str) -> None:
    source = SOURCES[name]
    learnt, held = ways(source, held_out=False), ways(source, held_out=True)

    assert sorted([*learnt, *held]) == sorted(source.wordings)
    assert len(held) == len(source.wordings) // 4
    assert {way[:2] for way in learnt} == {way[:2] for way in source.wordings}, "every relation can be learned"


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("held_out", [False, True], ids=["learnt", "held out"])
def test_questions_about_what_ships_come_with_memories_that_have_an_answer(name: str, held_out: bool) -> None:
    source = SOURCES[name]
    found = list(islice(own(source, 0, held_out), 150))

    templates = {way.template for way in ways(source, held_out)}
    texts = [question.text for question in islice(source.questions(0, ways(source, held_out)), 150)]
    assert all(any(_fits(text, template) for template in templates) for text in texts)
    for text, (retrieved, answers) in zip(texts, found, strict=True):
        assert {memory.slot.value for memory in retrieved.memories} & set(answers), text


def _fits(text: str, template: str) -> bool:
    start, end = template.split("[]")
    return text.startswith(start) and text.endswith(end)


def test_half_of_the_questions_have_a_few_memories_of_others_among_their_own() -> None:
    found = [asked(("who", Name(f"Film {i}")), *((f"{i}", f"{k}") for k in range(3))) for i in range(400)]

    mixed = list(distracted(found, seed=0))

    assert [(retrieved.question, answers) for retrieved, answers in mixed] == [(r.question, a) for r, a in found]
    strange = [len(after.memories) - 3 for after, _ in mixed]
    assert set(strange) == {0, 1, 2, 3}
    assert 160 < strange.count(0) < 240
    for (after, _), (before, _) in zip(mixed, found, strict=True):
        assert tuple(memory for memory in after.memories if memory in before.memories) == before.memories
    assert mixed == list(distracted(found, seed=0)) != list(distracted(found, seed=1))


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (Pair("directed_by", True, "Hay"), "movie to director"),
        (Pair("starred_actors", False, "Bo Reed"), "actor to movie"),
        (Pair("has_imdb_votes", True, "Hay"), "movie to votes"),
    ],
)
def test_a_question_has_the_type_that_the_public_data_calls_it(pair: Pair, kind: str) -> None:
    assert kind_of(pair) == kind


def test_the_ceiling_is_what_chance_among_the_right_relations_values_hits() -> None:
    facts = Facts.of([Triple("Hay", "directed_by", each) for each in ("Ada", "Bo", "Cy", "Di")])
    pair = Pair("directed_by", True, "Hay")
    answers = [("Ada", "Bo", "Cy", "Di"), ("Ada",), ("Ada", "Nobody"), ("Ada",)]
    questions = [Question.with_answers("who directed Hay?", each) for each in answers]

    assert ceiling(facts, questions, [pair, pair, pair, None]) == round(100 * (1 + 0.25 + 0.25 + 0) / 4, 2)
