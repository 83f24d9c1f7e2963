"""Influence: each slot left out in one batch is each slot left out by asking again."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from memviz.answer.asking import ask
from memviz.answer.whatif import influence
from memviz.errors import StoryError
from memviz.models.checkpoint import Trained, build
from memviz.story import Question, Story
from memviz.story.changes import NO_CHANGES, Changes, Override
from memviz.story.vocab import PLACEHOLDERS, Vocab
from memviz.tensors.batch import Batch

from .whatif import CONFIGS, QUESTION, STORY, made

MADE = {name: made(config) for name, config in CONFIGS.items()}


def log_p(trained: Trained, answer: str, changes: Changes) -> float:
    return float(np.log(dict(ask(trained, STORY, QUESTION, changes).ranked())[answer]))


@pytest.mark.parametrize("trained", MADE.values(), ids=MADE)
@pytest.mark.parametrize(
    "changes",
    [NO_CHANGES, Changes(frozenset({1}), (Override(0, 2, 0.6), Override(1, 0, 0.2)))],
    ids=["as is", "changed"],
)
def test_a_drop_is_the_difference_of_two_answers(trained: Trained, changes: Changes) -> None:
    trace = ask(trained, STORY, QUESTION, changes)

    told = influence(trained, STORY, QUESTION, changes)

    assert told.answer == trace.answer
    asked = [log_p(trained, trace.answer, changes.mute(slot)) for slot in range(len(trace.slots))]
    np.testing.assert_allclose(told.drops, log_p(trained, trace.answer, changes) - np.array(asked), atol=1e-5)
    assert np.abs(told.drops).max() > 1e-3


def test_a_slot_that_is_muted_already_has_nothing_more_to_lose(tiny: Trained) -> None:
    told = influence(tiny, STORY, QUESTION, Changes(frozenset({2, 4})))

    assert (told.drops[2], told.drops[4]) == (0, 0)
    assert told.drops[[0, 1, 3]].all()


def test_without_the_only_slot_nothing_is_read() -> None:
    trained, story = MADE["without nothing"], Story(STORY.slots[:1])
    trace = ask(trained, story, QUESTION)
    logits = trace.answer_vectors @ trace.hops[0].state_in.clip(min=0)  # three times rectified is once
    left = logits - np.log(np.exp(logits).sum())

    told = influence(trained, story, QUESTION)

    assert told.drops.shape == (1,)
    assert told.drops[0] == pytest.approx(np.log(trace.probability) - left[trace.answers.index(trace.answer)], abs=1e-5)


def test_everything_is_one_batch(tiny: Trained, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[int] = []
    forward = type(tiny.network).forward

    def counted(network: object, batch: Batch, linear: bool = False) -> object:
        rows.append(len(batch.question))
        return forward(network, batch, linear)  # type: ignore[arg-type]

    monkeypatch.setattr(type(tiny.network), "forward", counted)
    influence(tiny, STORY, QUESTION)

    assert rows == [6], "as it is, and without each of five slots"


def test_only_what_had_been_told_counts(tiny: Trained) -> None:
    early = influence(tiny, STORY, Question(QUESTION, after=2))

    np.testing.assert_array_equal(early.drops, influence(tiny, Story(STORY.slots[:2]), QUESTION).drops)


def test_what_cannot_be_asked_has_no_influence(tiny: Trained) -> None:
    with pytest.raises(StoryError, match="The story is empty"):
        influence(tiny, Story(()), QUESTION)
    with pytest.raises(StoryError, match="Slot 9 is not there"):
        influence(tiny, STORY, QUESTION, Changes(frozenset({8})))


def test_an_answer_that_the_network_has_never_read_has_influence_and_words_too() -> None:
    answers = ("kitchen", *PLACEHOLDERS)
    vocab = Vocab(tuple(sorted({"went", "to", "the", "where", "is", *answers})))
    torch.manual_seed(5)
    trained = Trained("open", build(CONFIGS["adjacent"], vocab, answers).requires_grad_(False), vocab, answers)
    story = Story.of("Zorblax went to the moon base.", "Flumph went to the kitchen .")
    question = "Where is Zorblax?"

    told, trace = influence(trained, story, question), ask(trained, story, question)

    assert trace.new_names == ("zorblax", "moon base", "flumph")
    assert told.answer == trace.answer
    left_out = [dict(ask(trained, story, question, Changes(frozenset({slot}))).ranked()) for slot in range(3)]
    expected = np.log(trace.probability) - np.log([each[trace.answer] for each in left_out])
    np.testing.assert_allclose(told.drops, expected, atol=1e-5)
    parts = trace.hops[0].word_scores
    assert parts is not None
    assert [row.tolist() for row in parts[:2, :-1] != 0] == [[True] * 5 + [False], [True] * 5 + [False]]
