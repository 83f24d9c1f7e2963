"""The state's path: a projection on two orthonormal axes, of which the first is the winning answer's direction."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from memviz.picture.charts.path import chart
from memviz.trace import Trace
from memviz.trace.check import Floats
from memviz.trace.hop import Hop


@pytest.fixture
def deep(trace: Trace) -> Trace:
    """The trace with states and answers in five dimensions, so that a plane cannot hold them all."""
    random = np.random.default_rng(7)
    states = random.normal(size=(3, 5))
    rows = np.zeros((len(trace.slots), 5))

    def hop(k: int) -> Hop:
        ends = {"state_in": states[k], "readout": states[k + 1] - states[k], "state_out": states[k + 1]}
        return replace(trace.hops[k], keys=rows, values=rows, **ends)

    return replace(trace, answer_vectors=random.normal(size=(3, 5)), hops=(hop(0), hop(1)))


def states(trace: Trace) -> Floats:
    return np.stack([trace.hops[0].state_in, *(hop.state_out for hop in trace.hops)])


def directions(trace: Trace) -> Floats:
    """The answers' vectors less their mean, the most probable answer first."""
    ranked = [trace.answers.index(answer) for answer, _ in trace.ranked()]
    return (trace.answer_vectors - trace.answer_vectors.mean(0))[ranked]


def drawn(trace: Trace) -> tuple[Floats, Floats]:
    """The points of the path (hops + 1, 2), and the tips of the answers' arrows (answers, 2)."""
    *arrows, path = chart(trace).data
    return np.column_stack([path.x, path.y]), np.array([[arrow.x[1], arrow.y[1]] for arrow in arrows])


def test_points_are_the_states_on_two_orthonormal_axes(deep: Trace) -> None:
    path, arrows = drawn(deep)
    stretch = arrows[0, 0] / np.linalg.norm(directions(deep)[0])
    flat = np.concatenate([path, arrows / stretch])
    whole = np.concatenate([states(deep), directions(deep)])

    plane, _, rank, _ = np.linalg.lstsq(whole, flat, rcond=1e-5)  # the two axes (5, 2), from what was drawn alone

    assert rank == 5, "states and directions fill the space, so the axes are determined"
    np.testing.assert_allclose(whole @ plane, flat, atol=1e-5)
    np.testing.assert_allclose(plane.T @ plane, np.eye(2), atol=1e-5)


@pytest.mark.parametrize("which", ["trace", "deep"])
def test_to_the_right_is_what_speaks_for_the_winner(which: str, request: pytest.FixtureRequest) -> None:
    trace: Trace = request.getfixturevalue(which)
    winner = directions(trace)[0]
    path, arrows = drawn(trace)

    np.testing.assert_allclose(path[:, 0], states(trace) @ winner / np.linalg.norm(winner), rtol=1e-5)
    assert arrows[0, 0] > 0
    assert arrows[0, 1] == pytest.approx(0, abs=1e-5)


def test_in_two_dimensions_nothing_is_lost(trace: Trace) -> None:
    path, _ = drawn(trace)

    np.testing.assert_allclose(path @ path.T, states(trace) @ states(trace).T, rtol=1e-5)
    assert "100% of its length" in chart(trace).layout.title.text


def test_the_title_says_how_much_the_plane_holds(deep: Trace) -> None:
    path, _ = drawn(deep)
    kept = (path**2).sum() / (states(deep) ** 2).sum()

    assert 0.1 < kept < 0.99
    assert f"{kept:.0%} of its length" in chart(deep).layout.title.text


def test_no_other_axis_across_the_winner_shows_more_of_states_and_answers(deep: Trace) -> None:
    across = [directions(deep) / np.linalg.norm(directions(deep)), states(deep) / np.linalg.norm(states(deep))]
    first = directions(deep)[0] / np.linalg.norm(directions(deep)[0])
    rest = np.concatenate(across) @ (np.eye(5) - np.outer(first, first))
    path, arrows = drawn(deep)
    stretch = arrows[0, 0] / np.linalg.norm(directions(deep)[0])
    shown = arrows[:, 1] / stretch / np.linalg.norm(directions(deep)), path[:, 1] / np.linalg.norm(states(deep))

    assert (np.concatenate(shown) ** 2).sum() == pytest.approx(np.linalg.norm(rest, 2) ** 2, rel=1e-4)


def test_arrows_keep_their_proportions_and_reach_as_far_as_the_path(trace: Trace) -> None:
    path, arrows = drawn(trace)
    lengths, expected = np.linalg.norm(arrows, axis=1), np.linalg.norm(directions(trace), axis=1)

    np.testing.assert_allclose(lengths / lengths.max(), expected / expected.max(), rtol=1e-5)
    assert lengths.max() == pytest.approx(np.linalg.norm(path, axis=1).max())


def test_both_axes_have_one_scale_and_every_point_its_name(trace: Trace) -> None:
    figure = chart(trace)
    *arrows, path = figure.data

    assert figure.layout.yaxis.scaleanchor == "x", "or angles would lie"
    assert list(path.text) == ["<b>question</b>", "<b>after hop 1</b>", "<b>after hop 2</b>"]
    assert [arrow.text[1] for arrow in arrows] == ["kitchen", "office", "garden"]
    assert "towards “kitchen”" in figure.layout.xaxis.title.text


def test_there_is_room_for_the_names_on_either_side(trace: Trace) -> None:
    points = np.concatenate(drawn(trace))[:, 0]
    left, right = chart(trace).layout.xaxis.range

    assert min(points.min(), 0) - left >= 0.2 * np.ptp(points)
    assert right - points.max() >= 0.2 * np.ptp(points)


def test_no_lines_of_a_scale_that_has_no_numbers(trace: Trace) -> None:
    layout = chart(trace).layout

    for axis in (layout.xaxis, layout.yaxis):
        assert (axis.showticklabels, axis.showgrid) == (False, False)


def test_an_answer_is_text(trace: Trace) -> None:
    figure = chart(replace(trace, answers=("garden", "<b>x</b>", "office")))

    assert "<b>x" not in figure.to_json().replace("\\u003c", "<")
    assert figure.data[0].text[1] == "&lt;b&gt;x&lt;/b&gt;"


def test_the_only_answer_has_its_own_direction(deep: Trace) -> None:
    alone = replace(
        deep,
        answers=deep.answers[:1],
        answer_vectors=deep.answer_vectors[:1],
        candidates=1,
        hops=tuple(replace(hop, answer_probs=[1]) for hop in deep.hops),
    )
    points, tips = drawn(alone)

    assert np.isfinite(points).all()
    assert tips[0, 0] > 0
    assert tips[0, 1] == pytest.approx(0, abs=1e-5)
