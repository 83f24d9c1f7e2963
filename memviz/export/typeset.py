"""Pictures -> PNG and PDF, by Typst: it sets our SVG with the system's fonts and puts what it used into the file."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from memviz.errors import ExportError
from memviz.export.picture import Picture

if TYPE_CHECKING:
    import typst

_POINTS = 0.75  # of a px of CSS
_MOST_PIXELS = 60_000_000  # of a PNG; what is larger few programs open
_LONGEST = 14_000.0  # points of a page's side; readers of PDF stop at 14,400
_PAGES = b"""
#set document(title: sys.inputs.title, date: none)
#for i in range(int(sys.inputs.count)) {
  let told(name) = sys.inputs.at(name + str(i))
  let points(name) = float(told(name)) * 1pt
  page(width: points("page-width"), height: points("page-height"), margin: 0pt, fill: rgb(sys.inputs.paper),
    align(center + horizon, image(bytes(told("svg")), format: "svg", alt: told("words"), width: points("width"))))
}
"""
_A4 = (595.28, 841.89)
_A4_MARGIN = 28.0


def png(picture: Picture, scale: float) -> bytes:
    """A picture in pixels, `scale` for one of its own, less where it is so large that no program would open it.

    Raises ExportError where Typst is missing.
    """
    most = (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5
    size = (picture.width * _POINTS, picture.height * _POINTS)
    return _typeset([(picture, size, size[0])], "", format="png", ppi=96 * min(scale, most))


def pdf(picture: Picture, title: str) -> bytes:
    """A picture on a page of its own size. Raises ExportError where Typst is missing."""
    scale = min(_POINTS, _LONGEST / max(picture.width, picture.height))
    size = (picture.width * scale, picture.height * scale)
    return _typeset([(picture, size, size[0])], title, format="pdf")


def handout(pictures: Sequence[Picture], title: str) -> bytes:
    """Pictures on pages of A4, upright or lying as suits each. Raises ExportError where Typst is missing."""
    return _typeset([_on_paper(each) for each in pictures], title, format="pdf")


def _on_paper(picture: Picture) -> tuple[Picture, tuple[float, float], float]:
    upright = picture.height > picture.width
    page = _A4 if upright else (_A4[1], _A4[0])
    room = [side - 2 * _A4_MARGIN for side in page]
    scale = min(room[0] / picture.width, room[1] / picture.height)
    return picture, page, picture.width * scale


def _typeset(pages: Sequence[tuple[Picture, tuple[float, float], float]], title: str, **how: Any) -> bytes:
    """Pages of (picture, size of the page, width of the picture), in points. Everything goes in as text and nothing
    as code, so that no story can be read as a command."""
    inputs = {"title": title, "count": str(len(pages)), "paper": pages[0][0].paper}
    for i, (picture, (wide, high), width) in enumerate(pages):
        named = {"svg": picture.svg, "words": picture.words, "page-width": wide, "page-height": high, "width": width}
        inputs |= {f"{name}{i}": str(told) for name, told in named.items()}
    module = _module()
    compiler = module.Compiler(font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs)
    return bytes(compiler.compile(_PAGES, **how))


@functools.cache
def _fonts() -> typst.Fonts:
    """The system's fonts, which take a tenth of a second to find, and Typst's own where there are none."""
    found: typst.Fonts = _module().Fonts()
    return found


def _module() -> Any:
    try:
        import typst
    except ImportError as error:
        raise ExportError(
            "PNG, PDF and GIF are set by Typst, which is not installed. Install it with `pip install typst`; "
            "SVG and HTML need nothing."
        ) from error
    return typst
