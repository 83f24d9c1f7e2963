"""Broken checkpoints take no page down: they are left out and named, and the rest goes on."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from memviz.data.card import CHECKPOINTS
from memviz.data.seen import Seen
from memviz.pages import PAGES, Page
from memviz.pages.stories.asked import KEY
from memviz.simulate import gallery
from memviz.simulate.gallery import FIRST, entry
from tests.views import views

from .apps import run

SHIPPED = ("memn2n-1hop", "memn2n-3hop", "memn2n-3hop-lw", "kv-babi", "kv-movies", "kv-open", "lstm")
Damage = Callable[[Path], object]


def cut(name: str) -> Damage:
    return lambda root: (root / name).write_bytes((root / name).read_bytes()[:200])


def without(name: str) -> Damage:
    return lambda root: (root / name).unlink()


def other(name: str, old: str, new: str) -> Damage:
    def damage(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), "utf-8")

    return damage


def everything(root: Path) -> None:
    shutil.rmtree(root)


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a cut card": (cut("memn2n-3hop/card.json"), "memn2n-3hop"),
    "no card": (without("kv-babi/card.json"), "kv-babi"),
    "metrics that are a list": (other("memn2n-1hop/card.json", '"metrics": {', '"metrics": [], "x": {'), "memn2n-1hop"),
    "hops that fill the memory": (other("kv-open/card.json", '"hops": 2', '"hops": 100000'), "kv-open"),
    "no example": (without("memn2n-3hop/example.json"), "memn2n-3hop"),
    "a cut example": (cut("kv-movies/example.json"), "kv-movies"),
    "a trace of another version": (other("memn2n-3hop/example.json", '"version": 4', '"version": 1'), ""),
    "cut weights": (cut("memn2n-3hop-lw/model.safetensors"), "memn2n-3hop-lw"),
    "weights of another size": (other("memn2n-1hop/card.json", '"dim": 50', '"dim": 51'), ""),
    "no baseline": (without("lstm/card.json"), "lstm"),
    "curves that are cut": (cut("lstm/recall.json"), ""),
    "a cut list of what was seen": (cut("seen.bloom"), "seen.bloom"),
    "nothing at all": (everything, ""),
}

QUICK = ("a cut card", "nothing at all")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the shipped checkpoints, which the pages take for them."""
    copy = tmp_path / "checkpoints"
    for name in SHIPPED:
        shutil.copytree(CHECKPOINTS / name, copy / name)
    shutil.copy(CHECKPOINTS / "seen.bloom", copy)
    for module in ("shared.networks", "how.frame", "how.growth"):
        monkeypatch.setattr(f"memviz.pages.{module}.CHECKPOINTS", copy)
    monkeypatch.setattr(gallery, "Seen", SeenAt(copy / "seen.bloom"))
    for page in PAGES:
        monkeypatch.setattr(sys.modules[page.draw.__module__], "warm", lambda: None)
    forget()
    yield copy
    forget()


class SeenAt:
    """What was seen, from another place."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Seen:
        return Seen.read(self.path)

    def __call__(self) -> Seen:
        return Seen()


def forget() -> None:
    """Whatever was read before is read again."""
    st.cache_resource.clear()
    st.cache_data.clear()
    gallery._seen.cache_clear()
    gallery.entry.cache_clear()


def opened(page: Page) -> AppTest:
    """A page as somebody opens it."""

    def script(path: str) -> None:
        from memviz.pages import PAGES

        next(page for page in PAGES if page.path == path).draw()

    return run(AppTest.from_function(script, default_timeout=60, kwargs={"path": page.path}))


# How it works uses most of what there is; the other pages are tried with every damage in the slow tests.
CASES = [
    pytest.param(page, damage, marks=() if page.path == "how-it-works" or damage in QUICK else pytest.mark.slow)
    for page in PAGES
    for damage in DAMAGES
]


@pytest.mark.parametrize(("page", "damage"), CASES, ids=lambda each: getattr(each, "path", each))
def test_a_page_names_what_is_broken_and_goes_on(root: Path, page: Page, damage: str) -> None:
    harm, name = DAMAGES[damage]
    harm(root)
    app = opened(page)

    said = [each.value for each in app.caption if each.value.startswith("Damaged, and left out")]
    assert [name.replace("-", "\\-").replace(".", "\\.") in each for each in said] == [True] * bool(name)


def test_the_first_network_that_is_sound_is_begun_with(root: Path) -> None:
    cut("memn2n-3hop/card.json")(root)
    app = opened(PAGES[0])

    assert views(app)[KEY]["note"].startswith("kv-babi answers")
    assert views(app)[KEY]["scene"]
    assert not app.info


def test_an_example_of_no_use_is_asked_again(root: Path) -> None:
    DAMAGES["a trace of another version"][0](root)
    app = opened(PAGES[0])

    assert views(app)[KEY]["note"].startswith("memn2n-3hop answers")
    assert views(app)[KEY]["scene"]["answer"] == entry(*FIRST).question.answer


@pytest.mark.parametrize("page", PAGES[:2], ids=lambda page: page.path)
def test_without_any_network_a_page_says_so(root: Path, page: Page) -> None:
    everything(root)
    app = opened(page)

    assert "no network here" in app.info[0].value


def test_how_it_works_goes_on_without_what_is_broken(root: Path) -> None:
    cut("memn2n-3hop-lw/card.json")(root)
    cut("lstm/recall.json")(root)
    app = opened(next(page for page in PAGES if page.path == "how-it-works"))

    assert [each.value for each in app.info] == [
        "lstm/recall\\.json is missing or damaged\\: its curves are left out\\.",
        "The network “memn2n\\-3hop\\-lw” is damaged, and left out\\.",
        "The network “kv\\-chain” is not here\\.",
    ]
    parts = ["modules", "one-layer", "order", "key-value", "hashing", "chain", "references"]
    assert [each.anchor for each in app.subheader] == parts
