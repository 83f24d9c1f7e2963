"""Node, for tests of scripts."""

from __future__ import annotations

import shutil
import subprocess

import pytest


def node(*arguments: str, text: str | None = None) -> str:
    """What node prints; a test without node is skipped, and one that node refuses fails with what it says."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("node is not installed")
    result = subprocess.run([found, *arguments], capture_output=True, text=True, input=text)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
