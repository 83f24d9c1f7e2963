"""Whether a question about a story was in a training set: a Bloom filter, as no training set ships with memviz."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memviz.data.card import CHECKPOINTS
from memviz.errors import DataError
from memviz.language import _
from memviz.story import Question, Story
from memviz.story.form import words

SEEN = "seen.bloom"  # the name of the file, which lies beside the checkpoints that it speaks for
_BITS = 1 << 22  # half a megabyte: one in a hundred is taken for seen by mistake once 400,000 questions are in
_HASHES = 4


class Seen:
    """Questions with their stories as far as they had been told. What is in it is always found; by mistake, now and
    then, so is what is not.

    Read by `in`, with a pair (Story, Question). Words count, not capitals nor punctuation: what a network reads.
    """

    def __init__(self, marks: NDArray[np.uint8] | None = None) -> None:
        self._marks = np.zeros(_BITS // 8, np.uint8) if marks is None else marks

    @classmethod
    def read(cls, path: Path = CHECKPOINTS / SEEN) -> Seen:
        """What `to_bytes` made; nothing has been seen where there is no file. Raises DataError for another file."""
        try:
            marks = np.frombuffer(bytearray(path.read_bytes()), np.uint8)
        except FileNotFoundError:
            return cls()
        except OSError as error:
            text = _("{path} cannot be read: {error}.")
            raise DataError(text.format(path=path, error=error.strerror or error)) from error
        if marks.size != _BITS // 8:
            text = _(
                "{path} is damaged: it has {size} bytes instead of {expected}. Get it anew, or delete it: then no "
                "question is known to have been trained on."
            )
            raise DataError(text.format(path=path, size=f"{marks.size:,}", expected=f"{_BITS // 8:,}"))
        return cls(marks)

    def to_bytes(self) -> bytes:
        """The content of a file that `read` reads."""
        return self._marks.tobytes()

    def add(self, story: Story, question: Question) -> None:
        """From now on this question about this story has been seen."""
        for bit in _bits(story, question):
            self._marks[bit >> 3] |= 1 << (bit & 7)

    def __contains__(self, asked: tuple[Story, Question]) -> bool:
        return all(self._marks[bit >> 3] >> (bit & 7) & 1 for bit in _bits(*asked))

    @property
    def mistakes(self) -> float:
        """Which share of what was never seen is taken for seen."""
        return float(np.unpackbits(self._marks).mean() ** _HASHES)


def _bits(story: Story, question: Question) -> Iterator[int]:
    """The places of a question's marks."""
    sentences = (slot.key for slot in story.slots[: question.after])
    text = "\n".join(map(_normal, (*sentences, question.text)))
    digest = blake2b(text.encode(), digest_size=4 * _HASHES).digest()
    return (int.from_bytes(digest[i : i + 4], "little") % _BITS for i in range(0, len(digest), 4))


@lru_cache(maxsize=1 << 14)  # the same sentences are told again and again
def _normal(sentence: str) -> str:
    return " ".join(words(sentence))
