"""The table of results: every checkpoint's test errors beside the paper's."""

from __future__ import annotations

from collections.abc import Iterable

from memviz.data.babi import TASKS
from memviz.data.card import Card

# Sukhbaatar et al. 2015, arXiv 1503.08895v5, tables 1 and 3: joint training over 20 tasks, test error in %.
# For PE LS RN, 3 hops, adjacent.
_PAPER_1K = (
    0.0, 11.4, 21.9, 13.4, 14.4, 2.8, 18.3, 9.3, 1.9, 6.5, 0.3, 0.1, 0.2, 6.9, 0.0, 2.7, 40.4, 9.4, 88.0, 0.0,
)  # fmt: skip
_PAPER_10K = (
    0.0, 1.0, 6.8, 0.0, 6.1, 0.1, 6.6, 2.7, 0.0, 0.5, 0.0, 0.1, 0.0, 0.0, 0.2, 0.2, 41.8, 8.0, 75.7, 0.0,
)  # fmt: skip
PAPER = {"babi-1k": _PAPER_1K, "babi-10k": _PAPER_10K}
# Miller et al. 2016, arXiv 1606.03126, table 2: KV-MemNN on the knowledge base, hits@1 in %.
LOOKUP, _PAPER_KB = "wikimovies-kb", "93.9"


def results_table(cards: Iterable[Card]) -> str:
    """Markdown: one row a task, one column a checkpoint with the paper's per-task figures beside it once per data set.

    Errors in % on the public test questions; bold where a task counts as failed (above 5 %).
    """
    columns: dict[str, list[str]] = {}
    for card in sorted(cards, key=lambda card: (list(card.metrics), card.config.get("hops", 0), card.name)):
        for dataset, figures in ((each, card.metrics[each]) for each in card.metrics if "errors" in card.metrics[each]):
            if dataset in PAPER:
                columns[f"paper {dataset.removeprefix('babi-')}"] = _column(PAPER[dataset])
            columns[card.name] = _column([figures["errors"][str(task)] for task in TASKS])
    rows = [
        [f"{task} {name}", *(column[i] for column in columns.values())] for i, (task, name) in enumerate(TASKS.items())
    ]
    rows.append(["**mean**", *(column[-2] for column in columns.values())])
    rows.append(["**failed** (> 5 %)", *(column[-1] for column in columns.values())])
    return _markdown(["task", *columns], rows)


def new_words_table(cards: Iterable[Card]) -> str:
    """Markdown: errors in % of open vocabularies on the same questions in known and in invented nouns, a row a task."""
    found = {
        card.name: figures["new_words"] for card in cards for figures in card.metrics.values() if "new_words" in figures
    }
    if not found:
        return ""
    kinds = [(name, kind) for name in found for kind in ("known", "new")]
    tasks = next(iter(found.values()))["questions"]
    rows = [
        [f"{task} {TASKS[int(task)]}", *(f"{found[name][kind][task]:.1f}" for name, kind in kinds)] for task in tasks
    ]
    means = [sum(found[name][kind].values()) / len(tasks) for name, kind in kinds]
    rows.append(["**mean**", *(f"{mean:.1f}" for mean in means)])
    return _markdown(["task", *(f"{name}, {kind} nouns" for name, kind in kinds)], rows)


def lookup_table(cards: Iterable[Card]) -> str:
    """Markdown: hits@1 in % of the networks that look facts up, a row a type of question, then other measured sets.

    Beside them the paper's network and the ceiling: who picks the right relation, and among its values by chance.
    """
    cards = [card for card in cards if LOOKUP in card.metrics]
    if not cards:
        return ""
    first = cards[0].metrics[LOOKUP]
    rows = [
        ["**WikiMovies test, all**", _PAPER_KB, f"{first['ceiling']:.2f}", *(_hits(card, LOOKUP) for card in cards)],
        ["F1 of the answer set", "", "", *(f"{card.metrics[LOOKUP]['f1']:.2f}" for card in cards)],
        ["ranked", "all", "", *(card.metrics[LOOKUP]["ranking"] for card in cards)],
        *(
            [kind, "", "", *(f"{card.metrics[LOOKUP]['by_type'][kind]:.1f}" for card in cards)]
            for kind in first["by_type"]
        ),
    ]
    others = list(dict.fromkeys(each for card in cards for each in card.metrics if each != LOOKUP))
    rows += [[f"**{each}**", "", "", *(_hits(card, each) for card in cards)] for each in others]
    return _markdown(["hits@1", "paper", "ceiling", *(card.name for card in cards)], rows)


def _hits(card: Card, dataset: str) -> str:
    return f"{card.metrics[dataset]['hits_at_1']:.2f}" if dataset in card.metrics else ""


def _markdown(header: list[str], rows: list[list[str]]) -> str:
    """A table whose columns are numbers but for the first."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def _column(errors: Iterable[float]) -> list[str]:
    """A column's cells: twenty errors, their mean, and how many are above 5 %."""
    errors = list(errors)
    cells = [f"**{error:.1f}**" if error > 5 else f"{error:.1f}" for error in errors]
    return [*cells, f"{sum(errors) / len(errors):.1f}", str(sum(error > 5 for error in errors))]
