"""A question put to a network of everyday English, and its trace."""

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


def test_a_stranger_makes_unknown_more_likely(trained: TrainedEnglish) -> None:
    def unknown(question: str) -> float:
        return dict(ask_english(trained, TOLD, question).ranked())["unknown"]

    assert unknown("Where is Lisa?") > unknown("Where is Bob?")


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
