"""What the shipped checkpoints are trained with: `python -m memviz train NAME`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from memviz.models import Config
from memviz.models.kv_memnn import KVMemNNConfig
from memviz.models.memn2n import MemN2NConfig
from memviz.training.lookup import LookupSchedule
from memviz.training.loop import Schedule

_DATASETS = {"en": "babi-1k", "en-10k": "babi-10k"}  # directories with another name on cards


def directory_of(dataset: str) -> str:
    """The directory that a data set on a card was read from."""
    return {name: directory for directory, name in _DATASETS.items()}.get(dataset, dataset)


@dataclass(frozen=True)
class Preset:
    """A network, its schedule, and the bAbI directory it learns from (babi.DIRECTORIES), or "simulated".

    placeholders: how many words there are to stand for words the network has never seen; 0 is a closed vocabulary.
    """

    config: Config
    schedule: Schedule
    directory: str = "en"
    restarts: int = 10
    placeholders: int = 0

    @property
    def dataset(self) -> str:
        """The name of the data on the card, and of the metrics."""
        return _DATASETS.get(self.directory, self.directory)


@dataclass(frozen=True)
class LookupPreset:
    """A key-value network that looks its memories up, its schedule, and which corpus it learns from.

    half: weights are rounded to two bytes each, which halves the file.
    """

    config: KVMemNNConfig
    schedule: LookupSchedule
    corpus: Literal["movies", "open"]
    half: bool = False


# Half of the state's units rectified, and shorter than the paper's 60 epochs. In one trial on
# held-out stories the one took 0.6 points off the mean error, and the error rose again after about 65 epochs in all.
_HALF = 0.5
_1K = Schedule(epochs=36, halve_every=9)
_10K = Schedule(linear_epochs=4, epochs=24, halve_every=6)

PRESETS = {
    "memn2n-1hop": Preset(MemN2NConfig(hops=1, relu=_HALF), _1K, restarts=1),
    "memn2n-2hop": Preset(MemN2NConfig(hops=2, relu=_HALF), _1K, restarts=2),
    "memn2n-3hop": Preset(MemN2NConfig(hops=3, relu=_HALF), _1K, restarts=9),
    "memn2n-3hop-lw": Preset(MemN2NConfig(hops=3, tying="layer-wise", relu=_HALF), _1K, restarts=9),
    "kv-babi": Preset(
        KVMemNNConfig(hops=3, dim=50, encoding="position", temporal=True, memory=50, relu=_HALF, nothing=True),
        _1K,
        restarts=3,
    ),
    # Wider, since there is ten times as much to learn from.
    "memn2n-10k": Preset(MemN2NConfig(hops=3, dim=100, relu=_HALF), _10K, "en-10k", restarts=1),
    # Longer: a placeholder is met less often than a word, and has no meaning of its own to begin with.
    "memn2n-open": Preset(
        MemN2NConfig(hops=3, dim=100, relu=_HALF),
        Schedule(linear_epochs=6, epochs=40, halve_every=10),
        "simulated",
        restarts=1,
        placeholders=40,
    ),
}

LOOKUPS = {
    # Ranks every name there is. A key has one name only, so the names' own vectors may share all dimensions with words.
    "kv-movies": LookupPreset(
        KVMemNNConfig(hops=2, dim=256, answers="names", readout="value", sharpness=20.0),
        LookupSchedule(epochs=3, rate=0.0015),
        "movies",
    ),
    # Reads documents, too, whose keys are full of names: these have dimensions of their own.
    "kv-open": LookupPreset(
        KVMemNNConfig(hops=2, dim=160, ids=96, answers="memory", readout="value", name_weight=5.0, sharpness=20.0),
        LookupSchedule(epochs=6, rate=0.006, turning="last"),
        "open",
        half=True,
    ),
}
