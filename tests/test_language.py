"""Two languages: what is shipped is what is written, and at a release no text is missing in either.

Whoever knows no Chinese adds English texts, and they are shown in English until somebody translates them. Where
MEMVIZ_RELEASE is set, as in continuous integration, every text has to have been.
"""

from __future__ import annotations

import gettext
import io
import os
import string
import threading
from pathlib import Path

import pytest

from memviz.language import DEFAULT, LANGUAGES, _, counted, current, use

babel = pytest.importorskip("babel.messages")
ROOT = Path(__file__).parents[1]
CATALOGUES = sorted((ROOT / "memviz" / "locale").glob("*/LC_MESSAGES/memviz.po"))
every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)


def _read(path: Path) -> list[object]:
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def _in_the_code() -> set[object]:
    """Every text inside _( ), of scripts t( ), and counted( ), as Babel finds them."""
    from babel.messages.extract import extract_from_dir

    kinds = [("**.py", "python"), ("**.js", "javascript")]
    found = extract_from_dir(
        str(ROOT / "memviz"), kinds, keywords={"_": None, "t": None, "later": None, "counted": (1, 2)}
    )
    return {tuple(text) if isinstance(text, tuple) else text for _file, _line, text, _comments, _context in found}


@pytest.mark.skipif(
    not os.environ.get("MEMVIZ_RELEASE"), reason="translations may follow; MEMVIZ_RELEASE=1 asks for all"
)
@every_catalogue
def test_every_text_of_the_code_is_translated_and_no_other(path: Path) -> None:
    messages = _read(path)

    written = {message.id for message in messages}  # type: ignore[attr-defined]
    assert written == _in_the_code()
    empty = [message.id for message in messages if not message.string or not all(message.string)]  # type: ignore[attr-defined]
    assert empty == []


@every_catalogue
def test_a_translation_has_the_places_of_its_original(path: Path) -> None:
    for message in _read(path):
        originals, translations = (
            each if isinstance(each, tuple) else (each,)
            for each in (message.id, message.string)  # type: ignore[attr-defined]
        )
        assert {place for text in translations for place in _places(text)} <= {
            place for text in originals for place in _places(text)
        }


@every_catalogue
def test_the_compiled_catalogue_is_that_of_the_written_one(path: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    with path.with_suffix(".mo").open("rb") as file:
        shipped = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    assert {key: text for key, text in gettext.GNUTranslations(compiled)._catalog.items() if key} == {  # type: ignore[attr-defined]
        key: text for key, text in shipped.items() if key
    }, "run `make translations`"


def test_every_language_has_a_catalogue() -> None:
    assert len(CATALOGUES) == len(LANGUAGES) - 1


def test_a_thread_speaks_its_own_language() -> None:
    spoken = []

    def speak() -> None:
        use("zh")
        spoken.append(current())

    thread = threading.Thread(target=speak)
    thread.start()
    thread.join()
    assert (spoken, current()) == (["zh"], DEFAULT)


def test_an_untranslated_text_is_itself_and_numbers_choose_the_form() -> None:
    unknown, one, many = "no such text", "{n} slot", "{n} slots"  # not literals: Babel would collect them
    assert _(unknown) == unknown
    assert [counted(one, many, count) for count in (1, 2_000)] == ["1 slot", "2,000 slots"]


def _places(text: str) -> set[str]:
    return {field for _text, field, _spec, _conversion in string.Formatter().parse(text) if field}
