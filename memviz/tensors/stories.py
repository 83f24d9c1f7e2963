"""Stories -> tensors: every question of a data set over a table of distinct sentences."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from memviz.story import Question, Slot, Story
from memviz.story.vocab import Vocab, content_words
from memviz.tensors.batch import UNSEEN, Batch

NOISE = 0.1


@dataclass(frozen=True)
class Examples:
    """A whole data set as tensors: Q questions over a table of distinct sentences. Fields as in Batch, and
    task (Q,), the task each question is from."""

    sentences: Tensor
    lengths: Tensor
    story: Tensor
    values: Tensor
    sizes: Tensor
    question: Tensor
    answer: Tensor
    task: Tensor

    def __len__(self) -> int:
        return len(self.question)

    def batch(self, rows: Tensor, noise: torch.Generator | None = None) -> Batch:
        """The questions `rows` (B,) as one batch; with `noise`, time has random gaps (section 4.1, RN)."""
        sizes = self.sizes[rows]
        slots = max(1, int(sizes.max()))
        filled = torch.arange(slots) < sizes[:, None]  # (B, S)
        story, question = self.story[rows, :slots], self.question[rows]
        memories = [story] if self.values is self.story else [story, self.values[rows, :slots]]
        texts = [*(each.flatten() for each in memories), question]
        used, place = torch.cat(texts).unique(return_inverse=True)
        *memories, question = place.split([len(each) for each in texts])
        return Batch(
            sentences=self.sentences[used],
            lengths=self.lengths[used],
            story=memories[0].view_as(story),
            values=memories[-1].view_as(story),
            filled=filled,
            ages=_ages(sizes, slots, self.story.shape[1], noise),
            question=question,
            answer=self.answer[rows],
        )


def _ages(sizes: Tensor, slots: int, memory: int, noise: torch.Generator | None) -> Tensor:
    """Age of each slot (B, S): 0 for the last one told. Noise drops up to 10 % empty memories between the
    sentences, so that the model learns an order and not fixed positions (Sukhbaatar et al. 2015, section 4.1). In a
    full memory the oldest sentences share the last age, as in the authors' code."""
    ages = (sizes[:, None] - 1 - torch.arange(slots)).clamp(min=0)
    if noise is None:
        return ages
    most = math.ceil(NOISE * memory)
    wanted = (torch.rand(len(sizes), generator=noise) * ((NOISE * sizes).ceil() + 1)).long()  # 0 .. ceil(10 %)
    gaps = (torch.rand(len(sizes), most, generator=noise) * (sizes[:, None] + 1)).long()  # age each gap comes after
    gaps = gaps.masked_fill(torch.arange(most) >= wanted[:, None], memory)
    return (ages + (gaps[:, None, :] <= ages[:, :, None]).sum(2)).clamp(max=memory - 1)


def read_by_content(story: Story) -> Story:
    """The same story, each slot's key its sentence and its value the content words of it (Miller et al. 2016)."""
    slots = tuple(Slot(slot.key, content_words(slot.key)) for slot in story.slots)
    return replace(story, slots=slots)


def examples(
    asked: Iterable[tuple[Story, Question, int]], vocab: Vocab, answers: Sequence[str], memory: int
) -> Examples:
    """Tensors of (story, question, task) triples; a story's last `memory` slots told before the question are kept."""
    rows: dict[tuple[int, ...], int] = {(): 0}
    keys, values, questions, golds, tasks = [], [], [], [], []
    numbers = {answer: i for i, answer in enumerate(answers)}
    known: dict[str, int] = {}

    def row(text: str) -> int:
        if text not in known:
            known[text] = rows.setdefault(vocab.encode(text), len(rows))
        return known[text]

    for story, question, task in asked:
        slots = story.slots[: question.after][-memory:]
        keys.append([row(slot.key) for slot in slots])
        values.append([row(slot.value) for slot in slots])
        questions.append(row(question.text))
        golds.append(numbers.get(question.answer or "", UNSEEN))
        tasks.append(task)
    padded = _padded(keys, memory)
    return Examples(
        sentences=_padded([list(sentence) for sentence in rows]),
        lengths=torch.tensor([len(sentence) for sentence in rows]),
        story=padded,
        values=padded if keys == values else _padded(values, memory),
        sizes=torch.tensor([len(slots) for slots in keys]),
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
        texts.update(text for slot in story.slots for text in (slot.key, slot.value))
        texts.update(question.text for question in story.questions)
        answers.update(question.answer for question in story.questions if question.answer)
    return Vocab.of(texts, answers)
