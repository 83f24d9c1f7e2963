"""How much longer a click takes on a page of memviz than on a bare page of Streamlit, measured in turn in one run."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from playwright.sync_api import Page

from benchmarks.browser import chromium, first_picture, timed, visitor
from benchmarks.figures import Figure
from benchmarks.server import Server, running
from benchmarks.wire import Traffic, counted

CLICK, PROCESSOR = 1.5, 2.0
_WARM_UPS = 5
_TOLD = "/?model=memn2n-3hop&task=2&story=42"
_EVERYDAY = "/?task=3&story=307"


@dataclass
class Side:
    """One of what is compared: how it is pressed, and what its clicks took."""

    page: Page
    server: Server
    press: Callable[[], None]
    traffic: Traffic
    times: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)

    def click(self) -> None:
        """Press once; what happens until the page is at rest again counts as processor time and as bytes."""
        used, sent = self.server.processor() or 0.0, self.traffic.total
        self.times.append(timed(self.page, "painted", self.press))
        self.page.wait_for_timeout(60)
        self.processor.append((self.server.processor() or 0.0) - used)
        self.bytes.append(self.traffic.total - sent)


def measure(quick: bool) -> Iterator[Figure]:
    """A suggested question about a story, answered by a small network and by the one that reads everyday English."""
    clicks = 6 if quick else 60
    with chromium() as browser, running("benchmarks/bare.py") as bare, running() as ours:
        for name, address in (("suggested question", _TOLD), ("everyday English", _EVERYDAY)):
            with visitor(browser) as one, visitor(browser) as other, counted(one) as seen, counted(other) as told:
                first_picture(one, bare.url)
                first_picture(other, f"{ours.url}{address}")
                plain = Side(one, bare, one.get_by_role("button", name="Again").click, seen)
                page = Side(other, ours, _suggested(other), told)
                for _ in range(_WARM_UPS + clicks):
                    plain.click()
                    page.click()
            yield from _figures(name, plain, page)


def _suggested(page: Page) -> Callable[[], None]:
    """The last of the suggested questions: the one that is asked is not among them, so each comes again and again."""
    return page.locator(".chips button").last.click


def _figures(name: str, plain: Side, page: Side) -> Iterator[Figure]:
    """Ratios with their targets, and what they are ratios of."""
    for tail, at in (("p50", 50), ("p95", 95)):
        one, other = (_percentile(side.times[_WARM_UPS:], at) for side in (plain, page))
        yield Figure(f"{name}: click / bare, {tail}", other / one, "", CLICK, note=f"{other:.0f} of {one:.0f} ms")
    one, other = (statistics.mean(side.processor[_WARM_UPS:]) for side in (plain, page))
    yield Figure(f"{name}: processor / bare", other / one, "", PROCESSOR, note=f"{other:.1f} of {one:.1f} ms")
    yield Figure(f"{name}: bytes a click", statistics.median(page.bytes[_WARM_UPS:]) / 1000, "KB")


def _percentile(times: list[float], at: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[at - 1]
