"""The tables of results say what the cards say."""

from __future__ import annotations

from typing import Any

from memviz.data.babi import TASKS
from memviz.data.card import Card
from memviz.training.results import lookup_table, new_words_table, results_table


def card(name: str, metrics: dict[str, Any]) -> Card:
    return Card(name, "kv-memnn", {"hops": 2}, (), (), {}, {}, metrics, {})


def looked_up(hits: float, ranking: str) -> dict[str, Any]:
    return {"hits_at_1": hits, "f1": 80.5, "by_type": {"tag to movie": 12.5}, "ranking": ranking, "ceiling": 97.24}


STORIES = card("a", {"babi-1k": {"errors": {str(task): float(task) for task in TASKS}, "mean_error": 10.5}})
OPEN = card(
    "d",
    {
        "simulated": {
            "errors": {str(task): 5.0 for task in TASKS},
            "new_words": {"questions": {"1": 9, "6": 7}, "known": {"1": 0.0, "6": 1.0}, "new": {"1": 2.0, "6": 3.5}},
        }
    },
)
FACTS = card("b", {"wikimovies-kb": looked_up(97.1, "all")})
BOTH = card("c", {"wikimovies-kb": looked_up(96.0, "memory"), "invented-kb": looked_up(99.5, "memory")})


def test_stories_are_a_row_a_task_and_facts_are_none_of_its_columns() -> None:
    rows = results_table([STORIES, FACTS]).splitlines()

    assert rows[0] == "| task | paper 1k | a |"
    assert rows[4] == "| 3 three supporting facts | **21.9** | 3.0 |"
    assert rows[-2:] == ["| **mean** | 12.4 | 10.5 |", "| **failed** (> 5 %) | 11 | 15 |"]


def test_a_network_that_learned_from_simulated_stories_has_a_column_and_no_paper() -> None:
    assert results_table([OPEN]).splitlines()[0] == "| task | d |"


def test_known_and_invented_nouns_stand_side_by_side() -> None:
    rows = new_words_table([STORIES, OPEN]).splitlines()

    assert rows[0] == "| task | d, known nouns | d, new nouns |"
    assert rows[2:] == [
        "| 1 single supporting fact | 0.0 | 2.0 |",
        "| 6 yes/no questions | 1.0 | 3.5 |",
        "| **mean** | 0.5 | 2.8 |",
    ]
    assert new_words_table([STORIES]) == ""


def test_facts_are_a_row_a_type_and_a_row_a_set_beside_paper_and_ceiling() -> None:
    rows = lookup_table([STORIES, FACTS, BOTH]).splitlines()

    assert rows[0] == "| hits@1 | paper | ceiling | b | c |"
    assert rows[2] == "| **WikiMovies test, all** | 93.9 | 97.24 | 97.10 | 96.00 |"
    assert "| ranked | all |  | all | memory |" in rows
    assert "| tag to movie |  |  | 12.5 | 12.5 |" in rows
    assert rows[-1] == "| **invented-kb** |  |  |  | 99.50 |"


def test_without_networks_that_look_facts_up_there_is_no_table() -> None:
    assert lookup_table([STORIES]) == ""
