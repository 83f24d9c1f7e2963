"""What is measured at the limits lies close below them, and is taken in."""

from __future__ import annotations

import pytest

from benchmarks import limits as measured
from memviz.browser.deck import Deck
from memviz.pages.shared.link import unpack
from memviz.story import Question, limits


def test_the_question_and_the_story_are_as_long_as_they_may_be() -> None:
    story = measured.story()
    limits.check_story(story, Question(measured.question()))

    assert len(measured.question()) == limits.LETTERS
    assert len(measured.question().split()) == limits.WORDS
    assert 0.95 * limits.STORY < sum(len(slot.key) for slot in story.slots) <= limits.STORY


@pytest.mark.parametrize("name", ["article", "facts", "broken facts"])
def test_texts_are_as_large_as_they_may_be(name: str) -> None:
    make, _ = measured.CASES[name]
    most = limits.ARTICLE if name == "article" else limits.FACTS

    assert 0.99 * most < len(make()) <= most
    assert name != "facts" or make().count("\n") == limits.FACT_COUNT


def test_the_link_and_the_talk_are_as_large_as_they_may_be() -> None:
    assert len(unpack(measured.link())[0]) == limits.LINK - 4
    assert 0.9 * limits.TALK < len(measured.talk()) <= limits.TALK
    assert len(Deck.from_json(measured.talk()).items) == 100


@pytest.mark.parametrize("name", measured.CASES)
def test_a_small_one_of_each_is_taken_in(name: str) -> None:
    make, read = measured.CASES[name]

    read(make(1000))
