"""The twenty bAbI tasks as tensors: training, validation and test, one vocabulary, one set of answers."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from memviz.data.babi import read_file, task_files
from memviz.errors import DataError
from memviz.story import Question, Story
from memviz.tensors.stories import Examples, examples, read_by_content, vocabulary
from memviz.vocab import Vocab

Asked = tuple[Story, Question, int]
_SPLIT_SEED = 0  # the same stories are held out in every run, so that runs can be compared


@dataclass(frozen=True)
class Corpus:
    """Stories to learn from. `valid` is empty where nothing is held out; `short` are tasks without a 10k file."""

    train: tuple[Asked, ...]
    valid: tuple[Asked, ...]
    vocab: Vocab
    answers: tuple[str, ...]
    files: dict[str, str]
    short: tuple[int, ...]

    def tensors(self, asked: tuple[Asked, ...], memory: int) -> Examples:
        """Questions as tensors over this corpus's vocabulary."""
        return examples(asked, self.vocab, self.answers, memory)


def read_corpus(
    root: Path,
    directory: str,
    validation: float,
    repeat: Mapping[int, int] | None = None,
    content: bool = False,
) -> Corpus:
    """Training stories of `root/directory`; the fraction `validation` of every task's stories is held out.

    A task that has no 10k file is read from the 1k directory. `repeat` is how often the
    training questions of a task are listed, if more than once. With `content`, the
    value of a slot is its content words. Raises DataError for missing files.
    """
    paths = _paths(root, directory, "train")
    short = tuple(task for task, path in paths.items() if path.parent.name != directory)
    train: list[Asked] = []
    valid: list[Asked] = []
    stories: list[Story] = []
    for task, path in paths.items():
        told = _read(path, content)
        stories.extend(told)
        held = set(random.Random(_SPLIT_SEED).sample(range(len(told)), round(validation * len(told))))
        for i, story in enumerate(told):
            into, times = (valid, 1) if i in held else (train, (repeat or {}).get(task, 1))
            into.extend([(story, question, task) for question in story.questions] * times)
    answers = sorted({question.answer or "" for story in stories for question in story.questions})
    files = {f"{path.parent.name}/{path.name}": _sha256(path) for path in paths.values()}
    return Corpus(tuple(train), tuple(valid), vocabulary(stories), tuple(answers), files, short)


def read_test(root: Path, content: bool = False) -> tuple[Asked, ...]:
    """The test questions, for the final figure only; those of 1k and 10k are the same files."""
    return tuple(
        (story, question, task)
        for task, path in _paths(root, "en", "test").items()
        for story in _read(path, content)
        for question in story.questions
    )


def _read(path: Path, content: bool) -> tuple[Story, ...]:
    stories = read_file(path)
    return tuple(map(read_by_content, stories)) if content else stories


def _paths(root: Path, directory: str, split: str) -> dict[int, Path]:
    paths = task_files(root / directory, split)
    if directory.endswith("-10k"):
        paths = task_files(root / directory.removesuffix("-10k"), split) | paths
    if len(paths) < 20:
        raise DataError(f"{root / directory} holds {len(paths)} of the 20 tasks; joint training needs them all.")
    return dict(sorted(paths.items()))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
