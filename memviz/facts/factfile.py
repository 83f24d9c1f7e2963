"""Facts in SQLite, with the indices that key hashing looks them up by: built once, then only read.

The B-tree over the folded words of the names is what a trie would be in memory, and leaves the memory alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import file_digest
from itertools import islice
from pathlib import Path

from memviz.data.files import replacing
from memviz.errors import DataError, ExportError
from memviz.facts.linking import key
from memviz.facts.triples import Triple
from memviz.language import _
from memviz.story import form

FORMAT = 4  # of the tables, of what form.plain and linking.key make of a name, and of how facts are read
_BATCH = 50_000  # facts that are in memory at a time

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE about (facts INTEGER, longest INTEGER, frequency INTEGER);
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL, form TEXT NOT NULL UNIQUE);
CREATE TABLE relations (id INTEGER PRIMARY KEY, name TEXT NOT NULL, form TEXT NOT NULL UNIQUE, facts INTEGER);
CREATE TABLE facts (id INTEGER PRIMARY KEY, subject INTEGER, relation INTEGER, object INTEGER);
CREATE TABLE spelling (key TEXT, name INTEGER, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE rare_word (word TEXT, name INTEGER, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE TABLE rare_fact (relation INTEGER, fact INTEGER, PRIMARY KEY (relation, fact)) WITHOUT ROWID;
CREATE TEMP TABLE batch (
    id INTEGER PRIMARY KEY, subject TEXT, relation TEXT, object TEXT,
    subject_form TEXT, relation_form TEXT, object_form TEXT
);
"""
_ADD_BATCH = """
INSERT OR IGNORE INTO names (name, form)
    SELECT subject, subject_form FROM batch UNION SELECT object, object_form FROM batch;
INSERT OR IGNORE INTO relations (name, form) SELECT DISTINCT relation, relation_form FROM batch;
INSERT INTO facts (subject, relation, object)
    SELECT subject.id, relation.id, object.id FROM batch
    CROSS JOIN names AS subject ON subject.form = batch.subject_form
    CROSS JOIN names AS object ON object.form = batch.object_form
    CROSS JOIN relations AS relation ON relation.form = batch.relation_form ORDER BY batch.id;
DELETE FROM batch;
"""
_COLUMNS = "subject, relation, object, subject_form, relation_form, object_form"
_INDICES = """
CREATE INDEX fact_of_subject ON facts (subject, relation);
CREATE INDEX fact_of_object ON facts (object, relation);
UPDATE relations SET facts = counted.facts
    FROM (SELECT relation, count(*) AS facts FROM facts GROUP BY relation) AS counted WHERE relation = id;
INSERT INTO spelling SELECT spelt(name), id FROM names WHERE spelt(name) != '' ORDER BY 1, 2;
"""


def create(
    triples: Iterable[Triple], path: Path | None, frequency: int, *, checked: bool = False
) -> sqlite3.Connection:
    """Facts in a new file, or in memory if `path` is None; any number of them, read one by one.

    A word that is in `frequency` or more keys or names is too common to find any by. The file appears at `path` when
    it is whole; `checked` puts a checksum into its name, for `whole`. Raises DataError if it cannot be written.
    """
    if path is None:
        database = sqlite3.connect(":memory:", check_same_thread=False)
        database.execute("PRAGMA temp_store = MEMORY")  # what a person pasted is not even sorted on disk
        _build(database, triples, frequency)
        return database
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as (new,), closing(sqlite3.connect(new)) as database:
            _build(database, triples, frequency)
        if checked:
            path = path.rename(path.with_stem(f"{path.stem}-{_checksum(path)}"))
    except ExportError as error:
        raise DataError(str(error)) from error
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
    text = _("{path} is no index of facts that this memviz reads ({reason}). Make it anew with FactIndex.build.")
    raise DataError(text.format(path=path, reason=reason))


def whole(path: Path) -> bool:
    """Whether a file that `create` made, checked, still is what was written: SQLite reads on over a damaged byte."""
    try:
        return path.stem.endswith(f"-{_checksum(path)}")
    except OSError:
        return False


def file_of(database: sqlite3.Connection) -> str:
    """The file of a database, for a sentence."""
    try:
        ((_number, _name, path),) = database.execute("PRAGMA database_list").fetchmany(1)
    except sqlite3.Error:
        path = ""
    return path or _("memory")


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:16]


def _build(database: sqlite3.Connection, triples: Iterable[Triple], frequency: int) -> None:
    database.create_function("spelt", 1, key, deterministic=True)
    database.executescript(_TABLES)
    facts = iter(triples)
    while batch := list(map(_spelt, islice(facts, _BATCH))):
        database.executemany(f"INSERT INTO batch ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", batch)  # noqa: S608
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


def _spelt(fact: Triple) -> tuple[str, ...]:
    """The parts of a fact as they are shown, and as they are compared: two spellings of one form are one name."""
    shown = form.whole(fact.subject), form.whole(fact.relation), form.whole(fact.object)
    return (*shown, *map(form.plain, shown))


def _rare_words(database: sqlite3.Connection, frequency: int) -> Iterator[tuple[str, int]]:
    """The words that are in fewer than `frequency` names, with each of these names."""
    names_of: dict[str, list[int]] = {}
    for spelt, name in database.execute("SELECT key, name FROM spelling"):
        for word in set(spelt.split(" ")):
            names = names_of.setdefault(word, [])
            if len(names) < frequency:  # a common word keeps no more than it takes to know so
                names.append(name)
    return ((word, name) for word, names in names_of.items() if len(names) < frequency for name in names)
