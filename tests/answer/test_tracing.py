"""What every word adds to a score: exact, since a sentence's vector is the sum of its words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from memviz.answer.asking import ask
from memviz.answer.looking_up import look_up
from memviz.facts.hashing import FactIndex
from memviz.models.checkpoint import Trained
from memviz.story import Story
from memviz.story.changes import Changes, Override
from memviz.trace import Trace
from memviz.trace.check import Floats

from .whatif import CONFIGS, QUESTION, STORY, made

MADE = {name: made(config) for name, config in CONFIGS.items()}
every_network = pytest.mark.parametrize("trained", MADE.values(), ids=MADE)


def parts(trace: Trace, hop: int) -> Floats:
    told = trace.hops[hop].word_scores
    assert told is not None
    return told


@every_network
def test_the_parts_of_words_and_time_add_up_to_the_score(trained: Trained) -> None:
    for changes in (Changes(), Changes(frozenset({1}), (Override(0, 0, 0.9),))):
        trace = ask(trained, STORY, QUESTION, changes)

        for k, hop in enumerate(trace.hops):
            np.testing.assert_allclose(parts(trace, k).sum(1), hop.scores, atol=1e-5)
            assert parts(trace, k).shape == (len(trace.slots), 8), "seven tokens at most, and time"


@every_network
def test_a_token_that_is_no_word_or_an_unknown_one_adds_nothing_and_the_others_do(trained: Trained) -> None:
    trace = ask(trained, STORY, QUESTION)
    said = [[bool(part) for part in row] for row in parts(trace, 0)[:, :-1].tolist()]

    assert said[:4] == [  # “,”, “-”, “!” and the zebra
        [True] * 5 + [False] * 2,
        [True] * 4 + [False] * 3,
        [True] * 5 + [False, True],
        [True, False, True, True, True, False, False],
    ]
    assert not any(map(any, said[4:])), "the nothing slot says nothing"


@every_network
def test_a_word_adds_its_own_vector_and_time_what_is_left_without_words(trained: Trained) -> None:
    whole = ask(trained, STORY, QUESTION)
    for told in ("ball ball ball ball", "ball zebra zebra zebra"):
        story = Story((*STORY.slots[:1], *Story.of(told).slots, *STORY.slots[2:]))
        trace = ask(trained, story, QUESTION)
        blank = ask(trained, Story((*STORY.slots[:1], *Story.of("zebra").slots, *STORY.slots[2:])), QUESTION)

        row = parts(trace, 0)[1]
        assert row[-1] == pytest.approx(blank.hops[0].scores[1], abs=1e-5)
        assert row[-1] == pytest.approx(parts(whole, 0)[1, -1], abs=1e-5)
    assert row[0] == pytest.approx(trace.hops[0].scores[1] - row[-1], abs=1e-5), "the ball is the only word"


def test_the_order_of_words_counts_where_positions_are_encoded() -> None:
    for name, ordered in (("adjacent", True), ("bag, no time", False)):
        row = parts(ask(MADE[name], Story.of("Mary took took Mary"), QUESTION), 0)[0]

        assert bool(row[0] == row[3]) is not ordered
        assert bool(row[1] == row[2]) is not ordered


@every_network
def test_the_nothing_slot_has_its_learned_score(trained: Trained) -> None:
    trace = ask(trained, STORY, QUESTION)
    if trace.has_nothing:
        for k, hop in enumerate(trace.hops):
            assert parts(trace, k)[-1, -1] == hop.scores[-1] == trained.network.nothing[k]


def test_without_time_only_words_add_to_a_sentence() -> None:
    trace = ask(MADE["bag, no time"], STORY, QUESTION)

    assert not parts(trace, 0)[: trace.sentences, -1].any()
    assert parts(ask(MADE["adjacent"], STORY, QUESTION), 0)[: trace.sentences, -1].all()


def test_a_sentence_told_twice_differs_only_in_its_time() -> None:
    row, again = parts(ask(MADE["adjacent"], Story.of(*["Mary took a ball."] * 2), QUESTION), 0)[:2]

    np.testing.assert_array_equal(row[:-1], again[:-1])
    assert row[-1] != again[-1]


def test_a_story_of_more_than_the_memory_holds_is_told_by_the_words_that_are_in_it() -> None:
    short = made(replace(CONFIGS["adjacent"], memory=2))
    trace = ask(short, STORY, QUESTION)

    assert trace.forgotten == 2
    np.testing.assert_allclose(parts(trace, 1).sum(1), trace.hops[1].scores, atol=1e-5)


def test_what_is_looked_up_has_no_words(lookers: dict[str, Trained], films: FactIndex) -> None:
    trace = look_up(lookers["memory"], films, "Who directed Film 7?")

    assert [hop.word_scores for hop in trace.hops] == [None] * 2
