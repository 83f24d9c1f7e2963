"""Stories in everyday English, and questions about them, as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memviz.tensors.packed import Packed, packed
from memviz.tensors.sentences import Sentence

ANSWERS = ("yes", "no", "unknown", "nothing", "maybe", *map(str, range(21)))  # that are no words of a story
FIXED = len(ANSWERS)
AGES = 16  # features of a slot's age
MEMORY = 60  # sentences that are kept
CODES = 64  # dimensions of a word's identity
_WAVES, _NEAR = np.array([1.5, 3, 6, 12, 24], np.float32), np.array([0.5, 1, 2, 4], np.float32)
_FIXED_CODES = np.sign(np.random.default_rng(12).standard_normal((4096, CODES))).astype(np.float32) / CODES**0.5

Numbers = dict[str, int]  # of the stems of one memory; 0 is no stem


@dataclass(frozen=True)
class Asked:
    """A memory's sentences, oldest first, the questions put to it, and which sentences are as if they were not there
    (their place in the order stays)."""

    sentences: tuple[Sentence, ...]
    questions: tuple[Sentence, ...] = ()
    muted: frozenset[int] = frozenset()


@dataclass
class EnglishBatch:
    """M memories of at most S slots (W words in all, T the most of one memory), Q questions of J words.

    rows      distinct sentences and questions, packed, in groups of like length (N pieces in all)
    piece (W,), code (W, CODES), capital (W,), age (W, AGES): of every word of every memory
    grid (M, T): which word stands there, W where none does · filled (M, T): whether one does · slot (M, T): its slot
    within (M, T, S): whether the word is of the slot · same (M, T, T): whether two words are the same
    slot_age (M, S, AGES)
    asked_piece, asked_capital (M, Q, J) · asked_code (M, Q, J, CODES) · asked (M, Q, J): where a word stands;
    place 0 of a question is the mark that stands for it all · asked_grid: of the packed questions' words
    asked_same (M, Q, J, T): whether a word of the question is the word of the story
    fixed (M, Q, hops, S + 1): attention that is given, NaN where it is computed; None where all of it is computed
    """

    rows: list[Packed]
    piece: Tensor
    code: Tensor
    capital: Tensor
    age: Tensor
    grid: Tensor
    filled: Tensor
    slot: Tensor
    within: Tensor
    same: Tensor
    slot_age: Tensor
    asked_piece: Tensor
    asked_code: Tensor
    asked_capital: Tensor
    asked: Tensor
    asked_grid: Tensor
    asked_same: Tensor
    fixed: Tensor | None = None

    def to(self, device: torch.device) -> EnglishBatch:
        """The batch on a device."""
        if device.type == "cpu":
            return self
        rows = [each.to(device) for each in self.rows]
        moved: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "rows"}
        tensors: dict[str, Any] = {name: None if t is None else t.to(device) for name, t in moved.items()}
        return EnglishBatch(rows, **tensors)


@dataclass(frozen=True)
class Memory:
    """One memory as numbers, to be asked one question after the other: a batch without a question, the numbers of its
    words' stems, and those of each word (1, T)."""

    batch: EnglishBatch
    numbers: Numbers
    ids: NDArray[np.int64]

    @classmethod
    def of(cls, item: Asked) -> Memory:
        """A memory without its questions."""
        item = replace(item, questions=())
        numbers = _numbers(item)
        return cls(collate([item]), numbers, _padded([[numbers[each] for s in item.sentences for each in s.stems]]))

    def asked(self, question: Sentence) -> EnglishBatch:
        """The batch of a question; its packed rows are the question's alone."""
        numbers = {each: i for i, each in enumerate(dict.fromkeys([*self.numbers, *question.stems]))}
        item = Asked((), (question,))
        asked, ids = _asked([item], {question.pieces: 0}, [numbers], _codes(1, len(numbers), None))
        arrays = {**asked, "asked_same": _same(ids[:, :, :, None], self.ids[:, None, None])}
        tensors: dict[str, Any] = {name: torch.from_numpy(array) for name, array in arrays.items()}
        return replace(self.batch, **tensors)


def collate(items: Sequence[Asked], rng: np.random.Generator | None = None, stretched: float = 0.0) -> EnglishBatch:
    """Memories and questions as one batch.

    Identity codes are drawn by `rng`, and of a share `stretched` of the memories also the ages: rising numbers with
    gaps, so that order counts and not the number. Without it both are always the same.
    """
    rows, at = packed(each.pieces for item in items for each in (*item.sentences, *item.questions))
    numbers = [_numbers(item) for item in items]
    codes = _codes(len(items), max(map(len, numbers)), rng)
    ages = _padded([_ages(len(item.sentences), rng, stretched) for item in items])
    memory, memory_ids = _memory(items, at, numbers, codes, ages)
    asked, asked_ids = _asked(items, at, numbers, codes)
    arrays = {**memory, **asked, "asked_same": _same(asked_ids[:, :, :, None], memory_ids[:, None, None])}
    return EnglishBatch(rows, **{name: torch.from_numpy(array) for name, array in arrays.items()})


def _memory(
    items: Sequence[Asked],
    at: dict[tuple[int, ...], int],
    numbers: Sequence[Numbers],
    codes: NDArray[np.float32],
    ages: NDArray[Any],
) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64]]:
    """The memory's part of a batch, and the numbers of its words' stems (M, T)."""
    ids = _padded(
        [[own[each] for s in item.sentences for each in s.stems] for item, own in zip(items, numbers, strict=True)]
    )
    slot = _padded([[i for i, each in enumerate(item.sentences) for _ in each.words] for item in items])
    lengths = np.array([sum(len(each.words) for each in item.sentences) for item in items])
    filled = np.arange(ids.shape[1]) < lengths[:, None]  # (M, T)
    for own, item, slots in zip(filled, items, slot, strict=True):
        own &= ~np.isin(slots, list(item.muted))
    grid = np.full(ids.shape, filled.sum())
    grid[filled] = np.arange(filled.sum())
    owner = np.nonzero(filled)[0]  # of every word, its memory
    heard = [each for item in items for i, each in enumerate(item.sentences) if i not in item.muted]
    return {
        "piece": np.array([at[each.pieces] + first for each in heard for first in each.first], np.int64),
        "code": codes[owner, ids[filled]],
        "capital": np.array(list(chain.from_iterable(each.capitals for each in heard)), np.int64),
        "age": age_features(ages[owner, slot[filled]]),
        "grid": grid,
        "filled": filled,
        "slot": slot,
        "within": (slot[:, :, None] == np.arange(ages.shape[1])) & filled[:, :, None],
        "same": _same(ids[:, :, None], ids[:, None]),
        "slot_age": age_features(ages),
    }, ids


def _asked(
    items: Sequence[Asked], at: dict[tuple[int, ...], int], numbers: Sequence[Numbers], codes: NDArray[np.float32]
) -> tuple[dict[str, NDArray[Any]], NDArray[np.int64]]:
    """The part of a batch that is asked, and the numbers of its words' stems (M, Q, J)."""
    most = max(len(item.questions) for item in items)
    longest = 1 + max((len(question.named) for item in items for question in item.questions), default=0)
    asked = np.zeros((len(items), most, longest), bool)
    asked[:, :, 0] = True
    piece, capital, ids = (np.zeros(asked.shape, np.int64) for _ in range(3))
    for m, item in enumerate(items):
        for q, question in enumerate(item.questions):
            words = question.named
            own = slice(1, 1 + len(words))
            piece[m, q, 0] = at[question.pieces]
            piece[m, q, own] = [at[question.pieces] + question.first[i] for i in words]
            capital[m, q, own] = [question.capitals[i] for i in words]
            ids[m, q, own] = [numbers[m][question.stems[i]] for i in words]
            asked[m, q, own] = True
    grid = np.full((asked.shape[0] * most, longest), asked.sum())
    grid[asked.reshape(grid.shape)] = np.arange(asked.sum())
    code = codes[np.arange(len(items))[:, None, None], ids]
    parts: dict[str, NDArray[Any]]
    parts = {"asked_piece": piece, "asked_code": code, "asked_capital": capital, "asked": asked, "asked_grid": grid}
    return parts, ids


def _same(ids: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.float32]:
    """Where two words are the same; one that names nothing is the same as no other."""
    same: NDArray[np.float32] = ((ids == others) & (ids > 0)).astype(np.float32)
    return same


def _numbers(item: Asked) -> Numbers:
    """Muted words are counted, too, so that no other word gets another identity when a sentence is muted."""
    stems = dict.fromkeys(["", *(each for s in (*item.sentences, *item.questions) for each in s.stems)])
    return {each: i for i, each in enumerate(stems)}


def _padded(rows: Sequence[Sequence[int]]) -> NDArray[np.int64]:
    """Rows of different lengths with zeros behind them."""
    found = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for row, own in zip(found, rows, strict=True):
        row[: len(own)] = own
    return found


def age_features(ages: NDArray[Any]) -> NDArray[np.float32]:
    """Features (..., AGES) of ages from the newest slot (0): order on several scales, without an end."""
    ages = ages[..., None].astype(np.float32)
    waves = ages / _WAVES
    return np.concatenate([np.sin(waves), np.cos(waves), np.exp(-ages / _NEAR), np.log1p(ages), ages / 20], -1)


def _ages(n: int, rng: np.random.Generator | None, stretched: float) -> list[int]:
    """Ages of n slots, the oldest first."""
    if rng is None or rng.random() >= stretched:
        return list(range(n - 1, -1, -1))
    return sorted(rng.choice(max(MEMORY, n), n, replace=False).tolist(), reverse=True)


def _codes(memories: int, most: int, rng: np.random.Generator | None) -> NDArray[np.float32]:
    """A code of signs for every distinct word of every memory; number 0, no word, has none."""
    if rng is None:
        codes = np.repeat(_FIXED_CODES[None, :most], memories, 0)
    else:
        codes = (rng.integers(0, 2, (memories, most, CODES)) * 2 - 1).astype(np.float32) / np.float32(CODES**0.5)
    codes[:, 0] = 0
    return codes
