"""The views' pure functions, tested in the language they are written in, all in one run of Node."""

from __future__ import annotations

import re
from pathlib import Path

from memviz.browser import component
from tests.node import node

TESTS = sorted(Path(__file__).parent.rglob("*.test.mjs"))


def test_pure_functions_in_node() -> None:
    assert all("test(" in path.read_text("utf-8") for path in TESTS), "a file without a test would pass in silence"
    assert "# fail 0" in node("--test", "--test-reporter=tap", *map(str, TESTS))


def test_what_a_script_imports_is_there() -> None:
    """The page joins modules by lists, so a wrong path would be seen by Node alone."""
    scripts = list(Path(component.__file__).parents[1].rglob("*.js"))
    imported = [(path, name) for path in scripts for name in re.findall(r'from "(\..+?)"', path.read_text("utf-8"))]

    assert imported
    assert [f"{path} {name}" for path, name in imported if not (path.parent / name).is_file()] == []
