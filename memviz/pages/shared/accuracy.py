"""How good a model is, so that nobody takes one answer for its worth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from memviz.data.card import PEOPLE, Card
from memviz.language import _


def story_record(card: Card, task: int) -> str:
    """The errors of a model that reads stories, on one task and on all; of one that was measured on no task, what is
    known of it."""
    if not any(_of_stories(card)):
        return own_story_record(card)
    text = _("{data}: wrong on {error} of this task's public test questions, {mean} over all 20 tasks.")
    return _trust(
        " ".join(
            text.format(data=name, error=_number(each["errors"][str(task)]), mean=_number(each["mean_error"]))
            for name, each in _of_stories(card)
        )
    )


def own_story_record(card: Card) -> str:
    """The errors of a model that reads stories, for a story that belongs to no task."""
    text = _("{data}: wrong on {mean} of test questions over bAbI's 20 tasks.")
    sentences = [text.format(data=name, mean=_number(each["mean_error"])) for name, each in _of_stories(card)]
    return _trust(" ".join([*sentences, *_in_new_nouns(card), *_in_everyday_words(card), _in_words_of_people(card)]))


def _in_words_of_people(card: Card) -> str:
    """What is known of stories that nobody made for it."""
    if PEOPLE not in card.metrics:
        return _("How well it reads other stories is not known.")
    text = _("Of {n} questions about stories that people wrote, it was right on {share}.")
    return text.format(n=card.metrics[PEOPLE]["questions"], share=_number(card.metrics[PEOPLE]["right"]))


def _of_stories(card: Card) -> Iterator[tuple[str, dict[str, Any]]]:
    """The sets of stories that a network was measured on, and its figures."""
    return ((name, figures) for name, figures in card.metrics.items() if "errors" in figures)


def _in_new_nouns(card: Card) -> Iterator[str]:
    """What is known of an open vocabulary; nothing is to be said of others."""
    text = _("With every noun of {n} tasks replaced by a new one: {after}, before {before}.")
    for figures in card.metrics.values():
        if "new_words" in figures:
            known, new = (list(figures["new_words"][kind].values()) for kind in ("known", "new"))
            before, after = (_number(sum(errors) / len(errors)) for errors in (known, new))
            yield text.format(n=len(new), after=after, before=before)


def _in_everyday_words(card: Card) -> Iterator[str]:
    """What is known of a network that reads everyday English."""
    if "everyday" in card.metrics:
        text = _(
            "Right on {share} of questions about made-up everyday stories in words that its training never showed."
        )
        yield text.format(share=_number(card.metrics["everyday"]["right"]))


def lookup_record(card: Card, like: str) -> str:
    """How often a model that looks things up is right on questions like those asked; `like` is what they are about:
    movies, countries, articles, wikimovies or invented names."""
    for kind in (like, "wikimovies"):
        measured = [(name, text) for name, text in _measured(kind) if "hits_at_1" in card.metrics.get(name, {})]
        if measured:
            return _trust(
                " ".join(text.format(share=_number(card.metrics[name]["hits_at_1"])) for name, text in measured)
            )
    return _trust(_("not measured yet."))


def _measured(like: str) -> Iterator[tuple[str, str]]:
    """What may have been measured on questions like those, and how it is told."""
    if like == "invented":
        yield "invented-kb", _("right on {share} of questions about invented names.")
        never = _("right on {share} of questions of one and two steps about relations that its training never saw.")
        yield "own facts, relations never seen, their own words", never
    elif like == "wikimovies":
        yield "wikimovies-kb", _("right on {share} of the public WikiMovies test questions.")
    else:
        yield f"{like}, wordings learnt", _("right on {share} of questions worded as in its training.")
        yield f"{like}, wordings held out", _("Right on {share} of questions worded otherwise.")


def _number(percent: float) -> str:
    return f"{percent:.1f} %"


def _trust(accuracy: str) -> str:
    return _("How far to trust it · {told}").format(told=accuracy)
