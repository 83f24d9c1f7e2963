"""The form of a text from outside: what it is before anything compares it, cuts it or counts its words.

What is shown stays as it was typed; only half characters are replaced there (`whole`). All else goes by `plain`: signs
that nobody sees are gone, and what looks alike is alike. The form of a form is itself.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# Unicode's Default_Ignorable_Code_Point, control characters that are no space, and marks of annotation. Joiners are
# among them: they shape letters of Persian or Hindi, and words with and without them are the same.
_UNSEEN = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
_HALF = re.compile("[\ud800-\udfff]")
_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_ALIKE = str.maketrans(
    dict.fromkeys("’‘‛′‵´\u1ffdʼʻʹ", "'")
    | dict.fromkeys("‐‑−", "-")
    | dict.fromkeys(_SPACES + "\u2028\u2029\u202f\u205f\u3000", " ")
)
_LETTER = r"[^\W\d_]"
# What stands between two words without a space: a dash, an ellipsis, a stop that no word has in it; and a comma or a
# slash between two letters on either side. “n/a”, “s,e”, “1,000” and “well-known” are one word each.
_PARTING = re.compile(
    rf"\s+|[‒–—―⸺⸻।॥۔؟،؛。、]+|--+|\.\.+|(?<={_LETTER}{_LETTER})[,;:!?/](?={_LETTER}{_LETTER})"
    rf"|(?<={_LETTER}{_LETTER})\.(?={_LETTER})"
)
# Where an ASCII text may need more than `str.split` and `str.strip`, which read almost every text ten times as fast.
_ODD = re.compile(r"[,;:!?/.\x00-\x08\x0e-\x1b\x7f-](?=\S)")
_EDGES = string.punctuation + "".join(map(chr, (*range(0x09), *range(0x0E, 0x1C), 0x7F)))
_PILED = 32  # marks on one letter that are heeded, as in Unicode's stream-safe text: to order n of them takes n² steps
_CHUNK = 1000  # characters that are looked at in one go, for the same reason
_VOWELS_AND_ENDINGS = ("\u1160", "\u11ff")  # of Korean letters that join the one before


class Form(NamedTuple):
    """A text in its form. Character i of it stands at starts[i] to ends[i] of the text as it was typed."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class Word(NamedTuple):
    """A word in its form, and where it stands in the text as it was typed, marks around it left out."""

    text: str
    start: int
    end: int


def whole(text: str) -> str:
    """A text as it was typed, without half characters, which can be neither saved nor sent: each becomes “�”."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def seen(text: str) -> tuple[str, Sequence[int]]:
    """A text without the signs that nobody sees, and where each character of it, and its end, stands in the text."""
    places: list[int] = []
    start = 0
    for gap in _INVISIBLE.finditer(text):
        places += range(start, gap.start())
        start = gap.end()
    if start == 0:
        return text, range(len(text) + 1)
    places += range(start, len(text) + 1)
    return _INVISIBLE.sub("", text), places


def plain(text: str) -> str:
    """The form of a text: only what is seen, one kind of space, apostrophe and hyphen, and no compatibility characters
    (NFKC) but symbols and fractions, which would become letters. Case, accents and marks of punctuation stay."""
    return formed(text).text


def formed(text: str) -> Form:
    """The form of a text and where each of its characters comes from; see `plain`."""
    alike = text if text.isascii() else text.translate(_ALIKE)
    if not _INVISIBLE.search(alike) and (alike.isascii() or _is_composed(alike)):
        return Form(alike, range(len(alike)), range(1, len(alike) + 1))
    begun = _clusters(alike)
    over = [*begun[1:], len(alike)]
    clusters = [alike[start:end] for start, end in zip(begun, over, strict=True)]
    forms = {cluster: _composed(_INVISIBLE.sub("", cluster)[:_PILED]) for cluster in set(clusters)}
    parts = [forms[cluster] for cluster in clusters]
    starts = [start for start, part in zip(begun, parts, strict=True) for _ in part]
    ends = [end for end, part in zip(over, parts, strict=True) for _ in part]
    return Form("".join(parts), starts, ends)


def words(text: str) -> list[str]:
    """The words of a sentence: lower case, parted at white space, dashes and slashes, the marks around them dropped.

    A token of punctuation or symbols alone is no word; hyphens inside a word stay, and so do commas between single
    letters (“s,e” is one answer).
    """
    if text.isascii() and not _ODD.search(text):
        return [word for token in text.lower().split() if (word := token.strip(_EDGES))]
    typed = plain(text)
    return [_lower(typed[start:end]) for start, end in _places(typed)]


def placed_words(text: str) -> list[Word]:
    """The words of a text, as `words` has them, with their places."""
    form = formed(text)
    return [
        Word(_lower(form.text[start:end]), form.starts[start], form.ends[end - 1]) for start, end in _places(form.text)
    ]


def runs_on(text: str, stop: int) -> bool:
    """Whether the mark at this place ends a sentence that the next begins right behind: “kitchen.John”, not “U.S.”."""
    before, after = text[max(0, stop - 2) : stop], text[stop + 1 : stop + 3]
    return len(before) == 2 and all(map(str.islower, before)) and after[:1].isupper() and not after[1:].isupper()


def _is_composed(text: str) -> bool:
    """Whether each part of a text is in its normal form, and none begins with what belongs to the one before."""
    return not _HALF.search(text) and all(
        unicodedata.is_normalized("NFKC", text[at : at + _CHUNK]) and not (at and _continues(text[at]))
        for at in range(0, len(text), _CHUNK)
    )


def _clusters(text: str) -> list[int]:
    """Where characters begin, with the marks that belong to them: no normal form reaches beyond. A text has few
    different characters, so each of them is looked at once."""
    continuing = set(filter(_continues, set(text)))
    return [at for at, character in enumerate(text) if at == 0 or character not in continuing]


@lru_cache(maxsize=1 << 12)
def _continues(character: str) -> bool:
    if character.isascii():
        return bool(_INVISIBLE.match(character))
    first, last = _VOWELS_AND_ENDINGS
    head = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(head)[0] == "M" or first <= head <= last or bool(_INVISIBLE.match(character))


@lru_cache(maxsize=1 << 12)
def _composed(cluster: str) -> str:
    """The normal form of one cluster. What would fall into several words, and a symbol, which would become letters
    (™), stay; but those that are only wider or narrower than usual do not."""
    seen = _HALF.sub("\ufffd", cluster)
    if seen.isascii():
        return seen
    found = unicodedata.normalize("NFKC", seen).translate(_ALIKE)
    symbol = unicodedata.category(seen[0])[0] == "S"
    if found.isspace() or not (symbol or " " in found or "\u2044" in found):
        return found
    wide = unicodedata.decomposition(seen[0]).startswith(("<wide>", "<narrow>"))
    return found if wide else unicodedata.normalize("NFC", seen)


def _places(form: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text in its form stand."""
    start = 0
    for parting in _PARTING.finditer(form):
        if parting[0] == "." and not runs_on(form, parting.start()):
            continue
        yield from _bare(form, start, parting.start())
        start = parting.end()
    yield from _bare(form, start, len(form))


def _bare(form: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place of a word without the marks around it; nothing if there is nothing else."""
    while start < end and _is_mark(form[start]):
        start += 1
    while start < end and _is_mark(form[end - 1]):
        end -= 1
    if start < end:
        yield start, end


def _is_mark(character: str) -> bool:
    """Whether a character at a word's edge is none of its letters: punctuation, a symbol, an enclosing mark."""
    if character.isascii():
        return character in string.punctuation
    category = unicodedata.category(character)
    return category[0] in "PS" or category == "Me"


def _lower(word: str) -> str:
    return word.lower() if word.isascii() else plain(word.lower())
