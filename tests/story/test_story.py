"""Stories: what may point at what, and how a typed or pasted text falls into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memviz.errors import StoryError
from memviz.story import Question, Slot, Story, sentences

STORY = Story.of("Mary went.", "John sat.", "Mary left.")


def test_a_sentence_is_its_own_key_and_value() -> None:
    assert STORY.slots[1] == Slot("John sat.", "John sat.")


@pytest.mark.parametrize(
    "question",
    [
        Question("Where?", after=4),
        Question("Where?", facts=(3,)),
        Question("Where?", facts=(-1,)),
        Question("Where?", facts=(1,), after=1),
    ],
    ids=["told too much", "fact beyond the end", "fact before the start", "fact not yet told"],
)
def test_a_question_cannot_point_at_what_has_not_been_told(question: Question) -> None:
    with pytest.raises(StoryError, match="“Where\\?” points at a sentence that has not been told"):
        Story(STORY.slots, (question,))


def test_a_story_until_a_question_is_what_had_been_told_with_that_question_alone() -> None:
    early = Question("Where?", "here", facts=(1,), after=2)
    story = Story(STORY.slots, (early, Question("And now?")))

    assert story.until(early) == Story(STORY.slots[:2], (Question("Where?", "here", facts=(1,)),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mary went.\n\n  John sat. \r\nMary left", ("Mary went.", "John sat.", "Mary left")),
        ("Mary went. John sat! Mary left.", ("Mary went.", "John sat!", "Mary left.")),
        ("1 Mary went.\n2 John sat.\n4 Mary left.", ("Mary went.", "John sat.", "Mary left.")),
        ("1. Mary went.\n2) John sat.\n3: Mary left.", ("Mary went.", "John sat.", "Mary left.")),
        ("3 apples fell.\nJohn sat.", ("3 apples fell.", "John sat.")),
        ("2 cats sat.\n1 dog sat.", ("2 cats sat.", "1 dog sat.")),
        ("玛丽去了厨房。约翰坐下。", ("玛丽去了厨房。", "约翰坐下。")),
        ("It costs 3.5 or so.", ("It costs 3.5 or so.",)),
        ("", ()),
        (" \n\t\n", ()),
    ],
)
def test_the_sentences_of_a_text(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text", ["Mary went.\nWhere is Mary?", "1 Mary went.\n2 Where is Mary? \tkitchen\t1", "去了。 玛丽在哪？"]
)
def test_a_question_among_the_sentences_is_named(text: str) -> None:
    with pytest.raises(StoryError, match=r"Sentence 2 of the story, “[^\t”]+”, is a question\. Take it out"):
        sentences(text)


@given(st.lists(st.sampled_from(["Mary went.", "7 cats sat!", "John"]), max_size=4))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_sentences_on_lines_of_their_own_come_back_with_or_without_numbers(told: list[str]) -> None:
    numbered = "\n".join(f"{number} {sentence}" for number, sentence in enumerate(told, 1))

    assert sentences(numbered) == tuple(told)
