"""Another word or another sentence in a story, everything else as it was. Plain text."""

from __future__ import annotations

import re
from dataclasses import replace

from memviz.errors import StoryError
from memviz.language import _
from memviz.story import Question, Slot, Story, sentences
from memviz.story.form import formed, plain


def swap_word(story: Story, question: Question, word: str, other: str) -> tuple[Story, Question]:
    """The story and the question with a word (or several in a row) put in place of another, wherever it stands; the
    gold answers too. Raises StoryError if it stands nowhere, or there is nothing to look for or to put."""
    if not plain(word).strip() or not plain(other).strip():
        raise StoryError(_("Say which word is swapped and for which, such as football=apple."))
    alone = re.compile(rf"(?<!\w){re.escape(plain(word).strip())}(?!\w)", re.IGNORECASE)

    def put(text: str) -> str:
        form, parts, end = formed(text), [], 0
        for found in alone.finditer(form.text):
            parts += [text[end : form.starts[found.start()]], _as_written(found[0], other.strip())]
            end = form.ends[found.end() - 1]
        return "".join([*parts, text[end:]])

    slots = tuple(Slot(put(slot.key), put(slot.value)) for slot in story.slots)
    asked = replace(question, text=put(question.text))
    if (slots, asked) == (story.slots, question):
        message = _("“{word}” is neither in the story nor in the question, so it cannot be swapped.")
        raise StoryError(message.format(word=word.strip()))
    answer = None if question.answer is None else put(question.answer)
    return replace(story, slots=slots), replace(asked, answer=answer, also=tuple(map(put, question.also)))


def swap_sentence(story: Story, number: int, text: str) -> Story:
    """The story with another sentence in the place of sentence `number`, from 1. Raises StoryError if it has no such
    sentence, or the text is not one."""
    if not 1 <= number <= len(story.slots):
        message = _("There is no sentence {number}: the story has {n}.")
        raise StoryError(message.format(number=number, n=len(story.slots)))
    found = sentences(text)
    if not found:
        message = _("“{text}” is no sentences. Give one to put in the place of {number}.")
        raise StoryError(message.format(text=text.strip(), number=number))
    if len(found) > 1:
        message = _("“{text}” is {n} sentences. Give one to put in the place of {number}.")
        raise StoryError(message.format(text=text.strip(), n=len(found), number=number))
    return replace(story, slots=(*story.slots[: number - 1], Slot.sentence(found[0]), *story.slots[number:]))


def _as_written(found: str, other: str) -> str:
    """The new word with a capital where the old one has it."""
    return other[:1].upper() + other[1:] if found[:1].isupper() else other
