"""Traces that are hard to draw, how an SVG is read back, and a browser without a network that opens files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from memviz.picture.sheet import Drawn
from memviz.picture.text import width
from memviz.story import Question, Slot
from memviz.story.changes import Override
from memviz.trace import Trace
from memviz.trace.hop import Hop
from tests.chromium import PATIENCE

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "<img src=x onerror=window.broken=1></script><script>window.broken=1</script> ]]> &amp; <!--",
    "x" * 900,
    "玛丽拿起了足球，然后去了花园，又回到了办公室，最后把它放在了厨房里的桌子上。",
)
BROKEN = "Mary\x00 \u202ewent \ud800home 😀 ذهبت مريم"


def made_hostile(trace: Trace) -> Trace:
    """The trace of `conftest.trace` with the texts of somebody who wants to break what shows them."""
    return replace(
        trace,
        slots=(*map(Slot.sentence, HOSTILE), trace.slots[-1]),
        question=Question(f"</title>{BROKEN}{HOSTILE[0]}", HOSTILE[0]),
        unknown=HOSTILE,
        answers=(HOSTILE[0], "y" * 700, BROKEN),
        hops=tuple(replace(hop, word_scores=None) for hop in trace.hops),
    )


def changed(trace: Trace) -> Trace:
    """The trace with its first slot muted and the third given its attention in the second hop."""
    weights = ([0, 0.3, 0.4, 0.3], [0, 0.1, 0.6, 0.3])
    hops = tuple(_shared(hop, shares) for hop, shares in zip(trace.hops, weights, strict=True))
    return replace(trace, hops=hops, muted=(0,), overrides=(Override(1, 2, 0.6),))


def _shared(hop: Hop, weights: list[float]) -> Hop:
    return replace(hop, attention=np.array(weights, np.float32))


def long(trace: Trace, sentences: int = 60, hops: int = 2) -> Trace:
    """A trace of many sentences, each looked at alike."""
    few = np.zeros((sentences, 2), np.float32)
    even = np.full(sentences, 1 / sentences, np.float32)
    hop = replace(
        trace.hops[0], keys=few, values=few, scores=few[:, 0], pushes=few[:, 0], attention=even, word_scores=None
    )
    slots = tuple(
        Slot.sentence(f"{i} Mary went to the kitchen, and to the garden, and home.") for i in range(sentences)
    )
    return replace(trace, slots=slots, hops=(hop,) * hops, question=Question("Where is Mary?"))


def texts(svg: str, tag: str) -> list[str]:
    """The texts of an SVG that are named so, in order."""
    found = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return [each.text or "" for each in found if each.get("class") == tag]


def elements(drawn: Drawn, name: str) -> list[ElementTree.Element]:
    """The elements of a picture with this name, in order."""
    return list(ElementTree.fromstring(drawn.svg).iter(SVG + name))


def nothing_covered(drawn: Drawn) -> None:
    """Every line of text is on the paper, and none on another."""
    boxes = [_box(each) for each in elements(drawn, "text") if each.get("font-size") != "8"]  # a state's small number
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert right <= drawn.width
        assert 0 <= top < bottom <= drawn.height
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (one, other)


def _box(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the letters of a line, as wide as they may come out."""
    size, x, y = (float(element.get(name) or 0) for name in ("font-size", "x", "y"))
    wide = width(element.text or "", size, bold=element.get("font-weight") is not None)
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
    return left, y - 0.75 * size, left + wide, y + 0.2 * size


@pytest.fixture
def hostile(trace: Trace) -> Trace:
    return made_hostile(trace)


BOARD = "#board[data-painted]"


class Reader:
    """A page without a network that opens files, and what it had to say and where else it wanted to go."""

    def __init__(self, context: Any, path: Path) -> None:
        context.set_default_timeout(PATIENCE)
        self.path, self.complaints = path, list[str]()
        self.page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def open(self, content: bytes, at: str, width: int, height: int, color_scheme: str) -> Any:
        """The page with a file of this content, once its board is painted."""
        self.path.write_bytes(content)
        self.page.goto("about:blank")  # another step of a file that is open would not open it anew
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=color_scheme)
        self.page.goto(f"{self.path.as_uri()}{at}")
        self.page.locator(BOARD).wait_for(state="attached")
        return self.page

    def _asked(self, request: Any) -> None:
        if request.url.split("#")[0] not in (self.path.as_uri(), "about:blank"):
            self.complaints.append(request.url)


@pytest.fixture(scope="module")
def _reader(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    context = chromium.new_context(offline=True)
    yield Reader(context, tmp_path_factory.mktemp("exported") / "file.html")
    context.close()


@pytest.fixture
def complaints(_reader: Reader) -> list[str]:
    """What the browser had to say, and where it wanted to go; there is none at a test's end."""
    return _reader.complaints


@pytest.fixture
def opened(_reader: Reader) -> Iterator[Callable[..., Any]]:
    """opened(content, at=, width=, height=, color_scheme=) opens a file, which must not complain or ask for another."""

    def open_file(
        content: bytes, at: str = "", width: int = 1280, height: int = 900, color_scheme: str = "light"
    ) -> Any:
        return _reader.open(content, at, width, height, color_scheme)

    yield open_file
    told = list(_reader.complaints)
    _reader.complaints.clear()
    assert told == []
