"""The stories without end: the same forever, right by their task's rule, and none that a network learned from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice, pairwise
from pathlib import Path

import pytest

from memviz import simulate
from memviz.data.babi import TASKS, read_file, task_files
from memviz.data.card import names, read_card
from memviz.data.seen import Seen
from memviz.errors import StoryError
from memviz.simulate import gallery
from memviz.simulate.gallery import FIRST, LAST, Entry, entry
from memviz.story import Question, Story
from tests.data.solvers import solve

every_task = pytest.mark.parametrize("task", TASKS)


def first(task: int, count: int = 200) -> list[Entry]:
    return [entry(task, number) for number in range(1, count + 1)]


def asked(entries: list[Entry]) -> set[str]:
    return {f"{each.text}\n{each.question.text}" for each in entries}


def words(story: Story, questions: tuple[Question, ...]) -> set[str]:
    texts = [slot.value for slot in story.slots]
    texts += [text for question in questions for text in (question.text, question.answer or "")]
    return {word for text in texts for word in re.findall(r"\w+", text.lower())}


# ---- what they are -------------------------------------------------------------------------------------------------


@every_task
def test_every_answer_and_its_facts_follow_from_the_rule(task: int) -> None:
    for each in first(task, 60):
        gold = solve(task, each.story, each.question)
        assert each.question.answer == gold.answer, each
        assert each.question.facts in gold.facts, each
        assert each.story.questions == (each.question,)


@every_task
def test_every_word_is_one_of_the_task_in_the_public_data(public: Path, task: int) -> None:
    theirs = read_file(task_files(public / "en", "train")[task])

    ours = set().union(*(words(each.story, (each.question,)) for each in first(task)))

    assert ours <= set().union(*(words(story, story.questions) for story in theirs))


@every_task
def test_the_first_stories_are_short_and_none_is_longer_than_a_memory(task: int) -> None:
    lengths = [len(each.story.slots) for each in first(task)]

    assert max(lengths[:3]) <= 14
    assert max(lengths) <= 50


@pytest.mark.parametrize("task", [task for task in TASKS if task not in (4, 15, 16, 17, 18, 19)])
def test_questions_come_early_and_late(task: int) -> None:
    assert len({len(each.story.slots) for each in first(task)}) >= 5


@every_task
def test_the_next_story_is_another_one(task: int) -> None:
    told = first(task)

    assert len(asked(told)) >= 190
    assert all(one != other for one, other in pairwise(told))


@pytest.mark.parametrize(("task", "number"), [(1, 0), (1, -1), (1, LAST + 1), (0, 1), (21, 1)])
def test_a_story_that_there_is_not_is_refused(task: int, number: int) -> None:
    with pytest.raises(StoryError, match="There is no"):
        entry(task, number)


def test_the_last_number_has_a_story_like_any_other() -> None:
    assert all(entry(task, LAST).story.slots for task in TASKS)


# ---- the same forever ----------------------------------------------------------------------------------------------


def test_a_number_names_the_same_story_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "_seen", Seen)
    told = [entry.__wrapped__(task, number) for task in TASKS for number in (1, 2, 42, 1000, LAST)]

    text = "\n\n".join(f"{each.text}\n{q.text} {q.answer} {q.facts}" for each in told for q in (each.question,))

    assert blake2b(text.encode(), digest_size=8).hexdigest() == "d57cae322a825565", "links were sent to people"


def test_the_first_story_needs_three_facts_told_apart() -> None:
    shown = entry(*FIRST)

    assert shown.text.splitlines() == [
        "Sandra went to the garden.",
        "Daniel picked up the milk.",
        "Daniel travelled to the hallway.",
        "Sandra travelled to the bathroom.",
        "Daniel travelled to the garden.",
        "Daniel got the football.",
        "Daniel journeyed to the hallway.",
        "Mary grabbed the apple.",
        "Daniel dropped the milk.",
        "Daniel journeyed to the garden.",
    ]
    assert shown.question == Question("Where was the football before the garden?", "hallway", facts=(5, 9, 6))


# ---- in no training set --------------------------------------------------------------------------------------------


def read_plainly(path: Path) -> Iterator[str]:
    """Every question of a public file below its story so far, not read by memviz."""
    told: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        number, _, text = line.partition(" ")
        if number == "1":
            told = []
        if "\t" in text:
            yield "\n".join([*told, text.split("\t")[0].strip()])
        else:
            told.append(text.strip())


@every_task
def test_none_of_two_hundred_stories_is_in_a_public_training_file(public: Path, task: int) -> None:
    files = [task_files(public / directory, "train") for directory in ("en", "en-10k")]
    ours = asked(first(task))

    for path in [found[task] for found in files if task in found]:
        questions = list(read_plainly(path))
        assert len(questions) >= 1000
        assert ours.isdisjoint(questions)


@pytest.mark.slow
@every_task
def test_none_of_two_hundred_stories_is_in_a_simulated_training_file(task: int) -> None:
    theirs = {
        f"{Entry(story, question).text}\n{question.text}"
        for whole in simulate.first(simulate.stories(task, seed=1), 10_000)
        for question in whole.questions
        for story in (whole.until(question),)
    }

    assert len(theirs) > 1000
    assert asked(first(task)).isdisjoint(theirs)


def trained_on() -> dict[str, None]:
    """The files that any shipped network which reads stories was trained on, as their names stand on its card."""
    cards = [read_card(name) for name in names()]
    return dict.fromkeys(file for card in cards for file in card.data["sha256"] if "/qa" in file)


def stories_of(file: str, public: Path) -> tuple[Story, ...]:
    if simulated := re.fullmatch(r"simulated/qa(\d+) \((\d+) questions, seed (\d+)\)", file):
        task, questions, seed = map(int, simulated.groups())
        return tuple(simulate.first(simulate.stories(task, seed), questions))
    return read_file(public / file)


@pytest.mark.parametrize("every", [13, pytest.param(1, marks=pytest.mark.slow)])
def test_whatever_a_shipped_network_learned_from_has_been_seen(public: Path, every: int) -> None:
    seen, files = Seen.read(), trained_on()

    assert len(files) >= 40
    for file in islice(files, 0, None, every):
        for story in islice(stories_of(file, public), 0, None, every):
            assert all((story, question) in seen for question in story.questions), file


def test_hardly_anything_is_taken_for_seen_by_mistake() -> None:
    assert 0 < Seen.read().mistakes < 0.02


def test_a_story_that_a_network_learned_from_gives_way_to_another_and_no_other_number_moves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen, before = Seen(), [entry(2, number) for number in (1, 2, 3)]
    seen.add(before[1].story, before[1].question)
    monkeypatch.setattr(gallery, "_seen", lambda: seen)

    after = [entry.__wrapped__(2, number) for number in (1, 2, 3)]

    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] != before[1]
