"""Questions with what each hop should look at -> tensors. Memories of one kind score alike, so a kind is one entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from memviz.facts.phrases import HOLE, Step
from memviz.story.form import words
from memviz.tensors.chained import OTHER, START, Words, padded

FINISHED, MISSING = -1, -2
AND = "[2]"  # a hole for another name than the one a chain begins at


@dataclass(frozen=True)
class Choice:
    """What one hop chooses among: kinds of memories and how many there are of each; `right` is the place of the right
    kind, FINISHED or MISSING."""

    kinds: tuple[Step, ...]
    counts: tuple[int, ...]
    right: int


@dataclass(frozen=True)
class Example:
    """A question with a hole at the name that its chain begins at, and the choice of every hop up to the last."""

    template: str
    choices: tuple[Choice, ...]


def tokens_of(template: str, table: Words) -> list[int]:
    """The numbers of a template's words, START and OTHER for its holes."""
    found: list[int] = []
    for i, part in enumerate(template.split(HOLE)):
        found += [START] if i else []
        for j, piece in enumerate(part.split(AND)):
            found += [OTHER] if j else []
            found += [table.number(word) for word in words(piece)]
    return found


@dataclass(frozen=True)
class Choices:
    """A batch of choices. questions (B, J) · lengths (B,) · relations (C,), ways (C,) rows and columns of keys ·
    question, hop (C,) what each belongs to · weight (C,) log of how many memories it stands for · right (C,) ·
    ends (B, hops) 1 finished, 2 missing, 0 a kind is right, -1 no such hop"""

    questions: Tensor
    lengths: Tensor
    relations: Tensor
    ways: Tensor
    question: Tensor
    hop: Tensor
    weight: Tensor
    right: Tensor
    ends: Tensor


@dataclass
class Corpus:
    """Examples as numbers."""

    words: Words
    hops: int
    relations: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[list[int], list[list[tuple[int, int, int, bool]]], list[int]]] = field(default_factory=list)

    def add(self, example: Example) -> None:
        """Number an example's words and relations."""
        choices, ends = [], []
        for choice in example.choices[: self.hops]:
            choices.append(
                [
                    (
                        self.relations.setdefault(kind.relation, len(self.relations)),
                        int(not kind.forward),
                        count,
                        i == choice.right,
                    )
                    for i, (kind, count) in enumerate(zip(choice.kinds, choice.counts, strict=True))
                ]
            )
            ends.append({FINISHED: 1, MISSING: 2}.get(choice.right, 0))
        self.rows.append((tokens_of(example.template, self.words), choices, ends))

    def __len__(self) -> int:
        return len(self.rows)

    def common(self, least: int) -> list[int]:
        """The pieces of words that are in at least so many questions, rising."""
        counts: Counter[int] = Counter(number for tokens, _, _ in self.rows for number in set(tokens))
        pieces: Counter[int] = Counter()
        for word, number in self.words.numbers.items():
            for piece in set(self.words.pieces.of(word)):
                pieces[piece] += counts[number]
        return sorted(piece for piece, count in pieces.items() if count >= least)

    def relation_words(self) -> Tensor:
        """The words of every relation: (R, W)."""
        return padded(self.words.relation(relation) for relation in self.relations)[0]

    def batches(self, size: int, generator: torch.Generator) -> Iterator[Choices]:
        """All examples in random order."""
        for rows in torch.randperm(len(self.rows), generator=generator).split(size):
            yield self.batch(rows.tolist())

    def batch(self, rows: Sequence[int]) -> Choices:
        """Some examples."""
        picked = [self.rows[row] for row in rows]
        questions, lengths = padded(each[0] for each in picked)
        flat = [
            (b, h, *entry) for b, (_, choices, _) in enumerate(picked) for h, hop in enumerate(choices) for entry in hop
        ]
        columns = torch.tensor(flat, dtype=torch.long).view(-1, 6).T
        ends = torch.full((len(rows), self.hops), -1)
        for b, (_, _, each) in enumerate(picked):
            ends[b, : len(each)] = torch.tensor(each)
        return Choices(
            questions, lengths, columns[2], columns[3], columns[0], columns[1],
            columns[4].float().log(), columns[5].bool(), ends,
        )  # fmt: skip
