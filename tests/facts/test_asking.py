"""Questions that facts answer: their grammar, their steps, and that the network that ships answers them."""

from __future__ import annotations

import pytest

from memviz.answer.anyone import load, look_up
from memviz.data.card import CHAIN, names
from memviz.facts.asking import about_facts, chains_in, shipped_chains, worded
from memviz.facts.hashing import FactIndex
from memviz.facts.shipped import SOURCES
from memviz.facts.triples import Triple

MINE = (
    Triple("Ada", "boss", "Bo"),
    Triple("Bo", "boss", "Cy"),
    Triple("Bo", "lives_in", "Rye"),
    Triple("Rye", "county", "Sussex"),
)


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        ("lives_in", "what does Ann Oat live in?"),
        ("mother", "who is the mother of Ann Oat?"),
        ("children", "who are the children of Ann Oat?"),
        ("has_capital", "what is the capital of Ann Oat?"),
        ("in_language", "what is the language of Ann Oat?"),
        ("starred_actors", "who are the starred actors of Ann Oat?"),
        ("directed_by", "what is Ann Oat directed by?"),
        ("was_born_in", "what was Ann Oat born in?"),
        ("born_in", "what was Ann Oat born in?"),
        ("likes", "what does Ann Oat like?"),
        ("is_part_of", "what is Ann Oat part of?"),
    ],
)
def test_a_question_is_english(relation: str, text: str) -> None:
    assert worded(relation, "Ann Oat") == text


def test_own_facts_are_asked_in_one_step_and_in_two() -> None:
    assert [each.text for each in about_facts(MINE)][:2] == ["who is the boss of Ada?", "what does Bo live in?"]
    asked = {each.text: each.answers for each in chains_in(MINE)}
    assert asked == {"who is the boss of the boss of Ada?": ("Cy",)}, "a verb leads to no name that a noun could call"


@pytest.mark.skipif(CHAIN not in names(), reason="kv-chain is not trained yet")
@pytest.mark.parametrize("source", ["movies", "countries"])
def test_every_suggested_chain_is_answered_rightly(source: str) -> None:
    facts = SOURCES[source].facts
    index, network = FactIndex.build(facts), load(CHAIN)
    asked = shipped_chains(source, facts)
    assert len(asked) >= 8
    for question in asked:
        trace = look_up(network, index, question)
        assert trace.chain is not None
        assert sum(bool(step.read) for step in trace.chain.steps) >= 2, question.text
        assert set(trace.answer_set) == set(question.answers), question.text


def test_where_the_facts_are_not_given_no_answer_is_known() -> None:
    assert {each.answer for each in shipped_chains("movies")} == {None}
