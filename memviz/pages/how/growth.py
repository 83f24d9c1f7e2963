"""Why a memory: what two networks still know of a story's beginning while it grows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from memviz.browser.chapter import chapter_view
from memviz.data.card import CHECKPOINTS, READER
from memviz.errors import CheckpointError
from memviz.language import _
from memviz.pages.how.frame import ADJACENT, error, parameters, section, size
from memviz.pages.shared.choice import whole
from memviz.pages.shared.exporting import Offer, Offers
from memviz.pages.shared.networks import card_of, loading

if TYPE_CHECKING:
    from memviz.picture.exports import Curves, Export

_TASKS = (1, 2)  # as in memviz.answer.recall, which needs torch
_LAST = 9_999
_BEGIN = 8  # sentences that have followed when the page opens


def growth() -> tuple[dict[str, str], Offers]:
    """Draw the section; returns what its link says, and its curves for an export."""
    reader = card_of(READER)
    read = _(
        "A recurrent network reads a story word by word and folds all of it into a state of fixed size: "
        "what comes later overwrites what was told before. The LSTM here (Hochreiter and Schmidhuber, "
        "1997) keeps two vectors of {dim} numbers and has learned {numbers} weights; over bAbI's twenty "
        "tasks {error} of its answers are wrong. In the paper on end-to-end memory networks an LSTM had "
        "51.3 %. The memory network beside it, with {memory_numbers} weights and the same training "
        "stories, has {memory_error}."
    ).format(
        dim=size(READER, "dim"),
        numbers=parameters(READER),
        error=error(reader),
        memory_numbers=parameters(ADJACENT),
        memory_error=error(card_of(ADJACENT)),
    )
    grow = _(
        "**Let the story grow.** First it tells what will be asked (★), then it goes on about others. "
        "One story proves little, so the second curve is the mean of {count} simulated stories."
    ).format(count=_measured()["stories"])
    slips = _(
        "The memory network slips as well, but later. In the training stories of task 1 the fact never "
        "lay more than four sentences back, in task 2 seldom more than twelve, and beyond such ages its "
        "attention goes astray. The sentence still stands in its slot, unchanged."
    )
    attention = _(
        "**Is attention not enough?** Bahdanau et al. (2014) let a decoder look back at every state of "
        "the encoder. But each of those states is itself such a mixture, made while reading, before "
        "anybody asked; the same vector is compared and read; and there is one look for each word that "
        "is said. A memory network keeps its sentences apart, finds a slot by one vector and reads "
        "another, and with what it has read it looks again."
    )
    with section(_("1 · Why a memory"), "why", read, grow, slips, attention):
        task, number = _choose()
        drawn = _data(task, number)
        chapter_view("growth", drawn, key="how_growth_view")
    return {"grow": f"{task}.{number}"}, (_offer(drawn),)


def _offer(drawn: dict[str, Any]) -> Offer:
    """The curves as pictures."""

    def formats() -> Mapping[str, Export[Any]]:
        from memviz.picture.exports import CURVES

        return CURVES

    return Offer(_("A growing story"), lambda: _curves(drawn), formats, file=drawn["question"])


def _curves(drawn: dict[str, Any]) -> Curves:
    """What is drawn, for an export."""
    from memviz.picture.exports import Curves, Line, Plot

    words, (with_memory, without) = drawn["words"], drawn["models"]
    plots = [
        Plot(words[name], (Line(with_memory["label"], with_memory[curve]), Line(without["label"], without[curve])))
        for name, curve in (("one", "right"), ("mean", "mean"))
    ]
    return Curves(drawn["question"], drawn["answer"], drawn["facts"], plots, words["since"], drawn["chance"])


def open_growth(link: str) -> None:
    """Take up what a link says, if there is such a story."""
    task, _dot, number = link.partition(".")
    found = whole(task) in _TASKS and 1 <= whole(number) <= _LAST
    st.session_state.how_grow_task, st.session_state.how_grow = (
        (whole(task), whole(number)) if found else (_TASKS[0], 1)
    )


def _choose() -> tuple[int, int]:
    labels = {1: _("one fact to remember · task 1"), 2: _("two facts to remember · task 2")}
    with st.container(key="how_grow_controls", horizontal=True, vertical_alignment="bottom"):
        task = st.selectbox(
            _("A growing story with"),
            _TASKS,
            format_func=labels.__getitem__,
            key="how_grow_task",
            persist_state="session",
        )
        st.button(_("Another story"), key="how_grow_next", on_click=_next, icon=":material/skip_next:")
    return task, st.session_state.how_grow


def _next() -> None:
    st.session_state.how_grow = st.session_state.how_grow % _LAST + 1


@st.cache_resource(show_spinner=False)
def _measured() -> dict[str, Any]:
    """What `python -m memviz.answer.recall` has written. Raises CheckpointError if it is missing or damaged."""
    path = CHECKPOINTS / READER / "recall.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for task in _TASKS:
            _check(found["tasks"][str(task)])
        float(found["stories"])
        return found
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        text = _("{file} is missing or damaged: its curves are left out.")
        raise CheckpointError(text.format(file=f"{READER}/{path.name}")) from None


def _check(measured: dict[str, Any]) -> None:
    """What was measured of one task is whole. Raises ValueError, KeyError or TypeError."""
    story, numbers = measured["first"]["story"], [measured["chance"]]
    texts = [story["question"], story["answer"], *story["facts"], *story["told"]]
    for name in (ADJACENT, READER):
        curve = measured["first"]["curves"][name]
        numbers += [*measured["mean"][name], *curve["right"]]
        texts += curve["answers"]
        if not len(curve["right"]) == len(curve["answers"]) == len(story["told"]) + 1:
            raise ValueError("a curve is cut")
    if not all(isinstance(each, str) for each in texts) or not all(0 <= each <= 1 for each in numbers):
        raise ValueError("a text or a number is none")


def _found(task: int, number: int) -> dict[str, Any]:
    """A growing story and what both networks say of it: the first one is read, the others are computed."""
    if number == 1:
        first: dict[str, Any] = _measured()["tasks"][str(task)]["first"]
        return first
    with loading():
        return _computed(task, number)


@st.cache_data(show_spinner=False, max_entries=50)
def _computed(task: int, number: int) -> dict[str, Any]:
    from memviz.answer.recall import recalled

    return recalled(task, number)


def _data(task: int, number: int) -> dict[str, Any]:
    found = _found(task, number)
    story = found["story"]
    labels = {ADJACENT: ("with", _("Memory network · 3 hops")), READER: ("without", _("LSTM · one state"))}
    means = _measured()["tasks"][str(task)]
    return {
        "question": story["question"],
        "answer": story["answer"],
        "facts": story["facts"],
        "others": story["told"],
        "begin": _BEGIN,
        "chance": means["chance"],
        "models": [
            {"kind": kind, "label": label, "mean": means["mean"][name], **found["curves"][name]}
            for name, (kind, label) in labels.items()
        ],
        "words": _words(),
    }


def _words() -> dict[str, str]:
    return {
        "one": _("This story: probability of the right answer"),
        "mean": _("Mean of {count} stories").format(count=_measured()["stories"]),
        "story": _("The story so far"),
        "since": _("Sentences told since"),
        "others": _("Sentences about others told since: {n}"),
        "less": _("One sentence less"),
        "more": _("One sentence more"),
        "chance": _("guessing"),
        "right": _("gives “{answer}”, the right answer, {share}"),
    }
