"""Order: the place of a word in its sentence, the age of a slot, and the slot that holds nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from memviz.browser.chapter import chapter_view
from memviz.browser.chapter.data import short
from memviz.language import _
from memviz.pages.how.frame import ONE_HOP, array, section
from memviz.pages.shared.messages import percent
from memviz.story.form import words
from memviz.trace import Trace
from memviz.trace.check import Floats


def order(trace: Trace) -> None:
    """Draw the section for a trace of the network of one hop."""
    bags = _(
        "Added up as they are, the words of “the cat chased the mouse” and “the mouse chased the cat” "
        "make the same vector. **Position encoding** weighs number $k$ of $d$ of word $j$ of $J$, so "
        "that early words count more in some numbers of the sum and late words in others: $l_{kj} = 1 + "
        "4\\,(j/J - 1/2)(k/d - 1/2)$."
    )
    twice = _(
        "The paper writes half of that, $(1 - j/J) - (k/d)(1 - 2j/J)$, whose weights are 1/2 in the "
        "mean. The authors' code has twice as much, and so have we: a sentence is then on average as "
        "long as a plain sum of words, and learning is faster."
    )
    ages = _(
        "Nor would a slot know when it was told. **Temporal encoding** adds a learned vector $T_A(i)$ "
        "to its key and $T_C(i)$ to its value, by its age, counted back from the question. The bars "
        "show what the age alone adds to the score, $u^T T_A(i)$, for the question of this story."
    )
    with section(_("5 · Order and time"), "order", bags, twice, ages, _nothing(trace)):
        chapter_view("encoding", _data(trace), key="how_order_view")


def _nothing(trace: Trace) -> str:
    hop = trace.hops[0]
    text = _(
        "**The nothing slot.** A softmax has to look somewhere, even if no sentence matters. In the "
        "published code the empty slots of the memory catch that attention, unseen. Here one slot "
        "stands for all of them: its key and value are 0, its score is learned ({score}), and here it "
        "gets {share} of the attention."
    )
    return text.format(score=f"{hop.scores[-1]:.2f}", share=percent(float(hop.attention[-1])))


def position_weights(length: int, dim: int) -> Floats:
    """l_kj of every word j of a sentence, (length, dim)."""
    j, k = np.arange(1, length + 1)[:, None] / length, np.arange(1, dim + 1) / dim
    return (1 + 4 * (j - 0.5) * (k - 0.5)).astype(np.float32)


def _data(trace: Trace) -> dict[str, Any]:
    hop, time = trace.hops[0], array(ONE_HOP, "time")[0]
    sentences = [slot.key for slot in trace.slots[: trace.sentences]]
    lengths = sorted({len(words(text)) for text in sentences})
    return {
        "sentences": [{"text": text, "words": words(text)} for text in sentences],
        "chosen": int(hop.attention[: trace.sentences].argmax()),
        "weights": {str(n): [short(row) for row in position_weights(n, time.shape[1])] for n in lengths},
        "time": [short(row) for row in time],
        "scale": float(f"{np.percentile(np.abs(time), 99):.4g}"),
        "pull": short(time @ hop.state_in),
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "sentence": _("Sentence"),
        "place": _("Weights of the words of a sentence"),
        "middle": _(
            "A row is a word, a column one of the numbers of its vector. Green: weighed above 1, up to 2; "
            "purple: below 1, down to 0."
        ),
        "time": _("Learned vectors of the ages"),
        "age": _("age"),
        "pull": _("adds to the score"),
        "hint": _("Age 0 was told last. The faint ages are older than this story. Point at one, or tap it."),
        "used": _("Age {age}: “{text}” Its age adds {pull} to its score."),
        "unused": _("Age {age}: it would add {pull} to the score. This story has no sentence so old."),
    }
