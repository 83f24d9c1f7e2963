"""Which checkpoints are here: the sound ones with their cards, and the broken ones with what is wrong with them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from memviz.data.card import CARD, CHECKPOINTS, EXAMPLE, Card, names, read_card
from memviz.data.seen import SEEN, Seen
from memviz.data.weights import WEIGHTS, read_shapes
from memviz.errors import CheckpointError, DataError
from memviz.language import _


@dataclass(frozen=True)
class Inventory:
    """Cards by name; and for what is left out, by its name too, a sentence that says why."""

    cards: dict[str, Card]
    broken: dict[str, str]


def inventory(root: Path = CHECKPOINTS) -> Inventory:
    """Look into a directory of checkpoints, without torch: what is broken does not take the rest with it.

    Raises CheckpointError if there is no such directory. Whether weights fit their card is seen when they are loaded.
    """
    if not root.is_dir():
        raise CheckpointError(_("There is no folder {path}.").format(path=root))
    cards: dict[str, Card] = {}
    broken: dict[str, str] = {}
    for name in sorted({*names(root), *(path.parent.name for path in root.glob(f"*/{WEIGHTS}"))}):
        try:
            cards[name] = _sound(name, root)
        except CheckpointError as error:
            broken[name] = str(error)
    try:
        Seen.read(root / SEEN)
    except DataError as error:
        broken[SEEN] = str(error)
    return Inventory(cards, broken)


def _sound(name: str, root: Path) -> Card:
    """The card of a checkpoint that has all of its files. Raises CheckpointError."""
    if not (root / name / CARD).exists():
        raise CheckpointError(_("{path} is missing.").format(path=root / name / CARD))
    card = read_card(name, root)
    read_shapes(name, root)
    if card.example:
        _check_example(root / name / EXAMPLE)
    return card


def _check_example(path: Path) -> None:
    """The trace beside a card is whole; the page that draws it checks what is in it."""
    try:
        whole = isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    except OSError as error:
        text = _("{path} cannot be read: {error}.")
        raise CheckpointError(text.format(path=path, error=error.strerror or error)) from error
    except (ValueError, RecursionError):
        whole = False
    if not whole:
        raise CheckpointError(_("{path} is damaged: it is no trace.").format(path=path))
