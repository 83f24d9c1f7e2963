"""The word beside an answer: sure, not sure, or the story does not say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from memviz.pages.stories.trust import trust
from memviz.story import Question
from memviz.trace import Trace


def likely(trace: Trace, *probabilities: float) -> Trace:
    last = replace(trace.hops[-1], answer_probs=np.array(probabilities, np.float32))
    return replace(trace, unknown=(), hops=(*trace.hops[:-1], last))


@pytest.mark.parametrize(("probability", "kind"), [(0.95, "sure"), (0.7, "unsure")])
def test_the_probability_decides(trace: Trace, probability: float, kind: str) -> None:
    assert trust(likely(trace, 0, probability, 1 - probability)).kind == kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Where is Peter?", "untold"),
        ("Where is Mary?", "sure"),
        ("Peter is where?", "sure"),  # the first word has its capital anyhow
        ("Where am I?", "sure"),
    ],
)
def test_whom_the_question_names_has_to_stand_in_a_sentence(trace: Trace, question: str, kind: str) -> None:
    asked = replace(likely(trace, 0, 1, 0), question=Question(question))

    assert trust(asked).kind == kind


def test_the_reason_names_who_is_missing(trace: Trace) -> None:
    asked = replace(likely(trace, 0, 1, 0), question=Question("Where is Peter?"))

    assert trust(asked).why == "Peter stands in no sentence."


def test_who_answers_unknown_says_that_the_story_does_not_say(trace: Trace) -> None:
    assert trust(replace(likely(trace, 0, 1, 0), answers=("garden", "unknown", "office"))).kind == "untold"


def test_a_word_that_was_never_read_makes_nobody_sure(trace: Trace) -> None:
    found = trust(replace(likely(trace, 0, 1, 0), unknown=("zebra",)))

    assert (found.kind, "zebra" in found.why) == ("unsure", True)


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        ("Where is Mary?", "john", "unsure"),
        ("Who is in the kitchen?", "john", "sure"),
        ("Where is Mary?", "garden", "sure"),
        ("Where is Mary?", "no", "unsure"),
        ("Is Mary in the garden?", "no", "sure"),
    ],
)
def test_an_answer_of_another_kind_than_the_question_is_not_sure(
    trace: Trace, question: str, answer: str, kind: str
) -> None:
    asked = replace(likely(trace, 0, 1, 0), question=Question(question), answers=("kitchen", answer, "office"))

    assert trust(asked).kind == kind


@pytest.mark.parametrize(("question", "kind"), [("Where is the milk?", "untold"), ("Where is the ball?", "sure")])
def test_a_thing_that_is_asked_for_has_to_stand_in_a_sentence(trace: Trace, question: str, kind: str) -> None:
    found = trust(replace(likely(trace, 0, 1, 0), question=Question(question)))

    assert found.kind == kind
    assert "Milk" in found.why or kind == "sure"


def test_a_name_of_several_words_is_written_as_it_was_typed(trace: Trace) -> None:
    assert trust(replace(likely(trace, 0, 1, 0), unknown=("glass‿quarry",))).why.count("glass quarry") == 1
