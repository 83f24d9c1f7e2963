"""A file is written whole or not at all, with the mode that every new file has."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from memviz.data.files import check_writable, replacing, write, write_together
from memviz.errors import ExportError

# A disk that takes no more than 8 KB of a file: as full for this process as a real one is for all.
FULL = "import resource, signal; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)); "


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, and every empty folder."""
    found = [path for path in folder.rglob("*") if path.is_file() or not any(path.iterdir())]
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in found}


def interrupted() -> Iterator[str]:
    yield "half"
    raise KeyboardInterrupt


@pytest.mark.parametrize("content", [b"new", ["n", "ew"]])
def test_a_file_takes_the_place_of_an_older_one(tmp_path: Path, content: bytes | list[str]) -> None:
    write(tmp_path / "a.svg", b"old")
    write(tmp_path / "a.svg", content)

    assert everything(tmp_path) == {"a.svg": b"new"}


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_file_has_the_mode_of_every_new_file(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write(tmp_path / "a", b"new")
    finally:
        os.umask(before)

    assert (tmp_path / "a").stat().st_mode & 0o777 == mode


def test_what_is_interrupted_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "a", b"old")

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", interrupted())
    assert everything(tmp_path) == {"a": b"old"}


def test_interrupted_while_it_takes_its_place_it_leaves_the_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a", b"old")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", b"new")
    assert everything(tmp_path) == {"a": b"old"}


@pytest.mark.parametrize(
    "statement",
    [
        "write(folder / 'a', b'x' * 100_000)",
        "write(folder / 'a', ('x' * 1000 for _ in range(100)))",
        "write_together({folder / 'b': b'new', folder / 'a': b'x' * 100_000})",
    ],
)
def test_a_full_disk_leaves_the_older_files_and_nothing_else(tmp_path: Path, statement: str) -> None:
    write_together({tmp_path / "a": b"old", tmp_path / "b": b"old"})
    begin = f"{FULL}from pathlib import Path; from memviz.data.files import *; folder = Path({str(tmp_path)!r})"
    code = f"{begin}; {statement}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (
        done.stderr.splitlines()[-1]
        == f"memviz.errors.ExportError: {tmp_path / 'a'} cannot be written: File too large."
    )
    assert everything(tmp_path) == {"a": b"old", "b": b"old"}


def test_a_disk_that_is_full_is_told_by_the_system_itself() -> None:
    with pytest.raises(ExportError, match="/dev/full cannot be written: No space left on device"):
        write(Path("/dev/full"), b"new")


def test_what_is_no_file_is_written_into_and_stays_what_it_is() -> None:
    write(Path("/dev/null"), b"new")

    assert not Path("/dev/null").is_file()


def test_a_link_stays_a_link_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    write(tmp_path / "there" / "a", b"old")
    (tmp_path / "link").symlink_to(tmp_path / "there" / "a")
    write(tmp_path / "link", b"new")

    assert (tmp_path / "link").is_symlink()
    assert everything(tmp_path / "there") == {"a": b"new"}


def test_files_that_belong_together_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    write_together({tmp_path / "new" / "a": b"old", tmp_path / "b": b"old"})
    (tmp_path / "folder").mkdir()

    with pytest.raises(ExportError, match="folder cannot be written: Is a directory"):
        write_together({tmp_path / "new" / "a": b"new", tmp_path / "b": b"new", tmp_path / "folder": b"new"})
    assert everything(tmp_path) == {"new/a": b"old", "b": b"old", "folder": b""}


def test_a_place_that_cannot_be_written_to_is_named_before_anything_is_done(tmp_path: Path) -> None:
    write(tmp_path / "file", b"old")
    (tmp_path / "folder").mkdir()

    for path in (tmp_path / "file" / "a", tmp_path / "folder"):
        with pytest.raises(ExportError, match=f"{path} cannot be written"):
            check_writable(path)
        with pytest.raises(ExportError, match=f"{path} cannot be written"):
            write(path, b"new")
    check_writable(tmp_path / "not" / "there" / "yet")
    assert everything(tmp_path) == {"file": b"old", "folder": b""}


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    write(tmp_path / ("a" * 255), b"new")

    assert len(everything(tmp_path)) == 1


def test_what_writes_by_itself_is_given_a_place(tmp_path: Path) -> None:
    with replacing(tmp_path / "a") as (place,):
        place.write_bytes(b"new")
        assert not (tmp_path / "a").exists()

    assert everything(tmp_path) == {"a": b"new"}
