"""How far to trust one answer: a word, and the reason for it. Plain data; the pages judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Trust:
    """kind: what it comes to; word: what stands beside the answer; why: the reason in a sentence."""

    kind: Literal["sure", "unsure", "untold"]
    word: str
    why: str
