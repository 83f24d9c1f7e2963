"""A growing story: told rightly, and measured as if every length of it had been asked alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from memviz.answer.asking import ask
from memviz.answer.recall import (
    FILE,
    LONGEST,
    STORIES,
    TASKS,
    Curve,
    Growing,
    chance,
    curve,
    growing,
    mean,
    measure,
    recalled,
    write,
)
from memviz.errors import StoryError
from memviz.models.checkpoint import Reader, Trained
from memviz.models.lstm import LSTMConfig, LSTMReader
from memviz.story import Question
from memviz.story.vocab import words
from memviz.tensors.stories import examples

STORY = Growing(
    task=1,
    facts=("Mary went to the kitchen.",),
    told=("John went to the garden.", "John took the ball."),
    question="Where is Mary?",
    answer="kitchen",
)


@pytest.fixture
def reader(tiny: Trained) -> Reader:
    """An untrained baseline with the words of the small network."""
    torch.manual_seed(4)
    network = LSTMReader(LSTMConfig(dim=6), len(tiny.vocab), len(tiny.answers))
    return Reader("lstm", network.eval().requires_grad_(False), tiny.vocab, tiny.answers)


# ---- the story -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("number", [1, 2, 77])
def test_what_follows_speaks_of_others(task: int, number: int) -> None:
    story = growing(task, number)
    person, asked = words(story.facts[-1])[0], words(story.question)[-1]

    assert len(story.facts) == task
    assert len(story.facts) + len(story.told) == LONGEST
    assert not any({person, asked} & set(words(text)) for text in story.told)
    assert any(story.answer in words(fact) for fact in story.facts), "the facts alone give the answer"


def test_a_number_is_the_same_story_everywhere_and_another_one_is_another() -> None:
    assert growing(1, 1) == growing(1, 1)
    assert growing(1, 1).facts == ("Daniel travelled to the bathroom.",)
    assert growing(1, 2) != growing(1, 1)


def test_a_task_whose_stories_do_not_grow_is_refused() -> None:
    with pytest.raises(StoryError, match="1 and 2, not in 15"):
        growing(15, 1)


# ---- what is measured ----------------------------------------------------------------------------------------------


def test_a_memory_network_says_at_every_length_what_it_says_when_asked_alone(tiny: Trained) -> None:
    found = curve(STORY, tiny)

    for count in range(3):
        trace = ask(tiny, STORY.after(count), Question(STORY.question))
        assert found.right[count] == pytest.approx(dict(trace.ranked())["kitchen"], abs=1e-4)
        assert found.answers[count] == trace.answer
    assert len(set(found.right)) == 3, "the lengths differ"


def test_the_baseline_says_at_every_length_what_it_says_when_read_alone(reader: Reader) -> None:
    found = curve(STORY, reader)

    for count in range(3):
        data = examples([(STORY.after(count), Question(STORY.question), 1)], reader.vocab, reader.answers, 50)
        probs = reader.network(data.batch(torch.tensor([0]))).softmax(1)[0]
        assert found.right[count] == pytest.approx(float(probs[reader.answers.index("kitchen")]), abs=1e-4)
        assert found.answers[count] == reader.answers[int(probs.argmax())]


def test_a_network_that_knows_is_right_at_every_length(tiny: Trained, reader: Reader) -> None:
    """Answer vectors of 0 guess; one long vector that any state agrees with is always the answer."""
    network = LSTMReader(reader.network.config, len(tiny.vocab), len(tiny.answers)).eval().requires_grad_(False)
    network.W.zero_()
    assert curve(STORY, replace(reader, network=network)).right == (0.25,) * 3
    for gate in (network.lstm.bias_ih_l0, network.lstm.bias_hh_l0):
        gate.fill_(20.0)  # all gates open: the state is tanh of many ones, whatever is read
    network.W[tiny.answers.index("kitchen")] = 100.0
    assert curve(STORY, replace(reader, network=network)) == Curve((1.0,) * 3, ("kitchen",) * 3)


def test_the_mean_is_that_of_every_length() -> None:
    assert mean([Curve((1.0, 0.5), ("a", "a")), Curve((0.5, 0.0), ("a", "b"))]) == (0.75, 0.25)


def test_a_guess_is_one_of_the_places() -> None:
    assert [chance(task) for task in TASKS] == [1 / 6, 1 / 6]


# ---- what is shipped -----------------------------------------------------------------------------------------------


def shipped() -> dict[str, object]:
    found: dict[str, object] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("task", TASKS)
def test_the_first_story_that_ships_is_what_both_networks_say(task: int) -> None:
    told = shipped()["tasks"][str(task)]["first"]  # type: ignore[index]
    assert json.loads(json.dumps(recalled(task, 1))) == {
        "story": told["story"],
        "curves": {
            name: {"right": pytest.approx(each["right"], abs=2e-4), "answers": each["answers"]}
            for name, each in told["curves"].items()
        },
    }


def test_what_the_page_says_of_the_means_is_so() -> None:
    for task in TASKS:
        means = shipped()["tasks"][str(task)]["mean"]  # type: ignore[index]
        memory, lstm = means["memn2n-3hop"], means["lstm"]
        assert memory[0] > 0.99
        assert all(with_memory > without + 0.15 for with_memory, without in zip(memory, lstm, strict=True))
        assert lstm[8] < 0.25, "hardly better than a guess"
        assert memory[4] > 0.99
        assert memory[-1] < 0.7, "it slips as well"


def test_the_file_is_written_as_it_is_measured(tmp_path: Path) -> None:
    write(tmp_path / "recall.json", count=1)

    found = json.loads((tmp_path / "recall.json").read_text(encoding="utf-8"))
    assert found["stories"] == 1
    for task in TASKS:
        of = found["tasks"][str(task)]
        assert of["mean"] == {name: each["right"] for name, each in of["first"]["curves"].items()}


@pytest.mark.slow
def test_the_means_that_ship_are_what_both_networks_say() -> None:
    from memviz.models.checkpoint import load, load_reader

    found = measure([load("memn2n-3hop"), load_reader()], STORIES)
    for task in TASKS:
        for name, numbers in found["tasks"][str(task)]["mean"].items():  # type: ignore[index]
            assert shipped()["tasks"][str(task)]["mean"][name] == pytest.approx(numbers, abs=2e-4)  # type: ignore[index]
