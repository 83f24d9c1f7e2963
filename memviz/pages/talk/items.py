"""A talk's stories on the pages: asked when they are to be shown, and an example."""

from __future__ import annotations

from typing import Any

from memviz.browser.deck import Deck, Item
from memviz.browser.stage import stage_data
from memviz.errors import DeckError
from memviz.language import _
from memviz.pages.shared.networks import answer, card_of, looked_up, lookup_models, story_models, update_of
from memviz.pages.shared.sources import shelf, shelf_of_text, wikimovies_is_here
from memviz.simulate.gallery import entry
from memviz.story import Story
from memviz.story.limits import TALK_FACTS
from memviz.trace import Trace

_SHOWN_FIRST = "movies"  # what the models' examples are about
_SHIPPED = ("movies", "countries", "articles")
_OWN = "own"
_NO_STORY = Story(())


def show_item(item: Item) -> dict[str, Any]:
    """What the stage shows of an item. Raises MemvizError, and DeckError if its model or source is not here."""
    trace = trace_of(item)
    return stage_data(trace, update_of(card_of(trace.model)))


def example_deck() -> Deck:
    """A first talk, in the current language: one look, two facts, three facts, and a question about films."""
    one = _gallery_item(
        "memn2n-1hop",
        (1, 6),
        _("One look is enough"),
        _("The simplest case: one sentence holds the answer, and one look finds it."),
        _("Nobody told the network which sentence matters. It learned to look from answers alone."),
    )
    two = _gallery_item(
        "memn2n-3hop",
        (2, 42),
        _("Two facts, one after the other"),
        _("The question names a thing, and no sentence says where it is."),
        _("The first hop finds who has it, a later one where that person went. Ask the audience before the last hop."),
    )
    three = _gallery_item(
        "memn2n-3hop",
        (16, 1),
        _("Three hops, three facts"),
        _("Reasoning by example: what is he, who else is one, and what colour is that one?"),
        _("Every hop looks for what the hop before has found."),
    )
    return Deck((one, two, three, _films()))


def _gallery_item(model: str, place: tuple[int, int], title: str, *notes: str) -> Item:
    """A story of the gallery, with a line for each of the notes."""
    found = entry(*place)
    return Item(model, found.story, found.question, title=title, notes="\n".join(notes))


def _films() -> Item:
    notes = (
        _("What is looked for and what is read differ here: the key is a film and a relation, the value the answer."),
        _("Key hashing has found these few memories among thousands."),
    )
    return Item(
        "kv-movies",
        _NO_STORY,
        shelf(_SHOWN_FIRST).questions[0],
        title=_("Keys and values: films"),
        notes="\n".join(notes),
        source=_SHOWN_FIRST,
    )


def trace_of(item: Item) -> Trace:
    """The answer to an item. Raises MemvizError, and DeckError if its model or source is not here."""
    if not item.source:
        _check(item.model, story_models())
        return answer(item.model, item.story, item.question, item.changes)
    if item.source == _OWN and len(item.own) >= 2:
        form, text, *header = item.own
        if len(text) > TALK_FACTS:
            message = _("The facts of this story are too long for a talk ({n} letters). Take it out of the talk.")
            raise DeckError(message.format(n=f"{len(text):,}"))
        _check(item.model, lookup_models("articles" if form == "Article" else _OWN))
        return looked_up(
            item.model, shelf_of_text(form, text, table=bool(header)).memory, item.question, changes=item.changes
        )
    if item.source not in _SHIPPED and not (item.source == "wikimovies" and wikimovies_is_here()):
        text = _("This story looks things up in “{source}”, which is not here. Take it out of the talk.")
        raise DeckError(text.format(source=item.source[:40]))
    _check(item.model, lookup_models(item.source))
    first = item.source == _SHOWN_FIRST
    return looked_up(item.model, shelf(item.source).memory, item.question, first, item.changes)


def _check(model: str, offered: Any) -> None:
    if model not in offered:
        text = _("This story is for the model “{model}”, which is not here. Take it out of the talk.")
        raise DeckError(text.format(model=model[:40]))
