"""What the pages say of a model's worth is what its card says."""

from __future__ import annotations

from typing import Any

from memviz.data.card import Card
from memviz.pages.shared.accuracy import own_story_record, story_record

_ERRORS = {str(task): float(task) for task in range(1, 21)}


def _card(**more: Any) -> Card:
    return Card("a", "memn2n", {}, (), (), {}, {}, {"babi-1k": {"errors": _ERRORS, "mean_error": 10.5} | more}, {})


def test_a_story_of_a_task_has_the_tasks_error_and_the_mean() -> None:
    said = story_record(_card(), 7)

    assert "wrong on 7.0 % of this task's public test questions, 10.5 % over all 20 tasks" in said


def test_a_story_of_ones_own_has_the_mean_and_no_promise() -> None:
    said = own_story_record(_card())

    assert (
        "wrong on 10.5 % of test questions over bAbI's 20 tasks. How well it reads other stories is not known" in said
    )


def test_an_open_vocabulary_also_has_its_error_in_new_nouns() -> None:
    figures = {"known": {"1": 0.0, "2": 2.0}, "new": {"1": 1.0, "2": 4.0}}

    assert "every noun of 2 tasks replaced by a new one: 2.5 %, before 1.0 %" in own_story_record(
        _card(new_words=figures)
    )


def test_everyday_english_has_its_share_in_words_that_training_never_showed() -> None:
    card = _card()
    card.metrics["everyday"] = {"right": 61.5}

    assert "Right on 61.5 % of questions about made-up everyday stories" in own_story_record(card)
    del card.metrics["babi-1k"]
    assert story_record(card, 7) == own_story_record(card), "it was measured on no task"


def test_what_stories_of_people_are_worth_is_said_where_it_was_measured() -> None:
    card = _card()
    assert "How well it reads other stories is not known." in own_story_record(card)
    card.metrics["people"] = {"questions": 82, "right": 37.8}

    said = own_story_record(card)
    assert "Of 82 questions about stories that people wrote, it was right on 37.8 %." in said
    assert "not known" not in said
