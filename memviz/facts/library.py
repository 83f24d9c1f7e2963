"""Key hashing over documents: of all windows, the few that share a name or a rare word with the question.

Miller et al. 2016 (arXiv:1606.03126), section 3.1. The index lies in memory. A window becomes a KeyValue only when it
is retrieved: half a million of them would take more than a gigabyte.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from memviz.facts.documents import SIZE, Document, Form, passages
from memviz.facts.linking import ORDINARY, NameTable, fold, link, question_tokens, tokens
from memviz.story.form import whole
from memviz.story.retrieval import Hashing, KeyValue, Name, Retrieved, Token

FREQUENCY = 20  # a word in so many windows finds none
_NAME = 100.0  # a shared name counts for more than all shared words; what is rare counts for more than what is not


class Library:
    """Documents that can be asked: the windows around the names in them. len() is the number of memories.

    Nothing changes once it is built, so any number of threads may ask it. Its interface is FactIndex's.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        names: Collection[str],
        size: int = SIZE,
        form: Form = "title",
        frequency: int = FREQUENCY,
    ) -> None:
        self._size, self._form, self._frequency = size, form, frequency
        self._passages = tuple(passages(documents, NameTable(names)))
        self._document, self._centre = array("I"), array("I")  # of each window
        self._kinds = array("B")  # how many memories it is: with a title, a second one has that as its value
        self._windows: dict[Token, array[int]] = {}  # that have a token in their key
        for i, passage in enumerate(self._passages):
            title = [Name(passage.title)] if form == "title" and passage.title else []
            for centre in passage.centres:
                window = passage.window(centre, size)
                for token in {*passage.tokens[window.start : window.stop], *title}:
                    self._windows.setdefault(token, array("I")).append(len(self._centre))
                self._document.append(i)
                self._centre.append(centre)
                self._kinds.append(1 + (bool(title) and passage.tokens[centre] != title[0]))
        self._total = sum(self._kinds)
        self._names = tuple(sorted(token.text for token in self._windows if isinstance(token, Name)))
        self._table = NameTable(self._names)
        self._names_with: dict[str, list[Name]] = {}
        for name in self._names:
            for word in {fold(word.text) for word in tokens(name)}:
                self._names_with.setdefault(word, []).append(Name(name))

    def __len__(self) -> int:
        return self._total

    def names(self) -> tuple[str, ...]:
        """Every name that stands in a memory, in alphabetical order."""
        return self._names

    def values(self) -> tuple[str, ...]:
        """What memories answer with: every name, as each is the centre of a window or a title."""
        return self._names

    def retrieve(self, question: str, limit: int = 400) -> Retrieved:
        """The memories whose key shares a name or a rare word with the question, at most `limit`, in document order.

        Where there are more, those are kept that share most: names before words, what is rare before what is not. A
        question with neither is matched by the rare words of names: “blade” finds Blade Runner.
        """
        question = whole(question)
        links = link(question, self._table)
        asked = question_tokens(question, links)
        asked_words = dict.fromkeys(token for token in asked if isinstance(token, str))
        rare = [word for word in asked_words if 0 < self._count(word) < self._frequency]
        names: dict[Token, None] = dict.fromkeys(Name(each.name) for each in links)
        telling = [word for word in asked_words if word not in ORDINARY]
        words = rare
        if not names and not rare:
            words = [word for word in telling if 0 < len(self._names_with.get(fold(word), ())) < self._frequency]
            names = dict.fromkeys(name for word in words for name in self._names_with[fold(word)])
        windows = self._ranked([*names, *rare])
        memories = self._memories(windows[:limit].tolist(), limit)
        report = Hashing(
            links=links,
            words=tuple(words),
            common=tuple(word for word in asked_words if self._count(word) >= self._frequency),
            unknown=tuple(word for word in telling if not self._count(word) and word not in words),
            total=len(self),
            found=int(np.frombuffer(self._kinds, np.uint8)[windows].sum()),
            kept=len(memories),
        )
        return Retrieved(asked, memories, report)

    def _count(self, token: Token) -> int:
        """How many windows have a token in their key."""
        return len(self._windows.get(token, ()))

    def _ranked(self, shared: Sequence[Token]) -> NDArray[np.uintc]:
        """The windows that have any of the tokens, those first that share most; among equals in document order."""
        lists = [np.frombuffer(self._windows[token], np.uintc) for token in shared]
        if not lists:
            return np.empty(0, np.uintc)
        weights = [_NAME * isinstance(token, Name) + 1 / self._count(token) for token in shared]
        windows, place = np.unique(np.concatenate(lists), return_inverse=True)
        score = np.bincount(place, np.repeat(weights, [len(each) for each in lists]))
        return windows[np.argsort(-score, kind="stable")]

    def _memories(self, ranked: Sequence[int], limit: int) -> tuple[KeyValue, ...]:
        """The memories of the first windows, `limit` at most, in document order."""
        places: dict[int, int] = {}  # how many memories of a window fit
        for window in ranked:
            if not limit:
                break
            places[window] = min(self._kinds[window], limit)
            limit -= places[window]
        found: list[KeyValue] = []
        for window, kinds in sorted(places.items()):
            passage = self._passages[self._document[window]]
            found += passage.memories(self._centre[window], self._size, self._form)[:kinds]
        return tuple(found)
