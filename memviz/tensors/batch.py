"""What a network reads: B questions with their memories, as numbers."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

UNSEEN = -100


@dataclass(frozen=True)
class Batch:
    """B questions with their memories. Every distinct text (sentence, question, key or value) stands here once.

    sentences  (N, J)  word numbers, padded with 0; names and new words count on from the vocabulary's size
    lengths    (N,)    words in each text
    story      (B, S)  which row of `sentences` is each slot's key, oldest first, padded at the end
    values     (B, S)  which row is its value; the same as `story` where a slot is a sentence
    filled     (B, S)  True where there is a slot
    ages       (B, S)  temporal index of a slot, 0 = the most recent
    question   (B,)    which row of `sentences` the question is
    answer     (B,)    number of the gold answer, UNSEEN where it is unknown
    frozen     (E, d)  unit vectors of the names and new words, None where there are none
    new_words  (E,)    True where a frozen vector is a word's, False where it is a name's
    ranked     (C, d)  unit vectors of the names to choose the answer from, None where the answers are words
    own        (B, C)  True where a question may choose the answer, None where it may choose any
    fixed      (B, hops, S')  attention that is given, NaN where the network decides; None where it always does. S' is
                       S and, if the network has it, the nothing slot
    """

    sentences: Tensor
    lengths: Tensor
    story: Tensor
    values: Tensor
    filled: Tensor
    ages: Tensor
    question: Tensor
    answer: Tensor
    frozen: Tensor | None = None
    new_words: Tensor | None = None
    ranked: Tensor | None = None
    own: Tensor | None = None
    fixed: Tensor | None = None

    def fixed_in(self, hop: int) -> Tensor | None:
        """The attention that is given in one hop (B, S')."""
        return None if self.fixed is None else self.fixed[:, hop]
