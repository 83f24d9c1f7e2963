"""The memory networks that memviz knows, by the name that stands on a card: a new one is its file and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from memviz.models.kv_memnn import KVMemNN, KVMemNNConfig
from memviz.models.memn2n import MemN2N, MemN2NConfig
from memviz.models.network import Config, LookupConfig, Network, looks_up

__all__ = ["MODELS", "Config", "Kind", "LookupConfig", "Network", "kind_of", "looks_up"]


class Kind(NamedTuple):
    """A kind of network: its class, called with a configuration, the size of the vocabulary and the numbers of the
    answers' words, and the class of its configuration."""

    network: Callable[[Any, int, tuple[int, ...]], Network]
    config: Callable[..., Config]


MODELS = {
    "memn2n": Kind(MemN2N, MemN2NConfig),
    "kv-memnn": Kind(KVMemNN, KVMemNNConfig),
}


def kind_of(config: Config) -> str:
    """The name in MODELS of a network with this configuration."""
    return next(name for name, kind in MODELS.items() if type(config) is kind.config)
