"""What there is to say of a story for a network that reads everyday English: to it no word is new."""

from __future__ import annotations

from collections.abc import Iterator

from memviz.browser.editor import Draft, Note
from memviz.errors import MemvizError
from memviz.language import _, counted
from memviz.pages.shared.messages import quoted
from memviz.pages.writing.hints import asides, beyond, numbered
from memviz.story.form import words
from memviz.tensors.sentences import stem
from memviz.trace import Trace

_LATIN = "\u024f"  # the last letter of Latin scripts
_LITTLE = 0.15  # English of any kind has more words such as “the”, “she” and “in”; other languages have fewer
_TOO_FEW = 3  # words that tell nothing
_ENOUGH = 6  # words that a language is known by


def everyday_notes(draft: Draft, trace: Trace | None, error: MemvizError | None) -> tuple[Note, ...]:
    """Everything worth saying of a draft and its answer, what stops an answer first."""
    stopped = (Note(str(error), stops=True),) if error else ()
    if not draft.rows and not draft.question and not draft.asides:
        return ()
    found = [*stopped, *asides(draft), *_foreign(draft)]
    return (*found, *beyond(draft, trace)) if trace else tuple(found)


def _foreign(draft: Draft) -> Iterator[Note]:
    """What is not English, or no story."""
    if strange := [i for i, row in enumerate(draft.rows, 1) if _of_another_script(row)]:
        yield Note(
            counted(
                "Sentence {rows} is not in English, and English is all that this network reads.",
                "Sentences {rows} are not in English, and English is all that this network reads.",
                len(strange),
                rows=numbered(strange),
            )
        )
    if _of_another_script(draft.question):
        yield Note(_("The question is not in English, and English is all that this network reads."))
    rows = [row for row in draft.rows if not _of_another_script(row)]
    said = [word for row in rows for word in words(row) if word.isalpha()]
    if rows and len(said) < _TOO_FEW and not strange:
        text = _("{text} tells nothing that could be asked about. Write who did what, as you would tell a friend.")
        yield Note(text.format(text=quoted(" ".join(rows))))
    elif len(said) >= _ENOUGH and sum(not stem(word) for word in said) < _LITTLE * len(said):
        yield Note(_("This does not read like English, which is all that this network reads: its answer means little."))


def _of_another_script(text: str) -> bool:
    """Whether most letters of a text are none that English could have."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(letter > _LATIN for letter in letters) > len(letters)
