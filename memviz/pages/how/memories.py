"""What a key-value memory is made of: facts in both directions, and documents as windows of words."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import streamlit as st

from memviz.errors import DataError
from memviz.facts.documents import SIZE, Document, windows
from memviz.facts.hashing import FREQUENCY, memories_of
from memviz.facts.triples import Triple
from memviz.language import _
from memviz.pages.shared.messages import table
from memviz.pages.shared.sources import shelf
from memviz.story.retrieval import KeyValue

_FACT = Triple("Casablanca", "directed_by", "Michael Curtiz")
_FILM = "Casablanca"
_WINDOWS = 6  # memories of the article that are shown


def memories() -> tuple[str, ...]:
    """The texts beside the tables."""
    both = _(
        "**Facts** are stored in both directions (section 3.2 of the paper), so that “who directed Casablanca?” and "
        "“what did Michael Curtiz direct?” both find their key."
    )
    read = _(
        "**Documents** are what the paper's title is about: they are read directly, without facts. Around every name "
        "stands a *window* of {size} words: its words are the key, and the name in its centre is the value. A second "
        "memory has the same key, and the title as its value. (The paper's windows have 7 words; ours end later, as "
        "7 often end before the verb.)"
    ).format(size=SIZE)
    rule = _(
        "**The rule of key hashing.** In the paper a memory is found if its key shares a word with the question whose "
        "frequency is below 1,000, so that “the” finds nothing. Ours is stricter: names of the question, and "
        "words that stand in fewer than {frequency} keys; otherwise thousands of memories would be left."
    ).format(frequency=FREQUENCY)
    return both, read, rule


def tables() -> None:
    """Draw a fact in both directions, and the first windows of an article."""
    with st.container(key="how_memories"):
        st.markdown(_("**One fact, two memories**"))
        _draw(memories_of(_FACT))
        article = _article()
        st.markdown(_("**An article as memories**") + f" · {article.sentences[0]}")
        _draw(islice(windows((article,), shelf("articles").memory.names()), _WINDOWS))


def _article() -> Document:
    """The article about a film. Raises DataError if it is not among those that ship."""
    for document in shelf("articles").documents:
        if document.title == _FILM:
            return document
    raise DataError(_("The article about {film} is missing.").format(film=_FILM))


def _draw(found: Iterable[KeyValue]) -> None:
    table((_("key"), _("value")), ((each.slot.key, each.slot.value) for each in found))
