"""Stories -> tensors. Training and asking go through the same code, so both see the same numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from memviz.story import Question, Story
from memviz.vocab import Vocab

NOISE = 0.1
UNSEEN = -100


@dataclass(frozen=True)
class Batch:
    """B questions with their memories. Every distinct sentence (and question) of the batch stands here once.

    sentences (N, J)  word numbers, padded with 0
    lengths   (N,)    words in each sentence
    story     (B, S)  which row of `sentences` each slot holds, oldest first, padded at the end
    filled    (B, S)  True where a slot holds a sentence
    ages      (B, S)  temporal index of a slot, 0 = the most recent
    question  (B,)    which row of `sentences` the question is
    answer    (B,)    number of the gold answer, UNSEEN where it is unknown
    """

    sentences: Tensor
    lengths: Tensor
    story: Tensor
    filled: Tensor
    ages: Tensor
    question: Tensor
    answer: Tensor


@dataclass(frozen=True)
class Examples:
    """A whole data set as tensors: Q questions over a table of distinct sentences. Fields as in Batch, and
    task (Q,), the task each question is from."""

    sentences: Tensor
    lengths: Tensor
    story: Tensor
    told: Tensor
    question: Tensor
    answer: Tensor
    task: Tensor

    def __len__(self) -> int:
        return len(self.question)

    def batch(self, rows: Tensor, noise: torch.Generator | None = None) -> Batch:
        """The questions `rows` (B,) as one batch; with `noise`, time has random gaps (section 4.1, RN)."""
        told = self.told[rows]
        slots = max(1, int(told.max()))
        filled = torch.arange(slots) < told[:, None]  # (B, S)
        story, question = self.story[rows, :slots], self.question[rows]
        used, place = torch.cat([story.flatten(), question]).unique(return_inverse=True)
        return Batch(
            sentences=self.sentences[used],
            lengths=self.lengths[used],
            story=place[: story.numel()].view_as(story),
            filled=filled,
            ages=_ages(told, slots, self.story.shape[1], noise),
            question=place[story.numel() :],
            answer=self.answer[rows],
        )


def _ages(told: Tensor, slots: int, memory: int, noise: torch.Generator | None) -> Tensor:
    """Age of each slot (B, S): 0 for the last one told. Noise drops up to 10 % empty memories between the
    sentences, so that the model learns an order and not fixed positions (Sukhbaatar et al. 2015, section 4.1). In a
    full memory the oldest sentences share the last age, as in the authors' code."""
    ages = (told[:, None] - 1 - torch.arange(slots)).clamp(min=0)
    if noise is None:
        return ages
    most = math.ceil(NOISE * memory)
    wanted = (torch.rand(len(told), generator=noise) * ((NOISE * told).ceil() + 1)).long()  # 0 .. ceil(10 %)
    gaps = (torch.rand(len(told), most, generator=noise) * (told[:, None] + 1)).long()  # age each gap comes after
    gaps = gaps.masked_fill(torch.arange(most) >= wanted[:, None], memory)
    return (ages + (gaps[:, None, :] <= ages[:, :, None]).sum(2)).clamp(max=memory - 1)


def examples(
    asked: Iterable[tuple[Story, Question, int]], vocab: Vocab, answers: Sequence[str], memory: int
) -> Examples:
    """Tensors of (story, question, task) triples; a story's last `memory` slots told before the question are kept."""
    rows: dict[tuple[int, ...], int] = {(): 0}
    stories, questions, golds, tasks = [], [], [], []
    numbers = {answer: i for i, answer in enumerate(answers)}
    known: dict[str, int] = {}

    def row(text: str) -> int:
        if text not in known:
            known[text] = rows.setdefault(vocab.encode(text), len(rows))
        return known[text]

    for story, question, task in asked:
        stories.append([row(slot.key) for slot in story.slots[: question.told][-memory:]])
        questions.append(row(question.text))
        golds.append(numbers.get(question.answer or "", UNSEEN))
        tasks.append(task)
    return Examples(
        sentences=_padded([list(sentence) for sentence in rows]),
        lengths=torch.tensor([len(sentence) for sentence in rows]),
        story=_padded(stories, memory),
        told=torch.tensor([len(story) for story in stories]),
        question=torch.tensor(questions),
        answer=torch.tensor(golds),
        task=torch.tensor(tasks),
    )


def _padded(rows: list[list[int]], width: int = 1) -> Tensor:
    """Rows of unequal length as one (rows, longest or width) tensor, 0 where there is nothing."""
    width = max([width, *map(len, rows)])
    return torch.tensor([row + [0] * (width - len(row)) for row in rows])


def vocabulary(stories: Iterable[Story]) -> Vocab:
    """Every word of the stories and their questions, and every answer."""
    texts: set[str] = set()
    answers: set[str] = set()
    for story in stories:
        texts.update(slot.key for slot in story.slots)
        texts.update(question.text for question in story.questions)
        answers.update(question.answer for question in story.questions if question.answer)
    return Vocab.of(texts, answers)
