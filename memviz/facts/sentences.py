"""Where a sentence ends: not after the initial of a name, and not after “Dr.”."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')\]]*\s+|(?<=[。！？])\s*(?=\S)")
_ENDING = 30  # characters that tell whether a sentence ends: a text of a million initials is still read at once
_WORD = re.compile(r"\S+")
_INITIAL = re.compile(r"(?:^|[\s.(“\"'‘-])[^\W\d_]\.$")  # Samuel L. Jackson, J. R. R. Tolkien, J.J. Abrams
SHORT = "Mr|Mrs|Ms|Dr|St|Mt|Prof|Sgt|Lt|Col|Gen|Capt|Rev|Jr|Sr"
_SHORT = re.compile(rf"(?:^|\W)(?:{SHORT}|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$")

# What a sentence begins with and a name seldom goes on with.
_STARTERS = (
    "a about after all also although an and another any as at based because before both but by despite directed during "
    "each even every finally first following for from had has have he her here his how however i if in indeed inside "
    "instead into is it its just last later like many meanwhile most much my near neither no nobody not nothing now of "
    "on once one only or other our out over perhaps set several she since so some soon starring such than that the "
    "their then there these they this those though three through thus to today together two under unlike until up upon "
    "was we what when where whether which while who whose why with within without written yet you your"
)
STARTERS = frozenset(_STARTERS.split())


def split_sentences(line: str) -> tuple[str, ...]:
    """The sentences of a line, its full stops kept."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(line):
        following = _WORD.match(line, end.end())
        ending = line[max(start, end.start() - _ENDING) : end.start()]
        if ends_sentence(ending, following[0] if following else ""):
            found.append(line[start : end.end()].strip())
            start = end.end()
    return (*found, *([line[start:].strip()] if line[start:].strip() else []))


def ends_sentence(text: str, following: str = "") -> bool:
    """Whether a text ends where a sentence does: no initial, no “Dr.” and no “...” that goes on.

    `following` is the next word, if there is one: “World War I. It …” are two sentences.
    """
    if text.endswith("..."):
        return following[:1].isupper()
    if _INITIAL.search(text) or _SHORT.search(text):
        word = following.strip("“”\"'‘’(,")
        return word[:1].isupper() and word.lower() in STARTERS
    return True
