"""How good a model is, so that nobody takes one answer for its worth."""

from __future__ import annotations

from memviz.card import Card

_PUBLIC = (("wikimovies-kb", "the public WikiMovies test questions"),)
_INVENTED = (("invented-kb", "questions about invented names"),)


def story_record(card: Card, task: int) -> str:
    """The errors of a model that reads stories, on one task and on all."""
    told = (
        f"{dataset}: wrong on {figures['errors'][str(task)]:.1f} % of this task's public test questions, "
        f"{figures['mean_error']:.1f} % over all 20 tasks."
        for dataset, figures in card.metrics.items()
    )
    return _trust(" ".join(told))


def own_story_record(card: Card) -> str:
    """The errors of a model that reads stories, for a story that belongs to no task."""
    told = (f"{dataset}: wrong on {figures['mean_error']:.1f} % of" for dataset, figures in card.metrics.items())
    return _trust(f"{', '.join(told)} test questions over bAbI's 20 tasks. How well it reads other stories is not known.")


def lookup_record(card: Card, like: str) -> str:
    """How often a model that looks things up is right on questions like those asked; `like` is what they are about:
    movies, countries, articles, wikimovies or invented names."""
    ours = (
        (f"{like}, wordings learnt", "questions worded as in its training"),
        (f"{like}, wordings held out", "questions worded otherwise"),
    )
    for measured in (_INVENTED if like == "invented" else ours, _PUBLIC):
        told = [
            f"{card.metrics[name]['hits_at_1']:.1f} % of {words}" for name, words in measured if name in card.metrics
        ]
        if told:
            return _trust(f"right on {' and '.join(told)}.")
    return _trust("not measured yet.")


def _trust(told: str) -> str:
    return f"How far to trust it · {told}"
