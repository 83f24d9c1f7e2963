"""The story editor: sentences as rows, the question, and what a person may do to them, all in the browser.

What stands in it is the truth. It tells the server what is written and keeps it in the browser; the server writes
nothing back but for a `Command`, which can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from memviz.browser import bundle
from memviz.browser.component import LANGUAGE, View
from memviz.browser.editor.draft import EXAMPLE, Command, Draft, Note, Offer

__all__ = ["EXAMPLE", "SCRIPT", "STYLE", "Command", "Draft", "Note", "Offer", "draft", "editor_data", "story_editor"]

_HERE = Path(__file__).parent
_MODULES = (  # each imports only earlier ones
    *(
        "../component/dom",
        "text",
        "draft",
        "../component/history",
        "store",
        "../component/icons",
        "field",
        "rows",
        "below",
        "actions",
        "keys",
        "editor",
    ),
)

SCRIPT = bundle.script([LANGUAGE, *(_HERE / f"{name}.js" for name in _MODULES)])
STYLE = bundle.style([_HERE / "editor.css"])
_VIEW = View(SCRIPT + bundle.script([_HERE / "index.js"]), STYLE)


def story_editor(
    data: dict[str, Any],
    *,
    key: str,
    on_draft: Callable[[], None],
    on_open: Callable[[], None],
    on_save: Callable[[], None],
) -> None:
    """Draw the editor at this place of the Streamlit page.

    on_draft  called when something else is written, which is `draft(key)` from then on
    on_open   called when a file is to be read; session_state[key]["open"] is its {"name", "text"}
    on_save   called when a file is wanted
    """
    _VIEW.draw(
        {"name": f"memviz {key}", "first": _first(), **data},
        key=key,
        on_draft_change=on_draft,
        on_open_change=on_open,
        on_save_change=on_save,
    )


def editor_data(
    *,
    knows: int | None,
    notes: Sequence[Note] = (),
    questions: Sequence[str] = (),
    beyond: int = 0,
    command: Command | None = None,
) -> dict[str, Any]:
    """What the editor is told.

    knows   which of its messages was the last to come, None if none has
    beyond  how many sentences are beyond the memory
    """
    return {
        "knows": knows,
        "notes": [note.as_json() for note in notes],
        "questions": list(questions),
        "beyond": beyond,
    } | ({"command": command.as_json()} if command else {})


def draft(key: str) -> Draft | None:
    """What is written in the editor with this key, None before it has told."""
    import streamlit as st

    state = st.session_state.get(key)
    return Draft.from_state(state.get("draft")) if state else None


def _first() -> dict[str, Any]:
    return {"rows": list(EXAMPLE.rows), "question": EXAMPLE.question}
