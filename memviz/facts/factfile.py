"""Facts in SQLite, with the indices that key hashing looks them up by: built once, then only read.

The B-tree over the folded words of the names is what a trie would be in memory, and leaves the memory alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from memviz.errors import DataError
from memviz.facts.linking import key
from memviz.facts.triples import Triple
from memviz.language import _

FORMAT = 1  # of the tables and of what linking.key makes of a name
_BATCH = 50_000  # facts that are in memory at a time

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE about (facts INTEGER, longest INTEGER, frequency INTEGER);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE relations (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, facts INTEGER);
CREATE TABLE facts (id INTEGER PRIMARY KEY, subject INTEGER, relation INTEGER, object INTEGER);
CREATE TABLE spelling (key TEXT, name INTEGER, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE rare_word (word TEXT, name INTEGER, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE TABLE rare_fact (relation INTEGER, fact INTEGER, PRIMARY KEY (relation, fact)) WITHOUT ROWID;
CREATE TEMP TABLE batch (id INTEGER PRIMARY KEY, subject TEXT, relation TEXT, object TEXT);
"""
_ADD_BATCH = """
INSERT OR IGNORE INTO names (name) SELECT subject FROM batch UNION SELECT object FROM batch;
INSERT OR IGNORE INTO relations (name) SELECT DISTINCT relation FROM batch;
INSERT INTO facts (subject, relation, object)
    SELECT subject.id, relation.id, object.id FROM batch
    CROSS JOIN names AS subject ON subject.name = batch.subject
    CROSS JOIN names AS object ON object.name = batch.object
    CROSS JOIN relations AS relation ON relation.name = batch.relation ORDER BY batch.id;
DELETE FROM batch;
"""
_INDICES = """
CREATE INDEX fact_of_subject ON facts (subject);
CREATE INDEX fact_of_object ON facts (object);
UPDATE relations SET facts = counted.facts
    FROM (SELECT relation, count(*) AS facts FROM facts GROUP BY relation) AS counted WHERE relation = id;
INSERT INTO spelling SELECT spelt(name), id FROM names WHERE spelt(name) != '' ORDER BY 1, 2;
"""


def create(triples: Iterable[Triple], path: Path | None, frequency: int) -> sqlite3.Connection:
    """Facts in a new file, or in memory if `path` is None; any number of them, read one by one.

    A word that is in `frequency` or more keys or names is too common to find any by. The file appears at `path` when
    it is whole. Raises DataError if it cannot be written.
    """
    if path is None:
        database = sqlite3.connect(":memory:", check_same_thread=False)
        database.execute("PRAGMA temp_store = MEMORY")  # what a person pasted is not even sorted on disk
        _build(database, triples, frequency)
        return database
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=path.parent, prefix=".facts-", ignore_cleanup_errors=True) as temporary:
            database = sqlite3.connect(Path(temporary) / path.name)
            try:
                _build(database, triples, frequency)
            finally:
                database.close()
            (Path(temporary) / path.name).replace(path)
    except (OSError, sqlite3.Error) as error:
        text = _("The index of the facts cannot be written to {path}: {error}.")
        raise DataError(text.format(path=path, error=error)) from error
    return open_file(path)


def open_file(path: Path) -> sqlite3.Connection:
    """The facts of a file that `create` made, for reading, from any thread. Raises DataError for any other file."""
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise DataError(_("{path} cannot be opened: {error}.").format(path=path, error=error)) from error
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version == FORMAT:
            return database
        reason = _("format {version}, not {expected}").format(version=version, expected=FORMAT)
    except sqlite3.Error as error:
        reason = str(error)
    database.close()
    text = _("{path} is no index of facts that this memviz reads ({reason}). Delete it to have it made anew.")
    raise DataError(text.format(path=path, reason=reason))


def _build(database: sqlite3.Connection, triples: Iterable[Triple], frequency: int) -> None:
    database.create_function("spelt", 1, key, deterministic=True)
    database.executescript(_TABLES)
    facts = iter(triples)
    while batch := [(each.subject, each.relation, each.object) for each in islice(facts, _BATCH)]:
        database.executemany("INSERT INTO batch (subject, relation, object) VALUES (?, ?, ?)", batch)
        database.executescript(_ADD_BATCH)
    database.executescript(_INDICES)
    database.executemany("INSERT INTO rare_word VALUES (?, ?)", sorted(_rare_words(database, frequency)))
    database.execute(
        "INSERT INTO rare_fact SELECT relation, id FROM facts "
        "WHERE relation IN (SELECT id FROM relations WHERE 2 * facts < ?) ORDER BY 1, 2",  # a fact has two keys
        (frequency,),
    )
    spaces = "SELECT coalesce(max(length(key) - length(replace(key, ' ', ''))), -1) FROM spelling"
    database.execute(f"INSERT INTO about SELECT (SELECT count(*) FROM facts), ({spaces}) + 1, ?", (frequency,))  # noqa: S608
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.commit()


def _rare_words(database: sqlite3.Connection, frequency: int) -> Iterator[tuple[str, int]]:
    """The words that are in fewer than `frequency` names, with each of these names."""
    names_of: dict[str, list[int]] = {}
    for spelt, name in database.execute("SELECT key, name FROM spelling"):
        for word in set(spelt.split(" ")):
            names = names_of.setdefault(word, [])
            if len(names) < frequency:  # a common word keeps no more than it takes to know so
                names.append(name)
    return ((word, name) for word, names in names_of.items() if len(names) < frequency for name in names)
