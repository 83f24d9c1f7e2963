"""What axe-core finds on every page, in every theme and language, at a desk and on a phone: nothing serious."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memviz.pages import PAGES
from tests.pages.seats import rested
from tests.pages.sights import light

pytestmark = [pytest.mark.browser, pytest.mark.slow]

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_READY = {"how-it-works": ".st-key-how_growth_view svg", "present": "li.item"}
_WIDTHS = {"desk": (1280, 800), "phone": (390, 844)}
_FOUND = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id} ${target.flat()} ${html.slice(0, 200)}`))"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The script; a machine without it skips these tests, unless it should have it."""
    if not _AXE.exists():
        said = "axe-core is not installed: make lint does it where there is npm"
        (pytest.fail if os.environ.get("MEMVIZ_REQUIRE_AXE") else pytest.skip)(said)
    return _AXE.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_nothing_serious_is_found(axe: str, visit: Callable[..., Any], path: str, language: str) -> None:
    address = "/" if path == PAGES[0].path else f"/{path}"
    page = visit(f"{address}?lang={language}", ready=_READY.get(path, "[data-painted]"))
    page.evaluate(axe)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for place, (width, height) in _WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            rested(page)
            assert (light(page, ".stApp") < 128) == (scheme == "dark")
            found += [f"{scheme}, {place}: {each}" for each in page.evaluate(_FOUND)]

    assert found == []


def test_what_is_serious_is_found(axe: str, visit: Callable[..., Any]) -> None:
    page = visit("/present", ready="li.item")
    page.evaluate(axe)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<button></button>')")

    assert any(each.startswith("button-name ") for each in page.evaluate(_FOUND))
