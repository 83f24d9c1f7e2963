"""What a network learned from is remembered beside it, so that nobody is shown it as new."""

from __future__ import annotations

from pathlib import Path

from memviz.data.seen import Seen
from memviz.training.corpus import Corpus


def remember(corpus: Corpus, path: Path) -> None:
    """Add every question of a corpus, held out or not, to the questions that the file at `path` says were seen."""
    seen = Seen.read(path)
    for story, question, _ in (*corpus.train, *corpus.valid):
        seen.add(story, question)
    seen.write(path)
