"""From nothing to the first picture, and what the server weighs before anybody comes."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.browser import chromium, first_picture, visitor
from benchmarks.figures import Figure
from benchmarks.server import running


def measure(quick: bool) -> Iterator[Figure]:
    """Medians. The browser is there already and begins to load as soon as the port accepts."""
    with chromium() as browser:
        runs = [_start(browser) for _ in range(1 if quick else 7)]
    yield Figure("process start to first picture", statistics.median(s for s, _ in runs), "s")
    weights = [weight for _, weight in runs if weight is not None]
    note = "" if weights else "skipped: this system has no /proc"
    yield Figure("server memory, nobody there", statistics.median(weights) if weights else None, "MB", note=note)


def _start(browser: Browser) -> tuple[float, float | None]:
    """Seconds until the first picture of a new server, and its resident memory (MB) before the visit."""
    with visitor(browser) as page, running() as server:
        weight = server.resident()
        wall, _ = first_picture(page, server.url)
        return wall - server.started, weight
