"""Training and measuring of key-value networks over what key hashing found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import torch
from torch import Tensor

from memviz.models.kv_memnn import KVMemNN
from memviz.story.retrieval import Name
from memviz.tensors.batch import Batch
from memviz.tensors.frozen import name_vectors
from memviz.tensors.retrieved import Lookups, drawn
from memviz.trace import AS_GOOD
from memviz.training.loop import Epoch

_STRANGERS = 500  # names from outside the batch among which a network that ranks all names learns to choose


@dataclass(frozen=True)
class LookupSchedule:
    """Adam, its rate falling to 0 in a straight line. A few epochs are enough.

    turning: every hop learns its R, or only the last one. With a learned R_1, the second hop over documents forgot
    whose window it was to look for.
    """

    epochs: int = 2
    rate: float = 0.005
    batch: int = 64
    turning: Literal["every", "last"] = "every"


def train(model: KVMemNN, data: Lookups, schedule: LookupSchedule, seed: int) -> Iterator[Epoch]:
    """Train in place, yielding after every epoch.

    Names and new words get vectors drawn afresh for every batch: nothing can be learned about any one of them, only
    how to compare them and hand them on. The target of a question is spread evenly over its right answers.
    """
    generator = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(model.parameters(), lr=schedule.rate)
    batches = -(-len(data) // schedule.batch)
    falling = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=batches * schedule.epochs)
    for number in range(1, schedule.epochs + 1):
        loss = wrong = 0.0
        for rows in torch.randperm(len(data), generator=generator).split(schedule.batch):
            batch, gold, _ = data.batch(rows, anonymous=generator)
            if model.config.answers == "names":
                batch, gold = _among_strangers(batch, gold, generator)
            batch_loss, missed = _loss(model, batch, gold)
            optimizer.zero_grad()
            (batch_loss / len(rows)).backward()
            if schedule.turning == "last" and model.R.grad is not None:
                model.R.grad[:-1] = 0
            optimizer.step()
            falling.step()
            loss += batch_loss.item()
            wrong += missed
        yield Epoch(number, loss / len(data), 100 * wrong / len(data))


def _among_strangers(batch: Batch, gold: Tensor, generator: torch.Generator) -> tuple[Batch, Tensor]:
    """The same batch, choosing among all its names and many more that it has nothing to do with."""
    assert batch.ranked is not None
    strangers = drawn(_STRANGERS, batch.ranked.shape[1], generator)
    wider = torch.cat([gold, gold.new_zeros(len(gold), _STRANGERS)], 1)
    return replace(batch, ranked=torch.cat([batch.ranked, strangers]), own=None), wider


def _loss(model: KVMemNN, batch: Batch, gold: Tensor) -> tuple[Tensor, float]:
    """Cross entropy against the right answers that can be chosen, summed, and how many questions were missed."""
    logits, _ = model(batch)
    target = gold if batch.own is None else gold * batch.own
    asked = target.any(1)
    logits, target = logits[asked], target[asked] / target[asked].sum(1, keepdim=True)
    loss = -(target * logits.log_softmax(1).where(target > 0, 0.0)).sum()
    missed = (target.gather(1, logits.argmax(1)[:, None]) == 0).sum() + (~asked).sum()
    return loss, float(missed)


@torch.no_grad()
def measure(
    model: KVMemNN, data: Lookups, golds: Sequence[Collection[str]], kinds: Sequence[str], names: Sequence[str]
) -> dict[str, Any]:
    """How well a network answers: {"hits_at_1": %, "f1": %, "by_type": {kind: hits_at_1}, "ranking", "questions"}.

    `golds` are every question's right answers, `kinds` its type, `names` what is ranked if the network ranks names.
    f1 is the mean over the questions of the F1 of the answer set. A question without memories is missed.
    """
    ranked = name_vectors(names, model.config.dim) if model.config.answers == "names" else None
    hits: dict[str, list[bool]] = defaultdict(list)
    f1 = 0.0
    for rows in torch.arange(len(data)).split(64):
        batch, _, tokens = data.batch(rows)
        listed = names if ranked is not None else [token.text if isinstance(token, Name) else "" for token in tokens]
        if ranked is not None:
            batch = replace(batch, ranked=ranked, own=None)
        probs = model(batch)[0].softmax(1).nan_to_num() * batch.filled.any(1, keepdim=True)
        for row, each in zip(rows.tolist(), probs, strict=True):
            best = float(each.max())
            chosen = {listed[i] for i in (each >= AS_GOOD * best).nonzero()[:, 0].tolist()} if best else set()
            leader = listed[int(each.argmax())] if best else None
            hits[kinds[row]].append(leader in golds[row])
            f1 += _f1(chosen, golds[row])
    every = [hit for each in hits.values() for hit in each]
    return {
        "hits_at_1": _percent(every),
        "f1": round(100 * f1 / len(every), 2),
        "by_type": {kind: _percent(each) for kind, each in sorted(hits.items())},
        "ranking": "all" if ranked is not None else "memory",
        "questions": len(every),
    }


def _f1(chosen: Collection[str], gold: Collection[str]) -> float:
    """The harmonic mean of precision and recall of a set of answers."""
    right = len(set(chosen) & set(gold))
    return 2 * right / (len(set(chosen)) + len(set(gold))) if right else 0.0


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / len(hits), 2)
