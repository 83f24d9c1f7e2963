"""Memories of everyday English as tensors."""

from dataclasses import fields

import torch

from memviz.tensors.english import Asked, EnglishBatch, Memory, collate
from memviz.tensors.sentences import Sentence, sentence
from tests.english import PIECES, STORY


def _read(text: str) -> Sentence:
    return sentence(text, PIECES, 96)


TOLD, QUESTION = tuple(map(_read, STORY)), _read("Where did Zoe take the keys?")
_ITS_OWN = {"rows", "fixed", "asked_piece"}  # pieces of a question stand by themselves


def test_a_memory_asked_by_itself_is_that_of_a_batch() -> None:
    whole, alone = collate([Asked(TOLD, (QUESTION,))]), Memory.of(Asked(TOLD)).asked(QUESTION)
    for name in {each.name for each in fields(EnglishBatch)} - _ITS_OWN - {"piece"}:
        assert torch.equal(getattr(whole, name), getattr(alone, name)), name
    assert int(whole.asked_piece[0, 0, 0] + alone.asked_piece[0, 0, 1]) == int(whole.asked_piece[0, 0, 1])


def test_words_of_a_muted_sentence_stand_nowhere_and_the_others_where_they_did() -> None:
    whole, muted = collate([Asked(TOLD, (QUESTION,))]), collate([Asked(TOLD, (QUESTION,), frozenset({1}))])
    gone = whole.slot[0] == 1
    assert torch.equal(muted.filled[0], ~gone)
    assert not muted.within[0, :, 1].any()
    assert torch.equal(muted.within[0][~gone], whole.within[0][~gone])
    assert torch.equal(muted.code, whole.code[~gone])
    assert torch.equal(muted.grid[0][~gone], torch.arange(len(muted.code)))
    assert set(muted.grid[0][gone].tolist()) == {len(muted.code)}
    assert torch.equal(muted.slot_age, whole.slot_age)
