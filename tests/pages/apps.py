"""A page under test without a browser: running it, and reading its board."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.views import views

BOARDS = ("board", "kv_board", "ys_board")  # their keys on the pages


def run(app: Any) -> AppTest:
    """The page after what was done to it."""
    page: AppTest = app.run()
    assert not page.exception
    return page


def board(app: AppTest) -> dict[str, Any] | None:
    """What the board is told to draw; None where there is no board."""
    found = views(app)
    return next((found[key] for key in BOARDS if key in found), None)
