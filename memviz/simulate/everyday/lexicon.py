"""Words and patterns as data: the text files of words/, what of them is held out, and how words are inflected."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_HEAD = re.compile(r"\[([^\]]+)\]$")
_HELD_SHARE = 16  # one pattern in so many is never shown in training
_BRITISH = ("traveled", "traveling", "canceled", "canceling", "leveled", "labeled", "labeling", "signaled", "signaling")
_PARTICLES = {"up", "down", "off", "out", "away", "over", "on", "back", "in", "together"}
_OWN = {  # where the library's first form is not the one that people write today
    ("fit", "VBD"): "fitted",
    ("dive", "VBD"): "dived",
    ("hang", "VBD"): "hung",
    ("hang", "VBN"): "hung",
    ("get", "VBN"): "got",
    ("prove", "VBN"): "proved",
    ("wake", "VBD"): "woke",
    ("wake", "VBN"): "woken",
    ("weave", "VBD"): "wove",
    ("light", "VBD"): "lit",
    ("light", "VBN"): "lit",
    ("speed", "VBD"): "sped",
    ("knit", "VBD"): "knitted",
    ("knit", "VBN"): "knitted",
    ("lie", "VBD"): "lay",
    ("lie", "VBN"): "lain",
    ("spit", "VBD"): "spat",
    ("shine", "VBD"): "shone",
}


class Pool(NamedTuple, Generic[T]):
    """Items to draw from: those of training, and those that training never shows."""

    train: tuple[T, ...]
    held: tuple[T, ...] = ()


def _lines(name: str) -> Iterable[str]:
    text = (files(__package__) / "words" / f"{name}.txt").read_text("utf-8")
    return (line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#"))


@cache
def blocks(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of a file by the heading in brackets that they stand under."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _lines(name):
        if head := _HEAD.match(line):
            lines = found.setdefault(head[1], [])
        else:
            lines.append(line)
    return {head: tuple(lines) for head, lines in found.items()}


@cache
def lines(name: str, heading: str) -> Pool[str]:
    """The lines under one heading, a fixed share of them and those with words that training never shows apart."""
    found = blocks(name)[heading]
    held = {line for line in found if shows_held_out(line) or is_held_pattern(line)}
    return Pool(tuple(line for line in found if line not in held), tuple(line for line in found if line in held))


@cache
def lists(name: str) -> dict[str, Pool[str]]:
    """The words of a file, divided by commas, by the heading that they stand under."""
    return {head: pool(_words(lines)) for head, lines in blocks(name).items()}


def _words(lines: Iterable[str]) -> list[str]:
    found = [word.strip() for line in lines for word in line.split(",") if word.strip()]
    return list(dict.fromkeys(found))


@cache
def held_out() -> frozenset[str]:
    """Every word, in every form, that training never shows."""
    words = {head: _words(lines) for head, lines in blocks("held_out").items()}
    forms = {inflected(verb, tag) for verb in words["verbs"] for tag in ("VB", "VBD", "VBN", "VBG", "VBZ")}
    plurals = {plural(noun) for noun in words["nouns"]}
    return frozenset({*forms, *plurals, *words["nouns"], *(name.lower() for name in words["names"])})


@cache
def _held_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, held_out()), key=len, reverse=True))})\b", re.IGNORECASE)


def shows_held_out(text: str) -> bool:
    """Whether a text has a word that training never shows."""
    return bool(_held_pattern().search(text))


def pool(items: Sequence[str]) -> Pool[str]:
    """Items divided by the words in them."""
    held = tuple(item for item in items if shows_held_out(item))
    return Pool(tuple(item for item in items if item not in held), held)


def is_held_pattern(line: str) -> bool:
    """Whether a whole pattern is held out: a fixed share of them is, by their text."""
    return zlib.crc32(line.encode()) % _HELD_SHARE == 0


@cache
def inflected(lemma: str, tag: str) -> str:
    """A verb in one of its forms (Penn tag); of a verb of several words the first one is inflected.

    A particle that a pronoun must stand before is joined by an underscore: “picked_up”.
    """
    verb, space, rest = lemma.partition(" ")
    space = "_" if rest in _PARTICLES else space
    if tag == "VB":
        return verb + space + rest
    return (_OWN.get((verb, tag)) or _from_library(verb, tag)) + space + rest


@cache
def plural(noun: str) -> str:
    """The plural of a noun; of a compound the last word is inflected."""
    before, space, last = noun.rpartition(" ")
    return before + space + _from_library(last, "NNS")


def _from_library(word: str, tag: str) -> str:
    from lemminflect import getInflection  # it reads its tables when it is imported, which takes a second

    found = getInflection(word, tag)
    doubled = [form for form in found[1:] if found[0] in _BRITISH]
    return str((doubled or found or (word,))[0])
