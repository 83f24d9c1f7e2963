"""How far to trust this one answer: a word, and the reason for it."""

from __future__ import annotations

import re

from memviz.answer.sorts import people
from memviz.language import _
from memviz.story.form import words
from memviz.story.line import untied
from memviz.tensors.sentences import stem
from memviz.trace import Trace
from memviz.trace.spelling import spelled
from memviz.trace.trust import Trust
from memviz.trace.verdict import UNKNOWN
from memviz.trace.wording import percent_text

_SURE = 0.85  # probability: of answers that are less likely, the network that reads everyday English has more wrong
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]+")  # a capital within the question
_THING = re.compile(r"\s*where (?:is|are|was|were) (?:the|my|your|his|her|our|their) ([\w’'-]+)[ ?]*", re.IGNORECASE)
_WHETHER = frozenset({"yes", "no", "maybe"})
_OPEN = frozenset({"where", "who", "what", "when", "why", "how"})
_NAMES = ("I", "I'm", "I've", "I'll")


def trust(trace: Trace) -> Trust:
    """Of an answer over a story: plain checks first, then the probability."""
    told = {word for slot in trace.slots[: trace.sentences] for word in words(untied(slot.key))}
    if strangers := [name for name in _names(untied(trace.question.text)) if not set(words(name)) & told]:
        said = _("{name} stands in no sentence.").format(name=strangers[0])
        return Trust("untold", _("the story does not say"), said)
    if (thing := _thing(trace.question.text)) and stem(thing) not in {stem(word) for word in told}:
        said = _("{name} stands in no sentence.").format(name=thing.capitalize())
        return Trust("untold", _("the story does not say"), said)
    if trace.answer == UNKNOWN:
        said = _("The network finds no sentence that answers this question.")
        return Trust("untold", _("the story does not say"), said)
    asked = words(trace.question.text)[:1]
    if trace.answer in _WHETHER and set(asked) & _OPEN:
        said = _("“{answer}” is no answer to a question that begins with “{word}”.")
        return Trust("unsure", _("not sure"), said.format(answer=trace.answer, word=asked[0]))
    if asked == ["where"] and {stem(word) for word in words(trace.answer)} & people():
        said = _("The question asks where, and {answer} is a person.").format(answer=spelled(trace, trace.answer))
        return Trust("unsure", _("not sure"), said)
    if trace.unknown:
        said = _("It has never read {word}, and sees a blank there.").format(word=untied(trace.unknown[0]))
        return Trust("unsure", _("not sure"), said)
    share = percent_text(trace.probability)
    if trace.probability < _SURE:
        said = _("It gives this answer {share}; below {least} it is often wrong.")
        return Trust("unsure", _("not sure"), said.format(share=share, least=percent_text(_SURE)))
    return Trust(
        "sure",
        _("sure"),
        _("It gives this answer {share}, and every word of the question is known to it.").format(share=share),
    )


def _names(question: str) -> list[str]:
    """Whom a question names: words with a capital, the first word left out."""
    return [name for name in _NAME.findall(question.strip()) if name not in _NAMES]


def _thing(question: str) -> str:
    """The one thing that a question asks the place of: “milk” of “Where is the milk?”; "" of any other question."""
    found = _THING.fullmatch(question)
    return found[1] if found else ""
