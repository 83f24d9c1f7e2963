"""What is chosen on the page of facts, and the link that says it; a link is text from anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.errors import LinkError
from memviz.pages.facts.lookup import OWN, Lookup

OFFERED = {"movies": ("kv-open", "kv-movies"), "countries": ("kv-open",), OWN: ("kv-open",)}
QUESTIONS = {"movies": 30, "countries": 3, OWN: 1}


def from_link(link: dict[str, str]) -> Lookup:
    return Lookup.from_link(link, OFFERED, lambda source, _model: QUESTIONS[source])


@pytest.mark.parametrize(
    "chosen",
    [
        Lookup("movies", "kv-movies", 29),
        Lookup("countries", "kv-open", 2),
        Lookup(OWN, "kv-open"),
    ],
    ids=str,
)
def test_every_choice_s_link_leads_back_to_it(chosen: Lookup) -> None:
    assert from_link(chosen.link()) == chosen


def test_a_link_is_readable_and_counts_from_one() -> None:
    assert Lookup("movies", "kv-open", 6).link() == {"source": "movies", "model": "kv-open", "question": "7"}


@pytest.mark.parametrize(
    ("link", "chosen"),
    [
        ({}, Lookup("movies", "kv-open")),
        ({"source": "countries"}, Lookup("countries", "kv-open")),
        ({"model": "kv-movies"}, Lookup("movies", "kv-movies")),
        ({"question": "2"}, Lookup("movies", "kv-open", 1)),
        ({"utm_source": "mail", "embed": "true"}, Lookup("movies", "kv-open")),
    ],
)
def test_what_a_link_leaves_out_is_the_default(link: dict[str, str], chosen: Lookup) -> None:
    assert from_link(link) == chosen


@pytest.mark.parametrize(
    "broken",
    [
        {"source": "wikimovies"},
        {"source": ""},
        {"source": "../../etc"},
        {"source": "countries", "model": "kv-movies"},
        {"source": "story"},
        {"model": "memn2n-3hop"},
        {"question": "0"},
        {"question": "31"},
        {"question": "-1"},
        {"question": "1e1"},
        {"question": "9" * 5000},
        {"question": "٢"},
    ],
    ids=str,
)
def test_a_link_to_what_is_not_there_is_no_choice(broken: dict[str, str]) -> None:
    with pytest.raises(LinkError, match=r"names .* that is not here"):
        from_link(broken)


_PARTS = st.sampled_from(["source", "model", "question", "task", "story"])
_VALUES = st.text(max_size=6) | st.sampled_from(["1", "12", "story", "own", "kv-open", "kv-babi"])


@given(st.dictionaries(_PARTS, _VALUES))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_whatever_a_link_says_a_choice_is_one_that_can_be_made(link: dict[str, str]) -> None:
    try:
        chosen = from_link(link)
    except LinkError:
        return
    assert chosen.model in OFFERED[chosen.source]
    assert from_link(chosen.link()) == chosen
