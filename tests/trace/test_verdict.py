"""What an answer is worth, in words."""

import json
from dataclasses import replace

import numpy as np
import pytest

from memviz.errors import TraceError
from memviz.trace import Trace
from memviz.trace.pointing import Place, Pointing
from memviz.trace.verdict import goes_by, headline, in_words, reason
from tests.pointed import pointed


def test_a_sure_answer_is_given_and_needs_no_reason() -> None:
    trace = pointed(threshold=0.5)
    assert (headline(trace), reason(trace)) == ("Old Car", "")


def test_below_the_threshold_it_is_not_sure_and_says_what_it_would_go_by() -> None:
    trace = pointed(threshold=0.7)
    assert headline(trace) == "not sure"
    assert goes_by(trace) == 1
    assert reason(trace) == "It would say “Old Car”, going by sentence 2: “Bob took the Old Car.”"
    assert "sentence 5:" in reason(replace(trace, forgotten=3))


def test_that_the_story_does_not_say_is_an_answer() -> None:
    trace = pointed((0.2, 0.8), threshold=0.5)
    assert (trace.answer, headline(trace)) == ("unknown", "the story does not say")
    assert "rather say that the story does not say" in reason(replace(trace, threshold=0.9))


def test_another_network_may_have_such_an_answer_as_a_word() -> None:
    assert in_words(replace(pointed(), pointing=None), "unknown") == "unknown"


def test_a_rule_is_named_and_sure() -> None:
    trace = pointed((0.2, 0.8), threshold=0.9)
    assert headline(replace(trace, absent=("Zoe",))) == "the story does not say"
    assert reason(replace(trace, absent=("Zoe", "Max"))).startswith("“Zoe”, “Max” stand nowhere in the story")


def test_where_nothing_is_looked_at_it_goes_by_no_sentence() -> None:
    trace = pointed(threshold=0.7)
    assert trace.pointing
    hop = replace(trace.hops[0], attention=[0, 0, 1])
    read = Pointing((None, None), trace.pointing.words, np.zeros_like(trace.pointing.reads))
    assert reason(replace(trace, hops=(hop,), pointing=read)) == "It would say “Old Car”, going by no sentence."


def test_a_file_from_before_there_was_a_threshold_opens() -> None:
    data = json.loads(pointed(threshold=0.7).to_json())
    del data["threshold"], data["absent"]
    old = Trace.from_json(json.dumps(data))
    assert (old.threshold, old.absent) == (0.0, ())


def test_a_threshold_is_a_probability() -> None:
    with pytest.raises(TraceError, match="threshold"):
        pointed(threshold=1.5)


def test_words_that_are_pointed_at_are_those_worth_drawing() -> None:
    trace = pointed()
    assert trace.pointed(1) == pytest.approx({3: 0.6, 4: 0.6})
    assert trace.pointed(0) == trace.pointed(2) == {}
    assert trace.pointing
    assert trace.pointing.places[0] == Place(1, 13, 20)
