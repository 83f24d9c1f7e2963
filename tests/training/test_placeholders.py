"""Nouns behind placeholders: the same story under other names, with the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
import torch

from memviz.simulate import stories
from memviz.simulate.nouns import nouns
from memviz.story import Question, Story
from memviz.story.form import words
from memviz.story.vocab import PLACEHOLDERS, Vocab
from memviz.tensors.batch import UNSEEN, Batch
from memviz.tensors.stories import Examples, examples, vocabulary
from memviz.training.placeholders import Disguise

_TASKS = (2, 8, 13, 16, 19, 20)


@pytest.fixture(scope="module")
def told() -> list[tuple[Story, Question, int]]:
    """A question or two of some tasks."""
    found = [(next(stories(task, seed=5)), task) for task in _TASKS]
    return [(story, question, task) for story, task in found for question in story.questions[-2:]]


@pytest.fixture(scope="module")
def vocab(told: list[tuple[Story, Question, int]]) -> Vocab:
    return Vocab((*vocabulary(story for story, _, _ in told).words, *PLACEHOLDERS))


@pytest.fixture(scope="module")
def answers(told: list[tuple[Story, Question, int]]) -> tuple[str, ...]:
    return (*sorted({question.answer or "" for _, question, _ in told}), *PLACEHOLDERS)


@pytest.fixture(scope="module")
def data(told: list[tuple[Story, Question, int]], vocab: Vocab, answers: tuple[str, ...]) -> Examples:
    return examples(told, vocab, answers, 50)


def _worn(data: Examples, vocab: Vocab, answers: Sequence[str], share: float, seed: int = 0) -> Batch:
    disguise = Disguise.of(vocab, answers)
    assert disguise
    rows = torch.arange(len(data))
    generator = torch.Generator().manual_seed(seed)
    return disguise.worn(data.batch(rows), data.task, generator, torch.full((len(data),), share))


def _said(batch: Batch, k: int, vocab: Vocab) -> list[list[str]]:
    """The words of a question's slots, and of the question."""
    rows = [*batch.story[k, batch.filled[k]].tolist(), int(batch.question[k])]
    return [[vocab.words[number - 1] for number in batch.sentences[row].tolist() if number] for row in rows]


def _spoken(texts: Iterable[str]) -> list[list[str]]:
    return [words(text) for text in texts]


def test_nothing_hidden_leaves_every_word_and_answer(
    told: list[tuple[Story, Question, int]], data: Examples, vocab: Vocab, answers: tuple[str, ...]
) -> None:
    batch = _worn(data, vocab, answers, share=0.0)

    for k, (story, question, _) in enumerate(told):
        assert _said(batch, k, vocab) == _spoken([*(slot.key for slot in story.slots[: question.after]), question.text])
        assert answers[int(batch.answer[k])] == question.answer


def test_every_noun_hides_behind_one_placeholder_of_its_own_in_a_story(
    told: list[tuple[Story, Question, int]], data: Examples, vocab: Vocab, answers: tuple[str, ...]
) -> None:
    batch = _worn(data, vocab, answers, share=1.0)

    for k, (story, question, task) in enumerate(told):
        plain = _spoken([*(slot.key for slot in story.slots[: question.after]), question.text])
        pairs = {pair for a, b in zip(plain, _said(batch, k, vocab), strict=True) for pair in zip(a, b, strict=True)}
        hidden = dict(pairs)
        assert len(hidden) == len(pairs) == len(set(hidden.values()))  # one to one
        assert {word for word, shown in pairs if word != shown} == nouns(task) & hidden.keys()
        assert {shown for word, shown in pairs if word != shown} <= set(PLACEHOLDERS)
        gold = question.answer or ""
        assert answers[int(batch.answer[k])] == hidden.get(gold, gold)


def test_half_of_the_nouns_are_hidden_at_random(data: Examples, vocab: Vocab, answers: tuple[str, ...]) -> None:
    one, other = (_worn(data, vocab, answers, 0.5, seed) for seed in (1, 2))
    again = _worn(data, vocab, answers, 0.5, 1)

    assert (one.sentences == again.sentences).all()
    assert (one.sentences != other.sentences).any()
    kinds = {word in PLACEHOLDERS for k in range(len(data)) for text in _said(one, k, vocab) for word in text}
    assert kinds == {True, False}


def test_unknown_answers_stay_unknown_and_ages_and_gaps_stay_as_they_were(
    told: list[tuple[Story, Question, int]], vocab: Vocab, answers: tuple[str, ...]
) -> None:
    asked = [(story, Question(question.text, after=question.after), task) for story, question, task in told]
    data = examples(asked, vocab, answers, 50)
    batch = _worn(data, vocab, answers, 1.0)
    plain = data.batch(torch.arange(len(data)))

    assert (batch.answer == UNSEEN).all()
    assert (batch.ages == plain.ages).all()
    assert (batch.filled == plain.filled).all()
    assert batch.values is batch.story


def test_what_leads_to_an_answer_by_what_it_is_stays_itself() -> None:
    assert "kitchen" in nouns(2)
    assert "kitchen" not in nouns(20)
    assert "milk" in nouns(2)
    assert "milk" not in nouns(8)
    assert "mouse" not in nouns(15)


def test_a_closed_vocabulary_has_no_disguise() -> None:
    assert Disguise.of(Vocab(("garden", "mary")), ("garden",)) is None
