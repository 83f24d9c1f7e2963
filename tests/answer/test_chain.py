"""Questions of several steps put to small facts, and the trace of what every hop found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from memviz.answer.anyone import ask, load, look_up
from memviz.answer.chain import NO, UNSAID, YES, look_up_chain
from memviz.data.card import read_card
from memviz.data.inventory import inventory
from memviz.errors import CheckpointError, NothingFoundError, StoryError, TraceError
from memviz.facts.documents import Document
from memviz.facts.hashing import FactIndex
from memviz.facts.library import Library
from memviz.facts.triples import Triple
from memviz.models.chain_checkpoint import TrainedChain, save_chain
from memviz.models.kv_chain import KVChain
from memviz.story import Story
from memviz.story.changes import Changes, Override
from memviz.trace import NOTHING, Trace

FACTS = (
    *(Triple(one, "reports_to", other) for one, other in (("Ada", "Bert"), ("Dan", "Bert"), ("Bert", "Cleo"))),
    *(Triple(one, "lives_in", other) for one, other in (("Ada", "Paris"), ("Bert", "Rome"), ("Cleo", "Oslo"))),
    Triple("Ada", "hobby", "rowing"),
)
BOSS = "Who is the boss of Ada's boss?"


@pytest.fixture(scope="module")
def chain() -> TrainedChain:
    trained = load("kv-chain")
    assert isinstance(trained, TrainedChain)
    return trained


@pytest.fixture(scope="module")
def index() -> FactIndex:
    return FactIndex.build(FACTS)


@pytest.mark.parametrize(
    ("question", "outcome", "names"),
    [
        ("Where does Ada live?", "set", {"Paris"}),
        (BOSS, "set", {"Cleo"}),
        ("Where does the boss of Ada live?", "set", {"Rome"}),
        ("Who reports to Bert?", "set", {"Ada", "Dan"}),
        ("How many people report to Bert?", "count", {"Ada", "Dan"}),
        ("What is the salary of Ada?", "unsaid", set()),
    ],
)
def test_a_question_is_followed(
    chain: TrainedChain, index: FactIndex, question: str, outcome: str, names: set[str]
) -> None:
    told = look_up_chain(chain, index, question).chain
    assert told is not None
    assert (told.outcome, set(told.names)) == (outcome, names)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many people report to Bert?", "2"),
        ("Is Bert the boss of Ada?", YES),
        ("Is Cleo the boss of Ada?", NO),
        ("What is the salary of Ada?", UNSAID),
    ],
)
def test_what_is_no_name_is_read_off_the_set(chain: TrainedChain, index: FactIndex, question: str, answer: str) -> None:
    assert look_up_chain(chain, index, question).answer == answer


def test_each_hop_has_its_own_memories_and_hashes_by_what_was_read(chain: TrainedChain, index: FactIndex) -> None:
    trace = look_up_chain(chain, index, BOSS)
    assert trace.chain is not None
    first, second, third = trace.chain.steps
    assert (first.names, first.read, second.names, second.read) == (("Ada",), ("Bert",), ("Bert",), ("Cleo",))
    assert third.read == ()
    assert third.finished > 0.5
    assert trace.slots[-1] == NOTHING
    for hop, step in zip(trace.hops, trace.chain.steps, strict=True):
        others = np.setdiff1d(np.arange(trace.sentences), step.slots)
        assert not hop.attention[others].any()
    assert {trace.slots[i].key for i in first.slots} == {"Ada → reports to", "Ada → lives in", "Ada → hobby"}


def test_the_equations_hold(chain: TrainedChain, index: FactIndex) -> None:
    trace = look_up_chain(chain, index, BOSS)
    assert trace.chain is not None
    for h, (hop, step) in enumerate(zip(trace.hops, trace.chain.steps, strict=True)):
        own = [*step.slots, trace.sentences]
        np.testing.assert_allclose(hop.scores[:-1], (hop.keys @ hop.state_in)[:-1], rtol=1e-4, atol=1e-3)
        weights = np.exp(hop.scores[own] - hop.scores[own].max())
        np.testing.assert_allclose(hop.attention[own], weights / weights.sum(), atol=1e-4)
        np.testing.assert_allclose(hop.readout, hop.attention @ hop.values, atol=1e-5)
        if h:
            np.testing.assert_array_equal(hop.state_in, trace.hops[h - 1].state_out)


def test_a_trace_is_written_down_and_read_again(chain: TrainedChain, index: FactIndex) -> None:
    trace = look_up_chain(chain, index, BOSS)
    assert Trace.from_json(trace.to_json()).to_json() == trace.to_json()
    older = json.loads(trace.to_json())
    del older["chain"]
    assert Trace.from_json(json.dumps(older | {"version": 4})).chain is None


def test_a_chain_that_does_not_fit_is_refused(chain: TrainedChain, index: FactIndex) -> None:
    trace = look_up_chain(chain, index, BOSS)
    assert trace.chain is not None
    with pytest.raises(TraceError, match="2 steps"):
        replace(trace, chain=replace(trace.chain, steps=trace.chain.steps[:2]))
    wrong = replace(trace.chain.steps[0], slots=(99,))
    with pytest.raises(TraceError, match="hop 1"):
        replace(trace, chain=replace(trace.chain, steps=(wrong, *trace.chain.steps[1:])))


def test_a_muted_memory_is_not_read_and_the_others_keep_their_numbers(chain: TrainedChain, index: FactIndex) -> None:
    before = look_up_chain(chain, index, "Who reports to Bert?")
    muted = next(i for i, slot in enumerate(before.slots) if slot.value == "Dan")
    after = look_up_chain(chain, index, "Who reports to Bert?", Changes(frozenset({muted})))
    assert after.chain is not None
    assert after.chain.names == ("Ada",)
    assert after.slots[: before.sentences] == before.slots[:-1]
    assert after.muted == (muted,)


def test_attention_that_is_given_leads_elsewhere(chain: TrainedChain, index: FactIndex) -> None:
    before = look_up_chain(chain, index, BOSS)
    home = next(i for i, slot in enumerate(before.slots) if slot.value == "Paris")
    after = look_up_chain(chain, index, BOSS, Changes(overrides=(Override(0, home, 1.0),)))
    assert after.chain is not None
    assert after.chain.steps[1].names == ("Paris",)
    with pytest.raises(StoryError, match="Hop 2 did not find"):
        look_up_chain(chain, index, BOSS, Changes(overrides=(Override(1, home, 1.0),)))


def test_a_question_without_a_name_is_told_which_one_may_be_meant(chain: TrainedChain, index: FactIndex) -> None:
    with pytest.raises(NothingFoundError, match=r"Did you mean “Cleo”\?"):
        look_up_chain(chain, index, "Where does Clao live?")
    with pytest.raises(NothingFoundError, match="Name something"):
        look_up_chain(chain, index, "Where is everybody?")
    with pytest.raises(StoryError, match="no question"):
        look_up_chain(chain, index, "?")


def test_it_reads_facts_alone(chain: TrainedChain) -> None:
    with pytest.raises(StoryError, match="Choose kv-open"):
        look_up(chain, Library([Document("Ada", ("Ada lives in Paris.",))], ["Ada"]), "Where does Ada live?")
    with pytest.raises(StoryError, match="answers from facts"):
        ask(chain, Story.of("Ada went home."), "Where is Ada?")


def test_a_checkpoint_that_points_beyond_its_vectors_is_refused(chain: TrainedChain, tmp_path: Path) -> None:
    card = read_card("kv-chain")
    network = KVChain(chain.network.config)
    network.row[5] = network.config.learned + 1
    save_chain(network, card, tmp_path)
    with pytest.raises(CheckpointError, match="“row” points at vectors"):
        load("kv-chain", tmp_path)


def test_the_shipped_checkpoint_is_sound() -> None:
    found = inventory()
    assert "kv-chain" in found.cards
    assert "kv-chain" not in found.broken
