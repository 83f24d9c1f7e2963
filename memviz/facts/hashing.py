"""Key hashing: of millions of facts, the few whose key shares a name or a rare word with the question.

Miller et al. 2016 (arXiv:1606.03126), section 3.1. The index is an SQLite file, or lies in memory for what is pasted.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from memviz.errors import DataError
from memviz.facts.factfile import create, file_of, open_file
from memviz.facts.linking import ORDINARY, fold, link, question_tokens, tokens
from memviz.facts.triples import Triple
from memviz.language import _
from memviz.story import Slot
from memviz.story.form import plain, whole, words
from memviz.story.retrieval import Hashing, KeyValue, Name, Retrieved

FREQUENCY = 20  # a word in so many keys finds none; the paper's bound of 1000 leaves thousands of memories


class _Place(NamedTuple):
    """A memory's place in the file's order: every fact is there twice, as it stands and reversed."""

    fact: int
    reversed: bool


class _Row(NamedTuple):
    """A fact as the database holds it: numbers of names, and of a relation."""

    fact: int
    subject: int
    relation: int
    object: int

    def name_in_key(self, place: _Place) -> int:
        return self.object if place.reversed else self.subject


class FactIndex:
    """Facts that can be asked. Each is two memories: “Kismet → directed by” and “William Dieterle ← directed by”.

    Any number of threads may read at the same time. len() is the number of memories.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        """Of an open database; `build`, `open` and `cached` make one."""
        self._database = database
        self._lock = threading.Lock()
        weakref.finalize(self, database.close)
        ((self._facts, self._longest, self._frequency),) = self.rows("SELECT facts, longest, frequency FROM about")
        self._relations: dict[int, str] = {}
        self._relations_with: dict[str, list[int]] = {}
        self._keys_with: dict[str, int] = {}
        for number, relation, facts in self.rows("SELECT id, name, facts FROM relations"):
            self._relations[number] = relation
            for word in set(words(_plain(relation))):
                self._relations_with.setdefault(word, []).append(number)
                self._keys_with[word] = self._keys_with.get(word, 0) + 2 * facts

    @classmethod
    def build(cls, triples: Iterable[Triple], path: Path | None = None, frequency: int = FREQUENCY) -> FactIndex:
        """Index facts into a new file, or in memory. Raises DataError if the file cannot be written."""
        return cls(create(triples, path, frequency))

    @classmethod
    def open(cls, path: Path) -> FactIndex:
        """The index in a file that `build` wrote. Raises DataError for any other file."""
        return cls(open_file(path))

    def close(self) -> None:
        """Give the file back; what is dropped closes by itself."""
        self._database.close()

    def __len__(self) -> int:
        return 2 * int(self._facts)

    def names(self) -> tuple[str, ...]:
        """Every subject and object, in alphabetical order: what can be asked about, and what can be answered."""
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for (name,) in self.rows("SELECT name FROM names ORDER BY name"))

    values = names  # each fact is there in both directions

    def lengths(self, first: str) -> Collection[int]:  # noqa: ARG002 - the database is asked but once
        """How many words names may have (see linking.Names)."""
        return range(1, self._longest + 1)

    def known(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The names of every key that has any (see linking.Names)."""
        found: dict[str, list[str]] = {}
        for spelt, name in self.rows(
            "SELECT spelling.key, names.name FROM json_each(?) AS wanted "
            "CROSS JOIN spelling ON spelling.key = wanted.value CROSS JOIN names ON names.id = spelling.name",
            json.dumps(list(keys)),
        ):
            found.setdefault(spelt, []).append(name)
        return found

    def facts_of(self, name: str, limit: int = 400) -> tuple[Triple, ...]:
        """The first facts that have a name as subject or object, in the file's order."""
        rows = dict.fromkeys(row for number in self.numbers([name]) for row, _ in self._with_name(number, limit))
        texts = self._texts(rows)
        first = sorted(rows)[:limit]
        return tuple(Triple(texts[row.subject], self._relations[row.relation], texts[row.object]) for row in first)

    def retrieve(self, question: str, limit: int = 400) -> Retrieved:
        """The memories whose key shares a name or a rare word with the question, at most `limit`, in the file's order.

        Where there are more, those are kept that share most: names before words, rarer names before others. A question
        with neither a name nor a rare word is matched by the rare words of names: “blade” finds Blade Runner.
        """
        question = whole(question)
        links = link(question, self)
        asked = question_tokens(question, links)
        asked_words = dict.fromkeys(token for token in asked if isinstance(token, str))
        rare = [word for word in asked_words if 0 < self._keys_with.get(word, 0) < self._frequency]
        by_name = dict.fromkeys(self.numbers(each.name for each in links), 1)
        telling = [word for word in asked_words if word not in ORDINARY]  # “the” is in many a name: it says nothing
        by_word = [] if by_name or rare else self._by_words_of_names(telling, by_name)
        kept, rows, found = self._hits(by_name, rare, limit)
        common = tuple(word for word in asked_words if self._keys_with.get(word, 0) >= self._frequency)
        unknown = tuple(word for word in telling if word not in self._keys_with and word not in by_word)
        report = Hashing(links, tuple(rare or by_word), common, unknown, len(self), found, len(kept))
        return Retrieved(asked, tuple(self._memories(kept, rows)), report)

    def _by_words_of_names(self, asked_words: Iterable[str], by_name: dict[int, int]) -> list[str]:
        """Adds to `by_name` the names that have rare words of the question, and how many; returns these words."""
        parts = {word: [fold(token.text) for token in tokens(word)] for word in asked_words}
        found = self.rows(
            "SELECT word, name FROM json_each(?) AS wanted CROSS JOIN rare_word ON word = wanted.value",
            json.dumps(sorted({part for folded in parts.values() for part in folded})),
        )
        for _word, name in found:
            by_name[name] = by_name.get(name, 0) + 1
        rare = {word for word, _ in found}
        return [word for word, folded in parts.items() if not rare.isdisjoint(folded)]

    def _hits(
        self, by_name: Mapping[int, int], rare: Iterable[str], limit: int
    ) -> tuple[list[_Place], dict[int, _Row], int]:
        """The places that are kept, the facts that are there, and how many places share anything.

        by_name: the names that are looked for, and how many words of the question each takes.
        """
        keys = {name: self._keys_with_name(name) for name in by_name}
        rows: dict[int, _Row] = {}
        shared_words: dict[_Place, int] = {}
        for word in rare:
            for row in self._with_word(word):
                rows[row.fact] = row
                for place in (_Place(row.fact, False), _Place(row.fact, True)):
                    shared_words[place] = shared_words.get(place, 0) + 1
        elsewhere = sum(rows[place.fact].name_in_key(place) not in by_name for place in shared_words)
        for name in by_name:
            for row, turned in self._with_name(name, limit):
                rows[row.fact] = row
                shared_words.setdefault(_Place(row.fact, turned), 0)

        def rank(place: _Place) -> tuple[int, int, int, _Place]:
            name = rows[place.fact].name_in_key(place)
            return -by_name.get(name, 0), -shared_words[place], keys.get(name, 0), place

        return sorted(sorted(shared_words, key=rank)[:limit]), rows, sum(keys.values()) + elsewhere

    def _memories(self, places: Iterable[_Place], rows: Mapping[int, _Row]) -> Iterator[KeyValue]:
        """The memories of these places."""
        texts = self._texts(rows.values())
        for place in places:
            row = rows[place.fact]
            triple = Triple(texts[row.subject], self._relations[row.relation], texts[row.object])
            yield memories_of(triple)[place.reversed]

    @property
    def relations(self) -> Mapping[int, str]:
        """The relations by their numbers."""
        return self._relations

    def numbers(self, names: Iterable[str]) -> list[int]:
        """The numbers of names, rising."""
        query = "SELECT id FROM names WHERE form IN (SELECT value FROM json_each(?))"
        return [number for (number,) in self.rows(query, json.dumps([*map(plain, names)]))]

    def _texts(self, rows: Iterable[_Row]) -> dict[int, str]:
        """The names in these facts, by number."""
        numbers = json.dumps(sorted({number for row in rows for number in (row.subject, row.object)}))
        return dict(self.rows("SELECT id, name FROM names WHERE id IN (SELECT value FROM json_each(?))", numbers))

    def _keys_with_name(self, name: int) -> int:
        count = "SELECT count(*) FROM facts WHERE "
        return sum(self.rows(f"{count} {end} = ?", name)[0][0] for end in ("subject", "object"))

    def _with_name(self, name: int, limit: int) -> Iterator[tuple[_Row, bool]]:
        """The first facts that have a name as subject, then as object: whether the name is in the reversed key."""
        for row in self.rows("SELECT * FROM facts WHERE subject = ? ORDER BY id LIMIT ?", name, limit):
            yield _Row(*row), False
        for row in self.rows("SELECT * FROM facts WHERE object = ? ORDER BY id LIMIT ?", name, limit):
            yield _Row(*row), True

    def _with_word(self, word: str) -> list[_Row]:
        """The facts whose relation has a rare word."""
        query = (
            "SELECT facts.* FROM json_each(?) AS wanted CROSS JOIN rare_fact ON rare_fact.relation = wanted.value "
            "CROSS JOIN facts ON facts.id = fact"
        )
        return [_Row(*row) for row in self.rows(query, json.dumps(self._relations_with[word]))]

    def rows(self, query: str, *values: Any) -> list[Any]:
        """What a query finds. Raises DataError if the database cannot be read."""
        try:
            with self._lock:
                return self._database.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            text = _("The index of the facts in {path} cannot be read: {error}. Start memviz again.")
            raise DataError(text.format(path=file_of(self._database), error=error)) from error


def memories_of(triple: Triple) -> tuple[KeyValue, KeyValue]:
    """A fact as it stands and reversed (Miller et al. 2016, section 3.2)."""
    relation = _plain(triple.relation)
    subject, value, relation_words = Name(triple.subject), Name(triple.object), words(relation)
    return (
        KeyValue(Slot(f"{subject.text} → {relation}", value.text), (subject, *relation_words), (value,)),
        KeyValue(Slot(f"{value.text} ← {relation}", subject.text), (value, "←", *relation_words), (subject,)),
    )


def _plain(relation: str) -> str:
    return relation.replace("_", " ").strip() or relation
