"""The table of results: every checkpoint's test errors beside the paper's."""

from __future__ import annotations

from collections.abc import Iterable

from memviz.card import Card
from memviz.data.babi import TASKS

# Sukhbaatar et al. 2015, arXiv 1503.08895v5, tables 1 and 3: joint training over 20 tasks, test error in %.
# Per task for PE LS RN, 3 hops, adjacent; the mean alone for the others.
_PAPER_1K = (
    0.0, 11.4, 21.9, 13.4, 14.4, 2.8, 18.3, 9.3, 1.9, 6.5, 0.3, 0.1, 0.2, 6.9, 0.0, 2.7, 40.4, 9.4, 88.0, 0.0,
)  # fmt: skip
_PAPER_10K = (
    0.0, 1.0, 6.8, 0.0, 6.1, 0.1, 6.6, 2.7, 0.0, 0.5, 0.0, 0.1, 0.0, 0.0, 0.2, 0.2, 41.8, 8.0, 75.7, 0.0,
)  # fmt: skip
PAPER = {"babi-1k": _PAPER_1K, "babi-10k": _PAPER_10K}
PAPER_MEAN = {
    "memn2n-1hop": 25.8,
    "memn2n-2hop": 15.6,
    "memn2n-3hop": 12.4,
    "memn2n-3hop-lw": 15.2,
    "memn2n-10k": 7.5,
}


def results_table(cards: Iterable[Card]) -> str:
    """Markdown: one row a task, one column a checkpoint with the paper's per-task figures beside it once per data set.

    Errors in % on the public test questions; bold where a task counts as failed (above 5 %).
    """
    columns: dict[str, list[str]] = {}
    for card in sorted(cards, key=lambda card: (list(card.metrics), card.config["hops"], card.name)):
        for dataset, figures in card.metrics.items():
            columns[f"paper {dataset.removeprefix('babi-')}"] = _column(PAPER[dataset])
            columns[card.name] = _column([figures["errors"][str(task)] for task in TASKS])
    rows = [
        [f"{task} {name}", *(column[i] for column in columns.values())] for i, (task, name) in enumerate(TASKS.items())
    ]
    rows.append(["**mean**", *(column[-2] for column in columns.values())])
    rows.append(["**failed** (> 5 %)", *(column[-1] for column in columns.values())])
    header = ["task", *columns]
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, ["---"] + ["---:"] * len(columns), *rows])


def _column(errors: Iterable[float]) -> list[str]:
    """A column's cells: twenty errors, their mean, and how many are above 5 %."""
    errors = list(errors)
    cells = [f"**{error:.1f}**" if error > 5 else f"{error:.1f}" for error in errors]
    return [*cells, f"{sum(errors) / len(errors):.1f}", str(sum(error > 5 for error in errors))]
