"""Where an answer stands in the story, and which words are read."""

import re

import numpy as np
import pytest

from memviz.errors import TraceError
from memviz.trace.pointing import Place, Pointing, tokens

TEXTS = ("Bob went home.", "Anna slept.")
ATTENTION = np.array([[0.5, 0.25, 0.25]], np.float32)  # one hop, two sentences, nothing
READS = np.array([[[0.5, 0, 0], [0, 0.25, 0], [0, 0, 0]]], np.float32)
WORDS = np.array([[1, 0, 0], [0, 0, 0], [0, 0, 0]], np.float32)


def _pointing(places: tuple[Place | None, ...] = (Place(0, 0, 3), None), **arrays: np.ndarray) -> Pointing:
    return Pointing(places, **{"words": WORDS, "reads": READS, **arrays})


def test_it_fits_its_story_and_comes_back_from_json() -> None:
    found = _pointing()
    found.check(TEXTS, ATTENTION, answers=2)
    again = Pointing.from_dict(found.to_dict())
    assert again.places == found.places
    assert np.array_equal(again.reads, READS)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (_pointing(words=WORDS * 2), "no probability"),
        (_pointing(reads=READS * 2), "do not sum to attention"),
        (_pointing(words=WORDS[:2]), "has shape"),
        (_pointing(places=(None,)), "1 places of 2 answers"),
        (_pointing(places=(Place(0, 0, 99), None)), "there are no words"),
        (_pointing(places=(Place(2, 0, 1), None)), "there are no words"),
    ],
)
def test_what_does_not_fit_is_refused(wrong: Pointing, said: str) -> None:
    with pytest.raises(TraceError, match=re.escape(said)):
        wrong.check(TEXTS, ATTENTION, answers=2)


def test_tokens_are_those_of_split() -> None:
    text = "  Bob  went\thome. "
    assert [text[start:end] for start, end in tokens(text)] == text.split()
