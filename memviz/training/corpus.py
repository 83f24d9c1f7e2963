"""The twenty bAbI tasks as tensors: training, validation and test, one vocabulary, one set of answers."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from memviz.data.babi import DIRECTORIES, TASKS, parse, task_files
from memviz.data.text import read_bytes
from memviz.errors import DataError
from memviz.simulate import write
from memviz.story import Question, Story
from memviz.story.vocab import PLACEHOLDERS, Vocab
from memviz.tensors.stories import Examples, examples, read_by_content, vocabulary

Asked = tuple[Story, Question, int]
SIMULATED = "simulated"  # the directory whose files nobody has to have
_SPLIT_SEED = 0  # the same stories are held out in every run, so that runs can be compared
_QUESTIONS, _SEED = 10_000, 1  # of a simulated file


@dataclass(frozen=True)
class Corpus:
    """Stories to learn from. `valid` is empty where nothing is held out; `simulated` are the tasks whose training file
    was not there, or not wanted, and which memviz told itself."""

    train: tuple[Asked, ...]
    valid: tuple[Asked, ...]
    vocab: Vocab
    answers: tuple[str, ...]
    files: dict[str, str]
    simulated: tuple[int, ...]

    def tensors(self, asked: tuple[Asked, ...], memory: int) -> Examples:
        """Questions as tensors over this corpus's vocabulary."""
        return examples(asked, self.vocab, self.answers, memory)


def read_corpus(root: Path, directory: str, validation: float, content: bool = False, placeholders: int = 0) -> Corpus:
    """Training stories of `root/directory`; the fraction `validation` of every task's stories is held out.

    Where the directory has its own stories to validate on, these are held out instead, unless `validation` is 0.
    A task that has no file in en-10k is simulated, and all are if the directory is SIMULATED. With `content`, the value
    of a slot is its content words. So many `placeholders` are words and answers besides. Raises DataError for missing
    files.
    """
    files = _files(root, directory)
    given = _validation_files(root, directory) if validation else {}
    train: list[Asked] = []
    valid: list[Asked] = []
    stories: list[Story] = []
    for task, file in files.items():
        every = file.stories(content)
        if given:
            learned, held_out = every, given[task].stories(content)
        else:
            learned, held_out = _parted(every, validation)
        train.extend((story, question, task) for story in learned for question in story.questions)
        valid.extend((story, question, task) for story in held_out for question in story.questions)
        stories.extend((*learned, *held_out))
    answers = sorted({question.answer or "" for story in stories for question in story.questions})
    stand_ins = PLACEHOLDERS[:placeholders]
    return Corpus(
        train=tuple(train),
        valid=tuple(valid),
        vocab=Vocab((*vocabulary(stories).words, *stand_ins)),
        answers=(*answers, *stand_ins),
        files={file.name: hashlib.sha256(file.text).hexdigest() for file in (*files.values(), *given.values())},
        simulated=tuple(task for task, file in files.items() if file.name.startswith(SIMULATED)),
    )


def read_test(root: Path, directory: str = "en", content: bool = False) -> tuple[Asked, ...]:
    """The test questions of a directory, for the final figure only; those of en and en-10k are the same files."""
    place = root / {"en-10k": "en", SIMULATED: "en"}.get(directory, directory)
    return tuple(
        (story, question, task)
        for task, file in _read(task_files(place, "test"), place).items()
        for story in file.stories(content)
        for question in story.questions
    )


def _parted(stories: tuple[Story, ...], validation: float) -> tuple[tuple[Story, ...], tuple[Story, ...]]:
    """Stories to learn from, and so many of them to hold out; both in their order."""
    held = set(random.Random(_SPLIT_SEED).sample(range(len(stories)), round(validation * len(stories))))
    learned = tuple(story for i, story in enumerate(stories) if i not in held)
    return learned, tuple(stories[i] for i in sorted(held))


@dataclass(frozen=True)
class _File:
    """A task's file: its name on the card, and its bytes."""

    name: str
    text: bytes

    def stories(self, content: bool) -> tuple[Story, ...]:
        """Its stories; with `content`, the values of their slots are content words."""
        parsed = parse(self.text, self.name)
        return tuple(map(read_by_content, parsed)) if content else parsed


def _files(root: Path, directory: str) -> dict[int, _File]:
    """The training file of every task, read or simulated."""
    if directory == SIMULATED:
        return {task: _simulated(task) for task in TASKS}
    _known(root, directory)
    place = root / directory
    read = _read(task_files(place, "train"), place, partly=directory == "en-10k")
    return {task: read.get(task) or _simulated(task) for task in TASKS}


def _validation_files(root: Path, directory: str) -> dict[int, _File]:
    """The files that a directory has to validate on: all of them, or none."""
    place = root / directory
    return _read(task_files(place, "valid"), place) if [*place.glob("qa*_valid.txt")] else {}


def _known(root: Path, directory: str) -> None:
    if not (root / directory).is_dir():
        here = [name for name in DIRECTORIES if (root / name).is_dir()]
        raise DataError(f"There is no directory “{directory}” in {root}. There are: {', '.join(here)}, {SIMULATED}.")


def _simulated(task: int) -> _File:
    text = "".join(write(task, _QUESTIONS, _SEED)).encode()
    return _File(f"{SIMULATED}/qa{task} ({_QUESTIONS} questions, seed {_SEED})", text)


def _read(paths: dict[int, Path], place: Path, partly: bool = False) -> dict[int, _File]:
    if len(paths) < len(TASKS) and not partly:
        raise DataError(f"{place} holds {len(paths)} of the 20 tasks; joint training needs them all.")
    return {task: _File(f"{path.parent.name}/{path.name}", read_bytes(path)) for task, path in paths.items()}
