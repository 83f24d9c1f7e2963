"""Several answers for an audience: a page that is stepped through on a wall, and a handout on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from memviz.browser.board import board_data
from memviz.errors import ExportError
from memviz.language import _
from memviz.picture.board import draw
from memviz.picture.html import html_file
from memviz.picture.look import Look, Progress
from memviz.picture.typeset import handout
from memviz.trace import Trace

_TALK = """<main class="talk">
<h1 id="title" dir="auto"></h1>
<div class="scenes"><section id="telling" class="telling"></section><div id="board"></div></div>
<p id="notes" class="speaker" dir="auto" hidden></p>
<footer class="foot">
<button id="back" type="button" aria-label="{back}" title="{back_key}">‹</button>
<span id="dots" class="dots" aria-hidden="true"></span>
<button id="next" type="button" aria-label="{next}" title="{next_keys}">›</button>
<span id="where" class="where"></span>
</footer>
</main>"""


@dataclass(frozen=True)
class Slide:
    """One story of a talk: its title (its question if empty), its answer, and what the speaker wants to say."""

    title: str
    trace: Trace
    notes: str = ""

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.title or self.trace.question.text


def talk_page(slides: Sequence[Slide], look: Look, progress: Progress) -> bytes:
    """A talk as an HTML file: arrow keys go from step to step, each story is told first and then answered hop by hop.

    Raises ExportError if there is no story.
    """
    _check(slides)
    stories = []
    for done, slide in enumerate(slides, 1):
        entry = {"title": slide.title, "notes": slide.notes, "sentences": _sentences(slide.trace)}
        stories.append({**entry, "board": board_data(slide.trace)})
        progress(done, len(slides))
    return html_file(look.title or slides[0].heading, look, _body(), stories, ["page", "talk"])


def _body() -> str:
    texts = {
        "back": _("Back"),
        "back_key": _("Back (left arrow)"),
        "next": _("Next"),
        "next_keys": _("Next (right arrow; N shows the notes)"),
    }
    return _TALK.format_map({name: escape(text) for name, text in texts.items()})


def talk_handout(slides: Sequence[Slide], look: Look, progress: Progress) -> bytes:
    """A talk as a PDF on A4: one story a page, with all hops, its numbers and its notes.

    Raises ExportError if there is no story, or Typst is missing.
    """
    _check(slides)
    pages = []
    for done, slide in enumerate(slides, 1):
        pages.append(draw(slide.trace, replace(look, title=slide.title), notes=slide.notes))
        progress(done, len(slides) + 1)
    made = handout(pages, look.title or slides[0].heading)
    progress(len(slides) + 1, len(slides) + 1)
    return made


def _check(slides: Sequence[Slide]) -> None:
    if not slides:
        raise ExportError(_("A talk needs at least one story."))


def _sentences(trace: Trace) -> list[str]:
    """What the story says, line by line; a fact with what its key leads to."""
    sentences = trace.slots[: trace.sentences]
    return [slot.key if slot.value == slot.key else f"{slot.key} → {slot.value}" for slot in sentences]
