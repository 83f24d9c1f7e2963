"""What the page "How it works" shows first: traces beside their networks' checkpoints, so that it needs no torch.

`python -m memviz.answer.chapter` writes them; whoever trains one of these networks anew runs it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from memviz.answer.anyone import ask, load, look_up
from memviz.data import files
from memviz.data.card import CHECKPOINTS
from memviz.facts.hashing import FactIndex
from memviz.facts.shipped import CHAINED, SOURCES
from memviz.simulate.gallery import ONE_LOOK, TWO_FACTS, entry
from memviz.trace import Trace

STORIES = {
    "memn2n-1hop": (ONE_LOOK, TWO_FACTS),
    "memn2n-3hop": (TWO_FACTS,),
    "memn2n-3hop-lw": (TWO_FACTS,),
}
CHAIN = "kv-chain"


def traces() -> Iterator[tuple[Path, Trace]]:
    """Every trace that the chapter begins with, and its place below the folder of checkpoints."""
    for name, places in STORIES.items():
        network = load(name)
        for task, number in places:
            found = entry(task, number)
            yield Path(name, f"chapter-{task}-{number}.json"), ask(network, found.story, found.question)
    films = FactIndex.build(SOURCES["movies"].facts)
    yield Path(CHAIN, "chapter.json"), look_up(load(CHAIN), films, CHAINED[0])


def write(root: Path = CHECKPOINTS) -> None:
    """Write them. Raises ExportError."""
    for path, trace in traces():
        files.write(root / path, [trace.to_json(), "\n"])


if __name__ == "__main__":
    write()
