"""What the network should answer: which spans of the story are right, which fixed answers, which slots are facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from memviz.story import Question
from memviz.tensors.english import ANSWERS
from memviz.tensors.pieces import split
from memviz.tensors.sentences import NUMERALS, Sentence, stem

_LEADING = frozenset(["the", "a", "an", "in", "on", "at", "to", "his", "her", "their", "its", "from"])
_FIXED = {answer: i for i, answer in enumerate(ANSWERS)}
_SIGNS = re.compile(r"[^\w\s']")


def plain(answer: str) -> str:
    """An answer as it is compared: no capitals, signs or leading articles and prepositions."""
    words = _SIGNS.sub(" ", answer.lower().replace("’", "'")).split()
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return " ".join(words)


def is_right(answer: str, answers: Sequence[str]) -> bool:
    """Whether an answer is one of the right ones; numerals count as their digits, a plural as its singular."""
    return _key(answer) in {_key(each) for each in answers}


def _key(answer: str) -> tuple[str, ...]:
    words = plain(answer).split()
    return tuple(NUMERALS.get(word) or stem(word) or word for word in words)


@dataclass(frozen=True)
class Goal:
    """Right answers to one question: numbers of fixed ones, spans (slot, first word, words), and the gold facts."""

    fixed: tuple[int, ...]
    spans: tuple[tuple[int, int, int], ...]
    facts: tuple[int, ...]


def goal(question: Question, memory: Sequence[Sentence], first: int, longest: int) -> Goal | None:
    """The goal of a question about sentences, the first `first` of the story forgotten; None if it cannot be
    answered by pointing: no right answer stands in the story or is a fixed one."""
    facts = tuple(fact - first for fact in question.facts if fact >= first)
    answers = {plain(answer) for answer in question.answers}
    fixed = tuple(_FIXED[n] for n in sorted({NUMERALS.get(a, a) for a in answers}) if n in _FIXED)
    if fixed:
        return Goal(fixed, (), facts)
    found = [span for answer in answers for span in _spans(answer, memory, longest)]
    found = found or [span for answer in answers for span in _spans(answer, memory, longest, stems=True)]
    within = [span for span in found if span[0] in facts]
    return Goal((), tuple(within or found), facts) if found else None


def _spans(answer: str, memory: Sequence[Sentence], longest: int, stems: bool = False) -> list[tuple[int, int, int]]:
    """Every place where the answer's words (or words of the same stem) stand one after the other."""
    wanted = [stem(word.text) if stems else word.text for word in split(answer)]
    n = len(wanted)
    if not 0 < n <= longest:
        return []
    found = []
    for s, sentence in enumerate(memory):
        words = list(sentence.stems) if stems else [word.text.lower().replace("’", "'") for word in sentence.words]
        found += [(s, i, n) for i in range(len(words) - n + 1) if words[i : i + n] == wanted]
    return found


@dataclass(frozen=True)
class Goals:
    """Goals of a batch.

    fixed (M, Q, 1 + answers): which are right · facts (M, Q, S) · asked (M, Q): whether there is a question at all
    spans (M, Q, K, 3): slot, word of the memory, number of words less one; -1 where there is none
    """

    fixed: Tensor
    spans: Tensor
    facts: Tensor
    asked: Tensor

    def to(self, device: torch.device) -> Goals:
        """The goals on a device."""
        return Goals(self.fixed.to(device), self.spans.to(device), self.facts.to(device), self.asked.to(device))


def goals(each: Sequence[Sequence[Goal]], memories: Sequence[Sequence[Sentence]]) -> Goals:
    """The goals of every question of every memory, padded."""
    M, Q = len(each), max(map(len, each))
    slots = max(map(len, memories))
    K = max(1, *(len(goal.spans) for memory in each for goal in memory))
    fixed, asked = np.zeros((M, Q, 1 + len(ANSWERS)), bool), np.zeros((M, Q), bool)
    spans, facts = np.full((M, Q, K, 3), -1), np.zeros((M, Q, slots), np.float32)
    for m, memory in enumerate(each):
        begins = np.cumsum([0, *(len(sentence.words) for sentence in memories[m])])
        for q, goal in enumerate(memory):
            asked[m, q] = True
            fixed[m, q, [1 + i for i in goal.fixed]] = True
            spans[m, q, : len(goal.spans)] = [(s, begins[s] + first, n - 1) for s, first, n in goal.spans] or np.empty(
                (0, 3)
            )
            facts[m, q, list(goal.facts)] = 1
    return Goals(*map(torch.from_numpy, (fixed, spans, facts, asked)))
