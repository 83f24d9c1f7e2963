"""Heat map, answers and path as we draw them: their numbers are the trace's, and nothing covers anything else."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from memviz.errors import ExportError
from memviz.picture import PICTURES
from memviz.picture.exports import EXPORTS, TALKS, Look, Slide
from memviz.picture.palette import DARK, LIGHT, Palette, ink
from memviz.picture.sheet import Drawn
from memviz.story import Question, Slot
from memviz.trace import Trace
from memviz.trace.projection import projection
from memviz.trace.wording import attention_text, percent_text
from tests.kv import make_kv_trace, many_memories

from .conftest import SVG, changed, elements, long, made_hostile, nothing_covered, texts

Make = Callable[[Trace], Trace]
CHARTS = tuple(name for name, picture in PICTURES.items() if picture.charted)
TITLED = Look(title="A title of many words " * 12)


def six(trace: Trace) -> Trace:
    """Six hops, after each of which another answer leads, with long names in several scripts."""
    probs = [np.roll(np.array([0.9, *[0.0125] * 8]), k) for k in range(6)]
    turns = [np.array([np.cos(k), np.sin(k)], np.float32) for k in range(7)]
    hops = tuple(
        replace(trace.hops[k % 2], answer_probs=probs[k], state_in=turns[k], state_out=turns[k + 1], readout=turns[k])
        for k in range(6)
    )
    names = (
        "玛丽拿起了足球然后去了花园又回到了办公室",
        "W" * 80,
        "مريم ذهبت إلى المطبخ",
        "Ω",
        "a b",
        "😀",
        "the " * 30,
        "c",
        "d",
    )
    vectors = np.array([[np.cos(0.1 * k), np.sin(0.1 * k)] for k in range(9)])
    return replace(
        trace, hops=hops, answers=names, answer_vectors=vectors, candidates=9, question=Question("Где?", names[1])
    )


def still(trace: Trace) -> Trace:
    """A state that never moves, and answers that all have one direction: every point lies on another."""
    hops = tuple(replace(hop, state_in=[1, 0], state_out=[1, 0], readout=[0, 0]) for hop in trace.hops)
    return replace(trace, hops=hops, answer_vectors=np.tile([1.0, 0.0], (3, 1)))


HARD: tuple[Make, ...] = (
    made_hostile, changed, six, still, long, lambda trace: long(trace, 50, 6), lambda _: make_kv_trace(),
    lambda _: many_memories(300),
)  # fmt: skip


def words(drawn: Drawn) -> str:
    return " ".join(each.text or "" for each in elements(drawn, "text"))


def told(drawn: Drawn, name: str) -> list[str]:
    """What the pointer shows on elements of a name, in order."""
    return [title for each in elements(drawn, name) if (title := each.findtext(f"{SVG}title"))]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("make", HARD)
def test_no_line_of_text_covers_another(trace: Trace, name: str, make: Make) -> None:
    nothing_covered(PICTURES[name].draw(make(trace), TITLED))


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("make", HARD)
def test_no_text_breaks_the_file(trace: Trace, name: str, make: Make) -> None:
    svg = PICTURES[name].draw(make(trace), Look()).svg

    names = {each.tag.removeprefix(SVG) for each in ElementTree.fromstring(svg).iter()}
    assert names <= {"svg", "title", "rect", "text", "path", "circle", "polygon", "linearGradient", "stop"}
    assert "nan" not in svg


@pytest.mark.parametrize("name", CHARTS)
def test_title_question_answer_and_model_are_said(trace: Trace, name: str) -> None:
    drawn = PICTURES[name].draw(trace, Look(title="A ball"))

    for text in ("A ball", "Where is the ball?", "kitchen · 78 %", "as the story says", "typed · 2 hops"):
        assert f">{text}</text>" in drawn.svg
    assert drawn.title == "A ball"
    assert "Answer: kitchen." in drawn.words


@pytest.mark.parametrize("name", CHARTS)
def test_the_theme_changes_colours_alone(trace: Trace, name: str) -> None:
    light, dark, auto = (PICTURES[name].draw(trace, Look(theme)) for theme in ("light", "dark", "auto"))

    assert auto == light
    assert (light.paper, dark.paper) == (LIGHT.paper, DARK.paper)
    assert LIGHT.key not in dark.svg
    assert LIGHT.text not in dark.svg
    assert re.sub("#[0-9a-f]{6}", "", light.svg) == re.sub("#[0-9a-f]{6}", "", dark.svg)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_numbers_can_be_read_on_every_colour(palette: Palette) -> None:
    for share in np.linspace(0, 1, 50):
        assert contrast(palette.shade(share), ink(palette.shade(share))) >= 4.5
    for color in (*palette.answers, palette.quiet):
        assert contrast(color, palette.paper) >= 4.5


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    low, high = sorted(luminance(color) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(color: str) -> float:
    channels = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("make", [lambda trace: trace, lambda _: make_kv_trace(), lambda _: many_memories(300)])
def test_every_cell_of_the_heat_map_has_its_number(trace: Trace, make: Make) -> None:
    shown = make(trace)
    drawn = PICTURES["heatmap"].draw(shown, Look())
    cells = [float(p) for slot in shown.attention().T for p in slot]

    assert texts(drawn.svg, "attention") == list(map(attention_text, cells))
    assert told(drawn, "rect") == [f"{p:.4f}" for p in cells]
    fills = [each.get("fill") for each in elements(drawn, "rect") if each.find(f"{SVG}title") is not None]
    assert fills == [LIGHT.shade(p) for p in cells]
    assert len(texts(drawn.svg, "number")) == shown.sentences


def test_a_row_of_the_heat_map_is_a_slot_and_a_column_a_hop(trace: Trace) -> None:
    drawn = PICTURES["heatmap"].draw(trace, Look())
    places = [(each.get("x"), each.get("y")) for each in elements(drawn, "text") if each.get("class") == "attention"]
    bases = [float(each.get("y") or 0) for each in elements(drawn, "text") if each.get("class") == "slot"]

    assert texts(drawn.svg, "slot") == [*(slot.key for slot in trace.slots[:-1]), "nothing"]
    assert len({x for x, _ in places}) == len(trace.hops)
    assert [float(y or 0) for _, y in places[::2]] == pytest.approx(bases, abs=2)
    assert bases == sorted(bases)
    assert "Hop 1 Hop 2" in words(drawn)


def test_the_heat_map_shows_gold_facts_muted_slots_and_given_attention(trace: Trace) -> None:
    drawn = PICTURES["heatmap"].draw(changed(trace), Look())
    struck = [each.text for each in elements(drawn, "text") if each.get("text-decoration")]

    assert struck == ["slot", "Mary took the ball."]  # the legend's, and the muted one
    assert len(elements(drawn, "polygon")) == 1 + len(trace.question.facts)
    assert drawn.svg.count("M5 7V5") == 2  # the legend's lock, and the one of the cell
    assert "attention given by hand" in words(drawn)


def test_every_probability_stands_beside_its_colour(trace: Trace) -> None:
    drawn = PICTURES["answers"].draw(trace, Look())
    ranked = [trace.answers.index(answer) for answer, _ in trace.ranked()]

    assert texts(drawn.svg, "answer") == [trace.answers[i] for i in ranked]
    expected = [percent_text(float(hop.answer_probs[i])) for i in ranked for hop in trace.hops]
    assert texts(drawn.svg, "probability") == expected
    assert len(elements(drawn, "polygon")) == 2, "the right answer carries a star, and the legend"


@pytest.mark.parametrize("make", [lambda trace: trace, six, lambda _: make_kv_trace()])
def test_a_bar_is_as_long_as_its_probabilities_and_full_with_all_others(trace: Trace, make: Make) -> None:
    shown = make(trace)
    drawn = PICTURES["answers"].draw(shown, Look())
    bars: dict[str, list[tuple[float, float, float]]] = {}
    for each in elements(drawn, "rect"):
        if title := each.findtext(f"{SVG}title"):
            x, wide = float(each.get("x") or 0), float(each.get("width") or 0)
            bars.setdefault(each.get("y") or "", []).append((x, wide, float(title.rsplit(" ", 1)[1])))

    assert len(bars) == len(shown.hops)
    (left,), right = {parts[0][0] for parts in bars.values()}, drawn.width - 36
    for parts in bars.values():
        assert parts[-1][0] + parts[-1][1] == pytest.approx(right, abs=2)
        for x, wide, p in parts:
            assert wide == pytest.approx((right - left) * p, abs=1.2), x


@pytest.mark.parametrize("shown", [make_kv_trace(), many_memories(40)], ids=["kv", "many"])
def test_answers_that_are_not_named_are_one_row(shown: Trace) -> None:
    svg = PICTURES["answers"].draw(shown, Look()).svg
    *named, others = texts(svg, "answer")
    rest = [1 - sum(float(hop.answer_probs[shown.answers.index(name)]) for name in named) for hop in shown.hops]

    assert others == "all others"
    assert len(named) == 5
    assert texts(svg, "probability")[-len(rest) :] == list(map(percent_text, rest))


def test_where_every_answer_is_named_there_are_no_others(trace: Trace) -> None:
    assert "all others" not in PICTURES["answers"].draw(trace, Look()).svg


def test_no_two_answers_share_a_colour(trace: Trace) -> None:
    drawn = PICTURES["answers"].draw(six(trace), Look())
    swatches = [each.get("fill") for each in elements(drawn, "rect") if each.get("rx")]

    assert len(set(swatches)) == len(swatches) == 7


def path_points(drawn: Drawn) -> np.ndarray:
    (line,) = (each.get("d") or "" for each in elements(drawn, "path") if each.get("class") == "path")
    return np.array([[float(number) for number in pair.split()] for pair in line[1:].split("L")])


@pytest.mark.parametrize("make", [lambda trace: trace, six, lambda _: make_kv_trace(), lambda _: many_memories(40)])
def test_the_path_is_the_projection_at_one_scale(trace: Trace, make: Make) -> None:
    shown = make(trace)
    points, path = path_points(PICTURES["path"].draw(shown, Look())), projection(shown).path
    drawn, true = np.diff(points, axis=0) * [1, -1], np.diff(path, axis=0)
    scale = np.linalg.norm(drawn) / np.linalg.norm(true)

    np.testing.assert_allclose(drawn, true * scale, atol=0.02)


def test_states_and_answers_have_their_numbers(trace: Trace) -> None:
    drawn, shown = PICTURES["path"].draw(trace, Look()), projection(trace)
    numbers = texts(drawn.svg, "number")

    assert sorted(texts(drawn.svg, "state")) == ["after hop 1", "after hop 2", "question"]
    for x, y in shown.path:
        assert f"({x:.2f}, {y:.2f})".replace("-0.00", "0.00").replace("-", "−") in numbers
    assert set(texts(drawn.svg, "answer")) == set(trace.answers)
    assert {percent_text(float(p)) for p in trace.hops[-1].answer_probs} <= set(numbers)
    assert "100 % of the states' squared length lies in this plane" in words(drawn)


@pytest.mark.parametrize("make", [six, still, lambda _: make_kv_trace(), lambda _: many_memories(40)])
def test_no_two_lines_from_names_to_points_cross(trace: Trace, make: Make) -> None:
    drawn = PICTURES["path"].draw(make(trace), Look())
    lines = [each.get("d") or "" for each in elements(drawn, "path") if each.get("stroke-dasharray")]
    ends = [np.array([[float(n) for n in pair.split()] for pair in line[1:].split("L")]) for line in lines]

    assert len(ends) >= 5
    for i, (a, b) in enumerate(ends):
        for c, d in ends[i + 1 :]:
            assert not (turn(a, b, c) * turn(a, b, d) < -1 and turn(c, d, a) * turn(c, d, b) < -1)


def turn(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
    """Positive where a, b, c turn left; its size is an area."""
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def test_the_board_is_the_first_picture_and_what_a_look_shows_unless_it_says_so() -> None:
    assert next(iter(PICTURES)) == Look().picture


@pytest.mark.parametrize("name", PICTURES)
def test_the_look_says_which_picture_is_written(trace: Trace, name: str) -> None:
    drawn, look = PICTURES[name].draw(trace, Look("dark", "A ball")), Look("dark", "A ball", picture=name)
    done: list[tuple[int, int]] = []
    png = EXPORTS["png"].write(trace, look, lambda *steps: done.append(steps))
    pdf = EXPORTS["pdf"].write(trace, look)

    assert EXPORTS["svg"].write(trace, look) == drawn.svg.encode()
    assert Image.open(io.BytesIO(png)).size == (2 * drawn.width, 2 * drawn.height)
    assert done == [(1, 1)]
    assert pdf.startswith(b"%PDF-1.")
    assert b"/Title (A ball)" in pdf or b"/Title(A ball)" in pdf
    assert b"/ToUnicode" in pdf, "letters can be found"


@pytest.mark.parametrize("make", [made_hostile, six])
@pytest.mark.parametrize("name", CHARTS)
def test_any_script_and_any_text_can_be_set(trace: Trace, name: str, make: Make) -> None:
    assert EXPORTS["pdf"].write(make(trace), Look(picture=name)).startswith(b"%PDF-1.")


@pytest.mark.parametrize("extension", ["html", "gif", "csv", "json"])
def test_a_format_that_is_no_picture_has_none_to_choose(trace: Trace, extension: str) -> None:
    with pytest.raises(ExportError, match=r"no picture to choose.*\.svg"):
        EXPORTS[extension].write(trace, Look(picture="path"))


@pytest.mark.parametrize("extension", TALKS)
def test_a_talk_has_no_picture_to_choose(trace: Trace, extension: str) -> None:
    with pytest.raises(ExportError, match="no picture to choose"):
        TALKS[extension].write([Slide("", trace)], Look(picture="heatmap"))


def test_sentences_of_a_chinese_story_are_told(trace: Trace) -> None:
    said = "玛丽拿起了足球，然后去了花园。"
    shown = replace(
        trace,
        slots=(Slot.sentence(said), *trace.slots[1:]),
        hops=tuple(replace(h, word_scores=None) for h in trace.hops),
    )

    assert said in "".join(texts(PICTURES["heatmap"].draw(shown, Look()).svg, "slot"))
