"""The stage in another language: in every state, nothing is left of the English texts. The stories are in Russian."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from memviz.story import Question, Slot
from memviz.story.changes import Override
from memviz.story.retrieval import Hashing
from memviz.trace import NOTHING, Trace
from tests.chromium import playwright_api
from tests.foreign import untranslated, wide

from .conftest import make_trace

playwright_api()
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("foreign")]

Talk = Callable[..., Any]
ANSWERS = ("кухня", "сад", "офис", "коридор", "ванная", "спальня", "молоко")
TOLD = ("Мария пошла на кухню.", "Мария взяла молоко.", "Иван пошёл в сад.")
STEPS = 4 + 3 + 1


def russian(sentences: tuple[str, ...] = TOLD, looks: tuple[int, ...] = (1,), **changes: Any) -> Trace:
    fields = {"model": "модель", "answers": ANSWERS, "question": Question("Где молоко?", "кухня", (0, 1))}
    return make_trace(sentences, looks, **(fields | changes))


def films(count: int, answer: str) -> Trace:
    slots = (*(Slot(f"Фильм {i} → режиссёр", "Мара") for i in range(count)), NOTHING)
    return russian(
        tuple(slot.key for slot in slots[:-1]),
        slots=slots,
        readout="value",
        candidates=100,
        hashing=Hashing((), (), (), (), total=133_582, found=count, kept=count),
        question=Question("Кто снял фильм 1?", answer),
    )


def changed() -> Trace:
    """A story told longer than the memory is, with a slot muted and a weight given, and a wrong answer."""
    trace = russian(tuple(f"Человек {i} пошёл в сад." for i in range(40)), question=Question("Где человек?", "дом"))
    weights = np.zeros(41)
    weights[[0, 1]] = 0.5
    hops = (replace(trace.hops[0], attention=weights),)
    return replace(trace, hops=hops, muted=(2,), overrides=(Override(0, 0, 0.5),), forgotten=7)


TRACES = {
    "what the answer needs": russian(unknown=("молоко", "кухню", "сад", "взяла")),
    "nothing, and then a sentence": russian(looks=(3, 2)),
    "changed by hand": changed(),
    "facts": films(2, "кухня"),
    "more facts than have room": films(40, "дом"),
}


def begin(page: Any) -> Any:
    """Begin the talk, all of whose words are Russian."""
    for field in ("title", "notes"):
        page.locator(f".item .{field}").first.fill("О чём речь")
    page.get_by_role("button", name=wide("Start"), exact=True).click()
    return page.locator(".talk")


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES)
def test_every_step(talk: Talk, trace: Trace) -> None:
    page = talk(trace)
    stage = begin(page)
    for _ in range(STEPS + 3 * (len(trace.hops) - 1)):
        assert untranslated(stage) == set()
        page.keyboard.press("ArrowRight")
    assert page.locator("dialog").get_attribute("data-phase") == "answer"


def test_what_comes_and_goes_on_the_stage(talk: Talk) -> None:
    page = talk(russian(), is_mobile=True, has_touch=True)
    stage = begin(page)
    assert wide("Tap right") in page.locator(".hint").inner_text()
    page.keyboard.press("p")
    assert untranslated(stage) == set()
    page.keyboard.press("n")
    page.evaluate("talk.screen.notes.tell({ notes: '', now: '', next: '' })")
    assert page.locator("aside").inner_text() == wide("No notes for this story.")


def test_the_notes_in_a_window_of_their_own(talk: Talk) -> None:
    page = talk(russian())
    begin(page)
    with page.expect_popup() as opened:
        page.keyboard.press("w")
    for _ in range(STEPS):
        assert untranslated(opened.value.locator("html")) == set()
        page.keyboard.press("ArrowRight")


def test_the_running_order(talk: Talk, tmp_path: Path) -> None:
    page = talk(russian(), address="?item=7&step=1")
    order = page.locator(".talk")
    example = {"Story 1", "Notes 1"}  # what the example says of its story is the server's to translate

    def status() -> None:
        assert page.locator(".status").text_content()
        assert untranslated(order) <= example

    status()  # the link names a story that is not there
    page.evaluate("() => { talk.shows = {}; talk.show(); }")
    assert untranslated(order) <= example, "it waits"
    for name, content in (("речь", b"\xff\xfe\x00"), ("роман", b"x" * 5_000_001)):
        (tmp_path / name).write_bytes(content)
        page.locator("input[type=file]").set_input_files(tmp_path / name)
        page.wait_for_function(f"document.querySelector('#host').shadowRoot.textContent.includes({name!r})")
        status()
    page.locator(".item .title").fill("О чём речь")
    page.locator(".item .notes").fill("О чём речь")
    page.get_by_role("button", name=wide("Take out of the talk")).click()
    status()
    page.get_by_role("button", name=wide("Undo"), exact=True).click()
    page.get_by_role("button", name=wide("New talk"), exact=True).click()
    assert page.locator(".empty button").inner_text() == wide("begin with an example")
    status()
    page.evaluate("() => Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
    page.get_by_role("button", name=wide("begin with an example"), exact=True).click()
    status()


def test_a_story_that_is_looked_up_and_changed_is_described(talk: Talk) -> None:
    page = talk(russian())
    page.evaluate("""() => {
      const item = { ...talk.deck.items[0], title: "", notes: "", source: "фильмы", muted: [0, 1] };
      talk.go({ items: [item] });
    }""")
    assert untranslated(page.locator(".talk")) == set()
