"""The twenty bAbI tasks as tensors: training, validation and test, one vocabulary, one set of answers."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path

from memviz.data.babi import TASKS, parse, read_file, task_files
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

    A task that has no 10k file is simulated, and all are if the directory is SIMULATED. With `content`, the value of
    a slot is its content words. So many `placeholders` are words and answers besides. Raises DataError for missing
    files.
    """
    files = _files(root, directory, "train")
    train: list[Asked] = []
    valid: list[Asked] = []
    stories: list[Story] = []
    for task, file in files.items():
        told = _with_content(parse(file.text, file.name)) if content else parse(file.text, file.name)
        stories.extend(told)
        held = set(random.Random(_SPLIT_SEED).sample(range(len(told)), round(validation * len(told))))
        for i, story in enumerate(told):
            (valid if i in held else train).extend((story, question, task) for question in story.questions)
    answers = sorted({question.answer or "" for story in stories for question in story.questions})
    stand_ins = PLACEHOLDERS[:placeholders]
    return Corpus(
        train=tuple(train),
        valid=tuple(valid),
        vocab=Vocab((*vocabulary(stories).words, *stand_ins)),
        answers=(*answers, *stand_ins),
        files={file.name: hashlib.sha256(file.text).hexdigest() for file in files.values()},
        simulated=tuple(task for task, file in files.items() if file.name.startswith(SIMULATED)),
    )


def read_test(root: Path, content: bool = False) -> tuple[Asked, ...]:
    """The test questions, for the final figure only; those of 1k and 10k are the same files."""
    return tuple(
        (story, question, task)
        for task, path in _all_tasks(task_files(root / "en", "test"), root).items()
        for story in (_with_content(read_file(path)) if content else read_file(path))
        for question in story.questions
    )


@dataclass(frozen=True)
class _File:
    """A task's file: its name on the card, and its bytes."""

    name: str
    text: bytes


def _files(root: Path, directory: str, split: str) -> dict[int, _File]:
    """The file of every task, read or simulated."""
    if directory == SIMULATED:
        return {task: _simulated(task) for task in TASKS}
    found = task_files(root / directory, split)
    if not directory.endswith("-10k"):
        _all_tasks(found, root / directory)
    read = {task: _File(f"{path.parent.name}/{path.name}", path.read_bytes()) for task, path in found.items()}
    return {task: read.get(task) or _simulated(task) for task in TASKS}


def _simulated(task: int) -> _File:
    text = "".join(write(task, _QUESTIONS, _SEED)).encode()
    return _File(f"{SIMULATED}/qa{task} ({_QUESTIONS} questions, seed {_SEED})", text)


def _all_tasks(paths: dict[int, Path], place: Path) -> dict[int, Path]:
    if len(paths) < len(TASKS):
        raise DataError(f"{place} holds {len(paths)} of the 20 tasks; joint training needs them all.")
    return paths


def _with_content(stories: tuple[Story, ...]) -> tuple[Story, ...]:
    return tuple(map(read_by_content, stories))
