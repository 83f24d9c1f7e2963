"""The views' pure functions, tested in the language they are written in, all in one run of Node."""

from __future__ import annotations

from pathlib import Path

from tests.node import node

TESTS = sorted(Path(__file__).parent.rglob("*.test.mjs"))


def test_pure_functions_in_node() -> None:
    assert TESTS
    told = node("--test", "--test-reporter=tap", *map(str, TESTS))

    assert all(path.name in told for path in TESTS), "a file without a test would pass in silence"
