"""Addresses that Streamlit has no page for, and that people have."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route


def to_root(*paths: str) -> list[Route]:
    """Routes to the first page: from its own name, at which Streamlit says “Page not found”, and from pages that were.

    What an address asks for after the ? goes along.
    """

    def redirect(request: Request) -> RedirectResponse:
        up = "../" if request.url.path.endswith("/") else "./"
        return RedirectResponse(f"{up}?{request.url.query}".removesuffix("?"))

    return [Route(f"/{path}{end}", redirect) for path in paths for end in ("", "/")]
