"""A page under test without a browser: running it, and reading its board."""

from __future__ import annotations

import base64
import zlib
from typing import Any
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from tests.views import views

BOARDS = ("kv_board", "stories_board")  # their keys on the pages


def run(app: Any) -> AppTest:
    """The page after what was done to it."""
    page: AppTest = app.run()
    assert not page.exception
    return page


def bar(app: AppTest) -> dict[str, Any]:
    """What the share bar at the head of the page is told."""
    (found,) = [data for key, data in views(app).items() if key.endswith("_share")]
    return found


def link(app: AppTest) -> dict[str, str]:
    """The parameters of the page's address, which the share bar writes."""
    return dict(parse_qsl(bar(app)["query"], keep_blank_values=True, strict_parsing=True))


def board(app: AppTest) -> dict[str, Any] | None:
    """What the board is told to draw; None where there is no board."""
    found = views(app)
    return next((found[key] for key in BOARDS if key in found), None)


def packed(text: str) -> str:
    """A code as `pack` would make it of a text that is not JSON data of its own."""
    content = text.encode("utf-8", "surrogatepass")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    code = zlib.crc32(content).to_bytes(4, "big")[:3] + packer.compress(content) + packer.flush()
    return f"1.{base64.urlsafe_b64encode(code).decode().rstrip('=')}"
