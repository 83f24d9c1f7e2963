"""Answers as people write them: a network knows words in lower case, and several answers as one."""

from __future__ import annotations

import re

from memviz.story.form import words
from memviz.story.line import untied
from memviz.trace import Trace
from memviz.trace.verdict import in_words

_PARTS = re.compile(r",(?! )")  # between several answers


def spelled(trace: Trace, answer: str) -> str:
    """An answer as people read it: in the spelling of the story, and several as a list."""
    said = in_words(trace, answer)
    if trace.pointing or trace.readout:
        return said
    return ", ".join(_as_told(trace, part) or part for part in _PARTS.split(said))


def stands(trace: Trace, answer: str) -> bool:
    """Whether an answer, or each of several, stands in the story."""
    return all(_as_told(trace, part) for part in _PARTS.split(answer))


def _as_told(trace: Trace, answer: str) -> str:
    """Words as they stand in the story, rather within a sentence than at its beginning; "" where they do not."""
    sought = words(answer)
    found = ""
    for slot in trace.slots[: trace.sentences]:
        tokens = untied(slot.key).split()
        for at in range(len(tokens) - len(sought) + 1):
            told = [bare(token) for token in tokens[at : at + len(sought)]]
            if sought and words(" ".join(told)) == sought:
                found = " ".join(told)
                if at:
                    return found
    return found


def bare(text: str) -> str:
    """A word or a sentence without the punctuation after it."""
    return untied(text).rstrip('.,;:!?"”’)')
