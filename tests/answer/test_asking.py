"""A question put to a network: the trace says what the network did, about the sentences that it did it to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from memviz.answer.asking import ask
from memviz.errors import StoryError
from memviz.models.checkpoint import Trained, build
from memviz.models.kv_memnn import KVMemNNConfig
from memviz.models.memn2n import MemN2NConfig
from memviz.story import Question, Slot, Story
from memviz.tensors.stories import examples
from memviz.trace import NOTHING

from .pushes import assert_pushes_make_the_logit

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
    early = ask(tiny, STORY, Question("Where is Mary?", facts=(0,), after=2))

    assert early.slots[:-1] == STORY.slots[:2]
    assert early.question.after is None
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
        (STORY, Question("Where is Mary?", after=0), "The story is empty"),
        (STORY, "", "There is no question"),
        (STORY, " ?!", "There is no question"),
        (Story.of("Mary went.", "…"), "Where is Mary?", "Sentence 2, “…”, has no word in it"),
        (Story.of(""), "Where is Mary?", "Sentence 1, “”, has no word in it"),
        (STORY, Question("Where is Mary?", facts=(3,)), "“Where is Mary\\?” points at a sentence"),
        (STORY, Question("Where is Mary?", after=4), "“Where is Mary\\?” points at a sentence"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    tiny: Trained, story: Story, question: Question | str, message: str
) -> None:
    with pytest.raises(StoryError, match=message):
        ask(tiny, story, question)


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
        assert_pushes_make_the_logit(trained, ask(trained, STORY, question))


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
