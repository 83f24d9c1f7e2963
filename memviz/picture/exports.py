"""Answers as files: pictures, films, pages that work without a network, tables, and whole talks.

`EXPORTS` are the formats of one answer, `TALKS` those of several, `CURVES` those of measured curves, all by the
extension of the file. The look says which of the `PICTURES` of an answer SVG, PNG and PDF hold:

>>> from memviz.picture.exports import EXPORTS, Look
>>> content = EXPORTS["png"].write(trace, Look(theme="dark", title="Two facts"), progress=print)
>>> content = EXPORTS["pdf"].write(trace, Look(picture="heatmap"))

`progress` is called with (steps done, steps in all). To cancel, raise an exception there: it comes out of
`write` as it is. `write` returns bytes and touches no file. Raises ExportError for what cannot be made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from memviz.errors import ExportError
from memviz.language import _, later
from memviz.picture import PICTURES
from memviz.picture.curves import Curves, Line, Plot, curves
from memviz.picture.film import gif
from memviz.picture.html import page
from memviz.picture.look import PLAIN, Look, Progress, Theme, silent
from memviz.picture.sheet import Drawn
from memviz.picture.talk import Slide, talk_handout, talk_page
from memviz.picture.typeset import pdf, png
from memviz.trace import Trace

__all__ = [
    "CURVES",
    "EXPORTS",
    "TALKS",
    "Curves",
    "Drawn",
    "Export",
    "Line",
    "Look",
    "Plot",
    "Progress",
    "Slide",
    "Theme",
    "silent",
]

_T = TypeVar("_T")
_SCALE = 2.0  # of a PNG


@dataclass(frozen=True)
class Export(Generic[_T]):
    """One format: its name for people, its MIME type, its extension without a dot, what makes it, and whether it holds
    a picture and nothing else."""

    name: str
    mime: str
    extension: str
    make: Callable[[_T, Look, Progress], bytes]
    drawn: bool = False

    @property
    def label(self) -> str:
        """Its name in the current language."""
        return _(self.name)

    def write(self, what: _T, look: Look = PLAIN, progress: Progress = silent) -> bytes:
        """The content of the file. Raises ExportError, and whatever `progress` raises."""
        if look.picture != PLAIN.picture and not self.drawn:
            raise ExportError(
                _(
                    "“{format}” has no picture to choose. Write one answer to a .png, .svg or .pdf file, or leave the "
                    "picture out."
                ).format(format=self.label)
            )
        return self.make(what, look, progress)


def _drawn(draw: Callable[[_T, Look], Drawn]) -> tuple[Export[_T], ...]:
    """The formats of what `draw` draws."""

    def made(content: Callable[[Drawn, Look], bytes]) -> Callable[[_T, Look, Progress], bytes]:
        def make(what: _T, look: Look, progress: Progress) -> bytes:
            written = content(draw(what, look), look)
            progress(1, 1)
            return written

        return make

    return (
        Export(
            later("Picture (PNG)"), "image/png", "png", made(lambda each, look: png(each, look.scale or _SCALE)), True
        ),
        Export(later("Picture (SVG)"), "image/svg+xml", "svg", made(lambda each, _look: each.svg.encode()), True),
        Export(later("Page (PDF)"), "application/pdf", "pdf", made(lambda each, _look: pdf(each)), True),
    )


def _csv(trace: Trace, _look: Look, progress: Progress) -> bytes:
    content = str(trace.to_frame().to_csv(index=False)).encode(errors="replace")
    progress(1, 1)
    return content


def _json(trace: Trace, _look: Look, progress: Progress) -> bytes:
    content = trace.to_json().encode(errors="replace")
    progress(1, 1)
    return content


def _by_extension(*exports: Export[_T]) -> dict[str, Export[_T]]:
    return {export.extension: export for export in exports}


EXPORTS: dict[str, Export[Trace]] = _by_extension(
    *_drawn(lambda trace, look: PICTURES[look.picture].draw(trace, look)),
    Export(later("Interactive page (HTML)"), "text/html", "html", page),
    Export(later("Film (GIF)"), "image/gif", "gif", gif),
    Export(later("Table (CSV)"), "text/csv", "csv", _csv),
    Export(later("Whole trace (JSON)"), "application/json", "json", _json),
)
TALKS: dict[str, Export[Sequence[Slide]]] = _by_extension(
    Export(later("Talk (HTML)"), "text/html", "html", talk_page),
    Export(later("Handout (PDF)"), "application/pdf", "pdf", talk_handout),
)
CURVES: dict[str, Export[Curves]] = _by_extension(*_drawn(curves))
