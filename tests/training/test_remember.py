"""What was learned from is remembered, and nothing that was remembered before is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from memviz.data.seen import SEEN, Seen
from memviz.story import Question
from memviz.training.corpus import Corpus
from memviz.training.remember import remembered


def test_every_question_is_remembered_also_those_held_out(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / SEEN).write_bytes(remembered(corpus, tmp_path / SEEN))
    seen = Seen.read(tmp_path / SEEN)

    assert corpus.train
    assert corpus.valid
    assert all((story, question) in seen for story, question, _ in (*corpus.train, *corpus.valid))
    story, question, _ = corpus.train[0]
    assert (story, Question("Who was never asked about?", after=question.after)) not in seen


def test_two_trainings_are_remembered_together(corpus: Corpus, tmp_path: Path) -> None:
    one, other = replace(corpus, valid=()), replace(corpus, train=())
    for part in (one, other):
        (tmp_path / SEEN).write_bytes(remembered(part, tmp_path / SEEN))

    assert (tmp_path / SEEN).read_bytes() == remembered(corpus, tmp_path / "none yet")
