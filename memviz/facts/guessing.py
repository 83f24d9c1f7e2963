"""Names that a question nearly has: a plural, a part of a name, a slip of the keyboard."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from memviz.facts.hashing import FactIndex
from memviz.facts.linking import ORDINARY, fold, link, tokens
from memviz.story.form import Word
from memviz.story.retrieval import Link

_MOST = 4  # names that one place stands for
_SHORTEST = 4  # letters of a word that a slip is looked for in
_LONGEST = 4  # words of a name that is misspelt
_SLIPS = 2  # letters, in all
_OFFERED = 3  # names


def plurals(question: str, index: FactIndex) -> tuple[Link, ...]:
    """Words that are names but for the ending of their plural: “comedies” is Comedy."""
    wanted = {i: [form for form in _singular(fold(word.text)) if form not in ORDINARY] for i, word in _said(question)}
    known = index.known({form for forms in wanted.values() for form in forms})
    words = tokens(question)
    return tuple(
        Link(words[i].start, words[i].end, name)
        for i, forms in wanted.items()
        for name in next((known[form] for form in forms if form in known), [])[:1]
    )


def _singular(word: str) -> list[str]:
    endings = (("ies", "y"), ("es", ""), ("s", ""))
    return [word[: -len(end)] + new for end, new in endings if word.endswith(end) and len(word) > len(end) + 2]


def parts(question: str, index: FactIndex, linked: Sequence[Link] = ()) -> tuple[Link, ...]:
    """Words that are a rare part of names: “Curtiz” is Michael Curtiz. Beside a name that is linked, a part has a
    capital, and is one name alone: the one that a fact tells of both, or the only one there is."""
    free = [
        (i, word)
        for i, word in _said(question)
        if not any(each.start < word.end and word.start < each.end for each in linked)
        and (not linked or (i and word.text != word.text.lower()))
    ]
    found: dict[str, list[str]] = {}
    query = (
        "SELECT word, names.name FROM json_each(?) AS wanted CROSS JOIN rare_word ON word = wanted.value "
        "CROSS JOIN names ON names.id = rare_word.name"
    )
    for spelt, name in index.rows(query, json.dumps(sorted({fold(word.text) for _, word in free}))):
        found.setdefault(spelt, []).append(name)
    near = {name for each in linked for fact in index.facts_of(each.name) for name in (fact.subject, fact.object)}
    links: list[Link] = []
    for _, word in free:
        names = found.get(fold(word.text), [])
        if linked:
            beside = [name for name in names if name in near]
            names = beside if len(beside) == 1 else names if len(names) == 1 else []
        links += [Link(word.start, word.end, name) for name in names[:_MOST]]
    return _widest(links)


def _widest(links: Sequence[Link]) -> tuple[Link, ...]:
    """Neighbouring words that are parts of the same name are one place: “mr smith”."""
    by_name: dict[str, list[Link]] = {}
    for each in links:
        by_name.setdefault(each.name, []).append(each)
    most = max(map(len, by_name.values()), default=0)
    if most < 2:
        return tuple(links)
    return tuple(
        Link(min(each.start for each in of), max(each.end for each in of), name)
        for name, of in by_name.items()
        if len(of) == most
    )


def meant(question: str, index: FactIndex) -> tuple[str, ...]:
    """Names that differ from words of the question by a letter or two, the likest first; to be offered, not taken."""
    words = [word for _, word in _said(question)]
    found: dict[str, int] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            run = " ".join(fold(word.text) for word in words[start:end])
            if len(run) >= _SHORTEST:
                for name, slips in _like(run, index):
                    found[name] = min(slips, found.get(name, slips))
    return tuple(sorted(found, key=lambda name: (found[name], -len(name), name))[:_OFFERED])


class Misspelt(NamedTuple):
    """Characters of a question that may be meant for a name."""

    start: int
    end: int
    name: str


def misspelt(question: str, index: FactIndex, known: Collection[str]) -> tuple[Misspelt, ...]:
    """Words beside the linked names that are likely slips of a name: not among the `known` words, or with a capital."""
    links = link(question, index)
    free = [
        (i, word)
        for i, word in _said(question)
        if not any(each.start < word.end and word.start < each.end for each in links)
        and len(word.text) > _SHORTEST
        and (fold(word.text) not in known or (i and word.text != word.text.lower()))
    ]
    found = []
    for _, word in free:
        near = sorted((slips, -len(name), name) for name, slips in _like(fold(word.text), index) if slips)
        found += [Misspelt(word.start, word.end, name) for _slips, _length, name in near[:1]]
    return tuple(found[:_OFFERED])


def _like(run: str, index: FactIndex) -> Iterable[tuple[str, int]]:
    """The names that are like some words, and by how many letters they differ."""
    most = 1 if len(run) < 2 * _SHORTEST else _SLIPS
    half = len(run) // 2  # what two slips leave as it is: one of the halves, when both are in the other
    query = (
        "SELECT key, names.name FROM spelling CROSS JOIN names ON names.id = spelling.name "
        "WHERE length(key) BETWEEN ? AND ? AND (substr(key, 1, ?) = ? OR substr(key, ?) = ? OR substr(key, 1, 1) = ?)"
    )
    ends = (half, run[:half], -half, run[-half:], run[0])
    for spelt, name in index.rows(query, len(run) - most, len(run) + most, *ends):
        if (slips := distance(run, spelt, most)) <= most:
            yield name, slips


def distance(one: str, other: str, most: int) -> int:
    """How many letters are added, left out, changed or swapped with the next, `most` + 1 if they are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there)))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == there:
                row[j] = min(row[j], earlier[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


def _said(question: str) -> list[tuple[int, Word]]:
    """The words of a question that can be meant for a name, with their places."""
    return [(i, word) for i, word in enumerate(tokens(question)) if fold(word.text) not in ORDINARY]
