"""What a picture says of a trace, a beat at a time: sentences made once, for every page and file that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memviz.language import _, counted
from memviz.story.form import words
from memviz.story.line import shorten
from memviz.trace import Trace

Said = tuple[tuple[str, bool], ...]
"""A sentence in pieces, each with whether it stands out: words of the story, and answers."""

_MOST = 3  # words that are named in a sentence
_LONGEST = 60  # letters of a sentence that is quoted
_LEADS = 0.5  # attention from which a sentence has it for the most part
_OPEN, _CLOSE = "\x02", "\x03"  # around what stands out, until the sentence is whole
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_PLAIN = frozenset(
    """a an the is are was were be been am do does did has have had to of in on at by for from with and or not no there
    here it its he she they him her them his their i you we who what where when why how which that this these those
    before after then if as than many much""".split()  # noqa: SIM905
)


def addressing(trace: Trace, hop: int) -> Said:
    """Key addressing of a hop (from 0): which sentence matches, and by which words."""
    attention = trace.hops[hop].attention
    top = int(attention.argmax())
    told = {"hop": str(hop + 1), "row": _marked(str(top + 1 + trace.forgotten))}
    if top >= trace.sentences:
        return _pieces(_("Hop {hop}: no sentence matches, so it looks at nothing.").format(**told))
    if attention[top] < _LEADS:
        return _pieces(_("Hop {hop} looks at several sentences, most at sentence {row}.").format(**told))
    if found := shared(trace, hop)[:_MOST]:
        said = counted(
            "Hop {hop}: {words} matches sentence {row}.",
            "Hop {hop}: {words} match sentence {row}.",
            len(found),
            words=_listed(found),
            **told,
        )
        return _pieces(said)
    if hop == 0:
        return _pieces(_("Hop {hop}: the question matches sentence {row}.").format(**told))
    return _pieces(_("Hop {hop}: what it has read leads to sentence {row}.").format(**told))


def reading(trace: Trace, hop: int) -> Said:
    """Value reading of a hop: what is read, and what the network would say if it stopped here."""
    top = int(trace.hops[hop].attention.argmax())
    answer = _marked(shorten(trace.ranked(hop)[0][0], _LONGEST))
    last = hop == len(trace.hops) - 1
    if top >= trace.sentences:
        said = (
            _("It reads nothing, and answers {answer}.") if last else _("It reads nothing. It would say {answer} now.")
        )
        return _pieces(said.format(answer=answer))
    row = shorten(trace.slots[top].value, _LONGEST)
    said = _("It reads “{row}” and answers {answer}.") if last else _("It reads “{row}” It would say {answer} now.")
    return _pieces(said.format(row=row, answer=answer))


def shared(trace: Trace, hop: int) -> list[str]:
    """The words of the sentence that a hop looks at most, as they stand there, that the question has, too, or what was
    read before; those that lower the score, where that is known, left out."""
    rows = [int(each.attention.argmax()) for each in trace.hops[: hop + 1]]
    before = [trace.slots[row].key for row in rows[:-1] if row < trace.sentences]
    sought = {word for text in (trace.question.text, *before) for word in words(text)} - _PLAIN
    return [token for token, adds in _tokens(trace, hop, rows[-1]) if adds and sought & set(words(token))]


def _tokens(trace: Trace, hop: int, row: int) -> Iterator[tuple[str, bool]]:
    """The tokens of a row without their punctuation, and whether each may have raised the score."""
    scores = trace.hops[hop].word_scores
    for at, token in enumerate(trace.slots[row].key.split()):
        yield bare(token), scores is None or bool(scores[row, at] > 0)


def bare(token: str) -> str:
    """A token without the punctuation after it."""
    return token.rstrip('.,;:!?"”’)')


def _listed(found: Sequence[str]) -> str:
    """Words in a list as the language writes it."""
    marked = [_marked(word) for word in dict.fromkeys(found)]
    if len(marked) == 1:
        return marked[0]
    return _("{words} and {last}").format(words=_(", ").join(marked[:-1]), last=marked[-1])


def _marked(text: str) -> str:
    return f"{_OPEN}{text}{_CLOSE}"


def _pieces(said: str) -> Said:
    return tuple((piece, bool(i % 2)) for i, piece in enumerate(_MARKED.split(said)) if piece)
