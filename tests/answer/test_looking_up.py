"""A question put to facts or documents: the trace says what was found, and what the network made of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.errors import NothingFoundError, StoryError
from memviz.facts.documents import Document
from memviz.facts.hashing import FactIndex
from memviz.facts.library import Library
from memviz.facts.triples import Triple
from memviz.models.checkpoint import Trained, build
from memviz.models.kv_memnn import KVMemNN
from memviz.story import Question, Story
from memviz.tensors.frozen import name_vectors
from memviz.trace import NOTHING, Trace
from memviz.trace.check import Floats

from .pushes import assert_pushes_make_the_logit

LOOKERS = pytest.mark.parametrize("answers", ["memory", "names"])


@LOOKERS
def test_the_parts_of_what_was_looked_up_hold_together(
    lookers: dict[str, Trained], films: FactIndex, answers: str
) -> None:
    trained = lookers[answers]
    trace = look_up(trained, films, "who directed Film 7?")
    network, states = trained.network, [trace.hops[0].state_in, *(hop.state_out for hop in trace.hops)]
    assert isinstance(network, KVMemNN)

    for k, (hop, state, following) in enumerate(zip(trace.hops, states, states[1:], strict=False)):
        np.testing.assert_array_equal(hop.state_in, state)
        np.testing.assert_allclose(hop.scores, hop.keys @ state, rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(hop.attention, _softmax(hop.scores), rtol=1e-4, atol=1e-6)
        np.testing.assert_allclose(hop.readout, hop.attention @ hop.values, atol=1e-5)
        moved = hop.readout if k == 1 else state + hop.readout
        np.testing.assert_allclose(following, network.R[k].numpy() @ moved, rtol=1e-4, atol=1e-5)
    assert_pushes_make_the_logit(trained, trace)
    assert trace.model == trained.name
    assert trace.question == Question("who directed Film 7?")
    assert Trace.from_json(trace.to_json()).to_json() == trace.to_json()


def test_what_was_looked_up_comes_with_its_memories_and_how_they_were_found(
    lookers: dict[str, Trained], films: FactIndex
) -> None:
    question = Question("who directed Film 3?", "Person 3")
    found = films.retrieve(question.text, 20)

    trace = look_up(lookers["memory"], films, question)

    assert trace.slots == tuple(memory.slot for memory in found.memories)
    assert trace.hashing == found.hashing
    assert trace.question == question


def test_no_more_memories_are_looked_up_than_the_network_holds(lookers: dict[str, Trained], films: FactIndex) -> None:
    trace = look_up(lookers["memory"], films, "who is starring in Film 7?")

    assert len(trace.slots) == 20
    assert trace.hashing is not None
    assert (trace.hashing.found, trace.hashing.kept) == (21, 20)


def test_answers_from_memory_are_its_distinct_values_and_all_are_listed(
    lookers: dict[str, Trained], films: FactIndex
) -> None:
    trace = look_up(lookers["memory"], films, "what did Person 25 direct, and Person 26?")

    assert sorted(trace.answers) == sorted({slot.value for slot in trace.slots})
    assert len(trace.answers) < len(trace.slots), "Film 7 has both of them"
    assert trace.candidates == len(trace.answers)
    for hop in trace.hops:
        np.testing.assert_allclose(hop.answer_probs, _softmax(trace.answer_vectors @ hop.state_out), atol=1e-6)


def test_of_all_names_the_leading_ones_are_listed_and_every_value_in_memory(
    lookers: dict[str, Trained], films: FactIndex
) -> None:
    trained, names = lookers["names"], films.names()
    trace = look_up(trained, films, "who is starring in Film 7?")

    vectors = name_vectors(names, 24).numpy()
    assert trace.candidates == len(names) == 120
    assert {slot.value for slot in trace.slots} <= set(trace.answers)
    assert 20 <= len(trace.answers) < 120
    assert list(trace.answers) == sorted(trace.answers), "in the order of the names"
    for hop in trace.hops:
        every = dict(zip(names, _softmax(vectors @ hop.state_out), strict=True))
        shown = dict(zip(trace.answers, hop.answer_probs, strict=True))
        assert shown == pytest.approx({name: every[name] for name in shown}, rel=1e-4)
        assert set(sorted(every, key=lambda each: -every[each])[:20]) <= set(shown)
        assert hop.answer_probs.sum() < 1


def test_few_names_are_all_listed(lookers: dict[str, Trained]) -> None:
    index = FactIndex.build([Triple("Alien", "directed by", "Ridley Scott"), Triple("Psycho", "starring", "Somebody")])

    trace = look_up(lookers["names"], index, "who directed Alien?")

    assert trace.answers == index.names() == ("Alien", "Psycho", "Ridley Scott", "Somebody")
    assert trace.hops[-1].answer_probs.sum() == pytest.approx(1)


@LOOKERS
def test_documents_are_looked_up_as_facts_are(lookers: dict[str, Trained], answers: str) -> None:
    library = Library(
        [Document("Hay", ("Hay was directed by Ada Vole.", "It stars Bo Reed."))], ["Hay", "Ada Vole", "Bo Reed"]
    )

    trace = look_up(lookers[answers], library, "who directed Hay?")

    assert trace.slots == tuple(memory.slot for memory in library.retrieve("who directed Hay?").memories)
    asked_about = {"Hay"} if answers == "names" else set()  # nobody who chooses among the memories chooses it
    assert set(trace.answers) == {"Ada Vole", "Bo Reed"} | asked_about


def test_a_network_with_the_nothing_slot_shows_it_among_what_was_looked_up(
    lookers: dict[str, Trained], films: FactIndex
) -> None:
    trained = lookers["memory"]
    network = build(replace(trained.network.config, nothing=True), trained.vocab, ())

    trace = look_up(replace(trained, network=network.requires_grad_(False)), films, "who directed Film 7?")

    assert trace.slots[-1] == NOTHING
    assert not trace.hops[0].values[-1].any()
    assert NOTHING.value not in trace.answers


@LOOKERS
def test_looking_up_twice_says_the_same_and_many_at_once_each_get_their_own(
    lookers: dict[str, Trained], films: FactIndex, answers: str
) -> None:
    questions = [f"who directed Film {i}?" for i in range(1, 9)] * 4
    alone = [look_up(lookers[answers], films, question).to_json() for question in questions]

    with ThreadPoolExecutor(4) as threads:
        together = threads.map(lambda question: look_up(lookers[answers], films, question).to_json(), questions)

    assert list(together) == alone
    assert len(set(alone)) == 8


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("", "There is no question"),
        ("?!", "There is no question"),
        ("why do penguins sleep", "shares a name or a rare word with this question. Name something"),
        ("what was directed", "No name in this question is known, and “directed” would fit too many memories"),
    ],
)
def test_what_cannot_be_looked_up_is_said_in_a_sentence(
    lookers: dict[str, Trained], films: FactIndex, question: str, message: str
) -> None:
    with pytest.raises(StoryError, match=message) as caught:
        look_up(lookers["memory"], films, question)
    assert isinstance(caught.value, NothingFoundError) == ("no question" not in message)


def test_a_network_for_stories_looks_nothing_up_and_one_for_facts_reads_no_story(
    tiny: Trained, lookers: dict[str, Trained], films: FactIndex
) -> None:
    for trained in (tiny, lookers["words"]):
        with pytest.raises(StoryError, match=f"“{trained.name}” answers from stories, not from facts. Choose"):
            look_up(trained, films, "who directed Film 7?")
    for answers in ("names", "memory"):
        with pytest.raises(StoryError, match=f"“tiny-{answers}” answers from facts, not from stories. Choose"):
            ask(lookers[answers], Story.of("Mary went."), "Where is Mary?")


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum(), np.float32)
