"""kv-chain on disk: its pieces on the card, its frozen vectors in four bits, what it learned in two bytes a number."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file
from safetensors.torch import save as to_bytes

from memviz.data.card import CARD, CHAIN, CHECKPOINTS, Card, read_card
from memviz.data.files import write_together
from memviz.data.weights import WEIGHTS
from memviz.errors import CheckpointError
from memviz.language import _
from memviz.models.kv_chain import KVChain, KVChainConfig
from memviz.models.quantised import quantised, restored
from memviz.tensors.pieces import Pieces

KIND = CHAIN  # Card.model
_FROZEN = "meaning"


@dataclass(frozen=True)
class TrainedChain:
    """A network ready to be asked. Shared between threads: nothing here changes but what pieces remember."""

    name: str
    network: KVChain
    pieces: Pieces


def save_chain(network: KVChain, card: Card, root: Path = CHECKPOINTS, more: dict[Path, bytes] | None = None) -> Path:
    """Write a checkpoint's files and what belongs to them; returns its folder. Raises ExportError."""
    folder, weights = root / card.name, network.state_dict()
    stored = quantised({_FROZEN: weights.pop(_FROZEN)}, lambda _name: 4)
    stored |= {name: (each.half() if each.is_floating_point() else each).contiguous() for name, each in weights.items()}
    write_together({folder / WEIGHTS: to_bytes(stored), folder / CARD: card.to_json().encode(), **(more or {})})
    return folder


def as_stored(network: KVChain) -> KVChain:
    """The network with its numbers rounded as they are saved."""
    weights = network.state_dict()
    frozen = restored(quantised({_FROZEN: weights[_FROZEN]}, lambda _name: 4))
    halved = {name: each.half().float() if each.is_floating_point() else each for name, each in weights.items()}
    network.load_state_dict(halved | frozen)
    return network


def load_chain(name: str, root: Path = CHECKPOINTS) -> TrainedChain:
    """A network that follows chains of facts. Raises CheckpointError if it is missing, broken or does not fit its
    card."""
    card = read_card(name, root)
    try:
        weights = restored(load_file(root / name / WEIGHTS))
    except (OSError, SafetensorError, KeyError) as error:
        text = _("The weights of “{name}” cannot be read: {error}.")
        raise CheckpointError(text.format(name=name, error=error)) from error
    if not all(bool(each.isfinite().all()) for each in weights.values() if each.is_floating_point()):
        raise CheckpointError(_("The weights of “{name}” hold what is no number.").format(name=name))
    try:
        network = KVChain(KVChainConfig(**card.config))
        network.load_state_dict(weights)
        if not 0 <= int(network.row.min()) <= int(network.row.max()) <= network.config.learned:
            raise ValueError(_("“{array}” points at vectors that are not there.").format(array="row"))
    except (RuntimeError, KeyError, TypeError, ValueError) as error:
        text = _("The weights of “{name}” do not fit its card: {reason}")
        raise CheckpointError(text.format(name=name, reason=" ".join(str(error).split()))) from error
    return TrainedChain(name, network.eval().requires_grad_(False), Pieces(card.words))


def config_on_card(network: KVChain) -> dict[str, object]:
    """A configuration as it stands on a card."""
    return asdict(network.config)
