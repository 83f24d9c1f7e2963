"""A talk's stories on the pages: asked when they are to be shown, and an example."""

from __future__ import annotations

from typing import Any

from memviz.deck import Deck, Item
from memviz.errors import DeckError
from memviz.gallery import FIRST, entry
from memviz.pages.models import answer, looked_up, lookup_models, story_models
from memviz.pages.shelves import shelf, wikimovies_is_here
from memviz.stage import stage_data
from memviz.story import Story
from memviz.trace import Trace

_SHOWN_FIRST = "movies"  # what the models' examples are about
_SHIPPED = ("movies", "countries", "articles")
_NO_STORY = Story(())


def show_item(item: Item) -> dict[str, Any]:
    """What the stage shows of an item. Raises MemvizError, and DeckError if its model or source is not here."""
    return stage_data(_trace(item))


def example_deck() -> Deck:
    """A first talk: one look, two facts, three facts, and a question about films."""
    simulated = (
        ("memn2n-1hop", (1, 6), "One look is enough", _ONE),
        ("memn2n-3hop", FIRST, "Two facts, one after the other", _TWO),
        ("memn2n-3hop", (16, 1), "Three hops, three facts", _THREE),
    )
    told = tuple(
        Item(model, found.story, found.question, title=title, notes=notes)
        for model, place, title, notes in simulated
        for found in (entry(*place),)
    )
    films = shelf(_SHOWN_FIRST).questions[0]
    lookup = Item("kv-movies", _NO_STORY, films, title="Keys and values: films", notes=_FILMS, source=_SHOWN_FIRST)
    return Deck((*told, lookup))


_ONE = """The simplest case: one sentence holds the answer, and one look finds it.
Nobody told the network which sentence matters. It learned to look from answers alone."""
_TWO = """The question names a thing, and no sentence says where it is.
The first hop finds who has it, a later one where that person went. Ask the audience before the last hop."""
_THREE = """Reasoning by example: what is he, who else is one, and what colour is that one?
Every hop looks for what the hop before has found."""
_FILMS = """What is looked for and what is read differ here: the key is a film and a relation, the value the answer.
Key hashing has found these few memories among thousands."""


def _trace(item: Item) -> Trace:
    if not item.source:
        _check(item.model, story_models())
        return answer(item.model, item.story, item.question, item.changes)
    if item.source not in _SHIPPED and not (item.source == "wikimovies" and wikimovies_is_here()):
        raise DeckError(
            f"This story looks things up in “{item.source[:40]}”, which is not here. Take it out of the talk."
        )
    _check(item.model, lookup_models(item.source))
    first = item.source == _SHOWN_FIRST
    return looked_up(item.model, shelf(item.source).memory, item.question, first, item.changes)


def _check(model: str, offered: Any) -> None:
    if model not in offered:
        raise DeckError(f"This story is for the model “{model[:40]}”, which is not here. Take it out of the talk.")
