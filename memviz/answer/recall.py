"""How well a story's facts are remembered while more and more is told: a memory network beside the baseline.

`python -m memviz.answer.recall` measures both on simulated stories and writes what the page "How it works" shows first.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from memviz.data import files
from memviz.data.card import CHECKPOINTS, READER
from memviz.errors import StoryError
from memviz.models.checkpoint import Reader, Trained, load, load_reader
from memviz.models.lstm import LSTMReader
from memviz.simulate import PUBLIC, Sizes, stories
from memviz.story import Question, Slot, Story
from memviz.story.form import words
from memviz.tensors.stories import examples

torch.set_num_threads(1)  # as for one question: on a busy machine a second core is waited for, many times over

MEMORY = "memn2n-3hop"
TASKS = (1, 2)  # one fact, two facts
LONGEST = 50  # sentences, the facts among them: as many as a memory holds
STORIES = 200
FILE = CHECKPOINTS / READER / "recall.json"


@dataclass(frozen=True)
class Growing:
    """A simulated story whose facts come first. `told` is what follows: nothing in it speaks of the person or the
    thing that is asked about."""

    task: int
    facts: tuple[str, ...]
    told: tuple[str, ...]
    question: str
    answer: str

    def after(self, count: int) -> Story:
        """The story when so many unrelated sentences have followed."""
        return Story.of(*self.facts, *self.told[:count])


@dataclass(frozen=True)
class Curve:
    """What one network says after 0, 1, 2, ... unrelated sentences.

    right    probability of the right answer
    answers  the most probable answer
    """

    right: tuple[float, ...]
    answers: tuple[str, ...]


def growing(task: int, number: int) -> Growing:
    """The story of a task with this number, the same everywhere. Raises StoryError for a task not in TASKS.

    It is an ordinary story of the simulator's world, told on and on: its first question and that question's facts, and
    then all that is told afterwards, without the sentences that name the person or the thing asked about.
    """
    if task not in TASKS:
        raise StoryError(f"Stories grow in the tasks {' and '.join(map(str, TASKS))}, not in {task}.")
    for story in stories(task, f"recall {number}", Sizes(questions=LONGEST)):
        question = story.questions[0]
        facts = tuple(story.slots[fact].key for fact in sorted(question.facts))
        names = {words(fact)[0] for fact in facts} | {words(question.text)[-1]}
        others = _unrelated(story.slots[max(question.facts) + 1 :], names)
        if len(facts) + len(others) >= LONGEST:
            return Growing(task, facts, others[: LONGEST - len(facts)], question.text, question.answer or "")
    raise AssertionError("a world tells stories without end")


def _unrelated(slots: Iterable[Slot], names: set[str]) -> tuple[str, ...]:
    return tuple(slot.key for slot in slots if names.isdisjoint(words(slot.key)))


@torch.inference_mode()
def curve(story: Growing, model: Trained | Reader) -> Curve:
    """What a network answers while the story grows: every length of it is one row of a batch."""
    question = Question(story.question, story.answer)
    asked = [(story.after(count), question, story.task) for count in range(len(story.told) + 1)]
    data = examples(asked, model.vocab, model.answers, model.network.config.memory)
    batch = data.batch(torch.arange(len(data)))
    network = model.network
    logits = network(batch) if isinstance(network, LSTMReader) else network(batch)[0]
    probs = logits.softmax(1)  # (lengths, answers)
    right = probs[:, model.answers.index(story.answer)]
    leading = [model.answers[i] for i in probs.argmax(1).tolist()]
    return Curve(tuple(map(_short, right.tolist())), tuple(leading))


def chance(task: int) -> float:
    """How often a guess among the places of the task's world is right."""
    return 1 / PUBLIC[task].places


def mean(curves: Sequence[Curve]) -> tuple[float, ...]:
    """The mean probability of the right answer at every length that all of the curves have."""
    return tuple(_short(sum(at) / len(curves)) for at in zip(*(each.right for each in curves), strict=False))


def measure(models: Sequence[Trained | Reader], count: int) -> dict[str, object]:
    """The mean curves of the first so many stories of every task, and the first story with its own curves."""
    return {"stories": count, "tasks": {str(task): _measured(task, models, count) for task in TASKS}}


def recalled(task: int, number: int, models: Sequence[Trained | Reader] = ()) -> dict[str, object]:
    """A growing story and each network's curve by its name, as plain data; the shipped networks if none are given."""
    story = growing(task, number)
    return {"story": asdict(story), "curves": {each.name: asdict(curve(story, each)) for each in models or _shipped()}}


@functools.cache
def _shipped() -> tuple[Trained, Reader]:
    return load(MEMORY), load_reader()


def _measured(task: int, models: Sequence[Trained | Reader], count: int) -> dict[str, object]:
    stories = [growing(task, number) for number in range(1, count + 1)]
    means = {model.name: mean([curve(story, model) for story in stories]) for model in models}
    return {"chance": _short(chance(task)), "mean": means, "first": recalled(task, 1, models)}


def _short(number: float) -> float:
    return round(number, 4)


def write(path: Path = FILE, count: int = STORIES) -> None:
    """Measure the shipped networks on so many stories of every task, and write the file. Raises ExportError."""
    found = measure(_shipped(), count)
    files.write(path, [json.dumps(found, separators=(",", ":")), "\n"])


if __name__ == "__main__":
    write()
