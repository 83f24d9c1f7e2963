"""The real app, served once, and a browser that visits it and watches what it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .seats import Seat, Watch, rested
from .serving import served


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the running app."""
    with served() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def watch(server: str) -> Iterator[Watch]:
    """The test's watch; whatever the test does, no page may complain or ask anybody but the server."""
    watch = Watch()
    yield watch
    assert watch.complaints == []
    assert watch.elsewhere(server) == []


@pytest.fixture(scope="session")
def _seats(chromium: Any, server: str) -> Iterator[dict[str, list[Seat]]]:
    """The pages that are there, by the options of their browser profile."""
    made: dict[str, list[Seat]] = {}
    yield made
    for each in made.values():
        each[0].page.context.close()


@pytest.fixture
def visit(server: str, chromium: Any, watch: Watch, _seats: dict[str, list[Seat]]) -> Iterator[Callable[..., Any]]:
    """visit(path, width=, height=, ready=, color_scheme=, reduced_motion=, **profile) opens the app as a new visitor
    for whom nothing moves, and waits until `ready` is there and all is drawn. The second one is another visitor."""
    taken: list[Seat] = []

    def take(profile: dict[str, Any]) -> Seat:
        seats = _seats.setdefault(repr(sorted(profile.items())), [])
        if not all(seat in taken for seat in seats):
            return next(seat for seat in seats if seat not in taken)
        seats.append(Seat(seats[0].page.context if seats else chromium.new_context(**profile), server))
        return seats[-1]

    def open_page(
        path: str = "/",
        width: int = 1280,
        height: int = 900,
        ready: str = "[data-painted]",
        color_scheme: str = "light",
        reduced_motion: str = "reduce",
        **profile: Any,
    ) -> Any:
        taken.append(take(profile))
        page = taken[-1].visit(path, watch, width, height, color_scheme, reduced_motion)
        page.locator(ready).first.wait_for()
        rested(page)
        return page

    yield open_page
    for seat in taken:
        seat.leave()
