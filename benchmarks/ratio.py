"""How much longer memviz takes than a bare page of Streamlit, measured in turn with it in one run.

What both are slowed down by, a busy machine or a slow one, has little part in a ratio.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium, first_picture, frame, timed, visitor
from benchmarks.figures import Figure
from benchmarks.page import dot
from benchmarks.server import Server, running
from benchmarks.wire import Traffic, counted, settle

CLICK, PROCESSOR, START = 1.5, 2.0, 1.15  # times what the bare page takes
HOP = 1.5  # frames
LOAD = 0.5  # MB more than the bare page
DEBOUNCE = 250.0  # ms that the editor waits for the next letter
_BARE = "benchmarks/bare.py"
_WARM_UPS = 5


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

    def percentile(self, at: int) -> float:
        """Of the times, without those of the first clicks."""
        return statistics.quantiles(self.times[_WARM_UPS:], n=100, method="inclusive")[at - 1]


def measure(quick: bool) -> Iterator[Figure]:
    """Starts and first loads, then clicks, letters and hops on Stories and on Facts."""
    clicks = 6 if quick else 60
    with chromium() as browser:
        yield _start(browser, 1 if quick else 5)
        with running(_BARE) as bare, running() as ours:
            yield _load(browser, bare, ours)
            for name, address, press in _CLICKS:
                plain, page = _in_turn(browser, bare, ours, address, press, clicks)
                yield from _clicked(name, plain, page)
            yield from _typed(*_in_turn(browser, bare, ours, _EVERYDAY, _letter, clicks))
            for name, address, press in _HOPS:
                yield _hopped(browser, f"{ours.url}{address}", name, press, clicks)


# ---- what is pressed -------------------------------------------------------------------------------------------------


def _again(page: Page) -> Callable[[], None]:
    return page.get_by_role("button", name="Again").click


def _suggested(page: Page) -> Callable[[], None]:
    """The last of the suggested questions: the one that is asked is not among them, so each comes again and again."""
    return page.locator(".chips button").last.click


def _another(page: Page) -> Callable[[], None]:
    return page.locator(".st-key-kv_another button").click


def _letter(page: Page) -> Callable[[], None]:
    """A mark behind the question, and away again."""
    question = page.get_by_role("textbox", name="Question", exact=True)

    def press() -> None:
        question.press("End")
        question.press("Backspace" if question.input_value().endswith("??") else "?")

    return press


def _pill(page: Page) -> Callable[[], None]:
    """The first hop that is not shown: to and fro between the first two."""
    return page.locator('.pills button[aria-pressed="false"]').first.click


_EVERYDAY = "/?task=3&story=307"
_CLICKS = (
    ("Stories", "/?model=memn2n-3hop&task=2&story=42", _suggested),
    ("Stories, everyday English", _EVERYDAY, _suggested),
    ("Facts", "/facts", _another),
)
_HOPS = (("Stories", "/?model=memn2n-3hop&task=2&story=42", dot), ("Facts", "/facts", _pill))


# ---- figures ---------------------------------------------------------------------------------------------------------


def _start(browser: Browser, starts: int) -> Figure:
    """From nothing to the first picture, in seconds; the browser is there already."""
    taken: dict[str, list[float]] = {_BARE: [], "demo_app.py": []}
    for _ in range(starts):
        for app, times in taken.items():
            with visitor(browser) as page, running(app) as server:
                times.append(first_picture(page, server.url)[0] - server.started)
    one, other = map(statistics.median, taken.values())
    return Figure("start to first picture / bare", other / one, "", START, note=f"{other:.2f} of {one:.2f} s")


def _load(browser: Browser, bare: Server, ours: Server) -> Figure:
    """Bytes until everything that the first picture asks for is there, in MB."""
    sizes = []
    for server in (bare, ours):
        with visitor(browser) as page, counted(page) as traffic:
            first_picture(page, server.url)
            settle(page, traffic)
            sizes.append(traffic.total / 1e6)
    one, other = sizes
    return Figure("first load - bare", other - one, "MB", LOAD, note=f"{other:.2f} of {one:.2f} MB")


def _in_turn(
    browser: Browser, bare: Server, ours: Server, address: str, press: Callable[[Page], Callable[[], None]], clicks: int
) -> tuple[Side, Side]:
    """The bare page and ours, pressed in turn."""
    sides = []
    with ExitStack() as open_pages:
        for server, url, how in ((bare, bare.url, _again), (ours, f"{ours.url}{address}", press)):
            page = open_pages.enter_context(visitor(browser))
            traffic = open_pages.enter_context(counted(page))
            first_picture(page, url)
            sides.append(Side(page, server, how(page), traffic))
        for _ in range(_WARM_UPS + clicks):
            for side in sides:
                side.click()
    return sides[0], sides[1]


def _clicked(name: str, plain: Side, page: Side) -> Iterator[Figure]:
    """Ratios with their targets, and what they are ratios of."""
    for at in (50, 95):
        one, other = plain.percentile(at), page.percentile(at)
        yield Figure(f"{name}: click / bare, p{at}", other / one, "", CLICK, note=f"{other:.0f} of {one:.0f} ms")
    one, other = (statistics.mean(side.processor[_WARM_UPS:]) for side in (plain, page))
    yield Figure(f"{name}: processor / bare", other / one, "", PROCESSOR, note=f"{other:.1f} of {one:.1f} ms")
    yield Figure(f"{name}: bytes a click", statistics.median(page.bytes[_WARM_UPS:]) / 1000, "KB")


def _typed(plain: Side, page: Side) -> Iterator[Figure]:
    for at in (50, 95):
        one, other = plain.percentile(at), page.percentile(at) - DEBOUNCE
        note = f"{other:.0f} of {one:.0f} ms, without the {DEBOUNCE:.0f} until it is asked"
        yield Figure(f"Stories: letter / bare click, p{at}", other / one, "", CLICK, note=note)


def _hopped(browser: Browser, url: str, name: str, press: Callable[[Page], Callable[[], None]], clicks: int) -> Figure:
    """The median step in frames of this run's screen."""
    with visitor(browser) as page:
        first_picture(page, url)
        step = press(page)
        taken = statistics.median([timed(page, "hop", step) for _ in range(_WARM_UPS + clicks)][_WARM_UPS:])
        one = frame(page)
    return Figure(f"{name}: hop step / frame", taken / one, "", HOP, note=f"{taken:.1f} of {one:.1f} ms")
