"""Nouns hidden behind placeholders, so that a network learns to answer with words it has never seen.

In every story some nouns give their number to a placeholder, the same one wherever they stand, another at random each
time. What is learned of placeholders is then what is true of any noun. At asking time new words take their places.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from memviz.data.babi import TASKS
from memviz.simulate.nouns import nouns
from memviz.story.vocab import Vocab
from memviz.tensors.batch import UNSEEN, Batch


@dataclass(frozen=True)
class Disguise:
    """What may be hidden, and behind what.

    nouns         (T, V)  True where a word of the vocabulary may be hidden in a task
    placeholders  (P,)    their word numbers
    answer_words  (A,)    the word number of each answer
    answer_of     (V,)    the answer that each word is, UNSEEN for none
    """

    nouns: Tensor
    placeholders: Tensor
    answer_words: Tensor
    answer_of: Tensor

    @classmethod
    def of(cls, vocab: Vocab, answers: Sequence[str]) -> Disguise | None:
        """The disguise of a vocabulary with placeholders, None where it has none."""
        if not vocab.placeholders:
            return None
        hidden = torch.zeros(1 + max(TASKS), len(vocab), dtype=torch.bool)
        for task in TASKS:
            hidden[task, _numbers(vocab, nouns(task))] = True
        answer_words = torch.tensor([vocab.answer_number(answer) for answer in answers])
        answer_of = torch.full((len(vocab),), UNSEEN)
        answer_of[answer_words] = torch.arange(len(answers))
        return cls(hidden, torch.tensor(_numbers(vocab, vocab.placeholders)), answer_words, answer_of)

    def worn(self, batch: Batch, tasks: Tensor, generator: torch.Generator, share: Tensor | None = None) -> Batch:
        """The batch with the share (B,) of each question's nouns hidden; if not said, none, about half, or, twice as
        often as these two together, all."""
        kinds = torch.tensor([0.0, 0.5, 1.0, 1.0, 1.0, 1.0])
        share = kinds[torch.randint(len(kinds), (len(tasks),), generator=generator)] if share is None else share
        slot_words = batch.sentences[batch.story] * batch.filled[:, :, None]  # (B, S, J)
        question = batch.sentences[batch.question]  # (B, J)
        words = torch.cat([slot_words.flatten(1), question], 1)
        count = self.nouns.shape[1]
        there = torch.zeros(len(tasks), count, dtype=torch.bool).scatter_(1, words, True)  # (B, V)
        chosen = torch.rand(there.shape, generator=generator) < share[:, None]
        named = self._given(there & chosen & self.nouns[tasks], generator)
        answer = self._answer(batch.answer, named)
        rows = torch.cat(
            [named.gather(1, slot_words.flatten(1)).view_as(slot_words)[batch.filled], named.gather(1, question)]
        )  # (filled slots + B, J)
        places = torch.zeros_like(batch.story).masked_scatter(batch.filled, torch.arange(int(batch.filled.sum())))
        lengths = torch.cat([batch.lengths[batch.story][batch.filled], batch.lengths[batch.question]])
        asked = torch.arange(len(rows) - len(tasks), len(rows))
        return replace(
            batch, sentences=rows, lengths=lengths, story=places, values=places, question=asked, answer=answer
        )

    def _given(self, hidden: Tensor, generator: torch.Generator) -> Tensor:
        """The number of every word (B, V): a placeholder's for the hidden ones, while there are any, or its own."""
        turn = hidden.cumsum(1) - 1
        order = torch.rand(len(hidden), len(self.placeholders), generator=generator).argsort(1)
        stand_in = self.placeholders[order.gather(1, turn.clamp(0, len(self.placeholders) - 1))]
        own = torch.arange(hidden.shape[1]).expand_as(hidden)
        return torch.where(hidden & (turn < len(self.placeholders)), stand_in, own)

    def _answer(self, answer: Tensor, named: Tensor) -> Tensor:
        """The gold answers (B,) under their new names."""
        known = answer != UNSEEN
        words = self.answer_words[answer.clamp(min=0)]
        return torch.where(known, self.answer_of[named.gather(1, words[:, None])[:, 0]], UNSEEN)


def _numbers(vocab: Vocab, words: Collection[str]) -> list[int]:
    """The numbers of those words that are in the vocabulary."""
    return [number for number in sorted(map(vocab.number, words)) if number]
