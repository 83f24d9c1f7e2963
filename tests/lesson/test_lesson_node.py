"""The lesson's pure functions, tested in the language they are written in."""

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.mark.parametrize("module", ["numbers", "reading", "plot"])
def test_pure_functions_in_node(module: str) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    test = Path(__file__).with_name(f"{module}.test.mjs")
    result = subprocess.run([node, "--test", str(test)], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
