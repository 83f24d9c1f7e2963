"""Lines of text: nothing is lost, nothing is wider than its column, nothing breaks an XML file."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.picture.text import clean, shorten, width, wrap

ANY = st.text(st.characters(), max_size=80)


@given(ANY, st.integers(30, 400))
def test_no_line_is_wider_than_the_column_and_no_letter_is_lost(text: str, room: int) -> None:
    lines = wrap(text, 14, room)

    assert all(width(line, 14) <= room + 0.001 for line in lines)
    assert "".join(lines).replace(" ", "") == clean(text).replace(" ", "")


@given(ANY)
def test_what_is_clean_is_one_line_that_xml_can_hold(text: str) -> None:
    told = clean(text)

    assert told == clean(told)
    assert not {"\n", "\t", "\r", "\u202e"} & set(told)
    ElementTree.fromstring(f"<t>{told.replace('&', '&amp;').replace('<', '&lt;')}</t>".encode())


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("Mary is here.", ["Mary", "is", "here."]),
        ("玛丽去了。", ["玛丽去", "了。"]),
        ("玛丽去了花园。", ["玛丽去", "了花", "园。"]),
        ("iiiiiiiiiiii", ["iiiiiiiiii", "ii"]),
    ],
)
def test_lines_end_at_words_between_ideographs_or_where_a_word_is_too_long(text: str, lines: list[str]) -> None:
    assert wrap(text, 14, 44) == lines


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert shorten("Mary went", 9) == "Mary went"
    assert shorten("Mary went home", 9) == "Mary wen…"
