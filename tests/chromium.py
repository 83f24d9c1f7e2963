"""The system's Chromium, driven by Playwright.

Where one of them is missing, the tests that need it are skipped. They fail instead if MEMVIZ_REQUIRE_BROWSER is set, so
that a machine that should have them cannot pass by leaving these tests out.
"""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def playwright_api() -> Any:
    """The module playwright.sync_api; a test module that asks for it in vain is skipped as a whole."""
    if _required():
        return importlib.import_module("playwright.sync_api")
    return pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


def executable() -> str:
    """Where the system's Chromium is."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        (pytest.fail if _required() else pytest.skip)("no Chromium on this machine")
    return found


def _required() -> bool:
    return bool(os.environ.get("MEMVIZ_REQUIRE_BROWSER"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The running browser; every test opens contexts of its own."""
    api = playwright_api()
    path = executable()
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()
