"""The story editor: sentences as rows, the question, and what a person may do to them, all in the browser.

What stands in it is the truth. It tells the server what is written and keeps it in the browser; the server writes
nothing back but for a `Command`, which can be undone. A view arranges its parts (memviz/browser/stories); `SCRIPT` and
`STYLE` are the editor alone.
"""

from __future__ import annotations

from pathlib import Path

from memviz import story
from memviz.browser import bundle
from memviz.browser.component import LANGUAGE
from memviz.browser.editor.draft import Command, Draft, Note, Offer

__all__ = ["FILES", "SCRIPT", "STYLE", "Command", "Draft", "Note", "Offer", "draft"]

_HERE = Path(__file__).parent
_TABLE = Path(story.__file__).with_name("splitter.json")
_MODULES = (  # each imports only earlier ones
    *("../component/spelling", "../component/dom", "splitter", "text", "draft", "../component/history", "store"),
    *("../component/icons", "field", "rows", "below", "actions", "keys", "editor"),
)

FILES = (LANGUAGE, _TABLE, *(_HERE / f"{name}.js" for name in _MODULES))
"""The editor's modules in their order, and the table that they import."""
SCRIPT = bundle.script(FILES)
SHEET = _HERE / "editor.css"
STYLE = bundle.style([SHEET])


def draft(key: str) -> Draft | None:
    """What is written in the view with this key, None before it has told."""
    import streamlit as st

    state = st.session_state.get(key)
    return Draft.from_state(state.get("draft")) if state else None
