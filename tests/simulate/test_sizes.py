"""Larger worlds: every size that a task heeds makes its stories larger or harder, and they stay right."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import pairwise
from statistics import fmean

import pytest

from memviz import simulate
from memviz.errors import StoryError
from memviz.simulate import animals, words
from memviz.simulate.sizes import PUBLIC
from memviz.story import Question, Story
from tests.data.solvers import agrees, people, relations, solve

from .bodies import body
from .looks import gaps, known

LARGER = simulate.Sizes(people=9, places=9, objects=9, animals=7, path=4, statements=6, questions=15, window=12)
# Every size that makes a difference alone: (task, name of the size).
HEEDED = [(task, name) for task, sizes in PUBLIC.items() for name, size in asdict(sizes).items() if size]


def larger(task: int, name: str) -> tuple[Story, ...]:
    """Stories of a task with one size enlarged."""
    return body(task, 300, simulate.Sizes(**{name: getattr(LARGER, name)}))


@pytest.mark.parametrize(
    ("task", "name"), [each for each in HEEDED if each[1] in {"people", "places", "objects", "animals"}]
)
def test_more_of_something_is_more_words(task: int, name: str) -> None:
    more = getattr(LARGER, name) - getattr(PUBLIC[task], name)

    assert len(known(larger(task, name)) - known(body(task, 300))) >= more


@pytest.mark.parametrize("task", [task for task, name in HEEDED if name == "path"])
def test_a_longer_path_takes_more_sentences_or_more_facts(task: int) -> None:
    sizes = simulate.Sizes(path=LARGER.path)

    for story in body(task, 300, sizes):
        if task == 4:
            assert len(story.slots) == LARGER.path
        else:
            assert {len(set(question.facts)) for question in story.questions} == {LARGER.path}


@pytest.mark.parametrize("task", [task for task, name in HEEDED if name == "statements"])
def test_more_statements_are_told_between_questions(task: int) -> None:
    assert all(gaps(story)[0] % LARGER.statements == 0 for story in larger(task, "statements"))
    assert fmean(len(story.slots) for story in larger(task, "statements")) > 1.05 * fmean(
        len(story.slots) for story in body(task)
    )


@pytest.mark.parametrize("task", [task for task, name in HEEDED if name == "questions" and task != 14])
def test_a_story_asks_more_questions(task: int) -> None:
    assert {len(story.questions) for story in larger(task, "questions")} == {LARGER.questions}


def test_a_day_has_no_more_than_four_times() -> None:
    """Task 14 tells no more of a person, so more questions take more people."""
    few = body(14, 300, simulate.Sizes(questions=15))
    many = body(14, 300, simulate.Sizes(questions=15, people=9))

    assert all(5 < len(story.questions) < 15 and len(story.slots) <= 16 for story in few[:-1])
    assert all(len(story.questions) == 15 for story in many)


@pytest.mark.parametrize("task", [task for task, name in HEEDED if name == "window"])
def test_a_wider_window_asks_about_older_sentences(task: int) -> None:
    sizes = simulate.Sizes(people=9, statements=20 if task == 18 else 6)

    assert _age(body(task, 1000, replace(sizes, window=12))) > 1.05 * _age(body(task, 1000, sizes))


def _age(stories: tuple[Story, ...]) -> float:
    """How many sentences ago the latest fact of a question was told, in the mean."""
    return fmean((each.after or 0) - max(each.facts) for story in stories for each in story.questions)


@pytest.mark.parametrize("task", PUBLIC)
def test_larger_worlds_are_right(task: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "_SINGULAR", {plural: animal for animal, plural in animals.PLURALS.items()})

    for story in body(task, 200, LARGER):
        for question in story.questions:
            _check(task, story, question)


def _check(task: int, story: Story, question: Question) -> None:
    told = [slot.value for slot in story.slots[: question.after]]
    if task == 7:  # the rule of the public data counts to three
        held, facts = people._carried(told, question.text.split()[4])
        assert (question.answer, question.facts) == (words.NUMBERS[len(held)], facts)
    elif task in LONGER:
        LONGER[task](told, question)
    else:
        assert agrees(task, solve(task, story, question), question) == (True, True), question


def _is_placed(told: list[str], question: Question) -> None:
    """Task 17: from fact to fact, from the first end to the second."""
    first, side, second = relations.match(rf"Is {relations._STANDS}\?", question.text).groups()
    here, x, y = first, 0, 0
    for fact in question.facts:
        one, relation, other = relations.match(rf"{relations._STANDS}\.", told[fact]).groups()
        dx, dy = relations._STEPS[relation]
        sign = 1 if other == here else -1
        here, x, y = (one if other == here else other), x + sign * dx, y + sign * dy
    dx, dy = relations._STEPS[side]
    assert here == second
    assert question.answer == ("yes" if -x * dx - y * dy > 0 else "no")


def _is_bigger(told: list[str], question: Question) -> None:
    """Task 18: the facts lead from one end to the other, down if the answer is yes."""
    facts = [relations._bigger_and_smaller(told[fact]) for fact in question.facts]
    if question.answer == "no":
        facts = [(small, big) for big, small in facts]
    assert (facts[0][0], facts[-1][1]) == relations._bigger_and_smaller(question.text)
    assert all(fact[1] == following[0] for fact, following in pairwise(facts))


def _which_way(told: list[str], question: Question) -> None:
    """Task 19: each fact is the next step of the answer, and no other sentence joins places that were joined."""
    here, goal = relations.match(r"How do you go from the (\w+) to the (\w+)\?", question.text).groups()
    facts = [relations.match(r"The (\w+) is (\w+) of the (\w+)\.", text).groups() for text in told]
    for fact, letter in zip(question.facts, (question.answer or "").split(","), strict=True):
        outer, direction, inner = facts[fact]
        assert letter == (direction if inner == here else relations._OPPOSITE[direction])[0]
        here = outer if inner == here else inner
    assert here == goal
    assert len(facts) == len({place for outer, _, inner in facts for place in (outer, inner)}) - 1, "it is a tree"


LONGER = {17: _is_placed, 18: _is_bigger, 19: _which_way}


@pytest.mark.parametrize(
    ("task", "sizes", "message"),
    [
        (1, simulate.Sizes(people=1), "People can be 2 to 20 here, not 1"),
        (1, simulate.Sizes(people=21), "People can be 2 to 20 here, not 21"),
        (2, simulate.Sizes(objects=99), "Objects can be 1 to 14 here, not 99"),
        (12, simulate.Sizes(places=2), "Places can be 3 to 19 here, not 2"),
        (19, simulate.Sizes(path=6), "Places can be 7 to 19 here, not 6"),
        (19, simulate.Sizes(places=12), "Places can be 3 to 11 here, not 12"),
        (17, simulate.Sizes(path=6), "Objects can be 7 to 12 here, not 6"),
        (15, simulate.Sizes(animals=1), "Animals can be 2 to 10 here, not 1"),
    ],
)
def test_a_world_that_cannot_be_is_said_at_once(task: int, sizes: simulate.Sizes, message: str) -> None:
    with pytest.raises(StoryError, match=message):
        simulate.stories(task, sizes=sizes)


def test_a_size_below_nothing_is_said() -> None:
    with pytest.raises(StoryError, match="Path cannot be -1"):
        simulate.Sizes(path=-1)


def test_a_size_that_a_task_does_not_have_changes_nothing() -> None:
    assert next(simulate.stories(1, sizes=simulate.Sizes(objects=9, path=5))) == next(simulate.stories(1))
