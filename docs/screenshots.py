"""`make screenshots`: the pictures of this directory, taken from the running app."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize

from benchmarks.browser import chromium
from benchmarks.server import running

_HERE = Path(__file__).parent
_LESSON = ".st-key-how_growth_view svg"
_TALK = "li.item"
_STAGE = "dialog.stage[open]"


@dataclass(frozen=True)
class Shot:
    """A picture: its file's name, the address after the host, its window, and what is there in the end."""

    name: str
    address: str = "/"
    width: int = 1280
    height: int = 860
    scheme: Literal["light", "dark"] = "light"
    ready: str = "[data-painted]"


_BOARDS = {"stories": "/", "key-value": "/facts"}
_PAGES = (
    *(Shot(name, address) for name, address in _BOARDS.items()),
    Shot("how-it-works", "/how-it-works", ready=_LESSON),
    Shot("talk", "/present", ready=_TALK),
)
SHOTS = (
    *_PAGES,
    *(replace(page, name=f"{page.name}-dark", scheme="dark") for page in _PAGES),
    *(replace(page, name=f"{page.name}-phone", width=390, height=844) for page in _PAGES),
    *(replace(page, name=f"{page.name}-zh", address=f"{page.address}?lang=zh") for page in _PAGES),
    Shot("present", "/present?item=3&step=12", 1920, 1080, ready=_STAGE),
    Shot("present-dark", "/present?item=4&step=9", 1920, 1080, "dark", ready=_STAGE),
    Shot("present-zh", "/present?item=3&step=11&lang=zh", 1024, 768, ready=_STAGE),
)


def take(browser: Browser, url: str, shot: Shot) -> None:
    """Open the page, wait until its picture is painted, and write it to a file."""
    viewport = ViewportSize(width=shot.width, height=shot.height)
    with browser.new_context(viewport=viewport, color_scheme=shot.scheme, reduced_motion="reduce") as context:
        for name in (
            "memviz talk hint",
            "memviz move",
        ):  # a hint would lie over the story, and the move would still run
            context.add_init_script(f"localStorage.setItem('{name}', '1')")
        page = context.new_page()
        page.goto(url + shot.address)
        page.locator(shot.ready).first.wait_for()
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        page.screenshot(path=_HERE / f"{shot.name}.png")


def main() -> None:
    """Take every picture."""
    with running() as server, chromium() as browser:
        for shot in SHOTS:
            take(browser, server.url, shot)


if __name__ == "__main__":
    main()
