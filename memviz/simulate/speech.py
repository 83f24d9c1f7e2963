"""How the stories speak: what a new word is likely to be, by the words that it stands between.

In “Zorblax teleported to the quarry” nobody has to know the first word and the last to see that they name somebody and
some place, since names stand there in every story told; and what stands second is something that names do.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from memviz import simulate
from memviz.data.babi import TASKS
from memviz.simulate.nouns import NOUNS
from memviz.story.form import Word, placed_words, plain, words
from memviz.story.line import TIE
from memviz.story.vocab import Vocab

_NAME, _START, _END, _NEW = "<name>", "<start>", "<end>", "<new>"
_STORIES = 40  # of each task: its every turn of phrase is among them
_LONGEST = 5  # new words in a row that are looked at; more are no sentence of this kind
_OFFERED = 4
_OF_VERBS = ("ed", "ing")
_CLOSED = frozenset(
    words(
        "a after afterwards an and at back before down either following he her him his in is it longer no not of "
        "or she that the them then there they to up was with"
    )
)
_ARTICLES = frozenset({"the", "a", "an"})
_ASKING = frozenset({"where", "what", "who", "why", "how", "is", "does"})


@dataclass(frozen=True)
class Reading:
    """Texts as a network with placeholders reads them.

    texts  the texts, the words of a name of several words tied into one
    names  new words that stand where names stand (people, places, things), as they are tied, in order of appearance
    """

    texts: tuple[str, ...]
    names: tuple[str, ...]


def read(texts: Sequence[str], vocab: Vocab) -> Reading:
    """Find the new names in texts that belong together: what is a name in one of them is one in all."""
    joined = {name for text in texts for name in _names(text, vocab) if TIE in name}
    parts = {tuple(name.split(TIE)) for name in joined}
    tied = tuple(_tied(text, parts) for text in texts)
    # Read again: who is called by two words may stand before a third one that is new, and this time it is no part.
    names = {name for text in tied for name in _names(text, vocab, joined)} | joined
    return Reading(tied, tuple(dict.fromkeys(word for text in tied for word in words(text) if word in names)))


def suggestions(word: str, texts: Sequence[str], vocab: Vocab) -> tuple[str, ...]:
    """Known words that could stand where a new one stands in the texts: those spelled alike, then the frequent ones."""
    reading = read(texts, vocab)
    names = set(reading.names)
    fitting: Counter[str] = Counter()
    for text in reading.texts:
        tokens = words(text)
        if not any(map(vocab.number, tokens)):
            continue
        kinds = [_START, *(_NAME if each in names else _kind(each, vocab) for each in tokens), _END]
        for i, each in enumerate(tokens, 1):
            if each == word:
                fitting.update(_fitting(_speech(_asks(tokens)), kinds[i - 1], kinds[i + 1], vocab))
    alike = difflib.get_close_matches(word, fitting, n=_OFFERED, cutoff=0.75)
    frequent = sorted(fitting, key=lambda each: (-fitting[each], each))
    return tuple(dict.fromkeys([*alike, *frequent]))[:_OFFERED]


@dataclass(frozen=True)
class _Speech:
    """Which neighbours (left, right) names have, which other words stand between two neighbours, how often, and
    between which there are words of the kind that new ones come in: “went”, and not “and”."""

    names: frozenset[tuple[str, str]]
    others: Mapping[tuple[str, str], Counter[str]]
    verbs: frozenset[tuple[str, str]]


@cache
def _speech(asked: bool) -> _Speech:
    """How questions, or sentences, are put together."""
    names: set[tuple[str, str]] = set()
    others: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for text in _texts():
        tokens = words(text)
        if _asks(tokens) != asked:
            continue
        kinds = [_START, *(_NAME if word in NOUNS else word for word in tokens), _END]
        for left, kind, right in zip(kinds, kinds[1:], kinds[2:], strict=False):
            for place in ((left, right), (left, _NEW), (_NEW, right)):
                if kind == _NAME:
                    names.add(place)
                else:
                    others[place][kind] += 1
    verbs = frozenset(place for place, found in others.items() if any(word not in _CLOSED for word in found))
    return _Speech(frozenset(names), others, verbs)


def _texts() -> Iterator[str]:
    for task in TASKS:
        for _, story in zip(range(_STORIES), simulate.stories(task), strict=False):
            yield from (slot.key for slot in story.slots)
            yield from (question.text for question in story.questions)


def _asks(tokens: Sequence[str]) -> bool:
    return bool(tokens) and tokens[0] in _ASKING


def _kind(word: str, vocab: Vocab) -> str:
    return _NEW if not vocab.number(word) else _NAME if word in NOUNS else word


def _fitting(speech: _Speech, left: str, right: str, vocab: Vocab) -> Counter[str]:
    """The known words between two neighbours; where nothing is known of both, after the left one."""
    for place in ((left, right), (left, _NEW)):
        found = Counter({word: n for word, n in speech.others[place].items() if vocab.number(word)})
        if place in speech.names:
            found.update({noun: 1 for noun in NOUNS if vocab.number(noun)})
        if found:
            return found
    return Counter()


def _names(text: str, vocab: Vocab, found: Collection[str] = ()) -> Iterator[str]:
    """The new names of a text that has words to know them by, besides those already found."""
    tokens = placed_words(text)
    kinds = [_NAME if word.text in found else _kind(word.text, vocab) for word in tokens]
    if all(kind == _NEW for kind in kinds):
        return
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and kinds[end] == _NEW and not _breaks(text, tokens, start, end):
            end += 1
        if start < end <= start + _LONGEST:
            yield from _best(text, tokens, start, end, [_START, *kinds, _END])
        start = max(end, start + 1)


def _breaks(text: str, tokens: Sequence[Word], start: int, end: int) -> bool:
    """Whether a comma or the like stands before a word, so that no name goes on with it."""
    return end > start and not plain(text[tokens[end - 1].end : tokens[end].start])[:1].isspace()


def _best(text: str, tokens: Sequence[Word], start: int, end: int, kinds: Sequence[str]) -> list[str]:
    """The names in a run of new words, by the least strange way to cut it into names and other words."""
    run = [word.text for word in tokens[start:end]]
    capital = [i > 0 and text[tokens[i].start].isupper() for i in range(start, end)]
    speech = _speech(_asks([word.text for word in tokens]))

    def strangeness(cut: Sequence[tuple[int, int, bool]]) -> float:
        around = [kinds[start], *(_NAME if name else _NEW for *_, name in cut), kinds[end + 1]]
        total = 0.0
        for (first, last, name), left, right in zip(cut, around, around[2:], strict=False):
            total += _misfit(speech, left, right, name)
            total += (last - first - 1) * (0.5 if left in _ARTICLES else 0.9)
            total += 1.5 * sum(capital[i] and not name for i in range(first, last))
            total += 0.5 * sum(run[i].endswith(_OF_VERBS) and not capital[i] for i in range(first + 1, last))
        return total

    cut = min(_cuts(len(run)), key=strangeness)
    return [TIE.join(run[first:last]) for first, last, name in cut if name]


def _misfit(speech: _Speech, left: str, right: str, name: bool) -> float:
    """How little a name, or another word, fits between two neighbours; that a new word is no name is the less likely,
    there being few such words."""
    known = speech.names if name else speech.verbs
    if (left, right) in known:
        return 0.0 if name else 1.0
    halves = ((left, _NEW) in known) + ((_NEW, right) in known)
    return (3.5 if name else 4.0) - halves


def _cuts(length: int, first: int = 0, after_name: bool = False) -> Iterator[list[tuple[int, int, bool]]]:
    """Every way to cut a run into names (of any length, never two in a row) and single other words, early and short
    names first: a sentence begins with who or what it is about."""
    if first == length:
        yield []
        return
    if not after_name:
        for last in range(first + 1, length + 1):
            for rest in _cuts(length, last, after_name=True):
                yield [(first, last, True), *rest]
    for rest in _cuts(length, first + 1):
        yield [(first, first + 1, False), *rest]


def _tied(text: str, joined: Collection[tuple[str, ...]]) -> str:
    """The text with the words of such names tied."""
    if not joined:
        return text
    tokens = placed_words(text)
    texts = [word.text for word in tokens]
    spans = (tuple(texts[i : i + n]) for i in range(len(texts)) for n in range(2, _LONGEST + 1))
    loose = [True] * len(tokens)  # what is tied to a longer name is tied to no other
    gaps: list[tuple[int, int]] = []
    for name in sorted({span for span in spans if span in joined}, key=len, reverse=True):
        size = len(name)
        for i in range(len(tokens) - size, -1, -1):
            if all(loose[i : i + size]) and tuple(texts[i : i + size]) == name:
                loose[i : i + size] = [False] * size
                gaps += [(a.end, b.start) for a, b in pairwise(tokens[i : i + size])]
    parts, end = [], 0
    for start, after in sorted(gaps):
        parts += [text[end:start], TIE]
        end = after
    return "".join([*parts, text[end:]])
