"""The formats: what they hold, how large they come out, how an export is followed and cancelled."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from memviz.errors import ExportError
from memviz.picture.board import draw
from memviz.picture.exports import EXPORTS, TALKS, Export, Look, Slide
from memviz.picture.typeset import png
from memviz.trace import Trace
from tests.kv import make_kv_trace, many_memories

from .conftest import made_hostile

KINDS = [*((kind, False) for kind in EXPORTS.values()), *((kind, True) for kind in TALKS.values())]
MAGIC = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF-1.", "html": b"<!doctype html>", "gif": b"GIF89a"}
MAGIC |= {"csv": b"hop,slot,key,", "json": b'{"version"'}


class StoppedError(Exception):
    """What somebody who has waited long enough raises."""


def slides(trace: Trace) -> list[Slide]:
    return [Slide("One", trace, "Ask the room first."), Slide("", make_kv_trace()), Slide("Three", many_memories(30))]


def written(kind: Export[Any], talk: bool, trace: Trace, *how: Any) -> bytes:
    return kind.write(slides(trace) if talk else trace, *how)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def image(content: bytes) -> Any:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("kind", "talk"), KINDS)
@pytest.mark.parametrize("make", [lambda trace: trace, made_hostile, lambda _: make_kv_trace()])
def test_every_format_is_what_it_says(kind: Export[Any], talk: bool, make: Any, trace: Trace) -> None:
    content = written(kind, talk, make(trace))

    assert content.startswith(MAGIC[kind.extension])
    assert len(content) < 1_500_000
    assert "/" in kind.mime


@pytest.mark.parametrize(("kind", "talk"), KINDS)
def test_the_same_trace_makes_the_same_file(kind: Export[Any], talk: bool, trace: Trace) -> None:
    assert written(kind, talk, trace) == written(kind, talk, trace)


@pytest.mark.parametrize(("kind", "talk"), KINDS)
def test_progress_goes_on_to_the_end(kind: Export[Any], talk: bool, trace: Trace) -> None:
    told: list[tuple[int, int]] = []
    written(kind, talk, trace, Look(), lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert len({total for _, total in told}) == 1


@pytest.mark.parametrize(("kind", "talk"), KINDS)
def test_an_exception_in_progress_cancels_the_export(kind: Export[Any], talk: bool, trace: Trace) -> None:
    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        written(kind, talk, trace, Look(), stop)


def test_the_table_holds_the_traces_numbers(trace: Trace) -> None:
    table = pd.read_csv(io.BytesIO(EXPORTS["csv"].write(trace)))

    pd.testing.assert_frame_equal(table, trace.to_frame(), check_exact=True)


def test_the_json_is_the_whole_trace(trace: Trace) -> None:
    assert Trace.from_json(EXPORTS["json"].write(trace).decode()).to_json() == trace.to_json()


@pytest.mark.parametrize(("scale", "times"), [(None, 2), (1, 1), (3, 3)])
def test_a_png_is_as_large_as_it_was_asked_to_be(scale: float | None, times: int, trace: Trace) -> None:
    drawn = draw(trace)

    assert image(EXPORTS["png"].write(trace, Look(scale=scale))).size == (times * drawn.width, times * drawn.height)


def test_what_is_too_large_for_any_program_is_made_smaller() -> None:
    drawn = draw(many_memories(1000))
    assert drawn.height > 20_000
    width, height = image(png(drawn, 4)).size

    assert 40_000_000 < width * height < 61_000_000


@pytest.mark.parametrize("extension", ["png", "gif"])
@pytest.mark.parametrize(("theme", "paper"), [("light", (255, 255, 255)), ("dark", (17, 22, 29))])
def test_the_theme_is_seen(extension: str, theme: Any, paper: tuple[int, ...], trace: Trace) -> None:
    shown = image(EXPORTS[extension].write(trace, Look(theme, scale=1))).convert("RGB")

    corners = [shown.getpixel((x, y)) for x in (2, shown.width - 3) for y in (2, shown.height - 3)]
    assert all(abs(one - other) <= 1 for corner in corners for one, other in zip(corner, paper, strict=True))
    assert len(shown.getcolors(1 << 20)) > 20, "something is drawn"


def test_a_film_tells_the_question_then_every_hop_and_loops(trace: Trace) -> None:
    film = image(EXPORTS["gif"].write(trace))
    times = []
    for frame in range(film.n_frames):
        film.seek(frame)
        times.append(film.info["duration"])

    assert film.info["loop"] == 0
    assert sum(time > 1000 for time in times) == 1 + len(trace.hops)
    assert times[0] > 1000
    assert times[-1] > 1000
    assert film.width == 1000


def test_a_page_of_pdf_is_the_picture_and_can_be_searched(trace: Trace) -> None:
    content = EXPORTS["pdf"].write(trace, Look(title="A ball"))
    drawn = draw(trace, Look(title="A ball"))
    box = [float(side) for side in re.search(rb"/MediaBox\s*\[([\d. ]+)\]", content)[1].split()]  # type: ignore[index]

    assert pages(content) == 1
    assert box[2:] == pytest.approx([0.75 * drawn.width, 0.75 * drawn.height], abs=0.1)
    assert b"/FontFile" in content, "letters go with the file"
    assert b"/ToUnicode" in content, "letters can be found"


def test_a_handout_has_a_page_a_story(trace: Trace) -> None:
    content = TALKS["pdf"].write(slides(trace))
    boxes = re.findall(rb"/MediaBox\s*\[([\d. ]+)\]", content)

    assert pages(content) == 3
    assert {tuple(sorted(map(float, box.split()[2:]))) for box in boxes} == {(595, 842)}


@pytest.mark.parametrize("kind", TALKS.values())
@pytest.mark.parametrize("told", [[], ()])
def test_a_talk_of_nothing_is_refused(kind: Export[Sequence[Slide]], told: Sequence[Slide]) -> None:
    with pytest.raises(ExportError, match="at least one story"):
        kind.write(told)


@pytest.mark.parametrize("extension", ["png", "pdf", "gif"])
def test_where_typst_is_missing_a_sentence_says_so(
    extension: str, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memviz.picture import typeset

    monkeypatch.setitem(sys.modules, "typst", None)
    typeset._fonts.cache_clear()
    with pytest.raises(ExportError, match="pip install typst"):
        EXPORTS[extension].write(trace)
    for needs_nothing in ("svg", "html", "csv", "json"):
        assert EXPORTS[needs_nothing].write(trace)
