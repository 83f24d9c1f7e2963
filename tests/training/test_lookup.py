"""Training and measuring over what key hashing found: a toy world is learned in seconds, and every hit is counted."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor

from memviz.facts.hashing import FactIndex
from memviz.facts.triples import Triple
from memviz.models.checkpoint import build
from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.story import Slot
from memviz.story.retrieval import Hashing, Memory, Name, Retrieved
from memviz.story.vocab import Vocab
from memviz.tensors.retrieved import Answered, Lookups, lookups
from memviz.training.lookup import LookupSchedule, measure, train
from memviz.training.lookup_corpus import vocabulary

MEMORY = KVMemNNConfig(hops=2, dim=64, ids=32, answers="memory", readout="value", sharpness=20.0)
NAMES = replace(MEMORY, ids=0, answers="names")
WAYS = {
    "directed_by": ("who directed []", "who is the director of []", "[] is by whom"),
    "release_year": ("when did [] come out", "what year is [] from", "how old is []"),
    "in_language": ("what do they speak in []", "which language is [] in"),
    "starred_actors": ("who plays in []", "who is in []"),
}


def world(seed: int, films: int = 60) -> tuple[FactIndex, list[tuple[str, tuple[str, ...]]]]:
    """Facts about invented films, and a question about every relation of each, with its answers."""
    rng = random.Random(seed)
    objects = {
        "directed_by": [f"Maker {seed} {i}" for i in range(20)],
        "release_year": [str(1950 + i) for i in range(30)],
        "in_language": ["Danish", "Twi", "Urdu"],
        "starred_actors": [f"Player {seed} {i}" for i in range(40)],
    }
    asked, triples = [], []
    for film in (f"Film {seed} {i}" for i in range(films)):
        for relation, known in objects.items():
            answers = rng.sample(known, 2 if relation == "starred_actors" else 1)
            triples += [Triple(film, relation, each) for each in answers]
            asked.append((rng.choice(WAYS[relation]).replace("[]", film), tuple(answers)))
    return FactIndex.build(triples), asked


def found(seed: int) -> tuple[FactIndex, list[Answered]]:
    index, asked = world(seed)
    return index, [(index.retrieve(text), answers) for text, answers in asked]


INDEX, SEEN = found(0)
OTHER_INDEX, UNSEEN = found(1)
VOCAB = vocabulary(SEEN)
SCHEDULE = LookupSchedule(epochs=6, rate=0.01, batch=32)
SCHEDULE_OF_ONE = LookupSchedule(epochs=1, rate=0.01, batch=8)


def data(asked: list[Answered], config: KVMemNNConfig) -> Lookups:
    return lookups(asked, VOCAB, config.dim, config.ids, config.memory)


def fresh(config: KVMemNNConfig, seed: int = 1) -> KVMemNN:
    torch.manual_seed(seed)
    network = build(config, VOCAB, ())
    assert isinstance(network, KVMemNN)
    return network


def flat(network: KVMemNN) -> Tensor:
    return torch.cat([weights.detach().flatten() for weights in network.parameters()])


def hits(network: KVMemNN, asked: list[Answered], index: FactIndex) -> float:
    golds = [set(answers) for _, answers in asked]
    figures = measure(network, data(asked, network.config), golds, ["film"] * len(asked), index.names())
    return float(figures["hits_at_1"])


@pytest.mark.parametrize("config", [MEMORY, NAMES], ids=["memory", "names"])
def test_a_toy_world_is_learned_and_with_it_a_world_of_other_names(config: KVMemNNConfig) -> None:
    network = fresh(config)
    before = hits(network, SEEN, INDEX)

    epochs = list(train(network, data(SEEN, config), SCHEDULE, seed=1))

    assert before < 60
    assert [epoch.number for epoch in epochs] == [1, 2, 3, 4, 5, 6]
    assert epochs[-1].loss < epochs[0].loss / 2
    assert epochs[-1].train_error < 5 < epochs[0].train_error
    assert hits(network, SEEN, INDEX) > 95
    assert hits(network, UNSEEN, OTHER_INDEX) > 95


@pytest.mark.parametrize("config", [MEMORY, NAMES], ids=["memory", "names"])
def test_the_same_seed_gives_the_same_weights_and_another_one_others(config: KVMemNNConfig) -> None:
    short = replace(SCHEDULE, epochs=1)
    results = []
    for seed in (1, 1, 2):
        network = fresh(config)
        list(train(network, data(SEEN, config), short, seed))
        results.append(flat(network))

    assert torch.equal(results[0], results[1])
    assert not torch.equal(results[0], results[2])


@pytest.mark.parametrize("config", [MEMORY, NAMES], ids=["memory", "names"])
def test_a_question_that_finds_nothing_is_missed_and_spoils_nothing(config: KVMemNNConfig) -> None:
    network = fresh(config)
    (retrieved, answers), *rest = SEEN[:8]
    nothing = (replace(retrieved, memories=()), answers)

    (epoch,) = train(network, data([nothing, *rest], config), SCHEDULE_OF_ONE, seed=0)

    assert flat(network).isfinite().all()
    assert epoch.train_error >= 100 / 8
    assert epoch.loss > 0


def test_a_question_whose_answer_is_in_no_memory_counts_as_missed() -> None:
    certain = (memories(A), ("Ada Vole",))

    (epoch,) = train(fresh(MEMORY), data([certain, (memories(B), ("Cy Lamb",))], MEMORY), SCHEDULE_OF_ONE, seed=0)

    assert epoch.train_error == 50


def test_the_target_is_spread_over_all_right_answers() -> None:
    config = replace(MEMORY, hops=1)
    asked = [each for each in SEEN if len(each[1]) == 2][:30]
    network = fresh(config)
    with torch.no_grad():
        network.word_weight.zero_()
        network.A.zero_()
        network.R.zero_()  # all values are as probable as each other

    (epoch,) = train(network, data(asked, config), LookupSchedule(1, 1e-9, 30), seed=0)

    choices = [len({memory.slot.value for memory in retrieved.memories}) for retrieved, _ in asked]
    assert epoch.loss == pytest.approx(float(torch.tensor(choices).log().mean()), rel=1e-4)


A, B, C, ASKED_ABOUT = map(Name, ("Ada Vole", "Bo Reed", "Cy Lamb", "Hay"))


def memories(*values: Name) -> Retrieved:
    """A question and memories that a network without words looks at equally."""
    made = (Memory(Slot("Hay", value.text), (ASKED_ABOUT,), (value,)) for value in values)
    return Retrieved((ASKED_ABOUT,), tuple(made), Hashing((), (), (), (), 0, 0, 0))


@pytest.mark.parametrize(("config", "ranking"), [(MEMORY, "memory"), (NAMES, "all")], ids=["memory", "names"])
def test_hits_sets_and_types_are_counted(config: KVMemNNConfig, ranking: str) -> None:
    network: Any = build(replace(config, dim=512, sharpness=3.0), Vocab(()), ())
    cases: list[tuple[Retrieved, tuple[str, ...], str]] = [
        (memories(A), ("Ada Vole",), "one"),  # a hit, F1 1
        (memories(A, A, B), ("Ada Vole", "Bo Reed"), "one"),  # a hit, but one of two: F1 2/3
        (memories(*[A] * 5, *[B] * 4), ("Ada Vole", "Bo Reed"), "one"),  # a hit, and one almost as good: F1 1
        (memories(A, B), ("Cy Lamb",), "two"),  # missed
        (memories(B, C), ("Bo Reed", "Cy Lamb"), "two"),  # a hit, both in the set: F1 1
        (memories(B, C), ("Bo Reed", "Cy Lamb", "Ada Vole"), "two"),  # a hit, two of three: F1 4/5
        (memories(), ("Ada Vole",), "none"),  # nothing to choose from
    ]
    asked = [(retrieved, answers) for retrieved, answers, _ in cases]
    table = lookups(asked, Vocab(()), 512, config.ids, 10)

    figures = measure(
        network, table, [set(answers) for _, answers in asked], [kind for *_, kind in cases],
        ["Ada Vole", "Bo Reed", "Cy Lamb", "Hay"],
    )  # fmt: skip

    assert figures == {
        "hits_at_1": 71.43,
        "f1": round(100 * (1 + 2 / 3 + 1 + 0 + 1 + 4 / 5) / 7, 2),
        "by_type": {"none": 0.0, "one": 100.0, "two": 66.67},
        "ranking": ranking,
        "questions": 7,
    }


def test_measuring_in_batches_is_measuring_one_by_one() -> None:
    network: Any = fresh(MEMORY)
    golds, kinds = [set(answers) for _, answers in SEEN[:130]], ["a", "b"] * 65
    together = measure(network, data(SEEN[:130], MEMORY), golds, kinds, ())

    alone = [
        measure(network, data([each], MEMORY), [gold], ["a"], ()) for each, gold in zip(SEEN[:130], golds, strict=True)
    ]

    assert together["hits_at_1"] == pytest.approx(sum(each["hits_at_1"] for each in alone) / 130, abs=0.01)
    assert together["f1"] == pytest.approx(sum(each["f1"] for each in alone) / 130, abs=0.01)
