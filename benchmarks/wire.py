"""Bytes that a page takes from the network."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_BINARY = 2  # opcode of a binary websocket frame, which the protocol hands over in base64


@dataclass
class Traffic:
    """Bytes so far: responses as they came over the wire, and the payload of websocket frames."""

    responses: float = 0
    frames: int = 0

    @property
    def total(self) -> float:
        """Responses and frames together."""
        return self.responses + self.frames

    def response(self, event: dict[str, Any]) -> None:
        """A response has come in whole."""
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
    session.on("Network.loadingFinished", traffic.response)
    session.on("Network.webSocketFrameReceived", traffic.frame)
    session.on("Network.webSocketFrameSent", traffic.frame)
    session.send("Network.enable")
    yield traffic
    session.detach()
