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
    told = ", ".join(f"{name}: wrong on {each['mean_error']:.1f} % of" for name, each in card.metrics.items())
    told += f" test questions over bAbI's 20 tasks.{_in_new_nouns(card)}"
    return _trust(f"{told} How well it reads other stories is not known.")


def _in_new_nouns(card: Card) -> str:
    """What is known of an open vocabulary; nothing is to be said of others."""
    for figures in card.metrics.values():
        if "new_words" in figures:
            known, new = (figures["new_words"][kind] for kind in ("known", "new"))
            before, after = (f"{sum(errors.values()) / len(errors):.1f} %" for errors in (known, new))
            return f" With every noun of {len(new)} tasks replaced by a new one: {after}, before {before}."
    return ""


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
