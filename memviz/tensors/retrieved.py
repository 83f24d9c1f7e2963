"""What key hashing found -> tensors: questions over a table of distinct texts, with the names' own vectors."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import torch
from torch import Tensor

from memviz.story.retrieval import Name, Retrieved, Token
from memviz.story.vocab import Vocab
from memviz.tensors.batch import UNSEEN, Batch
from memviz.tensors.frozen import name_vectors, word_vectors

_MOST_NAMES = 4_000  # of one question: 400 windows of ten names

Answered: TypeAlias = tuple[Retrieved, Sequence[str]]
"""What was found for a question, and every right answer to it."""


class LookupBatch(NamedTuple):
    """B questions, their right answers, and the names (and new words) that they are about.

    gold (B, E') 1 where a name is a right answer, else 0; names, the E' tokens, in the order of `batch.ranked`
    """

    batch: Batch
    gold: Tensor
    names: tuple[Token, ...]


@dataclass(frozen=True)
class Lookups:
    """A data set of Q questions with M memories in all, over N distinct texts and E names and new words.

    texts (N, J) · lengths (N,) · keys, values (M,) rows of `texts` · read (M,) the name (of E) that is a memory's
    value · first (Q + 1,) where each question's memories begin · question (Q,) · gold, (G,) names (of E) ·
    first_gold (Q + 1,) · tokens, the E names and new words, frozen (E, d) their vectors · new_words (E,) · vocab, how
    many words have learned vectors · ids, how many dimensions number the names of a question (0: their own vectors)
    """

    texts: Tensor
    lengths: Tensor
    keys: Tensor
    values: Tensor
    read: Tensor
    first: Tensor
    question: Tensor
    gold: Tensor
    first_gold: Tensor
    tokens: tuple[Token, ...]
    frozen: Tensor
    new_words: Tensor
    vocab: int
    ids: int

    def __len__(self) -> int:
        return len(self.question)

    def batch(self, rows: Tensor, anonymous: torch.Generator | None = None) -> LookupBatch:
        """The questions `rows` (B,) as one batch.

        Every name of the batch is ranked; `own` says which of them are values in a question's memory, but for the
        names that it asks about: nobody asks for those. With
        `anonymous`, names and new words get vectors drawn afresh, so that nothing can be learned by heart.
        """
        place, filled = _spread(self.first, rows)
        gold_place, gold_filled = _spread(self.first_gold, rows)
        apart = torch.arange(len(rows)) if self.ids else torch.zeros(len(rows), dtype=torch.long)
        own = apart[:, None].expand_as(place)  # where names are numbered, each question has texts and names of its own
        asked = self.question[rows]  # it also fills up the memory, which so mentions no name of another question
        codes = [
            (own * len(self.texts) + self.keys[place].where(filled, asked[:, None])).flatten(),
            (own * len(self.texts) + self.values[place].where(filled, asked[:, None])).flatten(),
            apart * len(self.texts) + asked,
        ]
        used, row = torch.cat(codes).unique(return_inverse=True)
        keys, values, question = row.split([len(each) for each in codes])
        texts = self.texts[used % len(self.texts)]
        frozen = texts >= self.vocab
        whose = (used // len(self.texts))[:, None].expand_as(texts)
        count = len(self.tokens)
        mentioned = [
            whose[frozen] * count + texts[frozen] - self.vocab,
            (own * count + self.read[place])[filled],
            (apart[:, None] * count + self.gold[gold_place])[gold_filled],
        ]
        names, local = torch.cat(mentioned).unique(return_inverse=True)
        in_texts, in_values, in_gold = local.split([len(each) for each in mentioned])
        texts[frozen] = self.vocab + in_texts
        positions = _first(row, _turns(place), len(used))[:, None] * texts.shape[1] + torch.arange(texts.shape[1])
        first_at = _first(in_texts, positions[frozen], len(names))
        vectors = self._vectors(names // count, names % count, first_at, anonymous)
        batch = Batch(
            sentences=texts,
            lengths=self.lengths[used % len(self.texts)],
            story=keys.view_as(place),
            values=values.view_as(place),
            filled=filled,
            ages=torch.zeros_like(place),
            question=question,
            answer=torch.full_like(question, UNSEEN),
            frozen=vectors,
            new_words=self.new_words[names % count],
            ranked=vectors,
            own=_but(_marked(filled, in_values, len(names)), texts[question] - self.vocab),
        )
        gold = _marked(gold_filled, in_gold, len(names)).float()
        return LookupBatch(batch, gold, tuple(self.tokens[i] for i in (names % count).tolist()))

    def _vectors(self, question: Tensor, name: Tensor, first_at: Tensor, anonymous: torch.Generator | None) -> Tensor:
        """The vector (E', d) of each name or new word, which belongs to a question, in the order of the questions.

        Names are numbered as they are first met (`first_at`, E'), which is the same whatever other questions there are,
        or at random.
        """
        fixed = self.frozen[name]
        vectors = fixed if anonymous is None else drawn(len(fixed), fixed.shape[1], anonymous)
        if not self.ids:
            return vectors
        new = self.new_words[name]
        order = (torch.rand(len(name), generator=anonymous) if anonymous else first_at).argsort(stable=True)
        order = order[(2 * question + new)[order].argsort(stable=True)]  # by question, its names before its words
        number = torch.empty_like(order)
        number[order] = torch.arange(len(order))
        start = torch.searchsorted(question.contiguous(), question)
        ids = numbered(self.ids)[(number - start).clamp(max=_MOST_NAMES - 1)]
        words = torch.cat([ids.new_zeros(len(ids), self.ids), vectors[:, : fixed.shape[1] - self.ids]], 1)
        if anonymous is not None:
            words = torch.nn.functional.normalize(words, dim=1)
        return torch.where(new[:, None], words, torch.cat([ids, ids.new_zeros(len(ids), words.shape[1] - self.ids)], 1))


@functools.cache
def numbered(ids: int) -> Tensor:
    """Vectors of the names of one question by their numbers: (names, ids). The first are at right angles to each other;
    only a question about more names than dimensions has some that are merely almost so."""
    generator = torch.Generator().manual_seed(0)
    return torch.cat([torch.eye(ids), drawn(_MOST_NAMES - ids, ids, generator)])


def lookups(asked: Iterable[Answered], vocab: Vocab, dim: int, ids: int, memory: int) -> Lookups:
    """Tensors of what was found for questions; of each, the first `memory` are kept."""
    table = _Table(vocab)
    keys, values, read, questions = [], [], [], []
    gold: list[int] = []
    first, first_gold = [0], [0]
    for retrieved, answers in asked:
        for each in retrieved.memories[:memory]:
            keys.append(table.row(each.key))
            values.append(table.row(each.value))
            read.append(table.number(each.value[0]) - len(vocab))
        questions.append(table.row(retrieved.question))
        gold.extend(table.number(Name(answer)) - len(vocab) for answer in answers)
        first.append(len(keys))
        first_gold.append(len(gold))
    width = max(1, *map(len, table.rows))
    tokens = tuple(table.frozen)
    return Lookups(
        texts=torch.tensor([[*row, *[0] * (width - len(row))] for row in table.rows]),
        lengths=torch.tensor([len(row) for row in table.rows]),
        keys=torch.tensor(keys, dtype=torch.long),
        values=torch.tensor(values, dtype=torch.long),
        read=torch.tensor(read, dtype=torch.long),
        first=torch.tensor(first),
        question=torch.tensor(questions),
        gold=torch.tensor(gold, dtype=torch.long),
        first_gold=torch.tensor(first_gold),
        tokens=tokens,
        frozen=_vectors(tokens, dim, ids),
        new_words=torch.tensor([isinstance(token, str) for token in tokens], dtype=torch.bool),
        vocab=len(vocab),
        ids=ids,
    )


class _Table:
    """Rows of token numbers, each once; names and words outside the vocabulary are numbered on from its size."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.rows: dict[tuple[int, ...], int] = {}
        self.frozen: dict[Token, int] = {}
        self.known: dict[tuple[Token, ...], int] = {}

    def row(self, tokens: tuple[Token, ...]) -> int:
        if tokens not in self.known:
            numbers = tuple(self.number(token) for token in tokens)
            self.known[tokens] = self.rows.setdefault(numbers, len(self.rows))
        return self.known[tokens]

    def number(self, token: Token) -> int:
        known = self.vocab.number(token) if isinstance(token, str) else 0
        return known or len(self.vocab) + self.frozen.setdefault(token, len(self.frozen))


def _vectors(tokens: Sequence[Token], dim: int, ids: int) -> Tensor:
    """The frozen vector of each token, a name's or a word's: (tokens, dim). Words leave the names' dimensions free."""
    vectors = name_vectors((token.text if isinstance(token, Name) else "" for token in tokens), dim)
    new = [i for i, token in enumerate(tokens) if isinstance(token, str)]
    known = word_vectors([token for token in tokens if isinstance(token, str)], dim - ids)
    vectors[new] = torch.cat([known, known.new_zeros(len(known), ids)], 1)
    return vectors


def drawn(count: int, dim: int, generator: torch.Generator) -> Tensor:
    """Unit vectors of random signs: (count, dim), as hashing would give them to names never seen."""
    signs = 2 * torch.randint(0, 2, (count, dim), generator=generator) - 1
    return signs.to(torch.get_default_dtype()).div(dim**0.5)


def _spread(first: Tensor, rows: Tensor) -> tuple[Tensor, Tensor]:
    """Ragged rows, beginning at `first`, as places (B, longest) and which of them are filled."""
    start, count = first[rows], first[rows + 1] - first[rows]
    steps = torch.arange(int(count.max()))
    filled = steps < count[:, None]
    return (start[:, None] + steps).where(filled, 0), filled


def _turns(place: Tensor) -> Tensor:
    """When each text of a batch is read: every question's keys and values in turn, (2 B S), then the questions (B,)."""
    slot = 2 * torch.arange(place.shape[1]).expand_as(place).flatten()
    return torch.cat([slot, slot + 1, torch.full((len(place),), 2 * place.shape[1])])


def _first(mentioned: Tensor, turn: Tensor, count: int) -> Tensor:
    """The turn in which each of `count` things is first mentioned, later than all others if it never is."""
    never = torch.iinfo(torch.long).max
    return torch.full((count,), never).scatter_reduce(0, mentioned, turn, "amin")


def _but(own: Tensor, asked: Tensor) -> Tensor:
    """`own` (B, count) without the names in the question (B, J; negative for words), where anything else is left."""
    there = asked >= 0
    others = own & ~_marked(there, asked[there], own.shape[1])
    return torch.where(others.any(1, keepdim=True), others, own)


def _marked(filled: Tensor, local: Tensor, count: int) -> Tensor:
    """True at the names `local` that stand at the filled places of each row: (B, count)."""
    marked = filled.new_zeros(len(filled), count)
    marked[filled.nonzero()[:, 0], local] = True
    return marked
