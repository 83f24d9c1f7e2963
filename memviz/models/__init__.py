"""The memory networks that memviz knows, by the name that stands on a card."""

from typing import TypeAlias

from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.models.memn2n import MemN2N, MemN2NConfig

Network: TypeAlias = MemN2N | KVMemNN
Config: TypeAlias = MemN2NConfig | KVMemNNConfig

MODELS: dict[str, tuple[type[Network], type[Config]]] = {
    "memn2n": (MemN2N, MemN2NConfig),
    "kv-memnn": (KVMemNN, KVMemNNConfig),
}


def reads_content(config: Config) -> bool:
    """Whether the value of a story's slot is not the sentence but its content words."""
    return isinstance(config, KVMemNNConfig) and config.values == "content"
