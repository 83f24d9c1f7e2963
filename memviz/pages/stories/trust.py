"""How far to trust this one answer: a word, and the reason for it."""

from __future__ import annotations

import re

from memviz.data.card import Card
from memviz.language import _
from memviz.picture.moment import percent_text
from memviz.story.form import words
from memviz.trace import Trace
from memviz.trace.trust import Trust

_SURE = 0.85  # probability, where the card has no threshold of its own
_UNKNOWN = "unknown"  # what memn2n-english answers where the story does not say
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]+")  # a capital within the question
_NAMES = ("I", "I'm", "I've", "I'll")


def trust(trace: Trace, card: Card) -> Trust:
    """Of an answer over a story: plain checks first, then the probability."""
    told = {word for slot in trace.slots[: trace.sentences] for word in words(slot.key)}
    if strangers := [name for name in _names(trace.question.text) if not set(words(name)) & told]:
        said = _("{name} stands in no sentence.").format(name=strangers[0])
        return Trust("untold", _("the story does not say"), said)
    if trace.answer == _UNKNOWN:
        said = _("The network finds no sentence that answers this question.")
        return Trust("untold", _("the story does not say"), said)
    if trace.unknown:
        said = _("It has never read {word}, and sees a blank there.").format(word=trace.unknown[0])
        return Trust("unsure", _("not sure"), said)
    share = percent_text(trace.probability)
    if trace.probability < _threshold(card):
        said = _("It gives this answer {share}; below {least} it is often wrong.")
        return Trust("unsure", _("not sure"), said.format(share=share, least=percent_text(_threshold(card))))
    return Trust(
        "sure",
        _("sure"),
        _("It gives this answer {share}, and every word of the question is known to it.").format(share=share),
    )


def _threshold(card: Card) -> float:
    """The probability from which this network's answers are called sure."""
    found = card.metrics.get("everyday", {}).get("sure", _SURE)
    return found if isinstance(found, float) else _SURE


def _names(question: str) -> list[str]:
    """Whom a question names: words with a capital, the first word left out."""
    return [name for name in _NAME.findall(question.strip()) if name not in _NAMES]
