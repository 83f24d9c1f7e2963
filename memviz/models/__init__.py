"""The memory networks that memviz knows, by the name that stands on a card."""

from memviz.models.memn2n import MemN2N, MemN2NConfig

MODELS = {"memn2n": (MemN2N, MemN2NConfig)}
