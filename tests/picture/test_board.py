"""The picture that we draw ourselves: what it says is what the trace says, and nothing covers anything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from memviz.picture.board import draw
from memviz.picture.exports import Look
from memviz.picture.moment import Moment
from memviz.story.line import clean
from memviz.trace import Trace
from memviz.trace.scene import scene
from memviz.trace.wording import attention_text, percent_text
from tests.kv import make_kv_trace, many_memories

from .conftest import SVG, changed, elements, long, made_hostile, nothing_covered, texts


def test_every_number_is_the_traces(trace: Trace) -> None:
    svg = draw(trace).svg
    told = scene(trace)

    assert texts(svg, "attention") == [attention_text(each.share) for step in told.steps for each in step.ribbons]
    assert texts(svg, "probability")[1:] == [f"would say · {told.steps[0].share}", f"answer · {told.share}"]
    assert texts(svg, "slot") == [*(slot.key for slot in trace.slots[:-1]), "nothing"]
    assert texts(svg, "number") == ["1", "2", "3"]
    for said in (said for step in told.steps for said in (step.key, step.value)):
        assert f">{''.join(piece for piece, _out in said)}</text>" in svg


def test_keys_and_values_have_their_own_numbers() -> None:
    trace = make_kv_trace()
    svg = draw(trace).svg
    read = [trace.value_weights(k) for k in range(2)]
    values = [attention_text(weights[value]) for value in read[0] for weights in read]

    assert texts(svg, "attention") == [attention_text(float(p)) for slot in trace.attention().T for p in slot] + values
    assert texts(svg, "slot") == [slot.key for slot in trace.slots]
    assert texts(svg, "value") == ["Mara Velde ×2", "Idris Okafor", "Lena Brandt", "1987", "Drama ×2", "Danish"]
    assert "Of 133,582 memories 9 share a name or a word with it; 8 are here." in svg


def test_title_question_answer_and_what_is_not_in_the_memory_are_said(trace: Trace) -> None:
    svg = draw(trace, Look(title="A ball")).svg

    for text in ("A ball", "Where is the ball?", "kitchen", "answer · 78 %", "as the story says", "typed · 2 hops"):
        assert f">{text}</text>" in svg
    assert "2 earlier sentences did not fit into the memory." in svg
    assert "Words that the model has never seen: zebra." in svg


def test_gold_facts_carry_stars(trace: Trace) -> None:
    legend = 1
    assert len(elements(draw(trace), "polygon")) == len(trace.question.facts) + legend
    assert not elements(draw(replace(trace, question=replace(trace.question, facts=()))), "polygon")


def test_muted_slots_are_struck_through_and_given_attention_has_a_lock(trace: Trace) -> None:
    plain, drawn = draw(trace), draw(changed(trace))
    struck = [each.text for each in elements(drawn, "text") if each.get("text-decoration")]

    assert struck == ["slot", "Mary took the ball."]  # the legend's, and the muted one
    assert "attention given by hand" in drawn.svg
    assert drawn.svg.count("M5 7V5") == 2  # the legend's, and the one given
    assert "M5 7V5" not in plain.svg


@pytest.mark.parametrize("make", [make_kv_trace, None])
def test_the_theme_changes_colours_alone(trace: Trace, make: Callable[[], Trace] | None) -> None:
    shown = make() if make else trace
    light, dark, auto = (draw(shown, Look(theme)).svg for theme in ("light", "dark", "auto"))

    assert auto == light
    assert '<rect width="100%" height="100%" fill="#ffffff"/>' in light
    assert '<rect width="100%" height="100%" fill="#11161d"/>' in dark
    assert "#0072b2" in light
    assert "#0072b2" not in dark


def test_a_picture_is_as_large_however_many_hops_are_told(trace: Trace) -> None:
    for shown in (trace, make_kv_trace()):
        sizes = {(drawn.width, drawn.height) for drawn in (draw(shown, hops=k / 4) for k in range(9))}
        assert len(sizes) == 1


def test_what_is_not_told_yet_is_not_seen(trace: Trace) -> None:
    none, one = draw(trace, hops=0).svg, draw(trace, hops=1).svg

    assert "kitchen</text>" not in none
    assert ">would say · 60 %<" in one
    assert "as the story says" not in one
    bars = [svg.count("class='light'") for svg in (none, one, draw(trace).svg)]
    assert bars[0] == 0 < bars[1] < bars[2]


@pytest.mark.parametrize(
    ("hops", "latest", "shares"), [(0, 0, (0, 0)), (0.5, 0, (0.5, 0)), (1, 0, (1, 0)), (1.5, 1, (1, 0.5))]
)
def test_a_stage_knows_which_hop_is_being_told(hops: float, latest: int, shares: tuple[float, float]) -> None:
    moment = Moment(hops)

    assert (moment.latest, tuple(map(moment.share, range(2)))) == (latest, shares)


@pytest.mark.parametrize("p", [(0.0, "0 %"), (0.004, "<1 %"), (0.5, "50 %"), (0.997, ">99 %"), (1.0, "100 %")])
def test_a_probability_never_claims_certainty_by_rounding(p: tuple[float, str]) -> None:
    assert percent_text(p[0]) == p[1]


def test_a_long_story_has_all_of_its_rows(trace: Trace) -> None:
    shown = long(trace, 60)
    svg = draw(shown).svg

    assert texts(svg, "number") == [str(i) for i in range(1, 61)]
    assert " ".join(texts(svg, "slot")) == " ".join(slot.key for slot in shown.slots)
    assert len(texts(draw(many_memories(300)).svg, "number")) == 300


@pytest.mark.parametrize("make", [made_hostile, changed, long, lambda _: make_kv_trace(), lambda _: many_memories(40)])
@pytest.mark.parametrize("title", ["", "A title of many words " * 12])
def test_no_line_of_text_covers_another(trace: Trace, make: Callable[[Trace], Trace], title: str) -> None:
    drawn = draw(make(trace), Look(title=title), notes="One note.\n" + "And another. " * 40)
    nothing_covered(drawn)


def test_hostile_texts_stay_texts(hostile: Trace) -> None:
    drawn = draw(hostile, Look(title=hostile.question.text))
    names = {each.tag.removeprefix(SVG) for each in ElementTree.fromstring(drawn.svg).iter()}

    assert names <= {"svg", "title", "rect", "text", "path", "circle", "polygon"}
    assert "".join(texts(drawn.svg, "slot")).replace(" ", "").startswith(clean(hostile.slots[0].key).replace(" ", ""))


def test_rows_lie_below_each_other(trace: Trace) -> None:
    tops = [float(each.get("y") or 0) for each in elements(draw(long(trace)), "text") if each.get("class") == "number"]

    assert all(below - above >= 20 for above, below in pairwise(tops))
