"""What kv-chain learns from, and that it learns."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path
from typing import cast

import numpy as np
import torch

from memviz.facts.phrases import HOLE, Step, phrases
from memviz.facts.triples import Triple
from memviz.models.kv_chain import KVChain, KVChainConfig
from memviz.tensors.chained import Words
from memviz.tensors.pieces import PAD, UNK, Pieces
from memviz.training.chain.corpus import everyday, follow, invented, never_seen, sides
from memviz.training.chain.examples import FINISHED, MISSING, Choice, Corpus, Example
from memviz.training.chain.fit import ChainSchedule, epoch
from memviz.training.chain.graph import Graph
from memviz.training.chain.measure import auc
from memviz.training.chain.mixture import Questions
from memviz.training.chain.run import Run
from memviz.training.chain.trials import leads, own_worlds, walked

FACTS = (
    Triple("a", "boss", "b"),
    Triple("b", "boss", "c"),
    Triple("b", "home", "rome"),
    Triple("c", "home", "oslo"),
)
PIECES = Pieces((PAD, UNK, "boss", "home", "of", "the"))


class Always(random.Random):
    """Chance that never leaves a fact out."""

    def random(self) -> float:
        return 1.0


def steps(*names: str) -> list[Step]:
    return [Step(name.removeprefix("-"), not name.startswith("-")) for name in names]


def path(graph: Graph, *names: str) -> tuple[int, ...]:
    found = graph.path(steps(*names))
    assert found is not None
    return found


def test_a_path_is_followed_and_ends() -> None:
    graph = Graph.of(FACTS)
    choices = follow(graph, graph.number["a"], path(graph, "boss", "home"), 3, Always())
    assert choices is not None
    looked = [choice.kinds[choice.right] if choice.right >= 0 else choice.right for choice in choices]
    assert looked == [Step("boss", True), Step("home", True), FINISHED]
    assert dict(zip(choices[1].kinds, choices[1].counts, strict=True)) == {
        Step("boss", True): 1, Step("boss", False): 1, Step("home", True): 1
    }  # fmt: skip


def test_a_path_that_leads_nowhere_is_none() -> None:
    graph = Graph.of(FACTS)
    assert follow(graph, graph.number["c"], path(graph, "boss"), 3, Always()) is None


def test_names_are_never_read_back() -> None:
    graph = Graph.of(FACTS)
    b, back = graph.number["b"], path(graph, "-boss")[0]
    assert graph.read(np.array([b]), back, graph.number["a"]).tolist() == []
    assert walked(leads(FACTS), "a", steps("boss", "-boss")) == []
    assert walked(leads(FACTS), "a", steps("boss", "home")) == ["rome"]


def test_relations_that_no_training_sees_are_in_no_phrases_to_learn_from() -> None:
    learnt = {each.relations for each in (*sides(held_out=False), *sides(held_out=True))}
    assert never_seen()
    assert learnt.isdisjoint(never_seen())
    assert {each.relations for each in phrases()} == learnt | never_seen()


def test_phrases_held_out_are_not_learned_from() -> None:
    learnt = {(each.relations, each.forward, phrase) for each in sides(held_out=False) for phrase in each.phrases}
    held = {(each.relations, each.forward, phrase) for each in sides(held_out=True) for phrase in each.phrases}
    assert learnt
    assert held
    assert learnt.isdisjoint(held)


def test_worlds_ask_what_they_know_and_what_they_do_not() -> None:
    for told in (everyday(sides(held_out=False), 3, random.Random(1)), invented(3, random.Random(1))):
        found = list(islice(told, 60))
        ends = {choice.right for each in found for choice in each.choices if choice.right < 0}
        assert ends == {FINISHED, MISSING}
        assert all(HOLE in each.template for each in found)


def test_own_worlds_hold_only_relations_never_seen() -> None:
    names = {name for group in never_seen() for name in group}
    ((facts, asked),) = own_worlds(1, 1, plain=False)
    assert {fact.relation for fact in facts} <= names
    assert any(not each.answers for each in asked)
    assert any(each.kind == "2 steps" for each in asked)


def corpus() -> Corpus:
    found = Corpus(Words(PIECES, 16), 2)
    kinds = tuple(steps("boss", "home"))
    for right, word in enumerate(("boss", "home")):
        other = Choice(kinds, (1, 3), right)
        for _ in range(20):
            found.add(Example(f"the {word} of []", (other, Choice(kinds, (1, 1), FINISHED))))
            found.add(Example("the price of []", (Choice(kinds, (1, 1), MISSING),)))
    return found


def network() -> KVChain:
    torch.manual_seed(0)
    return KVChain(KVChainConfig(hops=2, dim=16, width=8, meaning=8, letters=16, pieces=len(PIECES.table)))


def test_it_learns_which_relation_a_word_means_and_when_none_fits() -> None:
    found, model = corpus(), network()
    schedule = ChainSchedule(epochs=30, rate=0.01, batch=16)
    optimizer = torch.optim.Adam(model.parameters(), lr=schedule.rate)
    learned = [epoch(model, found, optimizer, schedule, 1, number) for number in range(1, 31)]
    assert learned[0].missed > 20
    assert learned[-1].missed == 0


class _Few(Questions):
    def train(self, seed: int, scale: float = 1.0):  # type: ignore[no-untyped-def]
        return iter([Example("the boss of []", (Choice(tuple(steps("boss", "home")), (1, 1), 0),))] * 20)

    def strange(self, seed: int, kin: object, count: int, scale: float = 1.0):  # type: ignore[no-untyped-def]
        return iter(())


def run() -> Run:
    questions = cast(Questions, _Few.__new__(_Few))
    config = KVChainConfig(hops=2, dim=16, width=8, meaning=4, letters=16)
    meaning = torch.randn(len(PIECES.table), 8, generator=torch.Generator().manual_seed(1))
    return Run(config, ChainSchedule(epochs=3, batch=8, least=5), questions, PIECES, meaning, 1)


def test_a_stopped_run_goes_on_as_if_it_had_not(tmp_path: Path) -> None:
    whole = run()
    list(whole.epochs(tmp_path / "whole"))
    next(iter(run().epochs(tmp_path / "stopped")))
    resumed = run()
    assert [each.number for each in resumed.epochs(tmp_path / "stopped")] == [2, 3]
    for one, other in zip(whole.network.parameters(), resumed.network.parameters(), strict=True):
        assert torch.equal(one, other)


def test_auc_is_how_often_right_is_surer_than_wrong() -> None:
    assert auc(np.array([0.9, 0.4, 0.6]), np.array([True, False, False])) == 1.0
    assert auc(np.array([0.5, 0.5]), np.array([True, False])) == 0.5
    assert auc(np.array([0.5]), np.array([True])) is None
