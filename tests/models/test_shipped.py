"""Every checkpoint that ships says what its card says it says."""

from __future__ import annotations

import json

import numpy as np
import pytest

from memviz.answer.anyone import ask, look_up
from memviz.answer.anyone import load as load_any
from memviz.data.card import CHECKPOINTS, READER, names, read_card
from memviz.facts.hashing import FactIndex
from memviz.facts.shipped import SOURCES
from memviz.models import chain_checkpoint
from memviz.models.checkpoint import load, load_reader
from memviz.models.english_checkpoint import KIND
from memviz.story import Story
from memviz.story.vocab import Vocab
from memviz.trace import Trace

NETWORKS = [name for name in names() if name != READER]
LOOKED_UP = [name for name in NETWORKS if "source" in read_card(name).example]
CHAINS = [name for name in LOOKED_UP if read_card(name).model == chain_checkpoint.KIND]
ENGLISH = [name for name in NETWORKS if read_card(name).model == KIND]
TOLD = [name for name in NETWORKS if name not in LOOKED_UP and name not in ENGLISH]
OPEN = [name for name in TOLD if Vocab(read_card(name).words).placeholders]

every_checkpoint = pytest.mark.parametrize("name", NETWORKS)
of_stories = pytest.mark.parametrize("name", TOLD)
of_facts = pytest.mark.parametrize("name", [name for name in LOOKED_UP if name not in CHAINS])


def example_of(name: str) -> Trace:
    """The answer to the question on a checkpoint's card, computed now."""
    example = read_card(name).example
    if name not in LOOKED_UP:
        return ask(load_any(name), Story.of(*example["story"]), example["question"])
    return look_up(load_any(name), FactIndex.build(SOURCES[example["source"]].facts), example["question"])


@every_checkpoint
def test_its_example_is_answered_as_on_its_card_and_drawn_as_beside_it(name: str) -> None:
    example = read_card(name).example
    told = Trace.from_json((CHECKPOINTS / name / "example.json").read_text("utf-8"))

    trace = example_of(name)

    assert trace.answer == example["answer"] == told.answer
    assert trace.probability == pytest.approx(example["probability"], abs=1e-3)
    assert (told.model, told.slots, told.question.text) == (name, trace.slots, example["question"])
    assert (told.hashing, told.candidates, told.unknown) == (trace.hashing, trace.candidates, trace.unknown)
    np.testing.assert_allclose(told.attention(), trace.attention(), atol=1e-3)
    told_probs, probs = dict(told.ranked()), dict(trace.ranked())  # the last of many thousand may change places
    assert {each: told_probs[each] for each in list(told_probs)[:10]} == pytest.approx(
        {each: probs[each] for each in list(told_probs)[:10]}, abs=1e-3
    )


@of_stories
def test_its_figures_are_of_twenty_tasks_and_add_up(name: str) -> None:
    card = read_card(name)

    assert card.metrics
    for figures in card.metrics.values():
        errors = figures["errors"]
        assert list(errors) == [str(task) for task in range(1, 21)]
        assert figures["mean_error"] == pytest.approx(sum(errors.values()) / 20, abs=0.006)
        assert figures["failed"] == sum(error > 5 for error in errors.values())


@of_stories
def test_its_card_says_what_it_was_trained_on_and_how(name: str) -> None:
    card = read_card(name)

    assert card.data["name"] in card.metrics
    assert len(card.data["sha256"]) == 20
    assert card.training["seed"] in [restart["seed"] for restart in card.training["restarts"]]
    errors = [restart["train_error"] for restart in card.training["restarts"]]
    assert errors == sorted(errors), "the best by training error comes first, and is the one that ships"
    assert card.training["restarts"][0]["seed"] == card.training["seed"]


@pytest.mark.parametrize("name", OPEN)
def test_an_open_vocabulary_is_about_as_good_in_nouns_that_nobody_knows(name: str) -> None:
    figures = read_card(name).metrics["simulated"]

    known, new = figures["new_words"]["known"], figures["new_words"]["new"]
    assert list(known) == list(new) == ["1", "2", "3", "6", "9", "11", "12", "13"]
    assert all(questions == 1000 for questions in figures["new_words"]["questions"].values())
    assert all(new[task] - known[task] < 2 for task in known)
    assert figures["mean_error"] < read_card("memn2n-3hop").metrics["babi-1k"]["mean_error"] + 2


def test_the_baseline_without_a_memory_is_worse_than_any_network_with_one() -> None:
    reader, card = load_reader(), read_card(READER)

    figures = card.metrics["babi-1k"]
    assert list(figures["errors"]) == [str(task) for task in range(1, 21)]
    assert 30 < figures["mean_error"] < 51.3, "the paper's figure"
    assert figures["mean_error"] > max(
        read_card(name).metrics["babi-1k"]["mean_error"] for name in TOLD if "babi-1k" in read_card(name).metrics
    )
    assert card.parameters == sum(weights.numel() for weights in reader.network.parameters())


@every_checkpoint
def test_its_parameters_are_counted(name: str) -> None:
    counted = sum(weights.numel() for weights in load_any(name).network.parameters())

    assert read_card(name).parameters == counted > 0


@pytest.mark.parametrize("name", ENGLISH)
def test_a_network_of_everyday_english_is_small_and_its_card_says_how_good_it_is(name: str) -> None:
    figures = read_card(name).metrics["everyday"]

    assert sum(file.stat().st_size for file in (CHECKPOINTS / name).iterdir()) < 12_000_000
    assert 0 < figures["right"] <= 100
    assert figures["questions"] > 300


@of_facts
def test_its_figures_on_facts_are_better_than_the_papers_and_of_every_test_question(name: str) -> None:
    figures = read_card(name).metrics["wikimovies-kb"]

    assert figures["questions"] == 9952
    assert 97.0 <= figures["hits_at_1"] <= 100, "the paper has 93.9"
    assert figures["ceiling"] > 96
    assert 0 < figures["f1"] <= 100
    assert figures["ranking"] == ("all" if load(name).network.config.answers == "names" else "memory")  # type: ignore[union-attr]
    types = figures["by_type"]
    assert len(types) >= 11
    assert min(types.values()) <= figures["hits_at_1"] <= max(types.values())


@of_facts
def test_a_network_that_reads_anything_is_measured_on_what_nobody_has_seen(name: str) -> None:
    metrics = read_card(name).metrics
    if metrics["wikimovies-kb"]["ranking"] == "all":
        assert list(metrics) == ["wikimovies-kb"]
        return

    assert metrics["invented-kb"]["hits_at_1"] >= 97.0
    papers = {"one template": 82.9, "all templates": 80.0, "+ coreference": 76.0, "+ conjunctions": 74.0}
    for kind, hits in {**papers, "all together": 72.5}.items():  # Miller et al. 2016, section 5.2
        assert metrics[f"documents, {kind}"]["hits_at_1"] > hits
    for source in SOURCES:
        for wordings in ("learnt", "held out"):
            assert metrics[f"{source}, wordings {wordings}"]["questions"] == 1000


@of_facts
def test_its_card_says_what_it_read_and_what_it_did_not(name: str) -> None:
    card = read_card(name)

    assert card.data["name"] == "wikimovies"
    assert card.data["questions"] > 10_000
    assert set(card.data["sha256"]) == {"kb.txt", "wiki-entities_qa_dev.txt"}, "and no test question"
    assert "The official training questions were not used" in card.data["note"]
    assert {"epochs", "rate", "batch"} <= set(card.training["schedule"])
    assert not any(word.isdigit() for word in card.words)
    assert card.answers == ()


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_s_figures_are_of_one_to_three_steps_and_of_what_no_training_asked(name: str) -> None:
    card = read_card(name)

    for steps in (1, 2, 3):
        for wordings in ("learnt", "held out"):
            figures = card.metrics[f"metaqa-{steps} dev, wordings {wordings}"]
            assert figures["questions"] > 500
            assert 94 <= figures["hits_at_1"] <= 100
            assert min(figures["by_type"].values()) <= figures["hits_at_1"] <= max(figures["by_type"].values())
    assert card.metrics["own facts, relations never seen, their own words"]["hits_at_1"] > 90
    assert "The official training questions were not used" in card.data["note"]
    assert not any("test" in file for file in card.data["sha256"])


def test_checkpoints_are_weights_and_text_and_never_pickle() -> None:
    files = [path for path in CHECKPOINTS.rglob("*") if path.is_file()]

    assert {path.suffix for path in files} <= {".safetensors", ".json", ".bloom"}
    for path in (path for path in files if path.suffix != ".bloom"):  # bits that are counted and no more
        content = path.read_bytes()
        header = content[8 : 8 + int.from_bytes(content[:8], "little")] if path.suffix == ".safetensors" else content
        json.loads(header)


def test_all_checkpoints_together_are_small() -> None:
    sizes = {path: path.stat().st_size for path in CHECKPOINTS.rglob("*") if path.is_file()}
    english = sum(size for path, size in sizes.items() if path.parent.name == "memn2n-english")  # holds an encoder

    assert english < 12_000_000
    assert sum(sizes.values()) - english < 10_000_000
