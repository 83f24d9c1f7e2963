"""What a checkpoint says of itself: card.json, readable without torch."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from memviz.data import cardcheck
from memviz.errors import CheckpointError
from memviz.language import _

FORMAT = 1
DEFAULT_MODEL = "memn2n-3hop"  # for a story of bAbI's, where nobody says which
EVERYDAY = "memn2n-english"  # name and kind of what reads a story in everyday English
CHAIN = "kv-chain"  # name and kind of what goes from fact to fact
READER = "lstm"  # name and kind of the baseline without a memory
CHECKPOINTS = Path(__file__).resolve().parents[2] / "checkpoints"
CARD, EXAMPLE = "card.json", "example.json"
PEOPLE = "people"  # among the metrics: stories that people wrote


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

    @property
    def answers_from(self) -> str:
        """What the network chooses its answer from: "words" of stories, or, of facts, "names" or the "memory"."""
        return str(self.config.get("answers", cardcheck.WORDS))

    def to_json(self) -> str:
        """The content of card.json; one key a line, so that a change is readable in a diff."""
        body = {"format": FORMAT, **{key: value for key, value in asdict(self).items() if key != "name"}}
        lines = ",\n".join(f"  {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in body.items())
        return f"{{\n{lines}\n}}\n"


def read_card(name: str, root: Path = CHECKPOINTS) -> Card:
    """The card of a checkpoint. Raises CheckpointError if there is none, or if anything on it cannot be."""
    path = root / name / CARD
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        text = _("There is no model “{name}”. Models here: {known}.")
        known = ", ".join(names(root)) or _("none")
        raise CheckpointError(text.format(name=name, known=known)) from None
    except OSError as error:
        raise CheckpointError(_("{path} cannot be read: {error}.").format(path=path, error=error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise CheckpointError(_("{path} is not a model card ({error}).").format(path=path, error=error)) from error
    if isinstance(body, dict) and body.get("format", FORMAT) != FORMAT:
        text = _("{path} is of another format than this memviz reads ({format}).")
        raise CheckpointError(text.format(path=path, format=FORMAT))
    try:
        cardcheck.check(body)
    except ValueError as error:
        raise CheckpointError(_("{path} is not a model card ({error}).").format(path=path, error=error)) from error
    del body["format"]
    return Card(name=name, **{**body, "words": tuple(body["words"]), "answers": tuple(body["answers"])})


def names(root: Path = CHECKPOINTS) -> tuple[str, ...]:
    """Names of all checkpoints, alphabetically."""
    return tuple(sorted(path.parent.name for path in root.glob(f"*/{CARD}")))
