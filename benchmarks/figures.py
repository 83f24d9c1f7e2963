"""Measured figures: the table a person reads and the JSON that is kept."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.table import Table

from memviz.data import files

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Figure:
    """One number. `value` is None where it could not be measured, and `note` says why."""

    name: str
    value: float | None
    unit: str
    target: float | None = None
    better: Literal["lower", "higher"] = "lower"
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without a target or a value."""
        if self.value is None or self.target is None:
            return None
        return self.value <= self.target if self.better == "lower" else self.value >= self.target


def percentiles(name: str, times: Sequence[float], p50: float | None = None, p95: float | None = None) -> list[Figure]:
    """Median and 95th percentile of times in ms, each with its target."""
    tail = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return [Figure(f"{name}, p50", statistics.median(times), "ms", p50), Figure(f"{name}, p95", tail, "ms", p95)]


def read(path: Path = RESULTS) -> dict[str, Figure]:
    """The figures of earlier runs, by name."""
    if not path.exists():
        return {}
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {name: Figure(name, **fields, note="earlier run") for name, fields in kept.items()}


def merged(earlier: Mapping[str, Figure], measured: Iterable[Figure]) -> dict[str, Figure]:
    """Earlier figures, replaced by the measured ones; one that could not be measured keeps its earlier value."""
    figures = dict(earlier)
    for figure in measured:
        if figure.value is not None or figure.name not in figures:
            figures[figure.name] = figure
    return figures


def write(figures: Mapping[str, Figure], path: Path = RESULTS) -> None:
    """Keep the figures that have a value, one a line, so that a change is readable in a diff."""
    lines = [
        f"  {json.dumps(figure.name)}: "
        + json.dumps(
            {"value": round(figure.value, 2), "unit": figure.unit, "target": figure.target, "better": figure.better}
        )
        for figure in figures.values()
        if figure.value is not None
    ]
    files.write(path, ["{\n", ",\n".join(lines), "\n}\n"])


def table(figures: Iterable[Figure]) -> Table:
    """The figures for a person: missed targets stand out by word and colour."""
    made = Table(box=None, pad_edge=False)
    made.add_column("figure", no_wrap=True)
    for column in ("value", "unit", "target"):
        made.add_column(column, justify="left" if column == "unit" else "right")
    made.add_column("")
    for figure in figures:
        limit = "≤" if figure.better == "lower" else "≥"
        target = "" if figure.target is None else f"{limit} {figure.target:,g}"
        value = "-" if figure.value is None else _shown(figure.value)
        made.add_row(figure.name, value, figure.unit, target, _remark(figure))
    return made


def _shown(value: float) -> str:
    """Three digits or all before the point: what the measurement can tell."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _remark(figure: Figure) -> str:
    verdict = {True: "[green]met[/]", False: "[bold red]missed[/]", None: ""}[figure.met]
    return f"{verdict} [dim]{figure.note}[/]".strip() if figure.note else verdict
