"""Where sentences end, by one file of cases that the browser's splitter is held to as well."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.story.form import seen
from memviz.story.splitter import asks, split_text
from tests.node import node

CASES: dict[str, Any] = json.loads(Path(__file__).with_name("splitter_cases.json").read_text("utf-8"))
_ROOT = Path(__file__).parents[2]
_SCRIPT = _ROOT / "memviz" / "browser" / "editor" / "splitter.js"
_SPELLING = _ROOT / "memviz" / "browser" / "component" / "spelling.js"


@pytest.mark.parametrize(("text", "expected"), CASES["texts"], ids=range(len(CASES["texts"])))
def test_the_sentences_of_a_text(text: str, expected: list[str]) -> None:
    assert list(split_text(text)) == expected


@pytest.mark.parametrize("text", CASES["asking"])
def test_a_question_is_told_by_its_mark(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", CASES["telling"])
def test_what_tells_is_no_question(text: str) -> None:
    assert not asks(text)


@given(st.text("aB .…!?”)1。؟\u200b\n\u3000", max_size=30))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_character_but_space_is_lost_and_no_sentence_is_blank(text: str) -> None:
    found = split_text("x" + text)  # no numbered line

    assert "".join("".join(found).split()).replace("\u200b", "") == "".join(("x" + text).split()).replace("\u200b", "")
    assert all(sentence.strip("\u200b ") for sentence in found)


def test_a_long_text_without_an_end_is_cut_in_linear_time() -> None:
    for text in ("! " * 50_000, "." * 100_000 + "a", "a" + " ." * 50_000, "?" * 100_000 + "a", "A. " * 30_000):
        assert len(split_text(text)) == 1
        assert not asks(text + "a")


def test_the_browser_cuts_as_the_library_does() -> None:
    texts = [text for text, _ in CASES["texts"]]
    marked = [*CASES["asking"], *CASES["telling"]]
    script = (
        f"import {{ asks, splitText }} from {json.dumps(_SCRIPT.as_uri())};"
        f"const [texts, marked] = {json.dumps([texts, marked])};"
        "console.log(JSON.stringify([texts.map(splitText), marked.map(asks)]))"
    )

    cut, asking = json.loads(node("--input-type=module", text=script))

    assert cut == [expected for _, expected in CASES["texts"]]
    assert asking == [text in CASES["asking"] for text in marked]


def test_the_browser_sees_what_the_library_sees() -> None:
    script = (
        f"import {{ UNSEEN }} from {json.dumps(_SPELLING.as_uri())};"
        "const unseen = new RegExp(UNSEEN, 'u');"
        "const all = Array.from({ length: 0x110000 }, (_, i) => i).filter((i) => i < 0xd800 || i > 0xdfff);"
        "console.log(JSON.stringify(all.filter((i) => unseen.test(String.fromCodePoint(i)))))"
    )

    found = json.loads(node("--input-type=module", text=script))

    assert found == [i for i in range(0x110000) if not 0xD800 <= i <= 0xDFFF and not seen(chr(i))[0]]
