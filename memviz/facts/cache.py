"""The index of a file of facts, kept in the user's cache from one start to the next."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from memviz.data.text import LARGEST, read_bytes
from memviz.errors import DataError
from memviz.facts.factfile import FORMAT, create, whole
from memviz.facts.hashing import FREQUENCY, FactIndex
from memviz.facts.triples import parse_triples


def cached(path: Path, cache: Path | None = None) -> FactIndex:
    """The index of a file of facts, from the user's cache, where it is kept by the file's content.

    One that is damaged is made anew. Where the cache cannot be written, the index is made in memory.
    Raises DataError if the facts cannot be read.
    """
    import pooch  # for where caches are; what is pasted needs none

    content = read_bytes(path, LARGEST)
    where = cache or Path(pooch.os_cache("memviz"))
    name = f"facts-{FORMAT}-{FREQUENCY}-{sha256(content).hexdigest()[:32]}"
    for kept in where.glob(f"{name}-*.sqlite"):
        with suppress(DataError):
            if whole(kept):
                return FactIndex.open(kept)
        with suppress(OSError):
            kept.unlink()
    triples = parse_triples(content, str(path))
    with suppress(DataError):
        return FactIndex(create(triples, where / f"{name}.sqlite", FREQUENCY, checked=True))
    return FactIndex.build(triples)
