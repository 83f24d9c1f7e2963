"""A visit to a server that runs: the first load, then clicks until the new picture is painted."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium, first_picture, timed, visitor
from benchmarks.figures import Figure, percentiles
from benchmarks.server import Server, running
from benchmarks.wire import counted, settle
from memviz.data.card import names
from memviz.facts.shipped import SOURCES

_WARM_UPS = 3
_FACTS = "kv-open"  # the model that is asked about facts


def measure(quick: bool) -> Iterator[Figure]:
    """One server, warmed up by a first visitor who also makes it load torch, then everything else on it."""
    with chromium() as browser, running() as server:
        with visitor(browser) as page:
            first_picture(page, server.url)
            timed(page, "painted", _suggested(page))  # waits until torch is there
        yield _memory(server)
        yield _wire(browser, server)
        loads = [_load(browser, server) for _ in range(1 if quick else 7)]
        yield Figure("page load, warm server", statistics.median(loads), "ms")
        clicks = 3 if quick else 40
        with visitor(browser) as page:
            first_picture(page, server.url)
            yield from _clicks(page, clicks)
        if _FACTS in names():
            with visitor(browser) as page:
                first_picture(page, f"{server.url}/facts?model={_FACTS}")
                yield from _key_value_clicks(page, clicks)


def _memory(server: Server) -> Figure:
    weight = server.resident()
    note = "" if weight is not None else "skipped: this system has no /proc"
    return Figure("server memory, one visit", weight, "MB", note=note)


def _wire(browser: Browser, server: Server) -> Figure:
    with visitor(browser) as page, counted(page) as traffic:
        first_picture(page, server.url)
        settle(page, traffic)
        return Figure("first load over the wire", traffic.total / 1e6, "MB")


def _load(browser: Browser, server: Server) -> float:
    with visitor(browser) as page:
        return first_picture(page, server.url)[1]


def _clicks(page: Page, clicks: int) -> Iterator[Figure]:
    yield from percentiles("suggested question", _times(page, "painted", _suggested(page), clicks))
    yield from percentiles("hop step", _times(page, "hop", dot(page), clicks))


def _key_value_clicks(page: Page, clicks: int) -> Iterator[Figure]:
    another, edited = _times(page, "painted", _another(page, "kv_"), clicks), _edited_lookup(page)
    yield from percentiles("key-value: another question", another)
    yield from percentiles("key-value: edited question", _times(page, "painted", edited, clicks))
    yield from percentiles("key-value: hop step", _times(page, "hop", _hop(page), clicks))


def _times(page: Page, attribute: str, press: Callable[[], None], clicks: int) -> list[float]:
    return [timed(page, attribute, press) for _ in range(_WARM_UPS + clicks)][_WARM_UPS:]


def _another(page: Page, prefix: str) -> Callable[[], None]:
    return page.locator(f".st-key-{prefix}another button").click


def _suggested(page: Page) -> Callable[[], None]:
    """The last of the suggested questions: the one that is asked is not among them, so each comes again and again."""
    return page.locator(".chips button").last.click


def dot(page: Page) -> Callable[[], None]:
    """To and fro between the first two hops."""
    dots = page.locator(".dot")

    def press() -> None:
        shown = page.locator(".dots").get_attribute("aria-valuenow")
        dots.nth(1 if shown == "1" else 0).click()

    return press


def _edited_lookup(page: Page) -> Callable[[], None]:
    """A question is typed over, then asked by Enter. None comes twice, as Streamlit
    keeps what it sent lately and would send a reference to it."""
    films = dict.fromkeys(fact.subject for fact in SOURCES["movies"].facts)
    questions = (f"who would have wanted to play in {film}?" for film in films)

    def press() -> None:
        page.locator(".st-key-kv_question_movies input").fill(next(questions))
        page.keyboard.press("Enter")

    return press


def _hop(page: Page) -> Callable[[], None]:
    """The first hop that is not shown: to and fro between the first two."""
    return page.locator('.pills button[aria-pressed="false"]').first.click
