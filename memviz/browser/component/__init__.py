"""Views drawn in the browser, as Streamlit components: the code of a view travels once, its data at every rerun.

Streamlit sends a component's code again at every rerun, but a large message that it has sent before only by name. So
the code lies packed in an element of its own that never changes, and the view's element has its data alone.
"""

from __future__ import annotations

import functools
import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memviz.browser import bundle
from memviz.browser.component.texts import spoken
from memviz.language import current

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["LANGUAGE", "View", "spoken"]

_HERE = Path(__file__).parent
LANGUAGE = _HERE / "language.js"
"""The module with the texts of scripts; the first of every view's."""


@dataclass(frozen=True)
class View:
    """A view: a script whose default export draws it, as a component of Streamlit's would, and its style sheet."""

    script: str
    style: str

    def draw(self, data: Mapping[str, Any], *, key: str, **callbacks: Any) -> None:
        """Draw the view at this place of the Streamlit page, in the current language.

        Its state is session_state[key]; each of its keys has an on_<key>_change among the callbacks.
        """
        self.bring(key)
        self.show(data, key=key, **callbacks)

    def bring(self, key: str) -> None:
        """Bring the code alone: what is drawn again and again in a fragment needs it once outside."""
        code, packed = _packed(self, current())
        _component("carrier")(key=f"code {key}", data=code.encode() + packed)

    def show(self, data: Mapping[str, Any], *, key: str, **callbacks: Any) -> None:
        """Draw the view, whose code has been brought. Bytes are sent as they are: in a dictionary, Streamlit would look
        for data frames, which takes longer than all the rest of sending it."""
        code, told = _packed(self, current())[0], json.dumps(data, separators=(",", ":"))
        _component("shell")(key=key, data=(code + told).encode(), **callbacks)


@functools.cache
def _packed(view: View, language: str) -> tuple[str, bytes]:  # noqa: ARG001 - another language has another script
    """The code's id, which names its content, and the code as carrier.js takes it."""
    content = json.dumps({"script": spoken(view.script), "style": view.style}, ensure_ascii=False).encode()
    return hashlib.blake2s(content, digest_size=8).hexdigest(), gzip.compress(content, mtime=0)


@functools.cache
def _component(name: str) -> ComponentRenderer:
    """A Streamlit component, registered once; imported here so that an export or a test needs no Streamlit."""
    import streamlit as st

    return st.components.v2.component(
        f"memviz_{name}", js=bundle.script(_HERE / f"{each}.js" for each in ("views", name))
    )
