"""Changes as they are typed on the command line: `--mute 3`, `--attend 2:5=0.8`, `--swap football=apple`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from memviz.errors import StoryError
from memviz.story import Question, Story
from memviz.story.changes import Changes, Override
from memviz.story.swap import swap_sentence, swap_word
from memviz.trace import Trace

NOTHING = "nothing"
_ATTEND = re.compile(r"(\d+):([^=]+)=(.+)")


def changes_of(mute: Iterable[str], attend: Iterable[str], trace: Trace) -> Changes:
    """Changes to what a trace shows, its slots numbered as they are printed. Raises StoryError for what is none."""
    return Changes(frozenset(_slot(each, trace) for each in mute), tuple(_override(each, trace) for each in attend))


def swapped(swaps: Iterable[str], story: Story, question: str) -> tuple[Story, str]:
    """A story and a question after `word=other` and `number=sentence`, in that order. Raises StoryError."""
    for each in swaps:
        old, equals, new = each.partition("=")
        if not equals:
            raise StoryError(f"“{each}” is no swap. Write football=apple, or 3=Mary went home. for sentence 3.")
        if old.strip().isdecimal():
            story = swap_sentence(story, int(old), new)
        else:
            story, asked = swap_word(story, Question(question), old, new)
            question = asked.text
    return story, question


def _override(text: str, trace: Trace) -> Override:
    match = _ATTEND.fullmatch(text.strip())
    try:
        if match:
            return Override(int(match[1]) - 1, _slot(match[2], trace), float(match[3]))
    except ValueError:  # the weight is no number
        pass
    raise StoryError(f"“{text}” is no attention. Write HOP:SLOT=WEIGHT, such as 2:5=0.8.")


def _slot(text: str, trace: Trace) -> int:
    """The slot that a printed number, or the word nothing, stands for."""
    if text.strip().lower() == NOTHING:
        if not trace.has_nothing:
            raise StoryError(f"“{trace.model}” has no slot for nothing.")
        return trace.sentences
    if not text.strip().isdecimal():
        raise StoryError(f"“{text.strip()}” is no slot. Write its number, or {NOTHING}.")
    slot = int(text) - trace.forgotten - 1
    if not 0 <= slot < trace.sentences:
        first, last = trace.forgotten + 1, trace.forgotten + trace.sentences
        raise StoryError(f"There is no slot {int(text)} in the memory: it holds {first} to {last}.")
    return slot
