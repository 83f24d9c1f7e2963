"""A machine without a browser skips the tests that need one, unless it is told that it must have one."""

from __future__ import annotations

import importlib
import shutil
import sys

import pytest

from tests import chromium


@pytest.fixture
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has neither Chromium nor Playwright."""

    def missing(name: str, package: str | None = None) -> None:
        raise ModuleNotFoundError(name, name=name)

    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(importlib, "import_module", missing)
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)


@pytest.mark.usefixtures("_bare")
def test_without_a_browser_they_are_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEMVIZ_REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        chromium.executable()
    with pytest.raises(pytest.skip.Exception, match="playwright is not installed"):
        chromium.playwright_api()


@pytest.mark.usefixtures("_bare")
def test_where_a_browser_is_required_they_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMVIZ_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        chromium.executable()
    with pytest.raises(ModuleNotFoundError):
        chromium.playwright_api()
