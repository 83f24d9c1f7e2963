"""Stories without end: the same for a seed, right by the tasks' rules, and written in the public form."""

from __future__ import annotations

import hashlib
from itertools import islice

import pytest

from memviz import simulate
from memviz.data.babi import TASKS, parse
from memviz.errors import StoryError
from tests.data.solvers import agrees, solve

from .bodies import body


@pytest.mark.parametrize("task", TASKS)
def test_every_answer_and_its_facts_follow_from_the_rule(task: int) -> None:
    for story in body(task, questions=600):
        for question in story.questions:
            assert agrees(task, solve(task, story, question), question) == (True, True), question


def test_a_seed_tells_the_same_stories_on_every_platform() -> None:
    """The digest is of today's worlds: a change of theirs that is meant changes it."""
    text = "".join(part for task in TASKS for part in simulate.write(task, questions=100, seed=7))

    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "36febf72657d3dff"


@pytest.mark.parametrize("task", TASKS)
def test_another_seed_tells_other_stories_and_two_tellers_do_not_mix(task: int) -> None:
    one, same, other = (simulate.stories(task, seed) for seed in (3, 3, 4))
    told = [(next(one), next(same), next(other)) for _ in range(20)]

    assert all(first == second for first, second, _ in told)
    assert [first for first, _, _ in told] != [third for _, _, third in told]


def test_a_file_is_read_as_the_stories_it_was_written_from() -> None:
    for task in TASKS:
        text = "".join(simulate.write(task, questions=50, seed=2))

        assert parse(text, "simulated") == tuple(simulate.first(simulate.stories(task, seed=2), 50))


@pytest.mark.parametrize(("task", "questions"), [(1, 10), (1, 12), (3, 1), (16, 3), (20, 25)])
def test_there_are_exactly_so_many_questions_and_the_last_ends_its_story(task: int, questions: int) -> None:
    stories = list(simulate.first(simulate.stories(task), questions))

    assert sum(len(story.questions) for story in stories) == questions
    assert stories[-1].questions[-1].after == len(stories[-1].slots)
    assert stories[:-1] == list(islice(simulate.stories(task), len(stories) - 1))


def test_no_question_is_no_story() -> None:
    assert list(simulate.first(simulate.stories(1), 0)) == []


@pytest.mark.parametrize("task", [0, 21])
def test_a_task_that_is_not_there_is_said(task: int) -> None:
    with pytest.raises(StoryError, match=f"no task {task}; there are 1 to 20"):
        simulate.stories(task)
