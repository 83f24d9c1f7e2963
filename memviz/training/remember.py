"""What a network learned from is remembered beside it, so that nobody is shown it as new."""

from __future__ import annotations

from pathlib import Path

from memviz.data.seen import Seen
from memviz.training.corpus import Corpus


def remembered(corpus: Corpus, path: Path) -> bytes:
    """What the file at `path` should hold: the questions that it says were seen, and every question of a corpus, held
    out or not. Raises DataError if the file is damaged."""
    seen = Seen.read(path)
    for story, question, _ in (*corpus.train, *corpus.valid):
        seen.add(story, question)
    return seen.to_bytes()
