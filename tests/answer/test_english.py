"""A question put to a network of everyday English, and its trace."""

from dataclasses import replace

import numpy as np
import pytest

import memviz
from memviz.answer.english import ask_english, influence_english
from memviz.errors import StoryError
from memviz.models.english_checkpoint import TrainedEnglish
from memviz.story import Question, Story
from memviz.story.changes import Changes, Override
from memviz.tensors.english import ANSWERS
from memviz.trace import Trace
from tests import english
from tests.english import STORY

TOLD = Story.of(*STORY)
QUESTION = "Where are the keys?"


@pytest.fixture(scope="module")
def trained() -> TrainedEnglish:
    return english.trained()


def test_answers_are_words_of_the_story_with_its_capitals(trained: TrainedEnglish) -> None:
    trace = ask_english(trained, TOLD, QUESTION)
    pointed = [answer for answer in trace.answers if answer not in ANSWERS]
    assert pointed
    assert all(any(answer in sentence for sentence in STORY) for answer in pointed)


def test_the_readout_is_attention_times_values(trained: TrainedEnglish) -> None:
    for hop in ask_english(trained, TOLD, QUESTION).hops:
        assert np.allclose(hop.attention @ hop.values, hop.readout, atol=1e-5)


def test_a_trace_comes_back_from_json(trained: TrainedEnglish) -> None:
    trace = ask_english(trained, TOLD, Question(QUESTION, "car", (2,)))
    assert Trace.from_json(trace.to_json()).to_json() == trace.to_json()


def test_an_answer_stands_where_the_trace_points(trained: TrainedEnglish) -> None:
    trace = ask_english(trained, TOLD, QUESTION)
    assert trace.pointing
    for answer, place in zip(trace.answers, trace.pointing.places, strict=True):
        assert place is None or STORY[place.slot][place.start : place.end] == answer


def test_words_of_an_answer_light_up(trained: TrainedEnglish) -> None:
    trace = ask_english(trained, TOLD, QUESTION)
    assert trace.pointing
    whole = sum(p for answer, p in trace.ranked() if answer in ANSWERS)
    assert trace.pointing.words.max() <= 1
    assert trace.pointing.words[:, :].sum() >= (1 - whole) * 0.99  # every span has at least one word
    assert not trace.pointing.words[-1].any()  # nothing


def test_what_was_read_before_is_answered_alike(trained: TrainedEnglish) -> None:
    once, again = ask_english(english.trained(), TOLD, QUESTION), ask_english(trained, TOLD, QUESTION)
    ask_english(trained, Story.of(*STORY, "It rained."), QUESTION)
    later = ask_english(trained, TOLD, QUESTION)
    for each in (again, later):
        assert dict(each.ranked()) == pytest.approx(dict(once.ranked()), abs=1e-5)


def test_where_is_never_answered_by_yes(trained: TrainedEnglish) -> None:
    assert dict(ask_english(trained, TOLD, QUESTION).ranked())["yes"] == 0


def test_of_whom_nobody_told_the_story_does_not_say(trained: TrainedEnglish) -> None:
    trace = ask_english(trained, TOLD, "Where is Lisa?")
    assert (trace.answer, trace.probability, trace.absent) == ("unknown", 1.0, ("Lisa",))
    assert ask_english(trained, TOLD, "Where is Bob?").absent == ()


def test_whose_only_sentence_is_muted_is_told_of_nowhere(trained: TrainedEnglish) -> None:
    assert ask_english(trained, TOLD, "Where is Bob?", Changes(frozenset({2}))).absent == ("Bob",)


def test_what_is_muted_is_as_if_nobody_had_told_it(trained: TrainedEnglish) -> None:
    other = Story.of(STORY[0], "They slept.", STORY[2])
    muted = Changes(frozenset({1}))
    one, same = (ask_english(trained, story, QUESTION, muted) for story in (TOLD, other))
    heard = ask_english(trained, TOLD, QUESTION)
    for hop, also, before in zip(one.hops, same.hops, heard.hops, strict=True):
        assert np.allclose(hop.scores[[0, 2, 3]], also.scores[[0, 2, 3]], atol=1e-5)
        assert np.allclose(hop.keys[[0, 2]], also.keys[[0, 2]], atol=1e-5)
        assert not np.allclose(hop.keys[[0, 2]], before.keys[[0, 2]], atol=1e-5)  # G read it there
    assert dict(one.ranked()) == pytest.approx(dict(same.ranked()), abs=1e-5)


def test_all_may_be_muted(trained: TrainedEnglish) -> None:
    trace = ask_english(trained, TOLD, QUESTION, Changes(frozenset({0, 1, 2})))
    assert trace.attention()[:, -1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("Where is Anna?", {"yes", "no", "Bob", "3"}),
        ("Who took the keys?", {"yes", "no", "drawer", "the drawer", "in the drawer", "3"}),
        ("How many keys has Bob?", {"yes", "drawer", "Bob"}),
        ("Did Bob take the keys?", {"drawer", "Bob", "3"}),
    ],
)
def test_a_questions_form_rules_answers_out(trained: TrainedEnglish, question: str, never: set[str]) -> None:
    ranked = ask_english(trained, TOLD, question).ranked()
    assert not [(answer, p) for answer, p in ranked if answer in never and p > 0]


def test_how_sure_it_must_be_is_part_of_the_trace() -> None:
    trace = ask_english(replace(english.trained(), threshold=0.4), TOLD, QUESTION)
    assert trace.threshold == 0.4
    assert Trace.from_json(trace.to_json()).threshold == 0.4


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memviz.answer.english._STORIES", 3)
    trained = english.trained()
    for number in range(9):
        ask_english(trained, Story.of(*STORY, f"It rained {number} times."), QUESTION)
    assert len(trained.written) == 3


def test_temperature_softens_and_keeps_the_order(trained: TrainedEnglish) -> None:
    sharp, soft = ask_english(trained, TOLD, QUESTION), ask_english(english.trained(2.0), TOLD, QUESTION)
    assert soft.answer == sharp.answer
    assert soft.probability < sharp.probability


def test_muted_and_given_attention_are_as_they_were_said(trained: TrainedEnglish) -> None:
    changes = Changes(frozenset({1}), (Override(0, 2, 0.6),))
    trace = ask_english(trained, TOLD, QUESTION, changes)
    assert trace.muted == (1,)
    assert trace.hops[0].attention[2] == pytest.approx(0.6)


def test_influence_has_a_number_for_every_slot(trained: TrainedEnglish) -> None:
    found = influence_english(trained, TOLD, QUESTION)
    assert found.answer == ask_english(trained, TOLD, QUESTION).answer
    assert len(found.drops) == len(STORY) + 1


def test_only_what_was_told_is_read(trained: TrainedEnglish) -> None:
    trace = ask_english(trained, TOLD, Question(QUESTION, after=1))
    assert trace.sentences == 1


@pytest.mark.parametrize(("story", "question"), [((), QUESTION), (STORY, "?"), (("...",), QUESTION)])
def test_nothing_to_read_is_said(trained: TrainedEnglish, story: tuple[str, ...], question: str) -> None:
    with pytest.raises(StoryError):
        ask_english(trained, memviz.Story.of(*story), question)
