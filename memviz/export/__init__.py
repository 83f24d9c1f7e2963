"""Answers as files: pictures, films, pages that work without a network, tables, and whole talks.

`EXPORTS` are the formats of one answer, `TALKS` those of several, both by the extension of the file:

>>> from memviz.export import EXPORTS, Look
>>> content = EXPORTS["png"].write(trace, Look(theme="dark", title="Two facts"), progress=print)

`progress` is called with (steps done, steps in all). To cancel, raise an exception there: it comes out of
`write` as it is. `write` returns bytes and touches no file. Raises ExportError for what cannot be made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from memviz.export.film import gif
from memviz.export.html import page
from memviz.export.look import PLAIN, Look, Progress, Theme, silent
from memviz.export.picture import picture
from memviz.export.talk import Slide, talk_handout, talk_page
from memviz.export.typeset import pdf, png
from memviz.language import _, later
from memviz.trace import Trace

__all__ = ["EXPORTS", "TALKS", "Export", "Look", "Progress", "Slide", "Theme", "silent"]

_T = TypeVar("_T")
_SCALE = 2.0  # of a PNG


@dataclass(frozen=True)
class Export(Generic[_T]):
    """One format: its name for people, its MIME type, its extension without a dot, and what makes it."""

    name: str
    mime: str
    extension: str
    make: Callable[[_T, Look, Progress], bytes]

    @property
    def label(self) -> str:
        """Its name in the current language."""
        return _(self.name)

    def write(self, what: _T, look: Look = PLAIN, progress: Progress = silent) -> bytes:
        """The content of the file. Raises ExportError, and whatever `progress` raises."""
        return self.make(what, look, progress)


def _svg(trace: Trace, look: Look, progress: Progress) -> bytes:
    content = picture(trace, look).svg.encode()
    progress(1, 1)
    return content


def _png(trace: Trace, look: Look, progress: Progress) -> bytes:
    content = png(picture(trace, look), look.scale or _SCALE)
    progress(1, 1)
    return content


def _pdf(trace: Trace, look: Look, progress: Progress) -> bytes:
    content = pdf(picture(trace, look), look.title or trace.question.text)
    progress(1, 1)
    return content


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
    Export(later("Picture (PNG)"), "image/png", "png", _png),
    Export(later("Picture (SVG)"), "image/svg+xml", "svg", _svg),
    Export(later("Page (PDF)"), "application/pdf", "pdf", _pdf),
    Export(later("Interactive page (HTML)"), "text/html", "html", page),
    Export(later("Film (GIF)"), "image/gif", "gif", gif),
    Export(later("Table (CSV)"), "text/csv", "csv", _csv),
    Export(later("Whole trace (JSON)"), "application/json", "json", _json),
)
TALKS: dict[str, Export[Sequence[Slide]]] = _by_extension(
    Export(later("Talk (HTML)"), "text/html", "html", talk_page),
    Export(later("Handout (PDF)"), "application/pdf", "pdf", talk_handout),
)
