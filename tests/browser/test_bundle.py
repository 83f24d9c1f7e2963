"""Modules become one script, sheets become one sheet."""

import shutil
import subprocess
from pathlib import Path

import pytest

from memviz.browser import board
from memviz.browser.bundle import script, style
from memviz.look import variables


def test_modules_lose_what_makes_them_modules_and_nothing_else(tmp_path: Path) -> None:
    one, two = tmp_path / "one.js", tmp_path / "two.js"
    one.write_text('export const pace = 5; // "import" and export stay in a comment\n', encoding="utf-8")
    two.write_text(
        'import { pace } from "./one.js";\nexport default function () {\n  return pace;\n}\n', encoding="utf-8"
    )
    assert script([one, two]) == (
        'const pace = 5; // "import" and export stay in a comment\nexport default function () {\n  return pace;\n}\n'
    )


def test_sheets_are_joined(tmp_path: Path) -> None:
    one, two = tmp_path / "one.css", tmp_path / "two.css"
    one.write_text("a { b: c; }\n", encoding="utf-8")
    two.write_text("d { e: f; }\n", encoding="utf-8")
    assert style([one, two]).startswith(variables() + "a { b: c; }\nd { e: f; }\n/* Where a person has chosen")


def test_the_script_is_one_that_node_reads(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    file = tmp_path / "board.mjs"
    file.write_text(board.SCRIPT, encoding="utf-8")
    checked = subprocess.run([node, "--check", str(file)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
