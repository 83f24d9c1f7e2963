"""What the chapter shows first is what its networks answer."""

from __future__ import annotations

import numpy as np

from memviz.answer.chapter import CHAIN, traces
from memviz.data.card import CHECKPOINTS
from memviz.simulate.gallery import ONE_LOOK, TWO_FACTS
from memviz.trace import Trace


def test_what_lies_beside_the_checkpoints_is_what_the_networks_answer() -> None:
    found = dict(traces())
    assert {path.relative_to(CHECKPOINTS) for path in CHECKPOINTS.glob("*/chapter*.json")} == set(found)
    for path, trace in found.items():
        shown = Trace.from_json((CHECKPOINTS / path).read_text("utf-8"))
        assert (shown.slots, shown.question, shown.answer) == (trace.slots, trace.question, trace.answer)
        np.testing.assert_allclose(shown.attention(), trace.attention(), atol=1e-3)


def test_one_look_answers_the_first_story_and_not_the_second_and_a_chain_has_three_hops() -> None:
    """The chapter says so, in its order."""
    found = {str(path): trace for path, trace in traces()}
    one, two = (f"chapter-{task}-{number}.json" for task, number in (ONE_LOOK, TWO_FACTS))

    first = found[f"memn2n-1hop/{one}"]
    assert first.answer == first.question.answer
    assert first.probability > 0.99
    assert int(first.hops[0].attention.argmax()) in first.question.facts
    second = found[f"memn2n-1hop/{two}"]
    assert second.answer != second.question.answer
    for name in ("memn2n-3hop", "memn2n-3hop-lw"):
        more = found[f"{name}/{two}"]
        assert more.answer == more.question.answer
        looks = {int(hop.attention.argmax()) for hop in more.hops}
        assert set(more.question.facts) <= looks, "each fact has a look of its own"
    chain = found[f"{CHAIN}/chapter.json"].chain
    assert chain
    assert [len(step.read) > 0 for step in chain.steps] == [True] * 3
