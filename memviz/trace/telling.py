"""What a picture says of a trace, a beat at a time: sentences made once, for every page and file that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memviz.language import _, counted
from memviz.story.form import words
from memviz.story.line import shorten
from memviz.trace import AS_GOOD, Trace
from memviz.trace.spelling import bare, spelled
from memviz.trace.verdict import in_words

Said = tuple[tuple[str, bool], ...]
"""A sentence in pieces, each with whether it stands out: words of the story, and answers."""

_MOST = 3  # words or sentences that are named in a sentence
_LONGEST = 60  # letters of a sentence that is quoted
_LEADS = 0.5  # attention that sentences have together which have it for the most part
_OPEN, _CLOSE = "\x02", "\x03"  # around what stands out, until the sentence is whole
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_PLAIN = frozenset(
    """a an the is are was were be been am do does did has have had to of in on at by for from with and or not no there
    here it its he she they him her them his their i you we who what where when why how which that this these those
    before after then if as than many much afterwards following later next finally""".split()  # noqa: SIM905
)


def addressing(trace: Trace, hop: int) -> Said:
    """Key addressing of a hop (from 0): which sentences match, and by which words."""
    attention = trace.hops[hop].attention
    top = int(attention.argmax())
    if top >= trace.sentences:
        return _pieces(_("Hop {hop}: no sentence matches, so it looks at nothing.").format(hop=hop + 1))
    told = {"hop": str(hop + 1), "sentences": _sentences(trace, _leaders(trace, hop) or [top])}
    if not _leaders(trace, hop):
        return _pieces(_("Hop {hop} looks at many sentences, most at {sentences}.").format(**told))
    if found := shared(trace, hop)[:_MOST]:
        said = counted(
            "Hop {hop}: {words} matches {sentences}.",
            "Hop {hop}: {words} match {sentences}.",
            len(found),
            words=_listed(found),
            **told,
        )
        return _pieces(said)
    if hop == 0:
        return _pieces(_("Hop {hop}: the question matches {sentences}.").format(**told))
    return _pieces(_("Hop {hop}: what it has read leads to {sentences}.").format(**told))


def reading(trace: Trace, hop: int) -> Said:
    """Value reading of a hop: what is read, and what the next hop looks for with it, or the answer after the last."""
    top = int(trace.hops[hop].attention.argmax())
    if top >= trace.sentences:
        read = _("nothing")
    elif len(rows := _leaders(trace, hop)) == 1:
        read = f"“{shorten(bare(trace.slots[top].value), _LONGEST)}”"
    else:
        read = _sentences(trace, rows) if rows else _("a little of many sentences")
    if hop < len(trace.hops) - 1:
        return _pieces(_("It reads {read}.").format(read=read) + " " + _seeking(trace, hop + 1))
    if in_words(trace, trace.answer) != trace.answer:
        return _pieces(_("It reads {read} and finds no answer.").format(read=read))
    answer = _marked(shorten(spelled(trace, trace.answer), _LONGEST))
    return _pieces(_("It reads {read} and answers {answer}.").format(read=read, answer=answer))


def _leaders(trace: Trace, hop: int) -> list[int]:
    """The sentences that a hop looks at, if most of its attention goes to a few; else none."""
    attention = trace.hops[hop].attention[: trace.sentences]
    rows = [i for i, weight in enumerate(attention) if weight >= AS_GOOD * attention.max()]
    return rows if len(rows) <= _MOST and attention[rows].sum() >= _LEADS else []


def _sentences(trace: Trace, rows: Sequence[int]) -> str:
    """Sentences by their numbers."""
    numbers = _listed([str(row + 1 + trace.forgotten) for row in rows])
    return counted("sentence {rows}", "sentences {rows}", len(rows), rows=numbers)


def _seeking(trace: Trace, hop: int) -> str:
    """What a hop looks for, told by the words that what it finds shares with what was read before."""
    now, before = (int(trace.hops[k].attention.argmax()) for k in (hop, hop - 1))
    if now >= trace.sentences:
        return _("Nothing else matches.")
    if now == before:
        return _("It looks there once more.")
    found, asked = shared(trace, hop), words(trace.question.text)
    found = [word for word in found if _is_name(trace, word)] or found  # who it is about says more than the rest
    sought = {word for text in (trace.question.text, *_read(trace, hop - 1)) for word in words(text)}
    new = [word for word in found if not sought & set(words(word))]
    if not found:
        return _("It looks again with what it has read.")
    if not new:
        return _("It looks for {words} once more.").format(words=_listed(found[:_MOST]))
    if asked[:1] == ["where"] and _is_name(trace, new[0]):
        was = _("It now looks for where {name} was.")
        said = was if {"was", "were", "did"} & set(asked) else _("It now looks for where {name} is.")
        return said.format(name=_marked(new[0]))
    return _("It now looks for {words}.").format(words=_listed(new[:_MOST]))


def _is_name(trace: Trace, word: str) -> bool:
    """Whether a word names somebody: it has a capital wherever it stands, and more than once."""
    as_told = [bare(token) for slot in trace.slots[: trace.sentences] for token in slot.key.split()]
    same = [token for token in as_told if token.lower() == word.lower()]
    return len(same) > 1 and all(token[:1].isupper() for token in same)


def shared(trace: Trace, hop: int) -> list[str]:
    """The words of the sentence that a hop looks at most, as they stand there, that the question has, too, or what was
    read before; those that lower the score, where that is known, left out."""
    sought = {word for text in (trace.question.text, *_read(trace, hop)) for word in words(text)} - _PLAIN
    row = int(trace.hops[hop].attention.argmax())
    return [token for token, adds in _tokens(trace, hop, row) if adds and sought & set(words(token))]


def _read(trace: Trace, hop: int) -> list[str]:
    """What was read before a hop: the sentence that each looked at most."""
    rows = (int(each.attention.argmax()) for each in trace.hops[:hop])
    return [trace.slots[row].key for row in rows if row < trace.sentences]


def _tokens(trace: Trace, hop: int, row: int) -> Iterator[tuple[str, bool]]:
    """The tokens of a row without their punctuation, and whether each may have raised the score."""
    scores = trace.hops[hop].word_scores
    for at, token in enumerate(trace.slots[row].key.split()):
        yield bare(token), scores is None or bool(scores[row, at] > 0)


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
