"""Addresses that Streamlit has no page for, and that people have."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route


def to_root(*paths: str) -> list[Route]:
    """Routes to the first page: from its own name, at which Streamlit says “Page not found”, and from pages that were.

    What an address asks for after the ? goes along.
    """

    return [route for path in paths for route in _routes(path, lambda _request: "")]


def renamed(path: str, page: str) -> list[Route]:
    """Routes from what a page was called to the page; what was asked there of stories, the first page answers."""
    return _routes(path, lambda request: "" if request.query_params.get("source") == "story" else page)


def _routes(path: str, to: Callable[[Request], str]) -> list[Route]:
    def redirect(request: Request) -> RedirectResponse:
        up = "../" if request.url.path.endswith("/") else "./"
        return RedirectResponse(f"{up}{to(request)}?{request.url.query}".removesuffix("?"))

    return [Route(f"/{path}{end}", redirect) for end in ("", "/")]
