"""The export dialogue without a browser: what it offers, the file it makes, and how a long one is stopped."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from memviz.data.card import CHECKPOINTS
from memviz.language import DEFAULT, use
from memviz.pages.shared import exporting
from memviz.pages.shared.exporting import Offer, pictures
from memviz.picture.exports import EXPORTS, Export, Look
from memviz.trace import Trace
from tests.pages.apps import run

Writes = list[tuple[Any, Look]]


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use(DEFAULT)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Writes:
    """What the only format there is has been asked to write; it takes three steps."""
    calls: Writes = []

    def make(what: Any, look: Look, progress: Callable[[int, int], None]) -> bytes:
        for done in range(3):
            progress(done + 1, 3)
        calls.append((what, look))
        return b"0" * 2_000

    format_ = Export("Table (CSV)", "text/csv", "csv", make)
    monkeypatch.setattr(exporting, "_OFFERS", (Offer("It", lambda: "what", lambda: {"csv": format_}),), raising=False)
    return calls


def _page() -> None:
    from memviz.pages.shared import exporting

    exporting._choose(exporting._OFFERS)  # type: ignore[attr-defined]


def dialogue() -> AppTest:
    return run(AppTest.from_function(_page, default_timeout=60))


def test_the_file_is_made_at_once_and_only_once(written: Writes) -> None:
    app = dialogue()
    run(app)

    assert written == [("what", Look(theme="light"))]
    (download,) = app.get("download_button")
    assert download.proto.label == "Download · 2 KB"


def test_another_title_or_theme_makes_another_file(written: Writes) -> None:
    app = dialogue()
    app.text_input(key="export_title").set_value("  Two facts ")
    run(app)
    app.button_group(key="export_theme").set_value("dark")
    run(app)

    assert [look for _, look in written] == [
        Look(theme="light"),
        Look(theme="light", title="Two facts"),
        Look(theme="dark", title="Two facts"),
    ]


def test_a_long_file_shows_how_far_it_is_and_is_stopped_until_somebody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on, steps = threading.Event(), []

    def make(what: Any, look: Look, progress: Callable[[int, int], None]) -> bytes:
        for done in range(1, 4):
            progress(done, 4)
            steps.append(done)
            goes_on.wait(60)
        return b"all of it"

    slow = Export("Handout (PDF)", "application/pdf", "pdf", make)
    monkeypatch.setattr(exporting, "_OFFERS", (Offer("It", lambda: (), lambda: {"pdf": slow}),), raising=False)
    monkeypatch.setattr(exporting, "_MOMENT", 0.05)
    app = dialogue()
    job = app.session_state[exporting._JOB][1]
    assert (app.get("progress")[0].proto.value, app.get("download_button")) == (25, [])

    app.button(key="export_cancel").click()
    run(app)
    assert [each.key for each in app.button] == ["export_make"]
    goes_on.set()
    assert job.wait(60)
    assert steps == [1], "nothing is made for nobody"

    app.button(key="export_make").click()
    run(app)
    assert app.session_state[exporting._JOB][1].wait(60)
    run(app)
    assert len(app.get("download_button")) == 1


def test_what_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch, written: Writes) -> None:
    from memviz.errors import ExportError

    def refuse(what: Any, look: Look, progress: Any) -> bytes:
        raise ExportError("A talk needs at least one story.")

    broken = Export("Talk (HTML)", "text/html", "html", refuse)
    monkeypatch.setattr(exporting, "_OFFERS", (Offer("It", lambda: (), lambda: {"html": broken}),))
    app = dialogue()

    assert "needs at least one story" in app.info[0].value
    assert not app.get("download_button")


def test_every_picture_of_an_answer_is_offered_and_can_be_written() -> None:
    example = CHECKPOINTS / "memn2n-3hop" / "example.json"
    trace = Trace.from_json(example.read_text(encoding="utf-8"))
    offers = pictures(trace)

    assert [offer.name for offer in offers] == [
        "Memory board",
        "Heat map",
        "Answer after each hop",
        "Path of the state",
    ]
    assert list(offers[0].formats()) == list(EXPORTS)
    for offer in offers[1:]:
        assert list(offer.formats()) == ["png", "svg", "pdf"]
        svg = offer.formats()["svg"].write(offer.what(), Look(picture=offer.picture)).decode()
        assert trace.question.text in svg
    whole = offers[0].formats()["json"].write(offers[0].what())
    assert json.loads(whole)["model"] == trace.model
