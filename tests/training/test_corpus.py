"""The corpus: what is learned from, what is held out, and what stands in for a missing file."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from pathlib import Path

import pytest

from memviz.errors import DataError
from memviz.training.corpus import Asked, read_corpus, read_test

from .conftest import STORIES


def per_task(asked: tuple[Asked, ...]) -> Counter[int]:
    return Counter(task for _, _, task in asked)


def test_a_fraction_of_every_tasks_stories_is_held_out_whole(babi: Path) -> None:
    corpus = read_corpus(babi, "en", validation=0.25)

    assert per_task(corpus.train) == dict.fromkeys(range(1, 21), 2 * (STORIES - 1))
    assert per_task(corpus.valid) == dict.fromkeys(range(1, 21), 2)
    held = {(id(story), task) for story, _, task in corpus.valid}
    assert held.isdisjoint((id(story), task) for story, _, task in corpus.train)


def test_the_same_stories_are_held_out_every_time(babi: Path) -> None:
    assert read_corpus(babi, "en", 0.25).valid == read_corpus(babi, "en", 0.25).valid


def test_nothing_need_be_held_out(babi: Path) -> None:
    corpus = read_corpus(babi, "en", validation=0)

    assert corpus.valid == ()
    assert len(corpus.train) == 20 * 2 * STORIES


def test_words_and_answers_of_held_out_stories_are_known(babi: Path) -> None:
    corpus = read_corpus(babi, "en", 0.25)

    assert corpus.answers == ("garden", "kitchen", "office")
    assert {"mary", "john", "sandra"} | set(corpus.answers) < set(corpus.vocab.words)


def test_every_file_is_named_with_its_hash(babi: Path) -> None:
    corpus = read_corpus(babi, "en", 0.25)

    path = babi / "en" / "qa7_went_train.txt"
    assert len(corpus.files) == 20
    assert corpus.files["en/qa7_went_train.txt"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_task_without_a_10k_file_is_read_from_1k_and_repeated_as_often_as_asked(babi: Path) -> None:
    corpus = read_corpus(babi, "en-10k", validation=0.25, repeat={1: 3, 2: 3})

    assert corpus.short == (1, 2)
    assert {path.split("/")[0] for path in corpus.files if "qa2_" in path} == {"en"}
    assert [per_task(corpus.train)[task] for task in (1, 2, 3, 20)] == [3 * 6, 3 * 6, 12, 12]
    assert [per_task(corpus.valid)[task] for task in (1, 2, 3, 20)] == [2, 2, 4, 4]


def test_the_test_questions_are_those_of_the_test_files(babi: Path) -> None:
    asked = read_test(babi)

    assert per_task(asked) == dict.fromkeys(range(1, 21), 2 * STORIES)
    assert asked != read_corpus(babi, "en", 0).train


def test_a_missing_task_is_refused_with_the_count(babi: Path, tmp_path: Path) -> None:
    shutil.copytree(babi / "en", tmp_path / "en")
    (tmp_path / "en" / "qa7_went_train.txt").unlink()

    with pytest.raises(DataError, match="holds 19 of the 20 tasks"):
        read_corpus(tmp_path, "en", 0)
