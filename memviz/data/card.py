"""What a checkpoint says of itself: card.json, readable without torch."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from memviz.errors import CheckpointError
from memviz.language import _

FORMAT = 1
DEFAULT_MODEL = "memn2n-3hop"  # for a story, where nobody says which
READER = "lstm"  # name and kind of the baseline without a memory
CHECKPOINTS = Path(__file__).resolve().parents[2] / "checkpoints"


@dataclass(frozen=True)
class Card:
    """One trained model, described.

    model     key in MODELS; config, its configuration
    words     vocabulary, word i + 1 first; answers, in the order of the logits
    data      what it was trained on: name, sha256 of every file, notes
    training  schedule, seed, restarts with their training errors, date, library versions
    metrics   {"babi-1k": {"errors": {"1": %, ...}, "mean_error": %, "failed": n}}, measured on the test set
    example   a story, a question, the answer and its probability: what a sound copy of the weights says
    """

    name: str
    model: str
    config: dict[str, Any]
    words: tuple[str, ...]
    answers: tuple[str, ...]
    data: dict[str, Any]
    training: dict[str, Any]
    metrics: dict[str, Any]
    example: dict[str, Any]
    parameters: int = 0

    def write(self, folder: Path) -> None:
        """Write card.json; one key a line, so that a change is readable in a diff."""
        body = {"format": FORMAT, **{key: value for key, value in asdict(self).items() if key != "name"}}
        lines = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in body.items())
        (folder / "card.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def read_card(name: str, root: Path = CHECKPOINTS) -> Card:
    """The card of a checkpoint. Raises CheckpointError if there is none or it is not readable."""
    path = root / name / "card.json"
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        if body.pop("format") != FORMAT:
            text = _("{path} is of another format than this memviz reads ({format}).")
            raise CheckpointError(text.format(path=path, format=FORMAT))
        return Card(name=name, **{**body, "words": tuple(body["words"]), "answers": tuple(body["answers"])})
    except FileNotFoundError:
        text = _("There is no model “{name}”. Models here: {known}.")
        known = ", ".join(names(root)) or _("none")
        raise CheckpointError(text.format(name=name, known=known)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CheckpointError(_("{path} is not a model card ({error}).").format(path=path, error=error)) from error


def names(root: Path = CHECKPOINTS) -> tuple[str, ...]:
    """Names of all checkpoints, alphabetically."""
    return tuple(sorted(path.parent.name for path in root.glob("*/card.json")))
