"""Text fields that begin as an original and may be typed over. What a person typed stays within reach of one click."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import streamlit as st

from memviz.language import _


@dataclass(frozen=True)
class Fields:
    """The fields by the keys of their widgets, which are drawn with persist_state="session" after `begin`.

    `page` begins the keys of the buttons; the first field's key begins those of what else the session keeps.
    """

    page: str
    keys: tuple[str, ...]

    def begin(self, shown: Hashable, originals: tuple[str, ...]) -> None:
        """Fill the fields with what is shown now: with another thing's originals, or with these if they have changed
        and nobody has typed over them."""
        state = st.session_state
        if state.get(self._at("shown")) == shown:
            untouched = not self.edited
            state[self._at("originals")] = originals
            if untouched:
                self._write(originals)
            return
        self._keep()
        state[self._at("shown")], state[self._at("originals")] = shown, originals
        self._write(originals)

    def open(self, shown: Hashable, originals: tuple[str, ...], texts: tuple[str, ...]) -> None:
        """Begin with these originals, typed over with `texts`, whatever was shown before."""
        if self.keys[0] in st.session_state:
            self._keep()
        st.session_state[self._at("shown")], st.session_state[self._at("originals")] = shown, originals
        self._write(texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple(st.session_state[key] for key in self.keys)

    @property
    def edited(self) -> bool:
        """Whether a person has typed something else; white space around it is nothing else."""
        originals = st.session_state[self._at("originals")]
        return [text.strip() for text in self.texts] != [text.strip() for text in originals]

    def buttons(self) -> None:
        """Ask, and the way back: to the originals, or to what was typed."""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(_("Ask"), type="primary", key=f"{self.page}ask")
            if self.edited:
                st.button(_("Undo my changes"), key=f"{self.page}undo", on_click=self._undo, type="tertiary")
            elif self._at("kept") in st.session_state:
                st.button(_("Back to what I typed"), key=f"{self.page}back", on_click=self._bring_back, type="tertiary")

    def _undo(self) -> None:
        self._keep()
        self._write(st.session_state[self._at("originals")])

    def _bring_back(self) -> None:
        self._write(st.session_state.pop(self._at("kept")))

    def _keep(self) -> None:
        """Before the fields are written over."""
        if self._at("originals") in st.session_state and self.edited:
            st.session_state[self._at("kept")] = self.texts

    def _write(self, texts: tuple[str, ...]) -> None:
        for key, text in zip(self.keys, texts, strict=True):
            if st.session_state.get(key) != text:
                st.session_state[key] = text

    def _at(self, what: str) -> str:
        return f"{self.keys[0]} {what}"
