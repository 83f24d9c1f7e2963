"""The app as a process of its own, as `make demo` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@contextmanager
def served(**environment: str) -> Iterator[int]:
    """The port at which the app runs, until the block ends; it may not complain."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "demo_app.py", "--server.port", str(port)]
    env = os.environ | environment
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as app:
        assert app.stdout
        said = []
        for line in app.stdout:
            said.append(line)
            if "URL:" in line:
                break
        else:
            pytest.fail("the app did not start:\n" + "".join(said))
        try:
            yield port
        finally:
            app.terminate()
            said.extend(app.stdout)
    assert "Traceback" not in "".join(said), "".join(said)
