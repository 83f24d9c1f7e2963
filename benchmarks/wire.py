"""Bytes that a page takes from the network."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

_BINARY = 2  # opcode of a binary websocket frame, which the protocol hands over in base64


@dataclass
class Traffic:
    """Bytes so far: responses as they came over the wire, and the payload of websocket frames."""

    responses: float = 0
    frames: int = 0
    open: set[str] = field(default_factory=set)  # requests on their way

    @property
    def total(self) -> float:
        """Responses and frames together."""
        return self.responses + self.frames

    def request(self, event: dict[str, Any]) -> None:
        """A request goes out."""
        self.open.add(event["requestId"])

    def ended(self, event: dict[str, Any]) -> None:
        """A request has come to its end, well or not."""
        self.open.discard(event["requestId"])

    def response(self, event: dict[str, Any]) -> None:
        """A response has come in whole."""
        self.ended(event)
        self.responses += event["encodedDataLength"]

    def frame(self, event: dict[str, Any]) -> None:
        """A websocket frame has come in or gone out."""
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == _BINARY
        self.frames += len(base64.b64decode(payload) if binary else payload.encode())


@contextmanager
def counted(page: Page) -> Iterator[Traffic]:
    """Count what the page loads from now on."""
    traffic = Traffic()
    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", traffic.request)
    session.on("Network.loadingFinished", traffic.response)
    session.on("Network.loadingFailed", traffic.ended)
    session.on("Network.webSocketFrameReceived", traffic.frame)
    session.on("Network.webSocketFrameSent", traffic.frame)
    session.send("Network.enable")
    yield traffic
    session.detach()


def settle(page: Page, traffic: Traffic) -> None:
    """Wait until all that the painted page asks for is there. A font is asked for at the first letter drawn in it, and
    Playwright's "networkidle" may have been reached long before, while the server was thinking."""
    while (
        page.evaluate("new Promise(requestAnimationFrame).then(() => document.fonts.status)") != "loaded"
        or traffic.open
    ):
        pass  # a frame has gone by, and what came in with it has been counted
