"""Words of everyday English, and the pieces that a pretrained encoder reads them as (WordPiece, uncased)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 40  # letters; a longer word is read as one unknown piece
PAD, UNK, CLS, SEP = "[PAD]", "[UNK]", "[CLS]", "[SEP]"


@dataclass(frozen=True)
class Word:
    """A word or sign of a sentence: as it stands there, and from which to which letter."""

    text: str
    start: int
    end: int


def split(text: str) -> list[Word]:
    """The words and signs of a text: runs of letters and digits, every other sign by itself."""
    return [Word(each[0], each.start(), each.end()) for each in _WORD.finditer(text)]


def folded(word: str) -> str:
    """A word without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


@dataclass(frozen=True)
class Pieces:
    """A table of pieces; piece i has number i. Words once split are remembered."""

    table: tuple[str, ...]
    number: dict[str, int] = field(init=False, repr=False, compare=False)
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", {piece: i for i, piece in enumerate(self.table)})

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, the longest first as WordPiece has it."""
        if word not in self._known:
            self._known[word] = self._split(folded(word))
        return self._known[word]

    def _split(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST:
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self.number), None)
            if end is None:
                break
            found.append(self.number[mark + word[start:end]])
            start = end
        return tuple(found) if found and start == len(word) else (self.number[UNK],)
