"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from memviz.errors import ExportError
from memviz.picture.files import write


def test_a_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    for content in (b"old", b"new"):
        write(path, content)

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_finished_leaves_the_older_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.svg"
    write(path, b"old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "folder.svg"
    folder.mkdir()

    for path in (tmp_path / "none" / "a.svg", folder):
        with pytest.raises(ExportError, match=f"{path.name} cannot be written"):
            write(path, b"new")
    assert list(tmp_path.iterdir()) == [folder]
