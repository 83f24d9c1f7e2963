"""Words: how a sentence falls into them, and the numbers they get."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.story.vocab import Vocab, words

QUICK = settings(max_examples=100, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mary went to the kitchen.", ["mary", "went", "to", "the", "kitchen"]),
        ("  Where\tis\nMary ?", ["where", "is", "mary"]),
        ("s,e", ["s,e"]),
        ("“Mary”, (John): the well-known don't!", ["mary", "john", "the", "well-known", "don't"]),
        ("Où est l'ÉTÉ ?", ["où", "est", "l'été"]),
        ("सीता कहाँ है।", ["सीता", "कहाँ", "है"]),
        ("玛丽 去了 厨房。", ["玛丽", "去了", "厨房"]),
        ("¿Dónde está María?", ["dónde", "está", "maría"]),
        ("Mary – „alone“ — left ‹there›…", ["mary", "alone", "left", "there"]),
        ("「はい」。", ["はい"]),
        ("… — ?!", []),
        ("\u00a0. ,\u3000", []),
        ("", []),
    ],
)
def test_the_words_of_a_sentence(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@QUICK
@given(st.text())
def test_words_have_no_space_in_them_and_no_punctuation_around_them(text: str) -> None:
    for word in words(text):
        assert word == word.strip(string.punctuation + string.whitespace) != ""
        assert len(word.split()) == 1


@QUICK
@given(st.text())
def test_the_words_of_words_are_themselves(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@QUICK
@given(st.lists(st.text(), min_size=1))
def test_a_vocabulary_knows_the_texts_it_was_made_of_and_numbers_them_the_same_in_any_order(texts: list[str]) -> None:
    vocab = Vocab.of(texts)

    assert vocab == Vocab.of(reversed(texts))
    for text in texts:
        assert vocab.unknown(text) == []
        assert [vocab.words[number - 1] for number in vocab.encode(text)] == words(text)


def test_the_blank_is_no_word_and_is_counted() -> None:
    vocab = Vocab.of(["the kitchen"])

    assert len(vocab) == 3
    assert {vocab.number(word) for word in ("kitchen", "the")} == {1, 2}
    assert vocab.number("zebra") == vocab.number("") == 0


def test_an_unknown_word_keeps_its_place_as_a_blank_and_is_named() -> None:
    vocab = Vocab.of(["the kitchen"])

    assert vocab.encode("The zebra, the Kitchen!") == (2, 0, 2, 1)
    assert vocab.unknown("The zebra, the gnu! A zebra.") == ["zebra", "gnu", "a", "zebra"]


def test_an_answer_is_one_word_with_its_commas_and_spaces_and_without_its_capitals() -> None:
    vocab = Vocab.of(["Mary is here"], answers=["Living room", "n,w", "Mary"])

    assert vocab.words == ("here", "is", "living room", "mary", "n,w")
    assert vocab.answer_number("Living room") == 3
    assert vocab.answer_number("Mary") == vocab.number("mary")
    with pytest.raises(KeyError):
        vocab.answer_number("garden")
