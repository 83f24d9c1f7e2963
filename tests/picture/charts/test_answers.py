"""The answer after each hop: bars that sum to 1, and nothing left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from memviz.picture.charts.answers import chart
from memviz.trace import Trace


@pytest.fixture
def many(trace: Trace) -> Trace:
    """The trace with ten answers, the more probable the later they stand."""
    rising = np.arange(1, 11) / 55
    hops = tuple(
        replace(hop, answer_probs=probs) for hop, probs in zip(trace.hops, (rising[::-1], rising), strict=True)
    )
    return replace(trace, answers=tuple("abcdefghij"), answer_vectors=np.zeros((10, 2)), hops=hops)


def bars(trace: Trace) -> dict[str, list[float]]:
    """The length of every answer's bar after each hop."""
    return {bar.name: list(bar.x) for bar in chart(trace).data}


def test_a_bar_is_the_answer_s_probability_after_that_hop(trace: Trace) -> None:
    figure = chart(trace)

    for bar in figure.data[:-1]:
        place = trace.answers.index(bar.name)
        assert list(bar.y) == ["after hop 1", "after hop 2"]
        assert list(bar.x) == pytest.approx([hop.answer_probs[place] for hop in trace.hops])
    assert figure.layout.barmode == "stack"
    assert list(figure.layout.xaxis.range) == [0, 1]
    assert figure.layout.yaxis.autorange == "reversed", "the first hop on top"


@pytest.mark.parametrize("which", ["trace", "many"])
def test_the_bars_of_a_hop_sum_to_one(which: str, request: pytest.FixtureRequest) -> None:
    lengths = np.array(list(bars(request.getfixturevalue(which)).values()))

    np.testing.assert_allclose(lengths.sum(axis=0), 1, atol=1e-4)
    assert (lengths >= 0).all()


def test_the_leaders_after_the_last_hop_come_first_and_all_others_last(trace: Trace, many: Trace) -> None:
    assert list(bars(trace)) == ["kitchen", "office", "garden", "all others"]
    assert list(bars(many)) == ["j", "i", "h", "g", "a", "all others"]


def test_no_hop_s_own_answer_is_hidden_among_the_others(many: Trace) -> None:
    assert many.ranked(0)[0][0] == "a"
    assert bars(many)["a"] == pytest.approx([10 / 55, 1 / 55])
    assert bars(many)["all others"] == pytest.approx([(9 + 8 + 7 + 6 + 5) / 55, (2 + 3 + 4 + 5 + 6) / 55])


def test_more_leaders_than_bars_to_name_are_all_named(many: Trace) -> None:
    turns = [np.roll(np.array([0.91, *[0.01] * 9]), k) for k in range(7)]
    hops = tuple(replace(many.hops[0], answer_probs=probs) for probs in turns)

    assert set(bars(replace(many, hops=hops))) == {*"abcdefg", "all others"}


def test_no_two_bars_share_a_colour(many: Trace) -> None:
    colours = [bar.marker.color for bar in chart(many).data]

    assert len(set(colours)) == len(colours) == 6


def test_a_bar_is_labelled_where_there_is_room_and_every_bar_under_the_pointer(trace: Trace) -> None:
    kitchen, office, *_ = chart(trace).data

    assert list(kitchen.text) == ["kitchen 60%", "kitchen 78%"]
    assert list(office.text) == ["office 25%", "office 14%"]
    assert list(chart(trace).data[2].text) == ["garden 15%", ""], "seven percent is too narrow"
    assert all(bar.name in bar.hovertemplate for bar in chart(trace).data)


def test_an_answer_is_text(trace: Trace) -> None:
    bar, *_ = chart(replace(trace, answers=("garden", "<b>x</b>", "office"))).data

    assert bar.name == "&lt;b&gt;x&lt;/b&gt;"
    assert "<b>" not in "".join((*bar.text, bar.hovertemplate))
