"""The real app, served once, and a browser that visits it and watches what it asks for."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the running app."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    command = [sys.executable, "-m", "streamlit", "run", "demo_app.py", *where]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as app:
        assert app.stdout
        said = []
        for line in app.stdout:
            said.append(line)
            if "URL:" in line:
                break
        else:
            pytest.fail("the app did not start:\n" + "".join(said))
        yield f"http://127.0.0.1:{port}"
        app.terminate()
        said.extend(app.stdout)
    assert "Traceback" not in "".join(said), "".join(said)


class Watch:
    """What pages ask the network for, and what they complain of."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def over(self, page: Any) -> None:
        """Watch a page from now on."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda websocket: self.requests.append(websocket.url))
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _console(self, message: Any) -> None:
        """Streamlit asks below a page's own address for its server first, and the browser reports that it is not."""
        if message.type == "error" and not re.search(r"/[a-z-]+/_stcore/", message.location["url"]):
            self.complaints.append(message.text)

    def elsewhere(self, server: str) -> list[str]:
        """Requests to anywhere but the server."""
        here = urlsplit(server).netloc
        inline = ("data", "blob", "about")
        return [url for url in self.requests if urlsplit(url).scheme not in inline and urlsplit(url).netloc != here]


@pytest.fixture
def watch(server: str) -> Iterator[Watch]:
    """The test's watch; whatever the test does, no page may complain or ask anybody but the server."""
    watch = Watch()
    yield watch
    assert watch.complaints == []
    assert watch.elsewhere(server) == []


@pytest.fixture(scope="module")
def contexts(chromium: Any) -> Iterator[Callable[..., Any]]:
    """contexts(width, **options) is a browser profile; there is one for each set of options, whose cache is warm."""
    made: dict[str, Any] = {}

    def context(width: int, **options: Any) -> Any:
        name = repr((width, sorted(options.items())))
        if name not in made:
            made[name] = chromium.new_context(viewport={"width": width, "height": 900}, **options)
            made[name].set_default_timeout(60_000)
        return made[name]

    yield context
    for each in made.values():
        each.close()


@pytest.fixture
def visit(server: str, contexts: Callable[..., Any], watch: Watch) -> Iterator[Callable[..., Any]]:
    """visit(path, width=, **options) opens the app as a new visitor and waits until a board is painted."""
    pages = []

    def open_page(path: str = "/", width: int = 1280, **options: Any) -> Any:
        page = contexts(width, **options).new_page()
        pages.append(page)
        watch.over(page)
        page.goto(server + path, wait_until="commit")
        page.locator("[data-painted]").wait_for()
        return page

    yield open_page
    for page in pages:
        page.close()


@pytest.fixture
def visit_afresh(server: str, chromium: Any, watch: Watch) -> Iterator[Callable[..., Any]]:
    """visit_afresh(path, ready, width, height, **options) opens the app in a browser that has never been here and waits
    until `ready` is there."""
    contexts = []

    def open_page(path: str, ready: str, width: int, height: int, **options: Any) -> Any:
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, **options))
        contexts[-1].set_default_timeout(60_000)
        page = contexts[-1].new_page()
        watch.over(page)
        page.goto(server + path, wait_until="commit")
        page.locator(ready).first.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
