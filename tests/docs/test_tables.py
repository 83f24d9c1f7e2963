"""docs/results.md says what the cards and the benchmarks say."""

from __future__ import annotations

import re

import pytest

from benchmarks.figures import Figure
from docs.tables import RESULTS, filled, goals_table, speed_table, tables
from memviz.data.card import Card


def test_the_results_are_those_of_the_cards_and_the_benchmarks() -> None:
    text = RESULTS.read_text("utf-8")

    assert re.findall(r"<!-- table: (\S+) -->", text) == list(tables())
    assert text == filled(text, tables()), "run `make tables`"


def test_a_table_is_replaced_and_the_text_around_it_stays() -> None:
    text = "Before\n<!-- table: a -->\n\n| old |\n\n<!-- end -->\nbetween\n<!-- table: b -->\n<!-- end -->\nafter\n"

    made = filled(text, {"a": "| 1 |", "b": "| 2 |"})

    assert made.split("\n\n") == [
        "Before\n<!-- table: a -->",
        "| 1 |",
        "<!-- end -->\nbetween\n<!-- table: b -->",
        "| 2 |",
        "<!-- end -->\nafter\n",
    ]
    assert filled(made, {"a": "| 1 |", "b": "| 2 |"}) == made
    with pytest.raises(KeyError, match="b"):
        filled(made, {"a": "| 1 |"})


def test_a_goal_is_missed_where_the_error_is_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docs.tables.GOALS", {"a": (14.0, 15.2), "b": (14.0, None)})
    cards = [
        Card(name, "memn2n", {}, (), (), {}, {}, {"babi-1k": {"errors": {}, "mean_error": error}}, {})
        for name, error in (("a", 14.04), ("b", 14.0))
    ]

    assert goals_table(cards).splitlines()[2:] == [
        "| a | 14.04 | 14, **missed** | 15.2 |",
        "| b | 14.00 | 14, reached |  |",
    ]


def test_a_figure_is_judged_by_its_goal_if_it_has_one() -> None:
    figures = [
        Figure("click", 90.5, "ms", 80.0),
        Figure("training", 7000.0, "questions/s", 6000.0, "higher"),
        Figure("file", 1234.5, "KB"),
    ]

    assert speed_table({figure.name: figure for figure in figures}).splitlines()[2:] == [
        "| click | 90.5 ms | ≤ 80, **missed** |",
        "| training | 7,000.0 questions/s | ≥ 6,000, reached |",
        "| file | 1,234.5 KB |  |",
    ]
