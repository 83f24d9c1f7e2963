"""What was found in one sentence, and a set in the words of what its names are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from memviz.answer.anyone import load, look_up
from memviz.data.card import CHAIN, names
from memviz.facts.hashing import FactIndex
from memviz.facts.triples import Triple
from memviz.pages.facts.trust import trust
from memviz.trace import Trace
from memviz.trace.found import found_text, set_text
from tests.kv import make_kv_trace

FILMS = (
    Triple("Rye Field", "directed_by", "Ann Oat"),
    Triple("Hay Moon", "directed_by", "Ann Oat"),
    Triple("Corn Sea", "directed_by", "Ann Oat"),
)
pytestmark = pytest.mark.skipif(CHAIN not in names(), reason="kv-chain is not trained yet")


def asked(question: str) -> Trace:
    return look_up(load(CHAIN), FactIndex.build(FILMS), question)


def test_a_chain_says_of_every_hop_what_it_found_by_which_names() -> None:
    trace = asked("which films did the director of Rye Field make?")

    assert found_text(trace, 0) == "1 of 6 memories (3 facts, each both ways) shares Rye Field. 1 name is read."
    assert found_text(trace, 1) == "2 of 6 memories (3 facts, each both ways) share Ann Oat. 2 names are read."
    assert set_text(trace) == "2 films"
    assert trust(trace).kind == "sure"


def test_one_answer_is_no_set() -> None:
    assert set_text(asked("who directed Rye Field?")) == ""


def test_a_relation_that_no_fact_has_is_said_with_what_there_is() -> None:
    trace = asked("when was Rye Field released?")

    assert found_text(trace, 0).endswith(" No fact fits.")
    told = trust(trace)
    assert (told.kind, told.word) == ("untold", "the facts do not say")
    assert told.why == (
        "Hop 1 found no relation of Rye Field that fits the question. What the facts say of it: directed by."
    )


def test_what_was_hashed_by_words_and_cut_is_said() -> None:
    trace = make_kv_trace()
    assert found_text(trace, 0).endswith(" The 8 likeliest are kept.")
    assert trust(trace).why == "No memory has the word “pray”."
    assert found_text(replace(trace, hashing=None), 0) == ""
