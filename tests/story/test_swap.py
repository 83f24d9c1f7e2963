"""Another word or sentence, and everything else as it was."""

from __future__ import annotations

import pytest

from memviz.errors import StoryError
from memviz.story import Question, Slot, Story
from memviz.story.swap import swap_sentence, swap_word

STORY = Story.of("Mary got the football.", "The football-coach left", "John saw Mary, and Mary's dog")
QUESTION = Question("Where is the football?", "garden", facts=(0,), after=3)


def test_a_word_is_swapped_wherever_it_stands_and_only_whole() -> None:
    story, question = swap_word(STORY, QUESTION, "football", "apple")

    assert [slot.key for slot in story.slots] == ["Mary got the apple.", "The apple-coach left", STORY.slots[2].key]
    assert question == Question("Where is the apple?", "garden", facts=(0,), after=3)
    assert swap_word(STORY, QUESTION, "john", "Mar")[0].slots[2].key == "Mar saw Mary, and Mary's dog"


def test_a_word_is_swapped_however_it_was_typed_and_the_rest_stays() -> None:
    story = Story.of("Mary\u200b got the foot\u00adball—now.", "She don\u2019t")

    assert swap_word(story, QUESTION, "football", "apple")[0].slots[0].key == "Mary\u200b got the apple—now."
    assert swap_word(story, QUESTION, "don't", "did")[0].slots[1].key == "She did"


def test_a_capital_stays_where_it_was() -> None:
    story, _ = swap_word(Story.of("The dog saw the cat."), QUESTION, "the", "a")

    assert story.slots[0].key == "A dog saw a cat."


def test_keys_and_values_and_answers_are_swapped() -> None:
    story, question = swap_word(
        Story((Slot("Mary → likes", "football"),)),
        Question("What?", "Football", also=("tea", "football")),
        "football",
        "\\1",
    )

    assert story.slots == (Slot("Mary → likes", "\\1"),)
    assert (question.answer, question.also) == ("\\1", ("tea", "\\1"))


def test_a_word_that_stands_in_the_question_alone_is_swapped() -> None:
    assert swap_word(STORY, QUESTION, "where", "what")[1].text == "What is the football?"


@pytest.mark.parametrize(
    ("word", "other", "message"),
    [
        ("foot", "apple", "“foot” is neither"),
        ("", "apple", "Say which"),
        ("football", " ", "Say which"),
        (".*", "a", "“"),
    ],
)
def test_a_word_that_is_not_there_is_a_sentence(word: str, other: str, message: str) -> None:
    with pytest.raises(StoryError, match=message):
        swap_word(STORY, QUESTION, word, other)


def test_a_sentence_takes_the_place_of_another() -> None:
    story = swap_sentence(STORY, 2, " Mary went home. ")

    assert story.slots == (STORY.slots[0], Slot.sentence("Mary went home."), STORY.slots[2])


@pytest.mark.parametrize(
    ("number", "text", "message"),
    [
        (0, "Mary went.", "There is no sentence 0: the story has 3"),
        (4, "Mary went.", "There is no sentence 4: the story has 3"),
        (1, " ", "is no sentences"),
        (1, "Mary went. John went.", "is 2 sentences"),
        (1, "Where is Mary?", "is a question"),
    ],
)
def test_what_is_no_sentence_or_has_no_place_is_refused(number: int, text: str, message: str) -> None:
    with pytest.raises(StoryError, match=message):
        swap_sentence(STORY, number, text)
