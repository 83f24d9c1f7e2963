"""The bAbI question answering tasks v1.2 (Weston et al. 2015, arXiv:1502.05698), in any language: reader and writer."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from memviz.data.text import read_bytes, text_of
from memviz.errors import DataError
from memviz.language import _, later
from memviz.story import Question, Slot, Story
from memviz.story.form import seen
from memviz.story.splitter import asks

TASKS = {
    1: later("single supporting fact"),
    2: later("two supporting facts"),
    3: later("three supporting facts"),
    4: later("two argument relations"),
    5: later("three argument relations"),
    6: later("yes/no questions"),
    7: later("counting"),
    8: later("lists and sets"),
    9: later("simple negation"),
    10: later("indefinite knowledge"),
    11: later("basic coreference"),
    12: later("conjunction"),
    13: later("compound coreference"),
    14: later("time reasoning"),
    15: later("basic deduction"),
    16: later("basic induction"),
    17: later("positional reasoning"),
    18: later("size reasoning"),
    19: later("path finding"),
    20: later("agent's motivations"),
}

ARCHIVE_FOLDER = "tasks_1-20_v1-2"
DIRECTORIES = tuple(f"{name}{size}" for name in ("en", "hn", "shuffled", "en-valid") for size in ("", "-10k"))
"""The archive's own: English, Hindi, English in shuffled letters, and English with a public split to validate on."""

_IDS = re.compile(r"[^\s,;]+")  # supporting ids, with spaces or commas between


@dataclass
class _Draft:
    """A story while it is being read. `slot_of` maps a line id to its slot, or to None where a question stands."""

    slots: list[Slot] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    slot_of: dict[str, int | None] = field(default_factory=dict)

    def finished(self) -> Story:
        return Story(tuple(self.slots), tuple(self.questions))


def read_file(path: str | Path) -> tuple[Story, ...]:
    """All stories of one bAbI file, in the file's order; see `parse`.

    Raises DataError if the file cannot be read or is not of the form.
    """
    return parse(read_bytes(path), str(path))


def parse(content: str | bytes, name: str, *, complete: bool = True) -> tuple[Story, ...]:
    """All stories of a text in bAbI's form (a file's, an upload's, standard input's); `name` stands in the errors.

    `complete`: every question must have its answer and its supporting ids; else they may be missing.

    Supporting ids count question lines too; here they become 0-based indices into the story's slots, in the order of
    the file. A question's `after` is the number of slots before it. Blank lines are passed over.
    Raises DataError that names the line and what was expected there.
    """
    lines = [(number, line) for number, line in enumerate(text_of(content, name).split("\n"), 1) if line.strip()]
    if not lines:
        message = _("{name} is empty; expected lines such as “1 Mary moved to the bathroom.”.")
        raise DataError(message.format(name=name))
    drafts: list[_Draft] = []
    for number, line in lines:
        identifier, _space, rest = line.partition(" ")
        if identifier == "1":
            drafts.append(_Draft())
        try:
            _add_line(drafts, identifier, rest, complete)
        except DataError as error:
            message = _("{name}, line {line}: {error}").format(name=name, line=number, error=error)
            raise DataError(message) from None
    return tuple(draft.finished() for draft in drafts)


def _add_line(drafts: list[_Draft], identifier: str, rest: str, complete: bool) -> None:
    """Adds one line to the story it belongs to, the last of `drafts`."""
    following = str(len(drafts[-1].slot_of) + 1) if drafts else "1"
    if identifier not in {"1", following}:
        what = _("the line id {id} (or 1 for a new story)") if drafts else _("the line id {id}")
        _expected(what.format(id=following), identifier)
    draft = drafts[-1]
    columns = rest.split("\t")
    if len(columns) == 1 and not (asks(rest) or (complete and "?" in rest)):
        if not seen(rest)[0].strip():
            _expected(_("a sentence after the line id"), rest)
        draft.slot_of[identifier] = len(draft.slots)
        draft.slots.append(Slot.sentence(rest.strip()))
    else:
        draft.questions.append(_question(draft, columns, complete))
        draft.slot_of[identifier] = None


def _question(draft: _Draft, columns: list[str], complete: bool) -> Question:
    """The question of a line's columns: text, answer, supporting line ids."""
    if not complete:
        columns = columns + [""] * (3 - len(columns))
    if len(columns) != 3:
        _expected(_("a question, a tab, its answer, a tab and its supporting ids"), "\t".join(columns))
    text, answer, support = (column.strip() for column in columns)
    if not text:
        _expected(_("a question before the first tab"), text)
    if complete and not answer:
        _expected(_("an answer after the first tab"), answer)
    identifiers = _IDS.findall(support)
    if complete and not identifiers:
        _expected(_("supporting ids after the second tab"), support)
    facts = [_fact(draft, identifier) for identifier in identifiers]
    return Question(text, answer or None, tuple(facts), after=len(draft.slots))


def _fact(draft: _Draft, identifier: str) -> int:
    """The slot that a supporting id points at."""
    fact = draft.slot_of.get(identifier)
    if fact is None:
        _expected(_("supporting ids of sentences told earlier in this story"), identifier)
    return fact


def _expected(what: str, found: str) -> NoReturn:
    if not found.strip():
        raise DataError(_("expected {what}, found nothing.").format(what=what))
    raise DataError(_("expected {what}, found “{found}”.").format(what=what, found=found[:60]))


# The public files have a space between the question mark and the tab, except in these tasks.
_NO_SPACE = frozenset({4, *range(15, 21)})


def lines(story: Story, task: int | None = None, *, complete: bool = True) -> list[str]:
    """The lines of a story in bAbI's form, as `parse` reads them; with a task, byte by byte as in its public file.

    `complete`: a question must have its answer and facts; else what is not known is left empty, and so read back.
    Raises DataError for a question without an answer or facts, for which the form has no place.
    """
    tab = "\t" if task in _NO_SPACE else " \t"
    written: list[str] = []
    numbers: list[int] = []  # of each slot's line
    for question in sorted(story.questions, key=lambda each: _after(story, each)):
        _write_slots(written, numbers, story.slots[len(numbers) : _after(story, question)])
        if complete and not (question.answer and question.facts):
            text = _("“{question}” has no answer or no facts; bAbI's form needs both.")
            raise DataError(text.format(question=question.text))
        facts = " ".join([str(numbers[fact]) for fact in question.facts])
        written.append(f"{len(written) + 1} {question.text}{tab}{question.answer or ''}\t{facts}")
    _write_slots(written, numbers, story.slots[len(numbers) :])
    return written


def _after(story: Story, question: Question) -> int:
    return len(story.slots) if question.after is None else question.after


def _write_slots(written: list[str], numbers: list[int], slots: tuple[Slot, ...]) -> None:
    """Adds a line for each slot, and its number."""
    start = len(written) + 1
    numbers += range(start, start + len(slots))
    written += [f"{number} {slot.value}" for number, slot in enumerate(slots, start)]


def task_files(directory: str | Path, split: str) -> dict[int, Path]:
    """The files qa{n}_{name}_{split}.txt or qa{n}_{split}.txt of a directory, by task number; absent ones left out.

    Raises DataError if there is none at all.
    """
    form = re.compile(rf"qa([1-9]\d*)(?:_.+)?_{re.escape(split)}\.txt")
    matches = [(form.fullmatch(path.name), path) for path in Path(directory).glob("qa*.txt")]
    files = {int(match[1]): path for match, path in matches if match and int(match[1]) in TASKS}
    if not files:
        text = _("{directory} holds no bAbI tasks; expected files such as {example}.")
        raise DataError(text.format(directory=directory, example=f"qa1_single-supporting-fact_{split}.txt"))
    return dict(sorted(files.items()))


def data_directory(choice: str | None = None) -> Path:
    """The directory that holds bAbI's `en` or another of DIRECTORIES: `choice` (--data DIR), else MEMVIZ_DATA, else the
    fetched copy.

    The place may also hold the unpacked archive. Raises DataError if there is none of them.
    """
    import pooch  # with requests behind it; the pages read stories and need no cache

    place = choice or os.environ.get("MEMVIZ_DATA") or pooch.os_cache("memviz")
    for directory in (Path(place), Path(place) / ARCHIVE_FOLDER):
        if any((directory / name).is_dir() for name in DIRECTORIES):
            return directory
    text = _(
        "There is no bAbI data (a directory “en”) in {place}. Fetch it with `python -m memviz fetch babi`, or name a "
        "directory that has it with `--data DIR`."
    )
    raise DataError(text.format(place=place))
