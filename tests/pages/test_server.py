"""The server, before anybody has come: it listens on this machine alone, and asks nobody outside."""

from __future__ import annotations

import tomllib
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from .serving import ROOT, served

FOREIGN = {"Origin": "http://evil.example"}
SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


def test_the_settings_keep_the_server_to_this_machine() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False


@pytest.mark.xdist_group("app")
def test_a_foreign_page_that_comes_first_is_refused_and_nobody_is_asked_about_it() -> None:
    """Whatever the server asks for outside goes to a proxy of ours, which notes it."""
    asked: list[str] = []

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(502)

        do_CONNECT = do_GET  # noqa: N815 - its name, too

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as outside:
        Thread(target=outside.serve_forever, daemon=True).start()
        proxy = f"http://127.0.0.1:{outside.server_address[1]}"
        with served(**dict.fromkeys(PROXIES, proxy), NO_PROXY="", no_proxy="") as port:
            assert _answer(port, "/_stcore/stream", FOREIGN | SOCKET) == (403, None)
            assert _answer(port, "/_stcore/host-config", FOREIGN) == (200, None)
            assert _answer(port, "/_stcore/stream", {"Origin": f"http://127.0.0.1:{port}"} | SOCKET) == (101, None)
            assert _answer(port, "/_stcore/stream", FOREIGN | SOCKET) == (403, None)
        outside.shutdown()
    assert asked == []


@pytest.mark.xdist_group("app")
def test_the_first_page_is_found_by_its_name_with_all_that_its_link_says() -> None:
    links = {
        "/stories": "./",
        "/explore": "./",
        "/your-story/": "../",
        "/explore/": "../",
        "/explore?v=1&task=2&typed=%C3%A9+%26x": "./?v=1&task=2&typed=%C3%A9+%26x",
    }
    with served() as port:
        for link, moved in links.items():
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", link)
            answer = connection.getresponse()
            assert (answer.status, answer.getheader("Location")) == (307, moved)
            connection.close()


def _answer(port: int, path: str, headers: dict[str, str]) -> tuple[int, str | None]:
    """The status of an answer, and which pages may read it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    connection.close()
    return answer.status, answer.getheader("Access-Control-Allow-Origin")
