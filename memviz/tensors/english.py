"""Stories in everyday English as tensors: words, their pieces, which word is the same as which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memviz.tensors.packed import Packed
from memviz.tensors.pieces import CLS, SEP, Pieces, Word, split

NUMBERS = 21
ANSWERS = ("yes", "no", "unknown", "nothing", "maybe", *map(str, range(NUMBERS)))
FIXED = len(ANSWERS)
AGES = 16  # features of a slot's age
MEMORY = 60  # sentences that are kept
_LONGEST = 60  # words of a sentence that are read
CODES = 64
_SPELLED = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty""".split()  # noqa: SIM905
NUMERALS = {**{word: str(i) for i, word in enumerate(_SPELLED)}, "none": "0"}
_FUNCTION = frozenset(
    """a an the and or but of in on at to from with by for into onto out up down off over under near as than that this
    these those is are was were be been being am do does did done has have had having will would can could shall
    should may might must not no nor so then there here now he she it they him her them his hers its their theirs i
    me my mine we us our you your who whom whose what which where when why how if because after before while until
    again also too very just only still s t d ll re ve m first next one ones some any each every all both few more
    most other""".split()  # noqa: SIM905
)


def stem(word: str) -> str:
    """What stands for a word and its plural; "" for words that name nothing (articles, pronouns, signs)."""
    word = word.lower()
    if word in _FUNCTION or not word[0].isalnum():
        return ""
    word = NUMERALS.get(word, word)
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + instead
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")) else word


@dataclass(frozen=True)
class Sentence:
    """A sentence as the network reads it; `first` is where each word's first piece stands among the pieces."""

    words: tuple[Word, ...]
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    stems: tuple[str, ...]
    capitals: tuple[int, ...]


def sentence(text: str, pieces: Pieces, longest: int) -> Sentence:
    """A sentence's words and pieces; what is longer than the network reads is cut off."""
    found = split(text)[:_LONGEST]
    numbers, first, kept = [pieces.number[CLS]], [], []
    for word in found:
        own = pieces.of(word.text)
        if len(numbers) + len(own) >= longest:
            break
        first.append(len(numbers))
        numbers.extend(own)
        kept.append(word)
    numbers.append(pieces.number[SEP])
    capitals = tuple((1 if i == 0 else 2) if word.text[0].isupper() else 0 for i, word in enumerate(kept))
    return Sentence(tuple(kept), tuple(numbers), tuple(first), tuple(stem(word.text) for word in kept), capitals)


def named(question: Sentence) -> list[int]:
    """Which words of a question name something; the others speak through the mark at its beginning."""
    return [i for i, each in enumerate(question.stems) if each]


@dataclass(frozen=True)
class Asked:
    """A memory's sentences, oldest first, and the questions put to it."""

    told: tuple[Sentence, ...]
    questions: tuple[Sentence, ...]


@dataclass
class EnglishBatch:
    """M memories of at most S slots of L words (W words in all, T the most of one memory), Q questions of J words.

    rows      distinct sentences and questions, packed, in groups of like length (N pieces in all)
    piece (W,), code (W, CODES), capital (W,), age (W, AGES): of every word of every memory
    told (M, T): which word stands there, W where none does · filled (M, T): whether one does · slot (M, T): its slot
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
    told: Tensor
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
        rows = [Packed(each.pieces.to(device), each.place.to(device), each.grid.to(device)) for each in self.rows]
        tensors = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "rows"}
        moved = {name: None if tensor is None else tensor.to(device) for name, tensor in tensors.items()}
        return EnglishBatch(rows=rows, **moved)


def age_features(ages: NDArray[np.float32]) -> NDArray[np.float32]:
    """Features (..., AGES) of ages from the newest slot (0): order on several scales, without an end."""
    ages = ages[..., None].astype(np.float32)
    waves = ages / np.array([1.5, 3, 6, 12, 24], np.float32)
    near = np.exp(-ages / np.array([0.5, 1, 2, 4], np.float32))
    return np.concatenate([np.sin(waves), np.cos(waves), near, np.log1p(ages), ages / 20], -1)


def collate(items: Sequence[Asked], rng: np.random.Generator | None = None, stretched: float = 0.0) -> EnglishBatch:
    """Memories and questions as one batch.

    Identity codes are drawn by `rng`, and of a share `stretched` of the memories also the ages: rising numbers with
    gaps, so that order counts and not the number. Without it both are always the same.
    """
    rows, at = packed([s for item in items for s in (*item.told, *item.questions)])
    M, S = len(items), max(len(item.told) for item in items)
    Q, J = max(len(item.questions) for item in items), 1 + max(len(named(s)) for i in items for s in i.questions)
    T = max(sum(len(s.words) for s in item.told) for item in items)
    W = sum(len(s.words) for item in items for s in item.told)
    told = np.full((M, T), W)
    slot, ids = np.zeros((M, T), np.int64), np.zeros((M, T), np.int64)
    ages = np.zeros((M, S), np.float32)
    asked_piece, asked_capital = np.zeros((M, Q, J), np.int64), np.zeros((M, Q, J), np.int64)
    asked_ids, asked = np.zeros((M, Q, J), np.int64), np.zeros((M, Q, J), bool)
    asked[:, :, 0] = True
    piece, capital, code_rows, word_age = [], [], [], []
    most = 1
    w = 0
    for m, item in enumerate(items):
        numbers: dict[str, int] = {"": 0}
        n = len(item.told)
        ages[m, :n] = _ages(n, rng, stretched)
        t = 0
        for s, told_sentence in enumerate(item.told):
            k = len(told_sentence.words)
            own = [numbers.setdefault(each, len(numbers)) for each in told_sentence.stems]
            start = at[told_sentence.pieces]
            piece.extend(start + f for f in told_sentence.first)
            capital.extend(told_sentence.capitals)
            told[m, t : t + k] = np.arange(w, w + k)
            slot[m, t : t + k] = s
            ids[m, t : t + k] = own
            word_age.extend([ages[m, s]] * k)
            code_rows.extend((m, i) for i in own)
            t, w = t + k, w + k
        for q, question in enumerate(item.questions):
            words = named(question)
            k = len(words)
            start = at[question.pieces]
            asked_piece[m, q, 0] = start
            asked_piece[m, q, 1 : 1 + k] = [start + question.first[i] for i in words]
            asked_capital[m, q, 1 : 1 + k] = [question.capitals[i] for i in words]
            asked_ids[m, q, 1 : 1 + k] = [numbers.setdefault(question.stems[i], len(numbers)) for i in words]
            asked[m, q, 1 : 1 + k] = True
        most = max(most, len(numbers))
    codes = _codes(M, most, rng)
    owner = np.array(code_rows).reshape(-1, 2)
    same = (ids[:, :, None] == ids[:, None]) & (ids[:, :, None] > 0)
    asked_same = (asked_ids[:, :, :, None] == ids[:, None, None]) & (asked_ids[:, :, :, None] > 0)
    filled = told < W
    within = (slot[:, :, None] == np.arange(S)) & filled[:, :, None]
    asked_grid = np.full((M * Q, J), asked.sum())
    asked_grid[asked.reshape(M * Q, J)] = np.arange(asked.sum())
    return EnglishBatch(
        rows=rows,
        piece=torch.tensor(piece),
        code=torch.from_numpy(codes[owner[:, 0], owner[:, 1]]),
        capital=torch.tensor(capital),
        age=torch.from_numpy(age_features(np.array(word_age, np.float32))),
        told=torch.from_numpy(told),
        filled=torch.from_numpy(filled),
        slot=torch.from_numpy(slot),
        within=torch.from_numpy(within),
        same=torch.from_numpy(same).float(),
        slot_age=torch.from_numpy(age_features(ages)),
        asked_piece=torch.from_numpy(asked_piece),
        asked_code=torch.from_numpy(codes[np.arange(M)[:, None, None], asked_ids]),
        asked_capital=torch.from_numpy(asked_capital),
        asked=torch.from_numpy(asked),
        asked_grid=torch.from_numpy(asked_grid),
        asked_same=torch.from_numpy(asked_same).float(),
    )


def _ages(n: int, rng: np.random.Generator | None, stretched: float) -> NDArray[Any]:
    """Ages of n slots, the oldest first."""
    if rng is None or rng.random() >= stretched:
        return np.arange(n - 1, -1, -1)
    return np.sort(rng.choice(max(MEMORY, n), n, replace=False))[::-1]


_FIXED_CODES = np.sign(np.random.default_rng(12).standard_normal((4096, CODES))).astype(np.float32) / CODES**0.5


def _codes(memories: int, most: int, rng: np.random.Generator | None) -> NDArray[np.float32]:
    """A code of signs for every distinct word of every memory; number 0, no word, has none."""
    if rng is None:
        codes = np.repeat(_FIXED_CODES[None, :most], memories, 0)
    else:
        codes = (rng.integers(0, 2, (memories, most, CODES)) * 2 - 1).astype(np.float32) / np.float32(CODES**0.5)
    codes[:, 0] = 0
    return codes


def packed(sentences: Sequence[Sentence], groups: int = 4) -> tuple[list[Packed], dict[tuple[int, ...], int]]:
    """Distinct sentences packed in groups of like length, and where each begins among all pieces."""
    distinct = sorted({each.pieces for each in sentences}, key=lambda pieces: (len(pieces), pieces))
    size = max(1, -(-len(distinct) // groups)) if len(distinct) > 8 else len(distinct)
    rows, at, start = [], {}, 0
    for begin in range(0, len(distinct), size):
        group = distinct[begin : begin + size]
        total = sum(map(len, group))
        grid = np.full((len(group), max(map(len, group))), total)
        place = np.empty(total, np.int64)
        k = 0
        for r, pieces in enumerate(group):
            grid[r, : len(pieces)] = np.arange(k, k + len(pieces))
            place[k : k + len(pieces)] = np.arange(len(pieces))
            at[pieces] = start + k
            k += len(pieces)
        numbers = torch.tensor([number for pieces in group for number in pieces])
        rows.append(Packed(numbers, torch.from_numpy(place), torch.from_numpy(grid)))
        start += total
    return rows, at
