"""A question put to a key-value network over what key hashing finds for it, as it stands or with something changed."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from memviz.answer.asking import changed
from memviz.answer.tracing import hops_of
from memviz.errors import NothingFoundError, StoryError
from memviz.language import _
from memviz.models import looks_up
from memviz.models.checkpoint import Trained
from memviz.story import Question
from memviz.story.changes import NO_CHANGES, Changes
from memviz.story.form import words
from memviz.story.limits import check_question
from memviz.story.retrieval import Hashing, Name, Retrieved, Token
from memviz.tensors.batch import Batch
from memviz.tensors.frozen import name_vectors
from memviz.tensors.retrieved import lookups
from memviz.trace import NOTHING, Trace
from memviz.trace.hop import Hop

_LISTED = 20  # of many thousand ranked answers; the others are counted


class Source(Protocol):
    """Where memories are looked up: facts, or documents."""

    def retrieve(self, question: str, limit: int = ...) -> Retrieved:
        """What key hashing finds for a question, at most `limit` memories."""

    def names(self) -> tuple[str, ...]:
        """Every name that can be an answer."""


@torch.inference_mode()
def look_up(trained: Trained, source: Source, question: Question | str, changes: Changes = NO_CHANGES) -> Trace:
    """Answer a question from what key hashing finds for it, and say how.

    Raises StoryError if there is no question or a too long one, the network cannot look anything up, or the changes
    are none of what was found; and NothingFoundError.
    """
    question = Question(question) if isinstance(question, str) else question
    config = trained.network.config
    if not looks_up(config):
        text = _("“{model}” answers from stories, not from facts. Choose kv-open or kv-movies.")
        raise StoryError(text.format(model=trained.name))
    if not words(question.text):
        raise StoryError(_("There is no question. Ask something about the facts, such as “Who directed Alien?”"))
    check_question(question.text)
    retrieved = source.retrieve(question.text, config.memory)
    if not retrieved.memories:
        raise NothingFoundError(_nothing(retrieved.hashing))
    data = lookups([(retrieved, ())], trained.vocab, config.dim, config.ids, config.memory)
    batch, _answers, tokens = data.batch(torch.tensor([0]))
    slots = (*(memory.slot for memory in retrieved.memories), *[NOTHING] * config.nothing)
    batch = changed(batch, len(slots), config.hops, changes)
    if config.answers_from == "names":
        answers = source.names()
        batch = replace(batch, ranked=_ranked(answers, config.dim), own=None)
    else:
        answers, batch = _among_values(batch, tokens)
    hops = hops_of(trained.network, batch)
    listed = _leading(hops, answers, {slot.value for slot in slots})
    return Trace(
        model=trained.name,
        slots=slots,
        question=question,
        hops=tuple(replace(hop, answer_probs=hop.answer_probs[listed]) for hop in hops),
        answers=tuple(answers[i] for i in listed),
        answer_vectors=trained.network.answer_vectors(batch)[listed].numpy(),
        candidates=len(answers),
        readout=config.readout_from,
        hashing=retrieved.hashing,
        muted=tuple(sorted(changes.muted)),
        overrides=changes.overrides,
    )


@functools.lru_cache(maxsize=4)
def _ranked(names: tuple[str, ...], dim: int) -> Tensor:
    """The names' vectors; those of a whole knowledge base take a tenth of a second to make."""
    return name_vectors(names, dim)


def _among_values(batch: Batch, tokens: Sequence[Token]) -> tuple[tuple[str, ...], Batch]:
    """The names that are values in the memory of the batch's only question, and the batch that chooses among them."""
    assert batch.own is not None
    assert batch.ranked is not None
    own = batch.own[0].nonzero()[:, 0]
    answers = tuple(token.text for token in (tokens[i] for i in own.tolist()) if isinstance(token, Name))
    return answers, replace(batch, ranked=batch.ranked[own], own=None)


def _leading(hops: Sequence[Hop], answers: Sequence[str], read: Collection[str]) -> list[int]:
    """The answers worth listing: all if they are few, else the values in memory and the most probable of the rest."""
    if len(answers) <= _LISTED:
        return list(range(len(answers)))
    top = {int(i) for hop in hops for i in np.argpartition(-hop.answer_probs, _LISTED)[:_LISTED]}
    return sorted(top | {i for i, answer in enumerate(answers) if answer in read})


def _nothing(hashing: Hashing) -> str:
    """Why nothing was found, and what to do."""
    if hashing.common:
        common = ", ".join(f"“{word}”" for word in hashing.common)
        text = _("No name in this question is known, and {words} would fit too many memories. Name what you ask about.")
        return text.format(words=common)
    return _("Nothing here shares a name or a rare word with this question. Name something that the facts are about.")
