"""The corpus: what is learned from, what is held out, and what stands in for a missing file."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from pathlib import Path

import pytest

from memviz.errors import DataError
from memviz.training.corpus import SIMULATED, Asked, read_corpus, read_test

from .conftest import STORIES, write_tasks


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


def test_a_task_without_a_10k_file_is_simulated(babi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memviz.training.corpus._QUESTIONS", 100)
    corpus = read_corpus(babi, "en-10k", validation=0.25)

    assert corpus.simulated == (1, 2)
    assert [path.split("/")[0] for path in corpus.files] == ["simulated"] * 2 + ["en-10k"] * 18
    assert "simulated/qa2 (100 questions, seed 1)" in corpus.files
    assert [per_task(corpus.train)[task] for task in (1, 2, 3, 20)] == [75, 75, 12, 12]


def test_a_simulated_corpus_needs_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memviz.training.corpus._QUESTIONS", 20)
    corpus = read_corpus(tmp_path, SIMULATED, validation=0)

    assert corpus.simulated == tuple(range(1, 21))
    assert per_task(corpus.train) == dict.fromkeys(range(1, 21), 20)
    assert corpus.train == read_corpus(tmp_path, SIMULATED, validation=0).train


def test_placeholders_are_words_and_answers_behind_the_others(babi: Path) -> None:
    corpus = read_corpus(babi, "en", 0, placeholders=3)

    assert corpus.vocab.placeholders == corpus.vocab.words[-3:] == corpus.answers[-3:] == ("#1", "#2", "#3")
    assert read_corpus(babi, "en", 0).vocab.placeholders == ()


def test_the_test_questions_are_those_of_the_test_files(babi: Path) -> None:
    asked = read_test(babi)

    assert per_task(asked) == dict.fromkeys(range(1, 21), 2 * STORIES)
    assert asked != read_corpus(babi, "en", 0).train


@pytest.mark.parametrize("directory", ["hn", "hn-10k", "shuffled", "shuffled-10k"])
def test_another_directory_is_learned_from_and_tested_on_by_its_name(tmp_path: Path, directory: str) -> None:
    write_tasks(tmp_path / directory, range(1, 21))
    path = tmp_path / directory / "qa7_went_test.txt"
    path.write_text("1 मरियम बगीचे में गयी।\n\n2 मरियम कहाँ है?\tबगीचा\t1\n", "utf-8")
    corpus = read_corpus(tmp_path, directory, 0.25)

    assert corpus.simulated == ()
    assert next(iter(corpus.files)) == f"{directory}/qa1_went_train.txt"
    (hindi,) = [asked for asked in read_test(tmp_path, directory) if asked[2] == 7]
    assert hindi[1].answer == "बगीचा"


@pytest.mark.parametrize("directory", ["en-valid", "en-valid-10k"])
def test_the_stories_to_validate_on_are_those_of_the_directory(tmp_path: Path, directory: str) -> None:
    write_tasks(tmp_path / directory, range(1, 21))
    for path in [*(tmp_path / directory).iterdir()]:
        split = path.stem.rsplit("_", 1)[1]
        path.rename(path.with_name(f"{path.name.split('_')[0]}_{split}.txt"))
    for task in range(1, 21):
        text = "1 Zoe went to the attic.\n2 Where is Zoe?\tattic\t1\n"
        (tmp_path / directory / f"qa{task}_valid.txt").write_text(text)
    corpus = read_corpus(tmp_path, directory, 0.25)

    assert per_task(corpus.train) == dict.fromkeys(range(1, 21), 2 * STORIES)
    assert {(question.text, task) for _, question, task in corpus.valid} == {("Where is Zoe?", i) for i in range(1, 21)}
    assert "attic" in corpus.answers
    assert len(corpus.files) == 40
    assert read_corpus(tmp_path, directory, 0).valid == ()
    assert len(read_test(tmp_path, directory)) == 20 * 2 * STORIES


def test_a_task_that_is_missing_in_another_language_is_not_simulated(tmp_path: Path) -> None:
    write_tasks(tmp_path / "hn-10k", range(2, 21))

    with pytest.raises(DataError, match="hn-10k holds 19 of the 20 tasks"):
        read_corpus(tmp_path, "hn-10k", 0)


def test_a_directory_that_is_not_there_is_named_with_those_that_are(babi: Path) -> None:
    with pytest.raises(DataError, match=r"no directory “hn” in .*\. There are: en, en-10k, simulated\."):
        read_corpus(babi, "hn", 0)


def test_a_missing_task_is_refused_with_the_count(babi: Path, tmp_path: Path) -> None:
    shutil.copytree(babi / "en", tmp_path / "en")
    (tmp_path / "en" / "qa7_went_train.txt").unlink()

    with pytest.raises(DataError, match="holds 19 of the 20 tasks"):
        read_corpus(tmp_path, "en", 0)
