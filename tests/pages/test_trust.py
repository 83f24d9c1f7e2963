"""The word beside an answer: sure, not sure, or the story does not say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from memviz.data.card import Card
from memviz.pages.stories.trust import trust
from memviz.story import Question
from memviz.trace import Trace


def card(**metrics: object) -> Card:
    return Card("typed", "memn2n", {}, (), (), {}, {}, metrics, {})


def likely(trace: Trace, *probabilities: float) -> Trace:
    last = replace(trace.hops[-1], answer_probs=np.array(probabilities, np.float32))
    return replace(trace, unknown=(), hops=(*trace.hops[:-1], last))


@pytest.mark.parametrize(("probability", "kind"), [(0.95, "sure"), (0.7, "unsure")])
def test_the_probability_decides(trace: Trace, probability: float, kind: str) -> None:
    assert trust(likely(trace, 0, probability, 1 - probability), card()).kind == kind


def test_a_card_may_have_a_threshold_of_its_own(trace: Trace) -> None:
    found = trust(likely(trace, 0, 0.7, 0.3), card(everyday={"sure": 0.6}))

    assert found.kind == "sure"


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

    assert trust(asked, card()).kind == kind


def test_the_reason_names_who_is_missing(trace: Trace) -> None:
    asked = replace(likely(trace, 0, 1, 0), question=Question("Where is Peter?"))

    assert trust(asked, card()).why == "Peter stands in no sentence."


def test_who_answers_unknown_says_that_the_story_does_not_say(trace: Trace) -> None:
    assert trust(replace(likely(trace, 0, 1, 0), answers=("garden", "unknown", "office")), card()).kind == "untold"


def test_a_word_that_was_never_read_makes_nobody_sure(trace: Trace) -> None:
    found = trust(replace(likely(trace, 0, 1, 0), unknown=("zebra",)), card())

    assert (found.kind, "zebra" in found.why) == ("unsure", True)
