"""The same question in words that nobody knows."""

from __future__ import annotations

import random

from memviz.models.checkpoint import Trained
from memviz.simulate import stories
from memviz.simulate.nouns import nouns
from memviz.story import Question, Story
from memviz.story.vocab import Vocab, words
from memviz.training.new_words import measure_new_words, renamed

_STORY = Story.of("Mary went to the kitchen.", "John took the milk and the kitchenware.")
_QUESTION = Question("Where is Mary?", "kitchen", (0,))


def test_every_noun_has_another_name_wherever_it_stands() -> None:
    story, question = renamed(_STORY, _QUESTION, nouns(2), Vocab(("mary", "kitchen")), random.Random(3))

    who, _, _, _, where = words(story.slots[0].key)
    assert words(question.text) == ["where", "is", who]
    assert question.answer == where
    assert question.facts == (0,)
    assert not {"mary", "kitchen", "john", "milk"} & {word for slot in story.slots for word in words(slot.key)}
    assert "kitchenware" in story.slots[1].key, "a word that only begins like one is another"
    assert story.slots[0].key[0].isupper()


def test_invented_names_are_not_in_the_vocabulary_and_differ() -> None:
    rng = random.Random(3)
    taken, _ = renamed(_STORY, _QUESTION, nouns(2), Vocab(()), random.Random(3))
    known = Vocab(tuple(word for slot in taken.slots for word in words(slot.key)))
    story, _ = renamed(_STORY, _QUESTION, nouns(2), known, rng)

    fresh = {word for slot in story.slots for word in words(slot.key)} - {"went", "to", "the", "took", "and"}
    assert len(fresh) == 5
    assert fresh & set(known.words) == {"kitchenware"}


def test_both_kinds_are_counted_task_by_task(tiny: Trained) -> None:
    asked = [(story, question, 1) for story in [next(stories(1))] for question in story.questions]
    asked += [(asked[0][0], asked[0][1], 20)]

    figures = measure_new_words(tiny, asked)

    assert figures["questions"] == {"1": 5}
    assert figures["new"] == {"1": 100.0}, "a closed vocabulary has no name for it"
    assert set(figures["known"]) == {"1"}
