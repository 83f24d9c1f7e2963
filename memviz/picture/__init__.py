"""Pictures of a trace, and the files that hold them. `PICTURES` is the one list of pictures; `exports` has the files.

A picture NAME is `draw(trace, look) -> Drawn` in memviz/picture/NAME.py; where a person can point at it on a page, it
is `chart(trace, dark) -> Figure` in memviz/picture/charts/NAME.py, too. They know no network and no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from memviz.errors import ExportError
from memviz.language import _, later

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from memviz.picture.look import Look
    from memviz.picture.sheet import Drawn
    from memviz.trace import Trace


@dataclass(frozen=True)
class Picture:
    """A picture of a trace: its name in links and on the command line, its label for people, whether it has a chart,
    and whether it is about the directions of answers among the states. What draws it is loaded when it is wanted."""

    name: str
    english: str
    charted: bool = False
    of_states: bool = False

    @property
    def label(self) -> str:
        """What people call it, in the current language."""
        return _(self.english)

    def fits(self, trace: Trace) -> bool:
        """Whether there is anything to draw: answers that are words of a story have no direction among the states."""
        return not self.of_states or trace.pointing is None or bool(trace.answer_vectors.any())

    def draw(self, trace: Trace, look: Look) -> Drawn:
        """The picture for a file. Raises ExportError for a trace that it does not fit."""
        if not self.fits(trace):
            raise ExportError(without_directions(trace))
        drawn: Drawn = import_module(f"{__name__}.{self.name}").draw(trace, look)
        return drawn

    def chart(self, trace: Trace, *, dark: bool) -> Figure:
        """The picture that shows numbers where a person points."""
        return import_module(f"{__name__}.charts.{self.name}").chart(trace, dark=dark)


def without_directions(trace: Trace) -> str:
    """Why there is no path of the state."""
    text = _("{model} points at words of the story: its answers have no directions that a state could go towards.")
    return text.format(model=trace.model)


PICTURES = {
    picture.name: picture
    for picture in (
        Picture("board", later("Memory board")),
        Picture("heatmap", later("Heat map"), charted=True),
        Picture("answers", later("Answer after each hop"), charted=True),
        Picture("path", later("Path of the state"), charted=True, of_states=True),
    )
}
