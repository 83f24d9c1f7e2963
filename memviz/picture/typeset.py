"""Pictures -> PNG and PDF, by Typst: it sets our SVG with the system's fonts and puts what it used into the file."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from memviz.errors import ExportError
from memviz.language import _
from memviz.picture.sheet import Drawn
from memviz.story.line import clean

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
  page(width: points("wide"), height: points("high"), margin: points("margin"), fill: rgb(told("paper")),
    align(center, image(bytes(told("svg")), format: "svg", alt: told("words"), width: points("width"))))
}
"""
_A4 = (595.0, 842.0)
_A4_MARGIN = 20.0  # besides the picture's own


@dataclass(frozen=True)
class _Page:
    """A picture on a page, all sizes in points; `width` is the picture's."""

    picture: Drawn
    wide: float
    high: float
    width: float
    margin: float = 0


def png(picture: Drawn, scale: float) -> bytes:
    """A picture in pixels, `scale` for one of its own, less where it is so large that no program would open it.

    Raises ExportError where Typst is missing.
    """
    most = (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5
    return _typeset([_as_large(picture, _POINTS)], "", format="png", ppi=96 * min(scale, most))


def pdf(picture: Drawn) -> bytes:
    """A picture on a page of its own size. Raises ExportError where Typst is missing."""
    scale = min(_POINTS, _LONGEST / max(picture.width, picture.height))
    return _typeset([_as_large(picture, scale)], picture.title, format="pdf")


def handout(pictures: Sequence[Drawn], title: str) -> bytes:
    """Pictures on pages of A4, upright or lying as suits each. Raises ExportError where Typst is missing."""
    return _typeset([_on_paper(each) for each in pictures], title, format="pdf")


def _as_large(picture: Drawn, scale: float) -> _Page:
    width = picture.width * scale
    return _Page(picture, width, picture.height * scale, width)


def _on_paper(picture: Drawn) -> _Page:
    wide, high = _A4 if picture.height > picture.width else _A4[::-1]
    scale = min((wide - 2 * _A4_MARGIN) / picture.width, (high - 2 * _A4_MARGIN) / picture.height)
    return _Page(picture, wide, high, picture.width * scale, _A4_MARGIN)


def _typeset(pages: Sequence[_Page], title: str, **how: Any) -> bytes:
    """Everything goes in as text and nothing as code, so that no story can be read as a command."""
    inputs = {"title": clean(title), "count": str(len(pages))}
    for i, page in enumerate(pages):
        sizes = {"wide": page.wide, "high": page.high, "width": page.width, "margin": page.margin}
        values = {"svg": page.picture.svg, "words": page.picture.words, "paper": page.picture.paper, **sizes}
        inputs |= {f"{name}{i}": str(each) for name, each in values.items()}
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
            _(
                "PNG, PDF and GIF are set by Typst, which is not installed. Install it with `pip install typst`; "
                "SVG and HTML need nothing."
            )
        ) from error
    return typst
