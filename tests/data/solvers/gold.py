"""What a rule returns, and the two things that every rule needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Sentences = Sequence[str]


@dataclass(frozen=True)
class Gold:
    """The answer, and the facts it follows from: any of the alternatives, in the task's order."""

    answer: str
    facts: tuple[tuple[int, ...], ...]


def match(form: str | re.Pattern[str], text: str) -> re.Match[str]:
    """The whole text in a form; raises ValueError if it has another."""
    found = re.fullmatch(form, text)
    if found is None:
        raise ValueError(f"no such form: {text}")
    return found
