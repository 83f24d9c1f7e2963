"""Training of kv-chain: every hop learns what to look at, given the names that it should have read before."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from memviz.models.kv_chain import KVChain
from memviz.tensors.chained import FIRST, WordTable
from memviz.training.chain.examples import Choices, Corpus


@dataclass(frozen=True)
class ChainSchedule:
    """Adam, its rate falling to 0 in a straight line over all epochs.

    scale    how many questions there are: 1 for some 270,000
    kindred  how many more about any words, asked for by their kin
    least    questions that a word is in to have a vector that is learned
    """

    epochs: int = 8
    rate: float = 0.003
    batch: int = 256
    scale: float = 1.0
    kindred: int = 0
    least: int = 100


@dataclass(frozen=True)
class Learned:
    """What an epoch did: mean loss and how many of the hops looked at the wrong kind, in %."""

    number: int
    loss: float
    missed: float


def epoch(
    model: KVChain, corpus: Corpus, optimizer: torch.optim.Optimizer, schedule: ChainSchedule, seed: int, number: int
) -> Learned:
    """One pass over a corpus. The rate falls within it, too, and depends on nothing but number and seed."""
    model.train()
    generator = torch.Generator().manual_seed(seed * 1_000_003 + number)
    torch.manual_seed(seed * 1_000_003 + number)  # dropout
    relations = corpus.relation_words()
    table = corpus.words.table()
    batches = -(-len(corpus) // schedule.batch)
    total = missed = hops = 0.0
    for i, batch in enumerate(corpus.batches(schedule.batch, generator)):
        done = (number - 1 + i / batches) / schedule.epochs
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate * (1 - done)
        loss, wrong, count = hop_loss(model, table, relations, batch)
        optimizer.zero_grad()
        (loss / count).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        total, missed, hops = total + loss.item(), missed + wrong, hops + count
    return Learned(number, total / hops, 100 * missed / hops)


def hop_loss(model: KVChain, table: WordTable, relations: Tensor, batch: Choices) -> tuple[Tensor, float, int]:
    """Summed over all hops: -log of the attention on what should be looked at; how many look elsewhere; how many."""
    used, row = batch.relations.unique(return_inverse=True)
    mentioned = torch.cat([batch.questions.flatten(), relations[used].flatten()])
    numbers, local = torch.cat([torch.arange(FIRST), mentioned]).unique(return_inverse=True)
    words = model.word_vectors(table.only(numbers[FIRST:] - FIRST))
    asked, named = local[FIRST:].split([batch.questions.numel(), len(mentioned) - batch.questions.numel()])
    reading = model.read(words, asked.view_as(batch.questions), batch.lengths)
    keys = model.keys(words, named.view(len(used), -1))[row, batch.ways]  # (C, d)
    scores = model.scores(reading.asked[batch.question, batch.hop], keys) + batch.weight
    rows, hops = batch.ends.shape
    place = batch.question * hops + batch.hop
    ends = [reading.finished.flatten(), model.missing_score.expand(rows * hops)]
    every = torch.cat([scores, *ends])
    where = torch.cat([place, torch.arange(rows * hops).repeat(2)])
    flat = batch.ends.flatten()
    right = torch.cat([batch.right, flat == 1, flat == 2])
    asked = flat >= 0
    over = _log_sums(every, where, rows * hops)
    of_right = _log_sums(every.masked_fill(~right, -1e4), where, rows * hops)
    loss = (over - of_right)[asked]
    return loss.sum(), float((loss > 0.6931).sum()), int(asked.sum())


def _log_sums(scores: Tensor, where: Tensor, count: int) -> Tensor:
    """log of the sum of exp(scores) at each place: (count,)."""
    top = torch.full((count,), -1e4).scatter_reduce(0, where, scores.detach(), "amax")
    return top + torch.zeros(count).scatter_add(0, where, (scores - top[where]).exp()).clamp(min=1e-12).log()
