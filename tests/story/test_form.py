"""The form of a text: what is not seen counts for nothing, what looks alike is alike, and what is shown stays."""

from __future__ import annotations

import string
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.data.babi import read_file
from memviz.story.form import formed, placed_words, plain, seen, whole, words

QUICK = settings(max_examples=200, deadline=None, derandomize=True)
NEAR = "aB.,-/'\u200b\u2014 \u0301\uff76\uff9e\u1100\u1161"  # what parts, joins or changes its neighbours
ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from(NEAR))
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u202e\u2060\ufe0f\ufeff\U000e0100\x00\x7f"


@pytest.mark.parametrize("sign", UNSEEN)
def test_a_sign_that_nobody_sees_is_no_letter(sign: str) -> None:
    assert words(f"{sign}Mary went{sign} to the off{sign}ice.{sign}") == ["mary", "went", "to", "the", "office"]
    assert words(sign) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• Mary 【office】 office′ office🙂 👩‍👧 ❤️", ["mary", "office", "office", "office"]),
        ("office™ №5 5️⃣ $5 5%", ["office", "5", "5", "5", "5"]),
        ("ｏｆｆｉｃｅ 𝐨𝐟𝐟𝐢𝐜𝐞 oﬃce", ["office"] * 3),
        ("don’t don´t donʼt don't", ["don't"] * 4),
        ("Ame\u0301lie Am\u00e9lie", ["amélie"] * 2),
        ("a\u00a0b\u3000c\u2009d\u2028e", list("abcde")),
        ("well‐known well‑known well-known", ["well-known"] * 3),
        ("می‌خواهم میخواهم", ["میخواهم"] * 2),
        ("ｶﾞ", ["ガ"]),
        ("8½ ½", ["8½", "½"]),
    ],
)
def test_what_looks_alike_is_one_word(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kitchen—then", ["kitchen", "then"]),
        ("kitchen–then", ["kitchen", "then"]),
        ("kitchen--then", ["kitchen", "then"]),
        ("kitchen...then kitchen…then", ["kitchen", "then"] * 2),
        ("garden/hallway he/she and/or", ["garden", "hallway", "he", "she", "and", "or"]),
        ("kitchen,then kitchen;then", ["kitchen", "then"] * 2),
        ("kitchen.John", ["kitchen", "john"]),
        ("去了。玛丽，约翰", ["去了", "玛丽", "约翰"]),
        ("1990–1995", ["1990", "1995"]),
    ],
)
def test_marks_between_words_part_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


INSIDE = ("u.s", "3.5", "1,000", "10:30", "9/11", "n/a", "s,e", "e.g", "ph.d", "well-known", "o'hara", "node.js")


@pytest.mark.parametrize("word", INSIDE)
def test_marks_inside_a_word_stay(word: str) -> None:
    assert words(word) == [word]
    assert words(f"({word.upper()})") == [word]


@QUICK
@given(ANY)
def test_the_form_of_a_form_is_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert words(" ".join(words(text))) == words(text)
    assert words(plain(text)) == words(text)


@QUICK
@given(ANY, ANY, st.sampled_from(UNSEEN))
def test_a_sign_that_nobody_sees_changes_no_form_wherever_it_stands(before: str, after: str, sign: str) -> None:
    assert plain(before + sign + after) == plain(before + after)
    assert words(before + sign + after) == words(before + after)


@QUICK
@given(ANY)
def test_words_are_bare_and_stand_where_they_are_said_to(text: str) -> None:
    placed = placed_words(text)
    assert [word.text for word in placed] == words(text)
    for word in placed:
        assert words(text[word.start : word.end]) == [word.text]
        for edge in (word.text[0], word.text[-1]):
            assert unicodedata.category(edge)[0] not in "PSZ"
            assert edge not in string.punctuation
    ends = [0, *(word.end for word in placed)]
    assert all(word.start >= end for word, end in zip(placed, ends, strict=False))


@QUICK
@given(ANY)
def test_every_character_of_a_form_has_its_place(text: str) -> None:
    form = formed(text)
    assert len(form.text) == len(form.starts) == len(form.ends)
    assert list(form.starts) == sorted(form.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(form.starts, form.ends, strict=True))


@QUICK
@given(ANY)
def test_a_whole_text_can_be_saved_and_is_else_as_it_was_typed(text: str) -> None:
    assert whole(text).encode().decode() == whole(text)
    assert whole(whole(text)) == whole(text)
    assert whole("off\u200bice 🙂 Amélie") == "off\u200bice 🙂 Amélie"
    assert whole("a\ud800b \ud83d\ude42") == "a\ufffdb 🙂"


@QUICK
@given(ANY)
def test_what_is_seen_has_its_places(text: str) -> None:
    shown, places = seen(text)
    assert shown == "".join(text[place] for place in places[:-1])
    assert len(places) == len(shown) + 1
    assert places[-1] == len(text)


def test_the_public_stories_are_read_as_ever(public: Path) -> None:
    for path in sorted((public / "en").glob("*_train.txt")):
        for story in read_file(path)[:50]:
            for text in (*(slot.key for slot in story.slots), *(question.text for question in story.questions)):
                assert words(text) == [
                    token.strip(string.punctuation) for token in text.lower().replace(" ?", "?").split()
                ]


def test_marks_piled_on_a_letter_take_no_time() -> None:
    assert len(plain("a" + "\u0301\u0316" * 200_000 + " b")) < 40
    assert plain("é" * 3000 + "e\u0301") == "é" * 3001
