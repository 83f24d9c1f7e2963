"""A scene says of a trace what there is to paint, and every word of it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from memviz.data.card import CHECKPOINTS
from memviz.look import FAINT
from memviz.story import Question, Slot
from memviz.trace import Trace
from memviz.trace.pointing import Place, Pointing
from memviz.trace.scene import scene
from memviz.trace.telling import Said, addressing, reading, shared


def text(said: Said) -> str:
    return "".join(piece for piece, _ in said)


def marked(said: Said) -> list[str]:
    return [piece for piece, out in said if out]


def test_ribbons_lie_beside_each_other_at_the_state_and_leave_out_what_is_faint(trace: Trace) -> None:
    for step in scene(trace).steps:
        for ribbon, following in zip(step.ribbons, step.ribbons[1:], strict=False):
            assert following.start == pytest.approx(sum(step.weights[: following.row]), abs=1e-3)
            assert ribbon.row < following.row
        assert all(ribbon.share >= FAINT for ribbon in step.ribbons)


def test_rows_are_the_sentences_with_their_stars_and_mutes(trace: Trace) -> None:
    found = scene(trace)

    assert [row.star for row in found.rows] == [True, True, False]
    assert (found.first, found.nothing, len(found.steps[0].weights)) == (2, True, 4)


def test_the_first_beat_names_the_words_that_match_and_the_sentence(trace: Trace) -> None:
    sharper = replace(trace.hops[0], attention=np.array([0.8, 0.1, 0.1, 0], np.float32))
    said = addressing(
        replace(trace, hops=(replace(sharper, word_scores=None), replace(trace.hops[1], word_scores=None))), 0
    )

    assert text(said) == "Hop 1: ball matches sentence 3.", "two sentences came before the memory"
    assert marked(said) == ["ball", "3"]


def test_a_hop_that_looks_at_several_sentences_says_so(trace: Trace) -> None:
    assert text(addressing(trace, 0)) == "Hop 1: the question matches sentences 4 and 5."


def test_a_hop_that_looks_at_nothing_says_so(trace: Trace) -> None:
    away = replace(trace.hops[0], attention=np.array([0, 0, 0, 1], np.float32))
    one = replace(trace, hops=(away, trace.hops[1]))

    assert text(addressing(one, 0)) == "Hop 1: no sentence matches, so it looks at nothing."
    assert text(reading(one, 0)) == "It reads nothing. It looks again with what it has read."


def test_words_that_lower_the_score_are_not_said_to_match(trace: Trace) -> None:
    scores = np.zeros((4, 6), np.float32)
    scores[2, :2] = [-1, 2.38629]
    scores[1, 5], scores[3, 5] = 0.69315, 1.09861
    lowered = replace(
        trace, question=Question("John?"), hops=(replace(trace.hops[0], word_scores=scores), trace.hops[1])
    )

    assert shared(lowered, 0) == []


def looking(trace: Trace, *rows: int) -> Trace:
    """The trace with all attention of each hop on one row."""
    looks = zip(trace.hops, np.eye(4, dtype=np.float32)[list(rows)], strict=True)
    return replace(trace, hops=tuple(replace(hop, word_scores=None, attention=weights) for hop, weights in looks))


@pytest.mark.parametrize(
    ("question", "rows", "said"),
    [
        ("Where is the ball?", (0, 1), "It reads “Mary took the ball”. It now looks for where Mary is."),
        ("Where was the ball?", (0, 1), "It reads “Mary took the ball”. It now looks for where Mary was."),
        ("Who has the ball?", (0, 1), "It reads “Mary took the ball”. It now looks for Mary."),
        ("Where is Mary?", (0, 1), "It reads “Mary took the ball”. It looks for Mary once more."),
        ("Where is the ball?", (0, 0), "It reads “Mary took the ball”. It looks there once more."),
        ("Where is the ball?", (0, 3), "It reads “Mary took the ball”. Nothing else matches."),
    ],
)
def test_the_second_beat_says_what_is_read_and_what_the_next_hop_looks_for(
    trace: Trace, question: str, rows: tuple[int, int], said: str
) -> None:
    assert text(reading(looking(replace(trace, question=Question(question)), *rows), 0)) == said


def test_the_last_beat_says_the_answer(trace: Trace) -> None:
    sharp = looking(trace, 0, 1)

    assert text(reading(sharp, 1)) == "It reads “Mary went to the kitchen” and answers kitchen."
    assert marked(reading(sharp, 1)) == ["kitchen"]
    assert text(reading(replace(trace, hops=trace.hops[:1]), 0)) == "It reads sentences 4 and 5 and answers kitchen."
    assert text(reading(trace, 1)) == "It reads a little of many sentences and answers kitchen."


def likely(trace: Trace, answers: tuple[str, ...], *probs: float) -> Trace:
    last = replace(trace.hops[-1], answer_probs=np.array(probs, np.float32))
    return replace(trace, answers=answers, hops=(*trace.hops[:-1], last))


def test_who_came_next_is_of_the_answers_kind_or_stands_in_the_story(trace: Trace) -> None:
    def others(*answers: str) -> list[str]:
        return [other for other, _ in scene(likely(trace, answers, 0.6, 0.3, 0.1)).others]

    assert others("kitchen", "office", "garden") == ["garden"]
    assert others("kitchen", "no", "garden") == ["garden"]
    assert others("no", "garden", "yes") == ["yes"]
    assert others("kitchen", "went to the kitchen", "garden") == ["garden"]


def test_answers_have_the_spelling_of_the_story(trace: Trace) -> None:
    found = scene(likely(trace, ("mary", "ball,john", "office"), 0.6, 0.3, 0.1))

    assert (found.answer, found.others[0][0], found.steps[1].says) == ("Mary", "ball, John", "Mary")


def test_a_name_of_several_words_is_written_as_it_was_typed(trace: Trace) -> None:
    slots = tuple(Slot.sentence(slot.key.replace("took the ball", "took the red‿ball")) for slot in trace.slots)
    named = looking(likely(replace(trace, slots=slots), ("red ball", "garden", "office"), 0.6, 0.3, 0.1), 0, 0)

    assert "‿" not in json.dumps(scene(named).as_json(), ensure_ascii=False)
    assert scene(named).answer == "red ball"


def test_the_words_that_are_the_answer_are_marked_where_the_network_points(trace: Trace) -> None:
    reads = np.zeros((2, 4, 5), np.float32)
    reads[:, :, 0] = trace.attention()
    pointing = Pointing((None, Place(1, 17, 24), None), np.zeros((4, 5), np.float32), reads)

    assert [row.points for row in scene(replace(trace, pointing=pointing)).rows] == [(), ((17, 24),), ()]
    assert [row.points for row in scene(trace).rows] == [(), (), ()]


def test_a_scene_is_a_few_kilobytes_of_json() -> None:
    told = json.dumps(scene(first()).as_json())

    assert len(told) < 4_000


def first() -> Trace:
    return Trace.from_json((CHECKPOINTS / "memn2n-3hop" / "example.json").read_text("utf-8"))
