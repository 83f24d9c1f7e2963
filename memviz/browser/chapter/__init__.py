"""The views of the page "How it works": small pictures of a network at work, drawn in the browser.

A view's whole data goes to the browser once; pointing, stepping and choosing send nothing back. Every text of a view is
part of its data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from memviz.browser import bundle, component
from memviz.browser.chapter.data import digest, walk_data
from memviz.look import PATH

__all__ = ["View", "chapter_view", "script", "style", "walk_data"]

View = Literal["growth", "modules", "diagram", "move", "walk", "tying", "encoding", "funnel", "chain"]

_HERE = Path(__file__).parent
_BASE = ("../component/dom", "chapter")
_MODULES: dict[View, tuple[str, ...]] = {  # each imports only earlier ones
    "growth": (*_BASE, "numbers", "plot", "growth"),
    "modules": (*_BASE, "numbers", "strip", "arrows", "modules"),
    "diagram": (*_BASE, "numbers", "typeset", "strip", "arrows", "diagram"),
    "move": (*_BASE, "../stories/scene", "../stories/light", "move"),
    "walk": (*_BASE, "numbers", "typeset", "strip", "formulas", "explanation", "walk"),
    "tying": (*_BASE, "numbers", "typeset", "tying"),
    "encoding": (*_BASE, "numbers", "strip", "encoding"),
    "funnel": (*_BASE, "../stage/funnel", "funnel"),
    "chain": (*_BASE, "../component/spelling", "../component/layout", "../board/chain", "chain"),
}
_WITH_ARROWS = {"modules", "diagram"}


def chapter_view(view: View, data: dict[str, Any], *, key: str) -> None:
    """Draw a view at this place of the Streamlit page; `id` in its data names the content."""
    _VIEWS[view].draw({"id": digest(data), **data}, key=key)


def script(view: View, *more: str) -> str:
    """A view's JavaScript; `mountView(root).update(data)` draws it."""
    return bundle.script([component.LANGUAGE, PATH, *(_HERE / f"{name}.js" for name in (*_MODULES[view], *more))])


def style(view: View) -> str:
    """A view's style sheet."""
    sheets = ("chapter", *(("arrows",) if view in _WITH_ARROWS else ()), view)
    return bundle.style(_HERE / f"{name}.css" for name in sheets)


_VIEWS = {name: component.View(script(name, "index"), style(name)) for name in _MODULES}
