"""Entity linking: the names that a question holds, the longest first (Miller et al. 2016, section 5.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from memviz.story.form import Word, formed, plain, words
from memviz.story.limits import NAME_WORDS
from memviz.story.retrieval import Link, Name, Token

# Names that are ordinary words: many a film is called like one (“It”, “Her”, “Film”), and most questions mean the word.
# A name made of these words alone is a link only where it is written as the name is, with a capital, after the first
# word.
ORDINARY = frozenset(
    words(
        "a about actor actors all an and any are as at author be been by can creator described did direct directed "
        "director directors do does famous film films for from genre genres good had has have he her him his how i if "
        "in is it its language languages me movie movies my no of on or person popular primary rating release "
        "released s screenplay screenwriter script she so star starred starring stars story t tag tags that the their "
        "them there these they this those to topic topics us was we were what when where which who whom whose why "
        "will with words world write writer writers written wrote year years you"
    )
)
# Other names of what own facts often have, by their keys.
_ALIASES = {
    "usa": "united states", "u s a": "united states", "us": "united states", "u s": "united states",
    "america": "united states", "united states of america": "united states", "uk": "united kingdom",
    "u k": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom",
    "holland": "netherlands", "czechia": "czech republic", "burma": "myanmar", "uae": "united arab emirates",
    "ivory coast": "cote d ivoire", "south korean": "south korea", "nyc": "new york", "sci fi": "science fiction",
}  # fmt: skip
_ALIAS_WORDS = 4  # at most
_SPELLINGS = 4  # spellings of one name that are linked together at most
_VARIANTS = 64  # spellings of one name that are compared with what stands in the text

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# Vowel signs and accents are marks to Python, no letters: Indic, Thai, Arabic, Hebrew, and accents written apart.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e"
_WORD = re.compile(rf"[{_CJK}$€£¥₹]|(?:[^\W_{_CJK}]|[{_MARKS}])+")
_ACCENTS = re.compile("[\u0300-\u036f]")


class Names(Protocol):
    """Names that can be linked."""

    def lengths(self, first: str) -> Collection[int]:
        """How many words the names may have that begin with a folded word."""

    def known(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The names of every key (see `key`) that has any."""


class NameTable:
    """Names in memory: for what a person pasted, and for documents."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        distinct: dict[str, str] = {}
        for name in names:
            distinct.setdefault(plain(name), name)
        for name in distinct.values():
            if spelt := key(name):
                self._names.setdefault(spelt, []).append(name)
        self._lengths: dict[str, set[int]] = {}
        for spelt in self._names:
            first, *rest = spelt.split(" ")
            self._lengths.setdefault(first, set()).add(1 + len(rest))

    def lengths(self, first: str) -> Collection[int]:
        """How many words the names have that begin with a folded word."""
        return self._lengths.get(first, ())

    def known(self, keys: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The names of every key that has any."""
        return {each: self._names[each] for each in keys if each in self._names}


def tokens(text: str) -> list[Word]:
    """The words of a name or a question: punctuation and apostrophes split, a CJK character is a word of its own."""
    form = formed(text)
    return [
        Word(match[0], form.starts[match.start()], form.ends[match.end() - 1]) for match in _WORD.finditer(form.text)
    ]


def fold(word: str) -> str:
    """A word in its form, without its case and accents."""
    if word.isascii():
        return word.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold()))


def key(text: str) -> str:
    """What every spelling of a name has in common: its folded words. Empty for a name of punctuation alone."""
    return " ".join(fold(word.text) for word in tokens(text))


def link(question: str, names: Names) -> tuple[Link, ...]:
    """The names in a question, from left to right: the longest first, and no two overlap.

    Where the question has capitals after its first word, a name written with its capitals comes before a longer one
    that is not. Who writes no capitals does not say which of “blade runner” and “Blade Runner” is meant: both are
    linked, in one place.
    """
    found = tokens(question)
    taken: set[int] = set()
    links: list[Link] = []
    for *_, i, j, chosen in sorted(_matches(question, found, names)):
        if taken.isdisjoint(range(i, j)):
            taken.update(range(i, j))
            links.extend(Link(found[i].start, found[j - 1].end, name) for name in chosen)
    return tuple(sorted(links, key=lambda each: each.start))  # stable: the spellings of one name keep their order


def _matches(
    question: str, found: Sequence[Word], names: Names
) -> Iterator[tuple[bool, int, bool, int, int, list[str]]]:
    """Every run of words i to j that is a name: what to sort it by, i, j, and the names it stands for."""
    folded = [fold(word.text) for word in found]
    keys = {
        (i, i + n): " ".join(folded[i : i + n])
        for i, word in enumerate(folded)
        for n in names.lengths(word)
        if n <= NAME_WORDS and i + n <= len(folded)
    }
    aliases = dict(_aliases(found))
    there = names.known({*keys.values(), *aliases.values()})
    keys |= {place: spelt for place, spelt in aliases.items() if keys.get(place) not in there}
    known = {
        spelt: {name: [word.text for word in tokens(name)] for name in sorted(sorted(each, key=len)[:_VARIANTS])}
        for spelt, each in there.items()
    }
    ordinary = [word in ORDINARY for word in folded]
    cased = _capital(found[1:])
    for (i, j), spelt in keys.items():
        if spelt in known:
            capital = _capital(found[i:j])
            same = _same_case(question, found[i:j], known[spelt])
            if all(ordinary[i:j]) and (i, j) not in aliases:
                chosen = same[:1] if i and capital else []
            elif cased and (same or not capital):
                chosen = same[:1]
            else:
                chosen = [*same[:1], *(name for name in known[spelt] if name not in same)][:_SPELLINGS]
            certain = cased and capital and bool(same)  # “spoken in Hell” does not mean the film “In Hell”
            if chosen:
                yield not certain, i - j, not same, i, j, chosen


def _aliases(found: Sequence[Word]) -> Iterator[tuple[tuple[int, int], str]]:
    """Runs of words that are another name, and the key of the usual one; “us” is a word where it has no capitals."""
    folded = [fold(word.text) for word in found]
    for i in range(len(folded)):
        for j in range(i + 1, min(len(folded), i + _ALIAS_WORDS) + 1):
            spelt = " ".join(folded[i:j])
            if spelt in _ALIASES and (spelt != "us" or found[i].text == "US"):
                yield (i, j), _ALIASES[spelt]


def _same_case(question: str, span: Sequence[Word], names: Mapping[str, list[str]]) -> list[str]:
    """The names whose words are those of `span` in the same case; first, the one that stands in the question."""
    written = [word.text for word in span]
    same = [name for name, spelling in names.items() if spelling == written]
    if len(same) < 2:
        return same
    asked = plain(question)
    return sorted(same, key=lambda name: (plain(name) not in asked, -len(name), name))  # “Who?”, “Who” are two films


def _capital(span: Sequence[Word]) -> bool:
    return any(word.text != word.text.lower() for word in span)


def question_tokens(question: str, links: Iterable[Link]) -> tuple[Token, ...]:
    """The question as a network reads it: a Name for every link, the words between them."""
    parts: list[Token] = []
    end = 0
    for each in links:
        parts += words(question[end : each.start])
        parts.append(Name(each.name))
        end = each.end
    return (*parts, *words(question[end:]))
