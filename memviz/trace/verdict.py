"""What an answer is worth, in words: given, not sure, or that the story does not say."""

from __future__ import annotations

from memviz.language import _, counted
from memviz.trace import Trace

UNKNOWN = "unknown"  # what a network that points answers where the story does not say
_LONGEST = 60  # letters of a sentence that is quoted


def in_words(trace: Trace, answer: str) -> str:
    """An answer as people read it."""
    return _("the story does not say") if trace.pointing and answer == UNKNOWN else answer


def is_sure(trace: Trace) -> bool:
    """Whether the network is as sure as its threshold asks for, or a rule has answered before it."""
    return bool(trace.absent) or trace.probability >= trace.threshold


def headline(trace: Trace) -> str:
    """The answer, or that there is none to rely on."""
    return in_words(trace, trace.answer) if is_sure(trace) else _("not sure")


def goes_by(trace: Trace) -> int | None:
    """The slot that the answer is read from: where it stands, else what the last hop looks at most; None for the
    nothing slot."""
    place = trace.pointing.places[trace.answers.index(trace.answer)] if trace.pointing else None
    slot = place.slot if place else int(trace.hops[-1].attention.argmax())
    return slot if slot < trace.sentences else None


def reason(trace: Trace) -> str:
    """Why there is no answer to rely on, in a sentence; empty where there is one."""
    if trace.absent:
        names = ", ".join(f"“{name}”" for name in trace.absent)
        return counted(
            "{names} stands nowhere in the story: that is looked up before the network is asked.",
            "{names} stand nowhere in the story: that is looked up before the network is asked.",
            len(trace.absent),
            names=names,
        )
    if is_sure(trace):
        return ""
    answer, slot = trace.answer, goes_by(trace)
    if answer != in_words(trace, answer):
        return _("It would rather say that the story does not say.")
    if slot is None:
        return _("It would say “{answer}”, going by no sentence.").format(answer=answer)
    text = trace.slots[slot].key
    quoted = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    told = _("It would say “{answer}”, going by sentence {number}: “{text}”")
    return told.format(answer=answer, number=trace.forgotten + slot + 1, text=quoted)
