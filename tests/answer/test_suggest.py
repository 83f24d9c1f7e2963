"""Questions worth asking about a story in everyday English."""

import pytest

from memviz.answer.anyone import ask, load
from memviz.answer.suggest import questions
from memviz.story import Story
from memviz.story.example import EXAMPLE
from memviz.tensors.goals import is_right

RIGHT = {
    "Where are the keys?": "car",
    "Where is the dog?": "under the kitchen table",
    "Who took the keys?": "Bob",
    "Who has the umbrella?": "Tom",
    "Why was Tom happy?": "it was raining",
    "Where did Anna put her keys?": "drawer",
    "What did Maria give to Tom?": "umbrella",
}


def test_the_example_is_answered_right_whatever_is_suggested() -> None:
    trained, asked = load("memn2n-english"), (EXAMPLE.questions[0].text, *questions(EXAMPLE))
    assert len(asked) > 5
    assert set(asked) <= set(RIGHT)
    wrong = {text: trace.answer for text in asked if not _right(trace := ask(trained, EXAMPLE, text))}
    assert not wrong


def _right(trace) -> bool:  # type: ignore[no-untyped-def]
    answer = RIGHT[trace.question.text]
    return is_right(trace.answer, (answer, answer.removeprefix("under the "), f"because {answer}"))


@pytest.mark.parametrize(
    ("story", "asked"),
    [
        ("Dr. Amara left the letter on the desk.", {"Where is the letter?", "Where did Dr. Amara leave the letter?"}),
        ("The cat slept on the sofa.", {"Where is the cat?", "Is the cat on the sofa?"}),
        ("Yesterday he put my bag in the car.", {"Where is my bag?"}),
        ("Mia broke the vase.", {"Who broke the vase?", "What did Mia break?"}),
        ("Pavel sold his bike to Queen Ines.", {"Who has the bike?", "What did Pavel sell to Queen Ines?"}),
        ("The twins were late because the bus broke down.", {"Why were the twins late?"}),
    ],
)
def test_a_question_is_about_what_is_told(story: str, asked: set[str]) -> None:
    assert asked <= set(questions(Story.of(story)))


@pytest.mark.parametrize(
    "story", ["It was raining all day.", "She saw her mother.", "玛丽去了厨房。", "Hello!", "a" * 999]
)
def test_of_what_says_nothing_nothing_is_asked(story: str) -> None:
    assert questions(Story.of(story)) == ()


def test_not_more_are_offered_than_are_wanted_and_none_twice() -> None:
    asked = questions(Story.of(*(slot.key for slot in EXAMPLE.slots * 9)), most=4)
    assert len(asked) == len(set(asked)) == 4
