"""Figures are kept, replaced and judged as the table says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.figures import Figure, merged, percentiles, read, write


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    write({"a": Figure("a", 1.234, "ms", 3.0), "b": Figure("b", None, "ms", note="skipped")}, path)
    assert json.loads(path.read_text()) == {"a": {"value": 1.23, "unit": "ms", "target": 3.0, "better": "lower"}}
    assert read(path)["a"].value == 1.23


def test_a_skipped_figure_keeps_its_earlier_value() -> None:
    earlier = {"a": Figure("a", 1.0, "ms"), "b": Figure("b", 2.0, "ms")}
    figures = merged(earlier, [Figure("a", None, "ms", note="skipped"), Figure("b", 5.0, "ms")])
    assert (figures["a"].value, figures["b"].value) == (1.0, 5.0)


@pytest.mark.parametrize(
    ("value", "better", "met"),
    [(3.0, "lower", True), (3.1, "lower", False), (3.0, "higher", True), (2.9, "higher", False)],
)
def test_a_target_is_met_on_its_better_side(value: float, better: str, met: bool) -> None:
    assert Figure("a", value, "ms", 3.0, better).met is met  # type: ignore[arg-type]


def test_percentiles_of_a_line_of_times() -> None:
    p50, p95 = percentiles("click", [float(ms) for ms in range(101)], 80, 90)
    assert (p50.name, p50.value, p50.met) == ("click, p50", 50.0, True)
    assert (p95.name, p95.value, p95.met) == ("click, p95", 95.0, False)
