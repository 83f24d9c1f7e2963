"""Words and their numbers. Number 0 is the blank: padding, and every word that the model has never seen."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

_PUNCTUATION = string.punctuation + "。，、！？：；·（）「」『』《》“”‘’„‚«»‹›–—―…¿¡।؟،؛"


def words(text: str) -> list[str]:
    """The words of a sentence: lower case, split at white space, punctuation around them dropped.

    A token of punctuation alone is no word; hyphens and commas inside a word stay (“s,e” is one answer).
    """
    stripped = (token.strip(_PUNCTUATION) for token in text.lower().split())
    return [word for word in stripped if word]


# Words that stand for others, and that nobody can type: `words` would drop their sign.
PLACEHOLDERS = tuple(f"#{number}" for number in range(1, 41))

# What tells nothing by itself. Words that decide an answer stay: not, no longer, either, before, left, above ...
_FUNCTION = frozenset(
    words(
        "a an and are at by did does he her his in is it of on she that the their them then there they this to was "
        "went were who with"
    )
)


def content_words(sentence: str) -> str:
    """A sentence without its function words, for a value that is read; the sentence itself if nothing is left."""
    kept = [word for word in words(sentence) if word not in _FUNCTION]
    return " ".join(kept) or sentence


@dataclass(frozen=True)
class Vocab:
    """The words a model knows; the number of words[i] is i + 1. `stands_for` are new words, and the word of the
    vocabulary whose number each has instead of one of its own."""

    words: tuple[str, ...]
    stands_for: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str], answers: Iterable[str] = ()) -> Vocab:
        """Every word of the texts, and every answer as one word, in alphabetical order: the same texts give the same
        numbers."""
        known = {word for text in texts for word in words(text)}
        return cls(tuple(sorted(known | {answer.lower() for answer in answers})))

    def __len__(self) -> int:
        """How many numbers there are, the blank counted."""
        return len(self.words) + 1

    @cached_property
    def _numbers(self) -> dict[str, int]:
        numbers = {word: i for i, word in enumerate(self.words, 1)}
        return numbers | {new: numbers[word] for new, word in self.stands_for.items()}

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """The words that stand for new ones, none if this model has not learned to use any."""
        return tuple(word for word in PLACEHOLDERS if word in self._numbers)

    def number(self, word: str) -> int:
        """The number of a word, 0 if it is unknown."""
        return self._numbers.get(word, 0)

    def answer_number(self, answer: str) -> int:
        """The number of an answer, which is one word however long it is. Raises KeyError if it is unknown."""
        return self._numbers[answer.lower()]

    def encode(self, text: str) -> tuple[int, ...]:
        """The numbers of a sentence's words; an unknown word keeps its place as a blank."""
        return tuple(self.number(word) for word in words(text))

    def unknown(self, text: str) -> list[str]:
        """The words of a sentence that are not in the vocabulary, in order."""
        return [word for word in words(text) if word not in self._numbers]
