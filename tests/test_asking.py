"""A question put to a network: the trace says what the network did, about the sentences that it did it to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from memviz.asking import ask, look_up
from memviz.checkpoint import Trained, build
from memviz.data.documents import Document
from memviz.data.triples import Triple
from memviz.errors import NothingFoundError, StoryError
from memviz.hashing import FactIndex
from memviz.models import Network
from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.reading import Library
from memviz.story import Question, Slot, Story
from memviz.tensors.frozen import name_vectors
from memviz.tensors.stories import examples
from memviz.trace import NOTHING, Floats, Trace

STORY = Story.of("Mary went to the kitchen.", "John took the ball.", "John went to the office.")


def test_the_trace_is_what_the_network_computed(tiny: Trained) -> None:
    trace = ask(tiny, STORY, "Where is Mary?")
    data = examples([(STORY, Question("Where is Mary?"), 1)], tiny.vocab, tiny.answers, memory=50)
    logits, hops = tiny.network(data.batch(torch.tensor([0])))

    np.testing.assert_array_equal(trace.hops[-1].answer_probs, logits[0].softmax(0))
    for shown, hop in zip(trace.hops, hops, strict=True):
        np.testing.assert_array_equal(shown.state_in, hop.u[0])
        np.testing.assert_array_equal(shown.scores, hop.scores[0])
        np.testing.assert_array_equal(shown.attention, hop.p[0])
        np.testing.assert_array_equal(shown.keys[:-1], hop.key_memory.vectors()[0])
        np.testing.assert_array_equal(shown.values[:-1], hop.value_memory.vectors()[0])
        np.testing.assert_array_equal(shown.readout, hop.o[0])
        np.testing.assert_array_equal(shown.state_out, hop.u_next[0])


def test_the_parts_of_a_hop_hold_together(tiny: Trained) -> None:
    trace = ask(tiny, STORY, "Where is the ball?")
    states = [trace.hops[0].state_in, *(hop.state_out for hop in trace.hops)]

    for hop, state, following in zip(trace.hops, states, states[1:], strict=False):
        np.testing.assert_array_equal(hop.state_in, state)
        np.testing.assert_allclose(hop.scores[:-1], hop.keys[:-1] @ state, atol=1e-6)
        np.testing.assert_allclose(hop.readout, hop.attention @ hop.values, atol=1e-6)
        np.testing.assert_allclose(following, state + hop.readout, atol=1e-6)
        logits = np.exp(trace.answer_vectors @ following)
        np.testing.assert_allclose(hop.answer_probs, logits / logits.sum(), atol=1e-6)


def test_the_nothing_slot_is_a_row_of_its_own_that_holds_nothing(tiny: Trained) -> None:
    trace = ask(tiny, STORY, "Where is Mary?")

    assert trace.slots == (*STORY.slots, NOTHING)
    for k, hop in enumerate(trace.hops):
        assert hop.scores[-1] == tiny.network.nothing[k]
        assert not hop.keys[-1].any()
        assert not hop.values[-1].any()


def test_a_network_without_the_nothing_slot_shows_none(tiny: Trained) -> None:
    network = build(replace(tiny.network.config, nothing=False), tiny.vocab, tiny.answers)
    trace = ask(replace(tiny, network=network.requires_grad_(False)), STORY, "Where is Mary?")

    assert trace.slots == STORY.slots


def test_asking_twice_says_the_same_and_changes_nothing(tiny: Trained) -> None:
    before = {key: value.clone() for key, value in tiny.network.state_dict().items()}

    assert ask(tiny, STORY, "Where is Mary?").to_json() == ask(tiny, STORY, Question("Where is Mary?")).to_json()
    assert all(torch.equal(value, before[key]) for key, value in tiny.network.state_dict().items())


def test_many_people_asking_at_once_each_get_their_own_answer(tiny: Trained) -> None:
    stories = [Story(STORY.slots[:n]) for n in (1, 2, 3)] * 8
    alone = [ask(tiny, story, "Where is Mary?").to_json() for story in stories]

    with ThreadPoolExecutor(4) as threads:
        together = threads.map(lambda story: ask(tiny, story, "Where is Mary?").to_json(), stories)

    assert list(together) == alone


def test_sentences_beyond_the_memory_are_counted_and_gold_facts_move_with_the_rest(tiny: Trained) -> None:
    story = Story.of(*(f"Mary went {'to ' * (n % 3)}the kitchen." for n in range(53)))

    trace = ask(tiny, story, Question("Where is Mary?", "kitchen", facts=(52, 2, 3)))

    assert trace.forgotten == 3
    assert trace.slots[:-1] == story.slots[3:]
    assert trace.question == Question("Where is Mary?", "kitchen", facts=(49, 0))


def test_only_what_had_been_told_is_in_the_memory(tiny: Trained) -> None:
    early = ask(tiny, STORY, Question("Where is Mary?", facts=(0,), told=2))

    assert early.slots[:-1] == STORY.slots[:2]
    assert early.question.told is None
    assert early.to_json() == ask(tiny, Story(STORY.slots[:2]), Question("Where is Mary?", facts=(0,))).to_json()


def test_unknown_words_are_named_once_in_order_and_only_where_they_were_read(tiny: Trained) -> None:
    story = Story.of("The gnu left.", *["Mary went."] * 49, "The zebra, the hare!")

    assert ask(tiny, story, "Where is the zebra or the cat?").unknown == ("zebra", "hare", "or", "cat")


def test_an_unknown_word_is_read_as_a_blank(tiny: Trained) -> None:
    zebra, gnu = (ask(tiny, Story.of(f"The {word} went."), "Where is Mary?") for word in ("zebra", "gnu"))

    assert zebra.slots[0] == Slot.sentence("The zebra went.")
    np.testing.assert_array_equal(zebra.hops[0].keys, gnu.hops[0].keys)


@pytest.mark.parametrize(
    ("story", "question", "message"),
    [
        (Story(()), "Where is Mary?", "The story is empty"),
        (STORY, Question("Where is Mary?", told=0), "The story is empty"),
        (STORY, "", "There is no question"),
        (STORY, " ?!", "There is no question"),
        (Story.of("Mary went.", "…"), "Where is Mary?", "Sentence 2, “…”, has no word in it"),
        (Story.of(""), "Where is Mary?", "Sentence 1, “”, has no word in it"),
        (STORY, Question("Where is Mary?", facts=(3,)), "“Where is Mary\\?” points at a sentence"),
        (STORY, Question("Where is Mary?", told=4), "“Where is Mary\\?” points at a sentence"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    tiny: Trained, story: Story, question: Question | str, message: str
) -> None:
    with pytest.raises(StoryError, match=message):
        ask(tiny, story, question)


def _brought(network: Network, k: int, state: Tensor) -> Tensor:
    """What a hop hands on of the state that it began with, before units are rectified."""
    config = network.config
    if isinstance(network, MemN2N):
        return network.H @ state if isinstance(config, MemN2NConfig) and config.tying == "layer-wise" else state
    last = k == config.hops - 1 and network.config.readout == "value"
    return torch.zeros_like(state) if last else network.R[k] @ state


def _assert_pushes_make_the_logit(trained: Trained, trace: Trace) -> None:
    """After every hop, what is read pushes and what the question brings are together the logit of the final answer."""
    network = trained.network
    winner = torch.tensor(trace.answer_vectors[trace.answers.index(trace.answer)])
    for k, hop in enumerate(trace.hops):
        brought, out = _brought(network, k, torch.tensor(hop.state_in)), torch.tensor(hop.state_out)
        rectified = torch.arange(len(out)) < round(network.config.relu * len(out))
        passed = (~rectified | (out > 0)).float()
        logit = float(winner @ out)
        assert hop.pushes.sum() + float(winner @ (passed * brought)) == pytest.approx(logit, abs=1e-5)
        assert np.abs(hop.pushes).max() > 1e-4


_KINDS: list[tuple[type[MemN2NConfig] | type[KVMemNNConfig], dict[str, Any]]] = [
    (MemN2NConfig, {"tying": "adjacent"}),
    (MemN2NConfig, {"tying": "layer-wise", "tie_answer": False}),
    (KVMemNNConfig, {"nothing": True, "temporal": True}),
    (KVMemNNConfig, {"readout": "value", "tables": "separate", "tie_answer": False}),
]


@pytest.mark.parametrize("relu", [0.0, 0.5, 1.0])
@pytest.mark.parametrize(("kind", "settings"), _KINDS, ids=["adjacent", "layer-wise", "state", "value"])
def test_what_is_read_pushes_and_the_question_brings_the_rest_of_the_logit(
    tiny: Trained, kind: Any, settings: dict[str, Any], relu: float
) -> None:
    torch.manual_seed(3)
    network = build(kind(hops=3, dim=8, relu=relu, **settings), tiny.vocab, tiny.answers)
    with torch.no_grad():
        for weights in network.parameters():
            weights.normal_(0, 0.5)
    trained = replace(tiny, network=network.eval().requires_grad_(False))

    for question in ("Where is Mary?", "Where is the ball?"):
        _assert_pushes_make_the_logit(trained, ask(trained, STORY, question))


def test_a_key_value_network_on_a_story_shows_keys_and_values(lookers: dict[str, Trained]) -> None:
    story = Story((Slot("Mary went to the kitchen.", "kitchen"), Slot("John took the ball.", "ball"), *STORY.slots))
    trained = lookers["words"]

    trace = ask(trained, story, "Where is Mary?")

    assert trace.slots == (*story.slots, NOTHING)
    data = examples([(story, Question("Where is Mary?"), 1)], trained.vocab, trained.answers, memory=400)
    logits, hops = trained.network(data.batch(torch.tensor([0])))
    np.testing.assert_array_equal(trace.hops[-1].answer_probs, logits[0].softmax(0))
    for shown, hop in zip(trace.hops, hops, strict=True):
        np.testing.assert_array_equal(shown.keys[:-1], hop.key_memory.vectors()[0])
        np.testing.assert_array_equal(shown.values[:-1], hop.value_memory.vectors()[0])
        np.testing.assert_array_equal(shown.attention, hop.p[0])
    assert not np.allclose(trace.hops[0].keys[0], trace.hops[0].values[0])


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
    _assert_pushes_make_the_logit(trained, trace)
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
    assert set(trace.answers) == {"Hay", "Ada Vole", "Bo Reed"}


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
            ask(lookers[answers], STORY, "Where is Mary?")


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum(), np.float32)
