"""A trace as a film: the question, then every hop as it is told, then the answer; an animated GIF that loops."""

from __future__ import annotations

import io
from collections.abc import Iterator

from memviz.picture.board import draw
from memviz.picture.look import Look, Progress
from memviz.picture.typeset import png
from memviz.trace import Trace

_STEPS = 8  # frames in which a hop is told
_STEP, _QUESTION, _HOP, _ANSWER = 60, 1800, 1600, 4000  # ms a frame stands
_COLORS = 128
_MOST_PIXELS = 1_500_000  # of a frame


def gif(trace: Trace, look: Look, progress: Progress) -> bytes:
    """An animated GIF of a trace, about 1000 px wide where no scale is chosen. Raises ExportError without Typst."""
    from PIL import Image

    moments = list(_frames(len(trace.hops)))
    frames = []
    scale = look.scale
    for done, (hops, _) in enumerate(moments):
        progress(done, len(moments) + 1)
        drawn = draw(trace, look, hops)
        most = (_MOST_PIXELS / (drawn.width * drawn.height)) ** 0.5
        scale = min(scale or 1000 / drawn.width, most)
        frames.append(Image.open(io.BytesIO(png(drawn, scale))).convert("RGB"))
    progress(len(moments), len(moments) + 1)
    # The last frame has every colour, one palette keeps still what is still, and colours apart keep the paper's.
    palette = frames[-1].quantize(_COLORS, method=Image.Quantize.MAXCOVERAGE)
    few = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    file = io.BytesIO()
    few[0].save(file, "GIF", save_all=True, append_images=few[1:], duration=[ms for _, ms in moments], loop=0)
    progress(len(moments) + 1, len(moments) + 1)
    return file.getvalue()


def _frames(hops: int) -> Iterator[tuple[float, int]]:
    """How many hops each frame tells, and how long it stands, in ms."""
    yield 0, _QUESTION
    for hop in range(hops):
        for step in range(1, _STEPS):
            share = step / _STEPS
            yield hop + share * share * (3 - 2 * share), _STEP  # slow, fast, slow
        yield hop + 1, _ANSWER if hop == hops - 1 else _HOP
