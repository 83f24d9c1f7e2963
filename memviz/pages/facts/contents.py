"""What a source holds: its size, and its facts or sentences about a name."""

from __future__ import annotations

import streamlit as st

from memviz.language import _
from memviz.pages.shared.messages import plain, table
from memviz.pages.shared.session_language import speak
from memviz.pages.shared.sources import Shelf


def tell_contents(found: Shelf, room: str) -> None:
    """What there is to look up, and some of it."""
    described = _(found.description) if found.description else ""  # the catalogue keeps its own notes under ""
    st.caption(plain(" ".join(filter(None, (described, _("{size}.").format(size=found.size()))))))
    _rows(found, room)


@st.fragment
def _rows(found: Shelf, room: str) -> None:
    speak()  # a fragment runs again without its page
    wanted = st.text_input(_("About a name"), key=f"kv_wanted_{room}", placeholder=_("any"))
    rows = found.about(wanted)
    if not rows:
        nothing = (
            _("No sentences about that. Names here: {names}.")
            if found.documents
            else _("No facts about that. Names here: {names}.")
        )
        st.caption(plain(nothing.format(names=", ".join(found.some_names))))
        return
    with st.container(height=320):
        table((_("sentence"),) if found.documents else (_("subject"), _("relation"), _("object")), rows)
