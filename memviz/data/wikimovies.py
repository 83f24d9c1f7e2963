"""The WikiMovies questions and their knowledge base (Miller et al. 2016): where they are, and how they are read."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from memviz.errors import DataError
from memviz.language import _
from memviz.story import Question

ARCHIVE_FOLDER = "movieqa"
_LONGEST = 8  # parts that a title with commas has at most: “Good, Bad, Ugly” has three


@dataclass(frozen=True)
class WikiMovies:
    """Where the data are: the file of facts, and the directory of questions."""

    kb: Path
    questions: Path

    def file(self, split: str) -> Path:
        """The questions of train, dev or test."""
        return self.questions / f"wiki-entities_qa_{split}.txt"


def layout(directory: Path) -> WikiMovies | None:
    """The data in a directory, as the archive has them or flat (kb.txt beside questions/); None without facts."""
    for kb, questions in (
        ("knowledge_source/wiki_entities/wiki_entities_kb.txt", "questions/wiki_entities"),
        ("kb.txt", "questions"),
    ):
        if (directory / kb).is_file():
            return WikiMovies(directory / kb, directory / questions)
    return None


def wikimovies_directory(choice: str | None = None) -> WikiMovies:
    """Where the data are: in `choice` (--data DIR), else MEMVIZ_DATA, else the fetched copy.

    The place may be the directory itself or hold it as movieqa or wikimovies. Raises DataError if there are no facts.
    """
    import pooch  # with requests behind it; who has the data needs no cache

    place = choice or os.environ.get("MEMVIZ_DATA") or pooch.os_cache("memviz")
    for directory in (Path(place), Path(place) / ARCHIVE_FOLDER, Path(place) / "wikimovies"):
        if found := layout(directory):
            return found
    text = _(
        "There is no WikiMovies data (kb.txt, or the folder “{folder}” of the archive) in {place}. Fetch it with "
        "`python -m memviz fetch wikimovies`, or name a directory that has it with `--data DIR`."
    )
    raise DataError(text.format(folder=ARCHIVE_FOLDER, place=place))


def read_questions(path: Path, names: Collection[str] = frozenset()) -> tuple[Question, ...]:
    """The questions of a file, in its order: lines of a number, a question, a tab, and answers with commas between.

    names: what is in the knowledge base, by which a title with a comma is told from two answers.
    Raises DataError that names the line and what was expected there.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        message = _("{path} cannot be read: {error}.")
        raise DataError(message.format(path=path, error=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise DataError(_("{path} is not UTF-8 text ({error}).").format(path=path, error=error.reason)) from error
    questions = []
    for number, line in enumerate(lines, 1):
        asked, _tab, answers = line.partition("\t")
        identifier, _space, text = asked.partition(" ")
        if not (identifier.isdecimal() and text.strip() and answers.strip()):
            message = _("{path}, line {line}: expected a number, a question, a tab and its answers, found “{found}”.")
            raise DataError(message.format(path=path, line=number, found=line[:60]))
        questions.append(Question.with_answers(text.strip(), split_answers(answers.strip(), names)))
    if not questions:
        raise DataError(_("{path} holds no questions.").format(path=path))
    return tuple(questions)


def split_answers(text: str, names: Collection[str]) -> tuple[str, ...]:
    """Answers with commas between: as many of them names as can be, and of these ways the one with the fewest answers.

    “Fargo, Oh, God!” is two answers if “Oh, God!” is a name.
    """
    parts = text.split(", ")
    best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]  # to each number of parts: parts in no name, answers
    for end in range(1, len(parts) + 1):
        ways = []
        for start in range(max(end - _LONGEST, 0), end):
            answer = ", ".join(parts[start:end])
            if answer not in names and (number := ",".join(parts[start:end])) in names:
                answer = number  # “20, 000 Leagues Under the Sea” has a space too many there
            if answer in names or end - start == 1:
                unknown, count, before = best[start]
                ways.append((unknown + (answer not in names), count + 1, (*before, answer)))
        best.append(min(ways))
    return best[-1][2]
