"""What looks like a name in plain English text: written with a capital inside a sentence, or a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from memviz.facts.linking import NameTable, link
from memviz.facts.sentences import SHORT, STARTERS

# “J.R.R.”, “Jr.”, then any word with what is inside it: “O'Hara”, “Kar-wai”, “1,000”.
_WORD = re.compile(rf"(?:[^\W\d_]\.)+|(?:{SHORT})\.|\d+(?:[.,]\d+)*(?!\w)|[^\W_]+(?:['’-][^\W_]+)*")
_JOINS = re.compile(r"\s+(?:&\s+)?")
_REACH = 4  # words: three particles at most, and the capital after them
_NEW_START = re.compile(r":|,\s*[“\"‘«]")  # the next word may have its capital because something begins: “…”
_POSSESSIVE = re.compile(r"['’]s$")
_SUFFIX = re.compile(r"-[a-z]\w*$")  # “English-language”
_PREFIXED = re.compile(r"[a-z]{1,3}['’-](?=[^\W\d_])(?![a-z])")  # d'Amico, al-Mansour
_PARTICLES = frozenset(
    ("of", "the", "de", "la", "le", "du", "del", "della", "da", "di", "dos", "van", "von", "der", "bin", "ibn")
)
# A title or a trade before a name, and contractions, are no part of a name, though a sentence begins with them.
_BEFORE_NAMES = (
    "actor actors actress actresses author composer critic critics director directors filmmaker novelist producer star "
    "stars writer writers i'm i've i'd i'll it's that's there's he's she's they're we're you're what's who's"
)
_NO_NAMES = STARTERS | frozenset(_BEFORE_NAMES.split())


@dataclass
class _Word:
    """A word of a sentence: is it joined to the one before it, and has it a capital only because something begins?"""

    text: str
    start: int
    end: int
    joined: bool
    first: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def number(self) -> bool:
        return self.text[0].isdigit() and self.text[-1].isdigit() and not re.search(r"[^\d.,]", self.text)

    @property
    def plain(self) -> str:
        """In lower case, with a typewriter's apostrophe."""
        return self.text.lower().replace("’", "'")


def names_in(title: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """The title, capitalised sequences that are no mere beginnings of sentences, and numbers, as they first appear.

    Short words join capitalised ones (“Lawrence of Arabia”), “and” never does: it more often stands between two names.
    The first word of a sentence counts if it has its capital inside some sentence, too.
    """
    whole = NameTable([title])
    lines = [_words(sentence, [(each.start, each.end) for each in link(sentence, whole)]) for sentence in sentences]
    inside = {word.text for line in lines for word in line if word.capital and not word.first}
    pairs = {(a.text, b.text) for line in lines for a, b in pairwise(line) if b.joined and not a.first}
    small = {word.text for line in lines for word in line if not word.capital}
    found = dict.fromkeys([title] if title else [])
    for sentence, line in zip(sentences, lines, strict=True):
        for group in _groups(line):
            if kept := _without_beginning(group, inside, pairs, small):
                name = _POSSESSIVE.sub("", sentence[kept[0].start : kept[-1].end])
                found.setdefault(_SUFFIX.sub("", name) if len(kept) == 1 else name)
    return tuple(found)


def _words(sentence: str, taken: Iterable[tuple[int, int]]) -> list[_Word]:
    """The words of a sentence outside the places that are taken. A heading in capitals has none, save its numbers."""
    found: list[_Word] = []
    end = 0
    shouted = sentence.isupper() and " " in sentence.strip()
    taken = list(taken)
    for match in _WORD.finditer(sentence):
        if any(match.start() < stop and start < match.end() for start, stop in taken):
            continue
        gap = sentence[end : match.start()]
        owner = bool(found and _POSSESSIVE.search(found[-1].text))
        word = _Word(match[0], match.start(), match.end(), False, not end or bool(_NEW_START.search(gap)))
        word.joined = bool(found and not owner and _JOINS.fullmatch(gap))
        end = match.end()
        if not shouted or word.number:
            found.append(word)
    return found


def _groups(line: Sequence[_Word]) -> list[list[_Word]]:
    """Runs of words that belong together: capitals, the particles between them, small numbers after them; numbers."""
    groups: list[list[_Word]] = []
    i = 0
    while i < len(line):
        group = [line[i]]
        i += 1
        if group[0].capital:
            while step := _goes_on(line[i : i + _REACH]):
                group += line[i : i + step]
                i += step
        if group[0].capital or group[0].number:
            groups.append(group)
    return groups


def _goes_on(rest: Sequence[_Word]) -> int:
    """How many of the next words continue a name: 0 if none."""
    if not rest or not rest[0].joined:
        return 0
    word = rest[0]
    if word.capital or _PREFIXED.match(word.text) or (word.number and len(word.text) < 4):
        return 1
    for i, each in enumerate(rest):
        if i and each.joined and each.capital:
            return 0 if [word.plain for word in rest[:i]] == ["the"] else i + 1  # “In Paris the French …”
        if not each.joined or each.text not in _PARTICLES:
            return 0
    return 0


def _without_beginning(
    group: list[_Word], inside: set[str], pairs: set[tuple[str, str]], small: set[str]
) -> list[_Word]:
    """A group without the word that only begins a sentence; empty if nothing else is left."""
    head = group[0]
    if head.number:
        return group
    certain = len(group) > 1 and (head.text, group[1].text) in pairs
    if head.first and not certain and (head.plain in _NO_NAMES or head.plain in small):
        group = group[1:]
        while group and not group[0].capital:
            group = group[1:]
        return [] if len(group) == 1 and group[0].plain in _NO_NAMES else group
    if len(group) == 1 and (head.plain in _NO_NAMES or (head.first and head.text not in inside)):
        return []
    return group
