"""memn2n-english: what a hop reads is what is drawn, and padding changes nothing."""

from dataclasses import replace

import pytest
import torch

from memviz.models.memn2n_english import EnglishNetwork, apart
from memviz.tensors.english import Asked, collate
from memviz.tensors.sentences import sentence
from tests import english
from tests.english import PIECES, STORY


def _asked(story: tuple[str, ...], *questions: str) -> Asked:
    return Asked(tuple(sentence(s, PIECES, 96) for s in story), tuple(sentence(q, PIECES, 96) for q in questions))


@pytest.fixture(scope="module")
def network() -> EnglishNetwork:
    return english.network().requires_grad_(False)


def test_words_of_a_slot_sum_to_its_attention(network: EnglishNetwork) -> None:
    batch = collate([_asked(STORY, "Where are the keys?")])
    _, hops = network(batch)
    for hop in hops:
        by_slot = hop.words[0, :, 0, 0] @ batch.within[0].float()  # (heads, S)
        assert torch.allclose(by_slot, hop.p[0, 0, :-1].expand_as(by_slot), atol=1e-5)
        assert hop.p.sum(2).allclose(torch.ones(1, 1))


def test_spans_of_a_slot_are_a_distribution(network: EnglishNetwork) -> None:
    batch = collate([_asked(STORY, "Where are the keys?")])
    response, _ = network(batch)
    by_word = response.spans[0, 0].exp().sum(1)
    assert (by_word @ batch.within[0].float()).allclose(torch.ones(3), atol=1e-4)


def test_a_span_stays_in_its_slot(network: EnglishNetwork) -> None:
    batch = collate([_asked(STORY, "Where are the keys?")])
    response, _ = network(batch)
    last = len(batch.grid[0]) - 1
    assert (response.spans[0, 0, last, 1:].exp() == 0).all()


def test_a_batch_says_what_its_questions_say_alone(network: EnglishNetwork) -> None:
    other = _asked(STORY[:1], "Where is Anna's drawer?")
    items = [_asked(STORY, "Where are the keys?", "Who has the keys now?"), other]
    together, hops = network(collate(items))
    for m, item in enumerate(items):
        for q, question in enumerate(item.questions):
            alone, own = network(collate([replace(item, questions=(question,))]))
            words, slots = alone.spans.shape[2], len(item.sentences)
            assert together.fixed[m, q].allclose(alone.fixed[0, 0], atol=1e-4)
            assert together.spans[m, q, :words].exp().allclose(alone.spans[0, 0].exp(), atol=1e-4)
            assert hops[-1].p[m, q, :slots].allclose(own[-1].p[0, 0, :slots], atol=1e-4)


def test_attention_that_is_given_is_what_is_read(network: EnglishNetwork) -> None:
    batch = collate([_asked(STORY, "Where are the keys?")])
    given = torch.full((1, 1, network.config.hops, 4), torch.nan)
    given[..., 1] = 0.0
    given[0, 0, 0, 2] = 0.7
    batch.fixed = given
    _, hops = network(batch)
    assert all(float(hop.p[0, 0, 1]) == 0 for hop in hops)
    assert float(hops[0].p[0, 0, 2]) == pytest.approx(0.7)


def test_what_the_question_reads_is_a_sum_over_slots(network: EnglishNetwork) -> None:
    batch = collate([_asked(STORY, "Where are the keys?")])
    x = network.encoder(batch.rows)
    m = network.written(x, batch)
    for hop in network.reading(m, network.words.asked(x, batch), batch):
        values = network.reading.values_of(m, hop, batch)
        words = hop.words[0, :, 0, 0]
        heads = network.reading.value(m)[0].unflatten(1, (2, -1)).transpose(0, 1)
        read = (words[:, None] @ heads).flatten() @ network.reading.out.weight.T
        assert (hop.p[0, 0, :-1] @ values).allclose(read, atol=1e-5)


@pytest.mark.parametrize(
    ("weight", "slot"),
    [("again", 2), ("onward", 1)],
)
def test_a_hop_follows_what_the_last_one_read(weight: str, slot: int) -> None:
    """Equal words elsewhere (“keys”), or the next slot: whatever the weight says of what hop 1 was made to read."""
    network = english.network().requires_grad_(False)
    batch = collate([_asked(STORY, "Where are they?")])
    batch.fixed = torch.full((1, 1, len(network.reading.number), len(STORY) + 1), torch.nan)
    batch.fixed[:, :, 0] = torch.eye(len(STORY) + 1)[0]  # hop 1 reads the first slot
    assert network(batch)[1][1].p[0, 0, slot] < 0.5
    if weight == "again":
        network.reading.again.fill_(30.0)
    else:
        network.reading.onward[1, int(apart(torch.tensor(1)))] = 30.0
    assert network(batch)[1][1].p[0, 0, slot] > 0.9
