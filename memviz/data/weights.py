"""What a file of weights says of itself in its first bytes: names and shapes of its arrays, readable without torch."""

from __future__ import annotations

from pathlib import Path

from safetensors import SafetensorError, safe_open

from memviz.data.card import CHECKPOINTS
from memviz.errors import CheckpointError
from memviz.language import _

WEIGHTS = "model.safetensors"
# Of whole numbers, the small ones are weights in few bits (models/quantised.py), the large ones say which row of
# another array belongs to what (models/kv_chain.py).
_NUMBERS = {"F64", "F32", "F16", "BF16", "I8", "U8", "I64"}


def read_shapes(name: str, root: Path = CHECKPOINTS) -> dict[str, tuple[int, ...]]:
    """The shapes of a checkpoint's arrays by name. Raises CheckpointError if they are missing, cut or no numbers."""
    try:
        with safe_open(root / name / WEIGHTS, "np") as file:
            slices = {key: file.get_slice(key) for key in file.keys()}  # noqa: SIM118 - it is no dictionary
            kinds = {each.get_dtype() for each in slices.values()}
            shapes = {key: tuple(each.get_shape()) for key, each in slices.items()}
    except (OSError, SafetensorError) as error:
        text = _("The weights of “{name}” cannot be read: {error}.")
        raise CheckpointError(text.format(name=name, error=f"{error}".rstrip("."))) from error
    if kinds - _NUMBERS:
        text = _("The weights of “{name}” cannot be read: {error}.")
        raise CheckpointError(text.format(name=name, error=", ".join(sorted(kinds - _NUMBERS))))
    return shapes
