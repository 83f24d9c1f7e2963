"""`make tables`: write the tables of docs/results.md anew from the checkpoints' cards and the benchmarks' results.

The text around them is written by hand. A table stands between `<!-- table: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import Figure, read
from memviz.data.card import Card, names, read_card
from memviz.data.files import write
from memviz.training.results import lookup_table, markdown, new_words_table, results_table

RESULTS = Path(__file__).with_name("results.md")
# Mean error in % to be reached, and that of the same network in Sukhbaatar et al. 2015, tables 1 and 3.
GOALS: dict[str, tuple[float, float | None]] = {
    "memn2n-3hop": (11.0, 12.4),
    "memn2n-3hop-lw": (14.0, 15.2),
    "memn2n-2hop": (15.6, 15.6),
    "memn2n-1hop": (25.8, 25.8),
    "memn2n-10k": (6.0, 7.5),
    "memn2n-open": (12.8, None),  # two points more than memn2n-3hop
    "kv-babi": (15.0, None),
}
# hits@1 in % on MetaQA's test questions of one, two and three steps, as published.
CHAINS: dict[str, tuple[float, float, float]] = {
    "KV-MemNN": (96.2, 82.7, 48.9),
    "GraftNet": (97.0, 94.8, 77.7),
    "PullNet": (97.0, 99.9, 91.4),
    "EmbedKGQA": (97.5, 98.8, 94.8),
    "NSM": (97.1, 99.9, 98.9),
    "TransferNet": (97.5, 100.0, 100.0),
}
_BLOCK = re.compile(r"(<!-- table: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def tables() -> dict[str, str]:
    """Every table of docs/results.md by its name, in Markdown."""
    cards = [read_card(name) for name in names()]
    return {
        "tasks": results_table(cards),
        "goals": goals_table(cards),
        "new-words": new_words_table(cards),
        "facts": lookup_table(cards),
        "chains": chains_table(read_card("kv-chain")),
        "speed": speed_table(read()),
    }


def filled(text: str, made: Mapping[str, str]) -> str:
    """The text with its tables replaced by those of the same names. Raises KeyError for a name that is not made."""
    return _BLOCK.sub(lambda block: f"{block[1]}\n{made[block[2]]}\n\n{block[3]}", text)


def goals_table(cards: list[Card]) -> str:
    """A row a network that has a goal: its mean error over the twenty tasks, the goal, the paper's."""
    found = {
        card.name: figures["mean_error"] for card in cards for figures in card.metrics.values() if "errors" in figures
    }
    rows = [
        [
            name,
            f"{found[name]:.2f}",
            f"{goal:g}, {_verdict(found[name] <= goal)}",
            "" if paper is None else f"{paper:g}",
        ]
        for name, (goal, paper) in GOALS.items()
    ]
    return markdown(["model", "mean error %", "goal", "paper"], rows)


def chains_table(card: Card) -> str:
    """A row a network: hits@1 of one, two and three steps, and F1 of ours."""
    figures = [card.metrics[f"metaqa-{steps}"] for steps in (1, 2, 3)]
    own = [f"{each['hits_at_1']:.2f} (F1 {each['f1']:.2f})" for each in figures]
    rows = [[name, *map(str, found)] for name, found in CHAINS.items()]
    return markdown(["MetaQA test, hits@1", "1 step", "2 steps", "3 steps"], [*rows, ["**kv-chain**", *own]])


def speed_table(figures: Mapping[str, Figure]) -> str:
    """A row a figure that `make bench` measured, with its goal where it has one."""
    return markdown(
        ["figure", "value", "goal"],
        [[each.name, f"{each.value:,} {each.unit}", _goal(each)] for each in figures.values()],
    )


def _goal(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"{'≤' if figure.better == 'lower' else '≥'} {figure.target:,g}, {_verdict(bool(figure.met))}"


def _verdict(met: bool) -> str:
    return "reached" if met else "**missed**"


def main() -> None:
    """Rewrite docs/results.md."""
    write(RESULTS, [filled(RESULTS.read_text("utf-8"), tables())])


if __name__ == "__main__":
    main()
