"""JSON that somebody else wrote."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memviz.story.foreign import read_json

_WHOLE = st.text(st.characters(exclude_categories=["Cs"]))
_DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _WHOLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WHOLE, inner, max_size=3),
    max_leaves=8,
)


@given(_DATA, st.booleans())
def test_what_a_file_can_hold_is_read(data: object, ascii_only: bool) -> None:
    assert read_json(json.dumps(data, ensure_ascii=ascii_only)) == data


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "[Infinity]",
        "-Infinity",
        "1e999",
        "9" * 400,
        '"\\ud800"',
        '{"\\udc00": 1}',
        '"\ud800"',
        '"a\n',
        "[" * 100_000,
        '["\\ud83d x \\ude00"]',
        "",
        "{",
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_what_no_file_of_memviz_holds_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_json(text)


def test_two_halves_are_one_character() -> None:
    assert read_json('"\\ud83d\\ude00"') == "😀"
    assert read_json('"\\ud83d"', halves=True) == "\ud83d"
