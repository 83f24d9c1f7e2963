"""The heat map: every number of the trace's attention, at the slot it belongs to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from memviz.picture.charts.heatmap import chart
from memviz.story import Slot
from memviz.trace import NOTHING, Trace
from tests.kv import many_memories


def long(trace: Trace, sentences: int) -> Trace:
    """The trace over so many sentences, all looked at alike."""
    n = sentences + 1
    each, vectors = np.zeros(n), np.zeros((n, 2))
    even = {"scores": each, "attention": np.full(n, 1 / n), "pushes": each, "keys": vectors, "values": vectors}
    slots = (*(Slot.sentence(f"Mary took apple {i}.") for i in range(sentences)), NOTHING)
    return replace(trace, slots=slots, hops=tuple(replace(hop, **even, word_scores=None) for hop in trace.hops))


def test_every_cell_is_the_attention_of_its_slot_in_its_hop(trace: Trace) -> None:
    (cells,) = chart(trace).data

    assert list(cells.x) == ["hop 1", "hop 2"]
    assert list(cells.y) == [0, 1, 2, 3]
    for k, hop in enumerate(trace.hops):
        np.testing.assert_array_equal(np.array(cells.z)[:, k], hop.attention)
    np.testing.assert_allclose(np.sum(cells.z, axis=0), 1, atol=1e-4)


def test_colour_is_the_same_for_the_same_attention_in_every_picture(trace: Trace) -> None:
    (cells,) = chart(trace).data

    assert (cells.zmin, cells.zmax) == (0, 1)


def test_labels_carry_text_star_and_number_with_the_oldest_on_top(trace: Trace) -> None:
    axis = chart(trace).layout.yaxis

    assert axis.autorange == "reversed"
    assert list(axis.tickvals) == [0, 1, 2, 3]
    assert list(axis.ticktext) == [
        "★ Mary took the ball.  3",  # two sentences came before the first slot
        "★ Mary went to the kitchen.  4",
        "John went to the garden.  5",
        "<i>nothing</i>",
    ]


def test_no_line_runs_through_a_slot(trace: Trace) -> None:
    layout = chart(trace).layout

    for axis in (layout.xaxis, layout.yaxis):
        assert (axis.showgrid, axis.zeroline) == (False, False)


def test_a_sentence_that_reads_like_the_nothing_slot_is_a_sentence(trace: Trace) -> None:
    sentence, *others = trace.slots
    labels = chart(replace(trace, slots=(NOTHING, *others[:-1], sentence))).layout.yaxis.ticktext

    assert labels[0] == "★ (nothing)  3"
    assert "<i>nothing</i>" not in labels


def test_a_story_is_shown_as_text_on_the_axis_and_under_the_pointer(trace: Trace) -> None:
    typed = "<img src=x onerror=alert(1)> & <b>bold</b>"
    figure = chart(replace(trace, slots=(Slot.sentence(typed), *trace.slots[1:])))

    label, under = figure.layout.yaxis.ticktext[0], figure.data[0].customdata[0][0]
    assert label == "★ &lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;bold&lt;/b&gt;  3"
    assert under == "&lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;bold&lt;/b&gt;"


def test_rows_keep_their_height_and_cells_their_numbers(trace: Trace) -> None:
    small, figure = chart(long(trace, 10)), chart(long(trace, 50))

    assert "%{z" in figure.data[0].texttemplate
    assert "%{z" in figure.data[0].hovertemplate
    assert (figure.layout.height - small.layout.height) / 40 >= 18, "a row of text needs its height"


def test_of_many_slots_those_looked_at_are_shown_and_the_others_together() -> None:
    trace = many_memories(300)
    (cells,) = (figure := chart(trace)).data
    *labels, others = figure.layout.yaxis.ticktext

    assert len(labels) == 59
    assert others == "<i>241 others together</i>"
    np.testing.assert_allclose(np.sum(cells.z, axis=0), 1, atol=1e-4)
    peak = trace.attention().max(0)
    rows = [int(label.rsplit("  ", 1)[1]) - 1 for label in labels]
    assert rows == sorted(rows), "in the memory's order"
    assert set(rows) == set(np.argsort(-peak, kind="stable")[:59])
