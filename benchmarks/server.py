"""The app as a process of its own, started as `make demo` does."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 60.0  # seconds until a server that does not answer is given up
_POLL = 0.005  # seconds between two looks at the port: 1/500 of a start


class BenchmarkError(Exception):
    """The app did not do what is to be measured."""


@dataclass(frozen=True)
class Server:
    """A running app that accepts connections. `started` is the wall clock (s) just before the process was made."""

    process: subprocess.Popen[bytes]
    url: str
    started: float

    def resident(self) -> float | None:
        """Resident memory in MB (10^6 bytes); None where the system has no /proc."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return None
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(lines["VmRSS"].split()[0]) * 1024 / 1e6

    def processor(self) -> float | None:
        """Processor time so far in ms; None where the system has no /proc."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.exists():
            return None
        used = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
        return 1000 * sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(app: str = "demo_app.py") -> Iterator[Server]:
    """Start an app on a free port and end it afterwards. Raises BenchmarkError if it does not come up."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", app]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port)]
    with tempfile.TemporaryFile() as log:
        started = time.time()
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603 (nothing from outside)
        try:
            _wait_until_it_accepts(process, port, log)
            yield Server(process, f"http://127.0.0.1:{port}", started)
        finally:
            process.terminate()
            process.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_it_accepts(process: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(_POLL)
        else:
            return
    log.seek(0)
    raise BenchmarkError(f"The app did not start:\n{log.read().decode(errors='replace')[-2000:]}")
