"""The bar at the head of a page: its link, its story for the talk, its export, its language; and the page's address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from memviz.browser import bundle
from memviz.browser.component import LANGUAGE, View
from memviz.language import LANGUAGES, current, tag

__all__ = ["toolbar"]

_HERE = Path(__file__).parent
_MODULES = (
    *(
        "../component/address",
        "../component/theme",
        "../component/dom",
        "../stage/deck",
        "../stage/store",
        "toolbar",
        "unasked",
        "index",
    ),
)
_VIEW = View(
    bundle.script([LANGUAGE, *(_HERE / f"{name}.js" for name in _MODULES)]), bundle.style([_HERE / "toolbar.css"])
)


def toolbar(
    link: Mapping[str, str],
    *,
    key: str,
    session: str,
    item: Mapping[str, Any] | None,
    exports: bool,
    quiet: bool,
    note: str,
    on_export: Callable[[], None],
    on_language: Callable[[], None],
) -> None:
    """Draw the bar at this place of the Streamlit page.

    link     the parameters of the page's address, which from then on says them
    session  names the person's session: what is typed and not asked is brought back where another one begins
    item     what goes into the talk, as a file holds it; None where there is nothing to add
    exports  whether there is anything to export
    quiet    a change of the link is none that the browser's back button should undo
    note     what a link does not say, for who copies it; "" if it says all

    session_state[key]["language"] is the language that is wanted, a code of LANGUAGES.
    """
    data = {
        "query": urlencode(link),
        "session": session,
        "item": item,
        "exports": exports,
        "quiet": quiet,
        "note": note,
        "language": tag(),
        "other": next(each for each in LANGUAGES.items() if each[0] != current()),
    }
    _VIEW.draw(data, key=key, on_export_change=on_export, on_language_change=on_language)
