"""A page of another origin that knocks before anybody has visited: it is refused, and nobody outside is asked."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture
def outside() -> Iterator[tuple[str, list[bytes]]]:
    """A proxy's address, and what is asked of it: all that a server behind it asks anybody but this machine."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def listen() -> None:
            while True:
                try:
                    client, _address = listening.accept()
                except OSError:
                    return
                client.settimeout(10)
                with client:
                    asked.append(client.recv(1000).split(b"\r\n")[0])

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.fixture
def fresh(outside: tuple[str, list[bytes]]) -> Iterator[int]:
    """The port of a server that nobody has visited."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    proxied = os.environ | dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), outside[0])
    proxied = {name: value for name, value in proxied.items() if name.lower() != "no_proxy"}
    command = [sys.executable, "-m", "streamlit", "run", "demo_app.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=proxied, stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout
        assert any("URL:" in line for line in app.stdout)
        yield port
        app.kill()


def knock(port: int, path: str, origin: str, method: str = "GET", **headers: str) -> int:
    """The status of the answer to a request of a page of an origin."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers={"Origin": origin, **headers})
    status = connection.getresponse().status
    connection.close()
    return status


def test_the_first_page_is_found_by_its_name_with_all_that_its_link_says(fresh: int) -> None:
    for path, moved in (
        ("/explore", "./"),
        ("/explore/", "../"),
        ("/explore?v=1&task=2&typed=%C3%A9+%26x", "./?v=1&task=2&typed=%C3%A9+%26x"),
    ):
        connection = http.client.HTTPConnection("127.0.0.1", fresh, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (307, moved)
        connection.close()


def test_before_the_first_visitor_another_origin_is_refused_and_nobody_outside_is_asked(
    outside: tuple[str, list[bytes]], fresh: int
) -> None:
    for origin in ("http://evil.example", "null", "https://127.0.0.1.evil.example:80", "http://[::1]"):
        assert knock(fresh, "/_stcore/stream", origin, **UPGRADE) == 403
    for path in ("/", "/your-story", "/_stcore/health", "/_stcore/host-config"):
        assert knock(fresh, path, "http://evil.example") == 200
    assert knock(fresh, "/_stcore/upload_file/a/b", "http://evil.example", "PUT") in {400, 403}
    assert outside[1] == []

    assert knock(fresh, "/_stcore/stream", f"http://127.0.0.1:{fresh}", **UPGRADE) == 101
