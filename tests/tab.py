"""One page of the browser that tests use one after another: a page of its own costs each of them a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.chromium import PATIENCE

ADDRESS = "http://page.test/"
_FORGET = "<script>for (const name of ['local', 'session']) window[`${name}Storage`].clear();</script>"
_OUTSIDE = -20  # px left of and above the page: the pointer is nowhere


class Tab:
    """A page that holds what a test gives it. Its clock stands still: tests say when time passes, and nothing moves
    unless they want it to.

    Every document is a new one, whose stores are empty; what the page complains of is in `complaints`.
    """

    def __init__(self, context: Any) -> None:
        context.set_default_timeout(PATIENCE)
        context.route(f"{ADDRESS}**", self._answer)
        context.clock.install(time=0)
        context.clock.pause_at(1_000_000)
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.complaints: list[str] = []
        self._body = self._before = ""

    def open(
        self,
        body: str,
        at: str = "",
        *,
        width: int = 1280,
        height: int = 900,
        color_scheme: str = "light",
        reduced_motion: str = "reduce",
    ) -> Any:
        """The page with this document; `at` is what its address ends with."""
        self._body, self._before = body, _FORGET
        self.close_others()
        self.page.mouse.move(_OUTSIDE, _OUTSIDE)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        self.page.goto(f"{ADDRESS}{at}")
        return self.page

    def close_others(self) -> None:
        """Close the pages that a test has opened beside this one."""
        for other in self.page.context.pages:
            if other is not self.page:
                other.close()

    def _answer(self, route: Any) -> None:
        """The document; before the first one of a test, what another test kept is forgotten."""
        route.fulfill(body=self._before + self._body, content_type="text/html; charset=utf-8")
        self._before = ""


@pytest.fixture(scope="session")
def _tabs(chromium: Any) -> Iterator[dict[str, Tab]]:
    made: dict[str, Tab] = {}
    yield made
    for each in made.values():
        each.page.context.close()


@pytest.fixture
def tab(chromium: Any, _tabs: dict[str, Tab]) -> Iterator[Callable[..., Tab]]:
    """tab(**options) is the page in a browser profile with these options; no script on it may fail."""

    def give(**options: Any) -> Tab:
        name = repr(sorted(options.items()))
        if name not in _tabs:
            _tabs[name] = Tab(chromium.new_context(**options))
        return _tabs[name]

    yield give
    complaints = [text for each in _tabs.values() for text in each.complaints]
    for each in _tabs.values():
        each.complaints.clear()
    assert complaints == [], complaints
