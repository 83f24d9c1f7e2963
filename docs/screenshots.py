"""`make screenshots`: the pictures of this directory, taken from the running app."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize

from benchmarks.browser import chromium
from benchmarks.server import running

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Shot:
    """A picture: its file's name, the address after the host, and the window it is taken in."""

    name: str
    address: str = "/"
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"


SHOTS = (
    Shot("explore"),
    Shot("explore-dark", scheme="dark"),
    Shot("explore-phone", width=390, height=844),
    Shot("key-value", "/key-value"),
    Shot("key-value-dark", "/key-value?source=articles", scheme="dark"),
    Shot("key-value-phone", "/key-value", width=390, height=844),
)


def take(browser: Browser, url: str, shot: Shot) -> None:
    """Open the page, wait until its board is painted, and write the picture."""
    viewport = ViewportSize(width=shot.width, height=shot.height)
    with browser.new_context(viewport=viewport, color_scheme=shot.scheme, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(url + shot.address)
        page.locator("[data-painted]").wait_for()
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        page.screenshot(path=_HERE / f"{shot.name}.png")


def main() -> None:
    """Take every picture."""
    with running() as server, chromium() as browser:
        for shot in SHOTS:
            take(browser, server.url, shot)


if __name__ == "__main__":
    main()
