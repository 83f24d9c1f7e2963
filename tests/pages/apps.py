"""A page under test without a browser: running it, and reading its board."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def run(app: Any) -> AppTest:
    """The page after what was done to it."""
    page: AppTest = app.run()
    assert not page.exception
    return page


def board(app: AppTest) -> dict[str, Any] | None:
    """What the board is told to draw; None where there is no board."""
    found = app.get("bidi_component")
    data: dict[str, Any] | None = json.loads(found[0].proto.json) if found else None
    return data
