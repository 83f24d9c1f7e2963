"""The shipped stories: their gold follows from the tasks' rules, their words are bAbI's, their texts are our own."""

import re
from pathlib import Path

import pytest

from memviz.data.babi import TASKS, read_file, task_files
from memviz.data.gallery import gallery
from memviz.story import Story

from .solvers import solve


def words(stories: tuple[Story, ...]) -> set[str]:
    texts = [slot.value for story in stories for slot in story.slots]
    texts += [text for story in stories for each in story.questions for text in (each.text, each.answer or "")]
    return {word for text in texts for word in re.findall(r"\w+", text.lower())}


def told(text: str) -> str:
    """A file's statements, one a line, with the id only of the first of each story; much faster than the reader."""
    statements = re.sub(r"^\d+ .*\t.*\n", "", text, flags=re.MULTILINE)
    return "\n" + re.sub(r"^(?!1 )\d+ ", "", statements, flags=re.MULTILINE)


def test_every_task_has_at_least_three_stories_with_questions() -> None:
    assert list(gallery()) == list(TASKS)
    for stories in gallery().values():
        assert len(stories) >= 3
        assert all(story.questions for story in stories)


@pytest.mark.parametrize("task", TASKS)
def test_every_answer_and_its_facts_follow_from_the_rule(task: int) -> None:
    for story in gallery()[task]:
        for question in story.questions:
            gold = solve(task, story, question)
            assert question.answer == gold.answer, question
            assert question.facts in gold.facts, question


@pytest.mark.parametrize("task", TASKS)
def test_every_word_is_one_of_the_task_in_the_public_data(public: Path, task: int) -> None:
    assert words(gallery()[task]) <= words(read_file(task_files(public / "en", "train")[task]))


def test_no_story_is_a_public_one_nor_the_beginning_of_one(public: Path) -> None:
    for directory, split in [(public / "en", "train"), (public / "en", "test"), (public / "en-10k", "train")]:
        for task, path in task_files(directory, split).items():
            theirs = told(path.read_text())
            for story in gallery()[task]:
                ours = "\n1 " + "\n".join(slot.value for slot in story.slots) + "\n"
                assert ours not in theirs
