"""A picture of an answer that is words of the story, and how far to rely on such."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from memviz.errors import ExportError
from memviz.picture import PICTURES
from memviz.picture.board import draw
from memviz.picture.exports import EXPORTS, Look
from memviz.picture.palette import DARK, LIGHT, Palette
from memviz.picture.reliability import draw as draw_reliability
from tests.picture.conftest import SVG, elements, nothing_covered, texts
from tests.pointed import pointed


def marked(svg: str) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}tspan")]


def test_words_are_marked_without_their_signs_and_the_legend_says_why() -> None:
    drawn = draw(pointed())
    assert marked(drawn.svg) == ["word", "Old", "Car"]
    assert "R points at it" in drawn.svg
    sentence = next(each for each in elements(drawn, "text") if "Bob took" in (each.text or ""))
    assert "".join(sentence.itertext()) == "Bob took the Old Car."


def test_before_the_last_hop_nothing_is_pointed_at() -> None:
    assert marked(draw(pointed(), hops=0.5).svg) == ["word"]
    assert "R points at it" not in draw(pointed((0.01, 0.99))).svg


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_marked_words_can_be_read(colors: Palette) -> None:
    for share in (0.05, 0.5, 1):
        assert _contrast(colors.pointed(share), colors.paper) >= 4.5


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_not_sure_and_its_reason_are_said() -> None:
    drawn = draw(pointed(threshold=0.7))
    assert ">not sure</text>" in drawn.svg
    assert "It would say “Old Car”, going by sentence 2" in drawn.svg
    assert "Answer: not sure." in drawn.words
    nothing_covered(drawn)


def test_that_the_story_does_not_say_is_written_in_words() -> None:
    trace = pointed((0.2, 0.8))
    assert ">answer · 80 %<" in draw(trace).svg
    assert ">the story does</text>" in draw(trace).svg
    assert "and finds no answer." in draw(trace).svg
    assert "the story does not say" in texts(PICTURES["answers"].draw(trace, Look()).svg, "answer")


def test_without_directions_of_answers_there_is_no_path() -> None:
    assert not PICTURES["path"].fits(pointed())
    with pytest.raises(ExportError, match="points at words of the story"):
        EXPORTS["svg"].write(pointed(), Look(picture="path"))


BINS = [[0, 0, 0], [3, 15, 100], *([10 * i, 10 * i + 5.0, 9.5 * i] for i in range(2, 10))]


def test_reliability_has_a_bar_for_every_bin_that_has_answers() -> None:
    drawn = draw_reliability(BINS, 0.06)
    assert texts(drawn.svg, "right") == ["100 %", *(f"{9.5 * i:.0f} %" for i in range(2, 10))]
    assert texts(drawn.svg, "count") == ["3", *(str(10 * i) for i in range(2, 10))]
    assert "Expected calibration error: 0.06." in drawn.svg
    assert "sure 10 % to 20 %: 100 % of 3 right" in drawn.words
    nothing_covered(drawn)
