"""Suggested questions: only kinds that the worlds ask, about what is told, in words that the model knows."""

from __future__ import annotations

import re
from functools import cache

import pytest

from memviz import simulate
from memviz.simulate.nouns import NOUNS
from memviz.simulate.suggest import questions
from memviz.story import Story
from memviz.story.vocab import PLACEHOLDERS, Vocab
from memviz.tensors.stories import vocabulary

ALL = 10_000
_MORE_NOUNS = (
    r"\b(?:blue|pink|red|yellow|green|purple) \w+|box of chocolates|chocolates?|box|chest|container|suitcase|triangle"
)


@cache
def told(task: int, count: int = 30) -> tuple[Story, ...]:
    return tuple(story for story, _ in zip(simulate.stories(task, seed=3), range(count), strict=False))


@pytest.fixture(scope="module")
def vocab() -> Vocab:
    return vocabulary([story for task in simulate.WORLDS for story in told(task, 60)])


@pytest.fixture(scope="module")
def open_vocab(vocab: Vocab) -> Vocab:
    return Vocab((*vocab.words, *PLACEHOLDERS))


def form(question: str) -> str:
    """A question without what it is about."""
    masked = re.sub(_MORE_NOUNS, "*", question)
    return " ".join("*" if word.strip("?").lower() in NOUNS else word.strip("?") for word in masked.split())


@cache
def forms() -> frozenset[str]:
    return frozenset(
        form(each.text) for task in simulate.WORLDS for story in told(task, 200) for each in story.questions
    )


@pytest.mark.parametrize("task", simulate.WORLDS)
def test_only_what_the_worlds_ask_is_suggested(task: int, vocab: Vocab) -> None:
    suggested = {form(each) for story in told(task) for each in questions(story, vocab, ALL)}

    assert suggested
    assert suggested <= forms()


@pytest.mark.parametrize(
    ("task", "share"),
    [(task, {6: 0.5, 9: 0.5, 10: 0.5, 17: 0.3}.get(task, 1.0)) for task in simulate.WORLDS],
)
def test_what_is_asked_of_a_story_is_among_its_questions(task: int, share: float, vocab: Vocab) -> None:
    """Yes or no is asked of other places as well, which are not suggested."""
    asked = [(story.until(each), each.text) for story in told(task) for each in story.questions]

    found = [text in questions(story, vocab, ALL) for story, text in asked]

    assert sum(found) >= share * len(found)


def test_the_latest_is_asked_about_first_and_kinds_take_turns(vocab: Vocab) -> None:
    story = Story.of("Mary took the milk there.", "Mary went to the office.", "John went to the garden.")

    assert questions(story, vocab) == (
        *("Where is the milk?", "What is Mary carrying?", "How many objects is Mary carrying?"),
        *("Where is John?", "Is John in the garden?", "Where is Mary?"),
    )
    assert questions(story, vocab, 2) == ("Where is the milk?", "What is Mary carrying?")


def test_new_names_are_asked_about_where_the_model_reads_them(vocab: Vocab, open_vocab: Vocab) -> None:
    story = Story.of("Zorblax went to the quarry.", "Mary went to the kitchen.")

    assert "Where is Zorblax?" not in questions(story, vocab)
    assert {"Where is Zorblax?", "Is Zorblax in the quarry?"} <= set(questions(story, open_vocab))
    assert "Where is my dog?" in questions(Story.of("my dog moved to the hallway"), open_vocab)


@pytest.mark.parametrize(
    "texts", [(), ("",), ("...",), ("玛丽去了厨房。",), ("Lorem ipsum dolor.",), ("is in the",), ("x" * 20_000,)]
)
def test_what_is_not_understood_is_not_asked_about(texts: tuple[str, ...], open_vocab: Vocab) -> None:
    assert questions(Story.of(*texts), open_vocab) == ()


def test_he_and_she_are_whoever_the_last_sentence_was_about(vocab: Vocab) -> None:
    story = Story.of("Mary and John went to the office.", "Then they moved to the garden.")

    assert "Is John in the garden?" in questions(story, vocab)
    assert not any("they" in each for each in questions(story, vocab, ALL))


def test_a_very_long_story_is_read_from_its_end(vocab: Vocab) -> None:
    story = Story.of(*["Mary went to the office."] * 1000, *["John went to the garden."] * 50)

    assert questions(story, vocab) == ("Where is John?", "Is John in the garden?")
