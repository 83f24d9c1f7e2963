"""The page of stories in one view: question, sentences that are typed in place, and the light between them.

The whole scene of an answer goes to the browser at once; playing and stepping send nothing back. `SCRIPT` and `STYLE`
know nothing of Streamlit: a page that holds both can call `mountStories(root, data, server).update(data)` itself.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from memviz.browser import bundle, editor
from memviz.browser.component import View
from memviz.look import PATH

__all__ = ["SCRIPT", "STYLE", "bring_stories", "show_stories"]

_HERE = Path(__file__).parent
_MODULES = (  # each imports only earlier ones
    *("stage/deck", "stage/store", "toolbar/toolbar"),
    *(f"stories/{name}" for name in ("scene", "light", "states", "outcome", "player", "drawer", "stories")),
)
_ADDRESS = ("component/address", "component/theme", "stories/index")


def _files(names: tuple[str, ...]) -> list[Path]:
    return [_HERE.parent / f"{name}.js" for name in names]


SCRIPT = bundle.script([*editor.FILES, PATH, *_files(_MODULES)])
STYLE = bundle.style([editor.SHEET, _HERE / "stories.css"])
_VIEW = View(SCRIPT + bundle.script(_files(_ADDRESS)), STYLE)


def bring_stories(key: str) -> None:
    """Bring the code of the view, once and outside of the fragment that draws it."""
    _VIEW.bring(key)


def show_stories(data: dict[str, Any], *, key: str, on_draft: Callable[[], None], on_want: Callable[[], None]) -> None:
    """Draw the view at this place of the Streamlit page.

    on_draft  called when something else is written, which is `draft(key)` from then on
    on_want   called when a person wants something: session_state[key]["want"] is {"what": ..., "value": ...}
    """
    _VIEW.show(data, key=key, on_draft_change=on_draft, on_want_change=on_want)
