"""The index of a file of facts is built once, and made anew where it is damaged: nobody is sent to delete a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from memviz.errors import DataError
from memviz.facts import cache
from memviz.facts.cache import cached
from memviz.facts.hashing import FactIndex
from memviz.facts.triples import Triple

FACTS = tuple(Triple(f"Film {i}", "directed_by", f"Person {i % 50}") for i in range(400))


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    path = tmp_path / "kb.txt"
    path.write_text("".join(f"{each.subject}|{each.relation}|{each.object}\n" for each in FACTS))
    return path


def test_the_cache_is_built_once_for_one_content(kb: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cached(kb, tmp_path / "cache")
    with monkeypatch.context() as patched:
        patched.setattr(cache, "parse_triples", None)  # would fail if the facts were read again
        again = cached(kb, tmp_path / "cache")
    kb.write_text("Kismet|release_year|1944\n")
    changed = cached(kb, tmp_path / "cache")

    assert again.retrieve("Film 7") == first.retrieve("Film 7")
    assert len(changed) == 2
    assert len(list((tmp_path / "cache").iterdir())) == 2


@pytest.mark.parametrize("part", [0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 0.99])
@pytest.mark.parametrize("junk", [b"\xff" * 64, b"\0" * 64, b"Film 9"], ids=["ones", "zeros", "text"])
def test_an_index_that_is_damaged_anywhere_is_made_anew(kb: Path, tmp_path: Path, part: float, junk: bytes) -> None:
    before = cached(kb, tmp_path / "cache")
    asked = before.retrieve("who directed Film 7 or Film 399?")
    names = before.names()
    before.close()
    (kept,) = (tmp_path / "cache").iterdir()
    content = bytearray(kept.read_bytes())
    at = int(part * len(content))
    content[at : at + len(junk)] = junk
    kept.write_bytes(content)

    again = cached(kb, tmp_path / "cache")
    assert again.names() == names
    assert again.retrieve("who directed Film 7 or Film 399?") == asked
    (kept,) = (tmp_path / "cache").iterdir()
    assert len(FactIndex.open(kept)) == len(again) == 2 * len(FACTS)


@pytest.mark.parametrize("content", [b"no database" * 100, b""], ids=["text", "empty"])
def test_a_file_in_the_cache_that_is_no_index_is_made_anew(kb: Path, tmp_path: Path, content: bytes) -> None:
    cached(kb, tmp_path / "cache").close()
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(content)

    assert len(cached(kb, tmp_path / "cache")) == 2 * len(FACTS)
    assert list((tmp_path / "cache").iterdir()) == [kept]


def test_without_a_writable_cache_the_index_lies_in_memory(kb: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").touch()

    assert len(cached(kb, tmp_path / "cache")) == 2 * len(FACTS)
    with pytest.raises(DataError, match=r"cannot be written to .*kb\.sqlite"):
        FactIndex.build(FACTS, tmp_path / "cache" / "kb.sqlite")
    with pytest.raises(DataError, match=r"none\.txt cannot be read"):
        cached(tmp_path / "none.txt", tmp_path / "cache")


def test_an_index_that_breaks_while_it_is_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kb.sqlite"
    FactIndex.build(FACTS, path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * len(content[4096:])
    path.write_bytes(content)

    with pytest.raises(DataError, match=r"facts in .*kb\.sqlite cannot be read: .*\. Start memviz again"):
        FactIndex.open(path).names()
