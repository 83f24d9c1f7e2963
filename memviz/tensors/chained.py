"""Words of questions and relations -> numbers: each word once, as the pieces it is made of and its letter groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from memviz.story.form import words
from memviz.story.retrieval import Name, Token
from memviz.tensors.frozen import word_vectors
from memviz.tensors.pieces import Pieces

START, OTHER = 1, 2  # numbers of the name that a chain begins at, and of any other name in the question
FIRST = 3  # number of the first word; 0 is padding


@dataclass(frozen=True)
class WordTable:
    """W distinct words. pieces (W, P) numbers of each word's pieces, padded with 0 · letters (W, L)"""

    pieces: Tensor
    letters: Tensor

    def only(self, rows: Tensor) -> WordTable:
        """Some of the words."""
        return WordTable(self.pieces[rows], self.letters[rows])


@dataclass
class Words:
    """Words as they are met, numbered on from 3: 0 is padding, START and OTHER are names."""

    pieces: Pieces
    letters: int
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """The number of a word."""
        return self.numbers.setdefault(word, len(self.numbers) + FIRST)

    def question(self, tokens: Sequence[Token], start: str) -> list[int]:
        """The numbers of a question's words and names; the chain begins at the name `start`."""
        return [
            (START if token.text == start else OTHER) if isinstance(token, Name) else self.number(token)
            for token in tokens
        ]

    def relation(self, relation: str) -> list[int]:
        """The numbers of a relation's words."""
        return [self.number(word) for word in words(relation.replace("_", " ")) or [relation]]

    def table(self) -> WordTable:
        """Every word so far."""
        pieces, _ = padded(self.pieces.of(word) for word in self.numbers)
        return WordTable(pieces, word_vectors(self.numbers, self.letters))


def padded(rows: Iterable[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of numbers as (B, J), padded with 0, and their lengths (B,)."""
    listed = [list(row) for row in rows]
    width = max([1, *map(len, listed)])
    return (
        torch.tensor([[*row, *[0] * (width - len(row))] for row in listed], dtype=torch.long).view(len(listed), width),
        torch.tensor([len(row) for row in listed], dtype=torch.long),
    )
