"""A chain at a glance: its columns, its ribbons, its words."""

from __future__ import annotations

import pytest

from memviz.answer.anyone import load, look_up
from memviz.browser.board import board_data
from memviz.browser.board.chaining import SHOWN, chain_data, parted
from memviz.facts.hashing import FactIndex
from memviz.facts.triples import Triple
from memviz.picture.exports import EXPORTS, Look
from memviz.trace import Trace
from memviz.trace.wording import answer_text

FACTS = (
    Triple("Ada", "reports_to", "Bert"),
    *(Triple(f"Worker {i}", "reports_to", "Bert") for i in range(9)),
    *(Triple(f"Worker {i}", "lives_in", "Rome") for i in range(9)),
)


@pytest.fixture(scope="module")
def trace() -> Trace:
    return look_up(load("kv-chain"), FactIndex.build(FACTS), "Where do the people who report to Bert live?")


def test_columns_are_the_question_and_what_was_read(trace: Trace) -> None:
    data = chain_data(trace)
    question, first, second = data["columns"]
    assert data["end"] == 1, "the third hop reads nothing more"
    assert question == {"names": ["Bert"], "more": 0}
    assert (len(first["names"]), first["more"]) == (SHOWN, 10 - SHOWN)
    assert second == {"names": ["Rome"], "more": 0}
    assert [gap["relations"] for gap in data["gaps"]] == [["← reports to"], ["→ lives in"]]


def test_ribbons_carry_the_weight_of_their_hop(trace: Trace) -> None:
    for gap in chain_data(trace)["gaps"]:
        assert sum(weight for *_, weight in gap["links"]) == pytest.approx(1, abs=0.1)


def test_a_key_is_parted_at_the_arrow_behind_its_name() -> None:
    names = {"A → B": 0, "A": 1}
    assert parted("A → B → made of", names) == ("A → B", "→ made of")
    assert parted("A ← made of", names) == ("A", "← made of")


def test_the_board_has_the_chain(trace: Trace) -> None:
    assert board_data(trace)["chain"] == chain_data(trace)


def test_a_picture_has_every_name_of_the_chain_and_each_hop(trace: Trace) -> None:
    svg = EXPORTS["svg"].write(trace, Look()).decode()
    for said in ("Bert", "Rome", "and 4 more", "10 names are read.", "reports to"):
        assert said in svg


def test_a_set_of_several_is_told_by_how_many_it_has(trace: Trace) -> None:
    assert answer_text(trace, 3)[1].startswith("Rome")
    several = look_up(load("kv-chain"), FactIndex.build(FACTS), "Who reports to Bert?")
    assert answer_text(several, 3)[1].startswith("10 names")
