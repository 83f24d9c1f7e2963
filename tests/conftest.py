"""What every test may ask for: a trace typed by hand, a small network that has learned nothing, the public data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memviz.data.babi import data_directory
from memviz.errors import DataError
from memviz.story import Question, Slot
from memviz.trace import NOTHING, Trace
from memviz.trace.hop import Hop
from tests.chromium import chromium  # noqa: F401 - a fixture
from tests.foreign import foreign  # noqa: F401 - a fixture
from tests.kv import make_kv_trace
from tests.tab import _tabs, tab  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from memviz.facts.hashing import FactIndex
    from memviz.models.checkpoint import Trained

os.environ.setdefault("OMP_NUM_THREADS", "1")  # torch starts later: its threads would only wait for each other here

_BESIDE_THE_REPOSITORY = Path(__file__).parents[2] / "shared" / "data" / "babi"


@pytest.fixture
def trace() -> Trace:
    """Two hops over three sentences and the nothing slot, in two dimensions; the paper's equations hold to 1e-4."""
    first = Hop(
        state_in=[1, 0],
        keys=[[0, 1], [0.69315, 0], [1.38629, -1], [0, 0]],
        scores=[0, 0.69315, 1.38629, 1.09861],
        attention=[0.1, 0.2, 0.4, 0.3],
        values=[[0, 1], [0, 2], [1, 0], [0, 0]],
        readout=[0.4, 0.5],
        state_out=[1.4, 0.5],
        answer_probs=[0.14917, 0.60490, 0.24593],
        pushes=[0, 0, 0.4, 0],
        word_scores=[
            [0, 0, 0, 0, 0, 0],
            [0.3, 0, 0, 0.29315, 0, 0.1],
            [2, 0, 0, 0, -0.5, -0.11371],
            [*[0] * 5, 1.09861],
        ],
    )
    second = Hop(
        state_in=[1.4, 0.5],
        keys=[[0, 0], [0, 2], [-1, 0], [0, 0]],
        scores=[0, 1, -1.4, 0.5],
        attention=[0.17814, 0.48423, 0.04393, 0.29370],
        values=[[0, 1], [2, 0], [1, 1], [0, 0]],
        readout=[1.01239, 0.22207],
        state_out=[2.41239, 0.72207],
        answer_probs=[0.07033, 0.78489, 0.14478],
        pushes=[0, 0.96846, 0.04393, 0],
        word_scores=[[1, 0, 0, -1, 0, 0], [0, 0, 0, 0, 2, -1], [-1.4, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0.5]],
    )
    sentences = ("Mary took the ball.", "Mary went to the kitchen.", "John went to the garden.")
    return Trace(
        model="typed",
        slots=(*map(Slot.sentence, sentences), NOTHING),
        question=Question("Where is the ball?", "kitchen", facts=(1, 0)),
        hops=(first, second),
        answers=("garden", "kitchen", "office"),
        answer_vectors=[[0, 0], [1, 0], [0, 1]],
        forgotten=2,
        unknown=("zebra",),
    )


@pytest.fixture
def kv_trace() -> Trace:
    """Two hops over eight key-value memories of six distinct values, found by hashing; the equations hold."""
    return make_kv_trace()


@pytest.fixture(scope="session")
def tiny() -> Trained:
    """An untrained network of three hops: what it answers means nothing, but it answers the same every time."""
    import torch

    from memviz.models.checkpoint import Trained, build
    from memviz.models.memn2n import MemN2NConfig
    from memviz.story.vocab import Vocab

    answers = ("bathroom", "garden", "kitchen", "office")
    vocab = Vocab.of(["Mary John went to the took ball where is", *answers])
    torch.manual_seed(20)
    network = build(MemN2NConfig(hops=3, dim=8), vocab, answers)
    return Trained("tiny", network.eval().requires_grad_(False), vocab, answers)


@pytest.fixture(scope="session")
def lookers() -> dict[str, Trained]:
    """Untrained key-value networks, one a way to answer: in words, with any name, with a value in memory."""
    import torch

    from memviz.models.checkpoint import Trained, build
    from memviz.models.kv_memnn import KVMemNNConfig
    from memviz.story.vocab import Vocab

    told = Vocab.of(["Mary John went to the took ball where is", "garden", "kitchen", "office"])
    facts = Vocab(("by", "directed", "starring", "who", "←"))
    made = {}
    for answers, config, vocab in (
        ("words", KVMemNNConfig(hops=3, dim=8, temporal=True, nothing=True, relu=0.5), told),
        ("names", KVMemNNConfig(hops=2, dim=24, answers="names", readout="value"), facts),
        ("memory", KVMemNNConfig(hops=2, dim=24, answers="memory", readout="value", ids=16, memory=20), facts),
    ):
        torch.manual_seed(30)
        network = build(config, vocab, ("garden", "kitchen", "office") if answers == "words" else ())
        with torch.no_grad():  # so that one memory is not as good as another
            network.R += 0.3 * torch.randn_like(network.R)
        known = ("garden", "kitchen", "office") if answers == "words" else ()
        made[answers] = Trained(f"tiny-{answers}", network.eval().requires_grad_(False), vocab, known)
    return made


@pytest.fixture(scope="session")
def films() -> FactIndex:
    """Facts about eighty invented films, and one of them that half of the people are in."""
    from memviz.facts.hashing import FactIndex
    from memviz.facts.triples import Triple

    facts = [Triple(f"Film {i}", "directed by", f"Person {i % 40}") for i in range(80)]
    facts += [Triple("Film 7", "starring", f"Person {i}") for i in range(20, 40)]
    return FactIndex.build(facts)


@pytest.fixture(scope="session")
def public() -> Path:
    """The directory of the public bAbI data that holds `en`; it is not part of the repository."""
    try:
        return data_directory(os.environ.get("MEMVIZ_DATA") or str(_BESIDE_THE_REPOSITORY))
    except DataError as error:
        pytest.skip(f"needs the public bAbI data: {error}")


@pytest.fixture
def checkpoints(tiny: Trained, tmp_path: Path) -> Path:
    """A directory of checkpoints with one in it, `tiny`."""
    from memviz.data.card import Card
    from memviz.models.checkpoint import config_of, save

    metrics = {"babi-1k": {"errors": {str(task): 50.0 for task in range(1, 21)}, "mean_error": 50.0, "failed": 20}}
    card = Card("tiny", "memn2n", config_of(tiny.network), tiny.vocab.words, tiny.answers, {}, {}, metrics, {}, 1234)
    return save(tiny, card, tmp_path / "checkpoints").parent
