"""MetaQA (Zhang et al. 2018): questions of one to three steps over the facts of WikiMovies, and how they are read."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from memviz.errors import DataError
from memviz.language import _

_NAMED = re.compile(r"\[([^]]*)\]")
_ENDS = {
    "director": "directed_by", "writer": "written_by", "actor": "starred_actors", "year": "release_year",
    "language": "in_language", "tags": "has_tags", "tag": "has_tags", "genre": "has_genre",
    "imdbrating": "has_imdb_rating", "imdbvotes": "has_imdb_votes",
}  # fmt: skip


@dataclass(frozen=True)
class Chained:
    """A question, the place of its only name as a hole, that name, its right answers, and its type such as
    movie_to_director_to_movie."""

    template: str
    name: str
    answers: tuple[str, ...]
    kind: str

    @property
    def text(self) -> str:
        """The question as a person types it."""
        return self.template.replace("[]", self.name)


def path_of(kind: str) -> tuple[tuple[str, bool], ...]:
    """The relations that a type goes along, each forward (from a film) or not."""
    ends = kind.split("_to_")
    return tuple((_ends(one, other), one == "movie") for one, other in pairwise(ends))


def _ends(one: str, other: str) -> str:
    return _ENDS[other if one == "movie" else one]


def metaqa_directory(choice: str | None = None) -> Path:
    """Where the questions are: in `choice`, else MEMVIZ_DATA, or there in metaqa. Raises DataError if they are not."""
    place = Path(choice or os.environ.get("MEMVIZ_DATA") or ".")
    for directory in (place, place / "metaqa"):
        if (directory / "1-hop-dev.txt").is_file():
            return directory
    raise DataError(
        _("There are no MetaQA questions (1-hop-dev.txt) in {place}. Name a directory with --data DIR.").format(
            place=place
        )
    )


def read_chained(directory: Path, steps: int, split: str) -> tuple[Chained, ...]:
    """The questions of `steps` steps in dev or test. Raises DataError that names a line that is none."""
    found = []
    for number, (line, kind) in enumerate(zip(*_lines(directory, steps, split), strict=True), 1):
        asked, _tab, answers = line.partition("\t")
        named = _NAMED.search(asked)
        if not (named and answers.strip()):
            said = _("{path}, line {line}: expected a question with a [name], a tab and its answers, found “{found}”.")
            path = directory / f"{steps}-hop-{split}.txt"
            raise DataError(said.format(path=path, line=number, found=line[:60]))
        template = f"{asked[: named.start()]}[]{asked[named.end() :]}".strip()
        found.append(Chained(template, named[1], tuple(answers.strip().split("|")), kind.strip()))
    return tuple(found)


def _lines(directory: Path, steps: int, split: str) -> tuple[list[str], list[str]]:
    try:
        asked = (directory / f"{steps}-hop-{split}.txt").read_text("utf-8").splitlines()
        kinds = (directory / f"{steps}-hop-{split}-type.txt").read_text("utf-8").splitlines()
    except OSError as error:
        raise DataError(_("{path} cannot be read: {error}.").format(path=directory, error=error.strerror)) from error
    return asked, kinds
