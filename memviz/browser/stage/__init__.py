"""The stage: a talk's running order, and one story of it at a time on the whole screen, told step by step.

The talk lives in the browser, which keeps it; the server is told which stories there are, answers with what the
networks do with them, and from then on the talk needs no server. `SCRIPT` and `STYLE` know nothing of Streamlit: a page
that holds both can call `mountTalk(root, first, server).update(data)` itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from memviz.browser import bundle
from memviz.browser.component import LANGUAGE, View
from memviz.browser.stage.data import stage_data

__all__ = ["SCRIPT", "STYLE", "stage_data", "talk_stage"]

_HERE = Path(__file__).parent
_MODULES = (  # each imports only earlier ones
    *("../component/dom", "../component/spelling", "../component/layout", "../component/icons"),
    *("../component/history", "deck", "store", "steps", "words", "memory", "funnel", "band", "outcome", "player"),
    *("notes", "input", "screen", "list", "talk"),
)


def _script(*modules: str) -> str:
    return bundle.script([LANGUAGE, *(_HERE / f"{name}.js" for name in modules)])


SCRIPT = _script(*_MODULES)
STYLE = bundle.style([_HERE / "list.css", _HERE / "stage.css"])
_TALK = View(_script(*_MODULES, "index"), STYLE)


def talk_stage(
    *,
    key: str,
    first: Sequence[Mapping[str, Any]],
    shows: Mapping[str, Mapping[str, Any]] | None,
    command: Mapping[str, Any] | None,
    on_wanted: Callable[[], None],
    on_open: Callable[[], None],
    on_export: Callable[[], None],
) -> None:
    """Draw the running order at this place of the Streamlit page; the stage covers all of it once it is begun.

    first    the talk of who has none yet, items as a file holds them
    shows    by id, what each story that is wanted shows (`stage_data`), or {"error": a sentence}; None if nobody has
             said which are wanted
    command  {id, said} and maybe items: what became of a file, which the running order then holds

    session_state[key]["wanted"] is {id: item}; `on_open` is called when a file is to be read, which is
    session_state[key]["open"], {"name", "text"}; `on_export` when the talk is to be exported, which is
    session_state[key]["export"], the text of its file.
    """
    data = {"first": list(first), "knows": shows is not None, "shows": shows or {}}
    _TALK.draw(
        data | ({"command": dict(command)} if command else {}),
        key=key,
        on_wanted_change=on_wanted,
        on_open_change=on_open,
        on_export_change=on_export,
    )
