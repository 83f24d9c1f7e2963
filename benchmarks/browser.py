"""The system's Chromium without a window, with a clock in every page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_CLOCK = Path(__file__).with_name("clock.js")
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser: the system's, else the one that Playwright has fetched."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """An empty page of someone who has never been here: no cache, no cookies."""
    with browser.new_context(viewport={"width": 1366, "height": 900}) as context:
        context.add_init_script(path=_CLOCK)
        yield context.new_page()


def first_picture(page: Page, url: str) -> tuple[float, float]:
    """Open the app; the wall clock (s) when its first picture is painted, and the ms since the navigation began."""
    page.goto(url, wait_until="commit")
    first: dict[str, float] = page.evaluate("benchmark.first")
    return first["wall"] / 1000, first["load"]


def frame(page: Page) -> float:
    """Milliseconds from one frame to the next, the median of many."""
    taken: float = page.evaluate("benchmark.frame()")
    return taken


def timed(page: Page, attribute: str, press: Callable[[], None]) -> float:
    """Milliseconds from the press of the pointer or of a key to the painted change of the board's data-`attribute`."""
    page.locator(_IDLE).wait_for()
    page.evaluate("attribute => benchmark.arm(attribute)", attribute)
    press()
    elapsed: float = page.evaluate("benchmark.elapsed()")
    return elapsed
