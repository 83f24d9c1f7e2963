"""Addresses that Streamlit has no page for, and that people have."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route


def to_root(path: str) -> list[Route]:
    """The routes of the first page's own name: Streamlit shows it at the root alone, and “Page not found” at its name.

    What an address asks for after the ? goes along.
    """

    def redirect(request: Request) -> RedirectResponse:
        up = "../" if request.url.path.endswith("/") else "./"
        return RedirectResponse(f"{up}?{request.url.query}".removesuffix("?"))

    return [Route(f"/{path}{end}", redirect) for end in ("", "/")]
