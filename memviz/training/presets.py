"""What the shipped checkpoints are trained with: `python -m memviz train NAME`."""

from __future__ import annotations

from dataclasses import dataclass

from memviz.models.memn2n import MemN2NConfig
from memviz.training.loop import Schedule


@dataclass(frozen=True)
class Preset:
    """A network, its schedule, and the bAbI directory it learns from.

    repeat_short: how often a task's questions are seen an epoch where only its 1k file exists among the 10k ones.
    """

    config: MemN2NConfig
    schedule: Schedule
    directory: str = "en"
    restarts: int = 10
    repeat_short: int = 1

    @property
    def dataset(self) -> str:
        """The name of the data on the card, and of the metrics."""
        return "babi-10k" if self.directory.endswith("-10k") else "babi-1k"


PRESETS = {
    "memn2n-1hop": Preset(MemN2NConfig(hops=1), Schedule(), restarts=3),
    "memn2n-2hop": Preset(MemN2NConfig(hops=2), Schedule(), restarts=5),
    "memn2n-3hop": Preset(MemN2NConfig(hops=3), Schedule()),
    "memn2n-3hop-lw": Preset(MemN2NConfig(hops=3, tying="layer-wise"), Schedule(), restarts=5),
    "memn2n-10k": Preset(
        MemN2NConfig(hops=3), Schedule(linear_epochs=5, epochs=25, halve_every=5), "en-10k", 1, repeat_short=4
    ),
}
