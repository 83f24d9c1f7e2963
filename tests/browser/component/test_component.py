"""The code of a view travels once, and speaks the language of the page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from memviz.browser import component
from memviz.browser.component.texts import _COUNTED, _TEXT, spoken, texts
from memviz.language import DEFAULT, use

SCRIPT = (
    'export default () => t("Another story");\ncounted("{n} story", "{n} stories", 2);\nconst other = "no such text";\n'
)


@pytest.fixture
def chinese() -> Iterator[None]:
    use("zh")
    yield
    use(DEFAULT)


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of two texts, in any language but English."""
    known = {"Another story": "另一个故事"}
    monkeypatch.setattr("memviz.browser.component.texts._", lambda text: known.get(text, text))
    monkeypatch.setattr("memviz.browser.component.texts.form", lambda _one, _many, _n: "{n} 个故事")


def test_in_english_a_script_is_as_it_was_written() -> None:
    assert spoken(SCRIPT) == SCRIPT


@pytest.mark.usefixtures("chinese", "catalogue")
def test_in_another_language_a_script_ends_with_its_texts() -> None:
    found = {"Another story": "另一个故事", "{n} story": "{n} 个故事", "{n} stories": "{n} 个故事"}

    assert texts(SCRIPT) == found
    assert spoken(SCRIPT) == f"{SCRIPT}\nspeak({json.dumps(found, ensure_ascii=False)});\n"


def test_what_is_sent_with_a_script_is_what_is_collected_for_translation() -> None:
    extract = pytest.importorskip("babel.messages.extract")
    room = Path(component.__file__).parents[1]
    keywords = {"t": None, "counted": (1, 2)}
    collected: set[str] = set()
    for _file, _line, text, *_more in extract.extract_from_dir(str(room), [("**.js", "javascript")], keywords=keywords):
        collected |= set(text) if isinstance(text, tuple) else {text}
    scripts = "".join(file.read_text("utf-8") for file in room.glob("**/*.js"))
    assert {json.loads(text) for found in (_TEXT, _COUNTED) for text in _flat(found.findall(scripts))} == collected


def _flat(found: list[Any]) -> list[str]:
    return [text for each in found for text in ([each] if isinstance(each, str) else each)]


def _page(text: str) -> None:
    from memviz.browser.component import View

    View("export default () => undefined;\n", "p { color: red; }\n").draw({"text": text}, key="view")


def _protos(text: str) -> list[Any]:
    testing = pytest.importorskip("streamlit.testing.v1")
    app = testing.AppTest.from_function(_page, kwargs={"text": text}).run()
    assert not app.exception
    return [each.proto for each in app.get("bidi_component")]


def test_the_code_is_an_element_of_its_own_that_does_not_change_with_the_data() -> None:
    (one, first), (two, second) = _protos("first"), _protos("second")

    assert one.SerializeToString() == two.SerializeToString()
    assert json.loads(gzip.decompress(one.bytes[16:])) == {
        "script": "export default () => undefined;\n",
        "style": "p { color: red; }\n",
    }
    assert [each.bytes for each in (first, second)] == [
        one.bytes[:16] + json.dumps({"text": text}, separators=(",", ":")).encode() for text in ("first", "second")
    ]


def test_each_language_has_a_code_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    view = component.View(SCRIPT, "p { color: red; }\n")
    monkeypatch.setattr("memviz.browser.component.spoken", lambda script: f"{script}// {component.current()}\n")

    english = component._packed(view, DEFAULT)
    use("zh")
    try:
        chinese = component._packed(view, "zh")
    finally:
        use(DEFAULT)

    assert english[0] != chinese[0]
    assert "// zh" in json.loads(gzip.decompress(chinese[1]))["script"]
