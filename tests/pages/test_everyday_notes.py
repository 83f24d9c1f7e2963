"""What is said of a story that is typed for a network of everyday English."""

from __future__ import annotations

import re

import pytest

from memviz.browser.editor import Draft
from memviz.errors import StoryError
from memviz.pages.writing.everyday import everyday_notes
from memviz.story.example import EXAMPLE
from tests.pointed import pointed

PLAIN = tuple(slot.key for slot in EXAMPLE.slots)


def said(*rows: str, question: str = "Where are the keys?") -> list[str]:
    return [re.sub("[\u2068\u2069]", "", note.text) for note in everyday_notes(Draft(rows, question), pointed(), None)]


@pytest.mark.parametrize(
    "rows",
    [
        PLAIN,
        ("Zorblax fed the quagga.", "Then she went to Ouagadougou."),
        ("i put my sandwich in my bag", "then i left"),
        ("Bob likes tea.",),
    ],
)
def test_no_word_is_new(rows: tuple[str, ...]) -> None:
    assert said(*rows) == []
    assert everyday_notes(Draft(), None, StoryError("The story is empty.")) == ()


@pytest.mark.parametrize("row", ["安娜把钥匙放进了抽屉。", "Анна положила ключи в ящик.", "ذهبت آنا إلى المطبخ."])
def test_another_script_is_named_by_its_sentences(row: str) -> None:
    assert said(*PLAIN, row) == ["Sentence 6 is not in English, and English is all that this network reads."]
    assert said(*PLAIN, question=row)[0].startswith("The question is not in English")
    assert said(row, row)[0].startswith("Sentences 1, 2 are not")


@pytest.mark.parametrize(
    "text",
    [
        "Anna hat ihre Schlüssel in die Schublade gelegt. Dann ging sie einkaufen.",
        "Anna a mis ses clés dans le tiroir avant sa promenade.",
        "Ana puso sus llaves en el cajón.",
        "asdf jkl qwer zxcv poiu lkjh mnbv",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    ],
)
def test_another_language_and_nonsense_are_said_in_one_sentence(text: str) -> None:
    (one,) = said(text)
    assert one.startswith("This does not read like English")


@pytest.mark.parametrize("row", ["kitchen", "Hello there!"])
def test_a_word_or_two_tell_nothing(row: str) -> None:
    (one,) = said(row)
    assert one.startswith(f"“{row}” tells nothing that could be asked about.")


def test_what_stops_an_answer_comes_first() -> None:
    first, *rest = everyday_notes(Draft(PLAIN, ""), None, StoryError("There is no question."))
    assert first.stops
    assert not rest
