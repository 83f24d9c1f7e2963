"""How everything looks, in one place: look.json has colours by meaning, on light and on dark ground, and sizes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_suffix(".json")
LOOK: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))

FAINT: float = LOOK["faint"]
"""Attention below this would print as 0.00: it gets no number and no ribbon."""
NAMED: int = LOOK["named"]
"""Answers that are named beside the leading one at most."""


def colour(meaning: str, *, dark: bool) -> str:
    """The colour of a meaning, such as "key" for key addressing, as #rrggbb."""
    found: str = LOOK["colours"][meaning][dark]
    return found


def answer_colours(*, dark: bool) -> tuple[str, ...]:
    """Colours for answers, told apart by any eye."""
    return tuple(pair[dark] for pair in LOOK["colours"]["answers"])


def variables() -> str:
    """The colours, and the glow of a row, as variables of a style sheet, --look-key and so on."""
    named = {name: pair for name, pair in LOOK["colours"].items() if name != "answers"}
    told = "".join(f"  --look-{name}: light-dark({light}, {dark});\n" for name, (light, dark) in named.items())
    return f":host, :root {{\n{told}  --look-glow: {LOOK['glow']:.0%};\n}}\n"
