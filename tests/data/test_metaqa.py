"""Questions of several steps as they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from memviz.data.metaqa import Chained, metaqa_directory, path_of, read_chained
from memviz.errors import DataError


def write(directory: Path, asked: str, kind: str) -> Path:
    (directory / "1-hop-dev.txt").write_text("", "utf-8")
    (directory / "2-hop-dev.txt").write_text(asked, "utf-8")
    (directory / "2-hop-dev-type.txt").write_text(kind, "utf-8")
    return metaqa_directory(str(directory))


def test_a_question_has_a_hole_for_its_name(tmp_path: Path) -> None:
    place = write(tmp_path, "who wrote films by [Ada Oat]?\tBo|Cy\n", "director_to_movie_to_writer\n")
    (found,) = read_chained(place, 2, "dev")
    assert found == Chained("who wrote films by []?", "Ada Oat", ("Bo", "Cy"), "director_to_movie_to_writer")
    assert found.text == "who wrote films by Ada Oat?"


def test_a_type_is_a_path() -> None:
    assert path_of("director_to_movie_to_writer") == (("directed_by", False), ("written_by", True))


def test_a_line_without_a_name_is_told_with_its_number(tmp_path: Path) -> None:
    place = write(tmp_path, "who is it?\tBo\n", "director_to_movie_to_writer\n")
    with pytest.raises(DataError, match="line 1"):
        read_chained(place, 2, "dev")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no MetaQA"):
        metaqa_directory(str(tmp_path))
