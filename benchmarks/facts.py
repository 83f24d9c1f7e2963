"""Invented films, people and facts about them, as many as one likes, and questions: the same for the same number."""

from __future__ import annotations

import random
from collections.abc import Iterator

from memviz.facts.triples import Triple

GENRES = ("Drama", "Comedy", "Horror", "Action", "Thriller", "Crime", "Romance", "Western", "Musical", "War")
_LANGUAGES = ("English", "French", "Japanese", "German", "Hindi", "Italian")
_ONSETS = ("b", "br", "c", "d", "dr", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v")
_RHYMES = ("a", "ae", "al", "an", "ar", "e", "el", "en", "i", "ia", "in", "is", "o", "ol", "on", "or", "u", "ul")
_TITLES = ("The {} of {}", "{} {}", "{} and the {}", "A {} {}", "{}, {}!", "{} in {}")
_OF_FILM = ("who directed {}?", "when was the movie {} released?", "who acted in {}?", "what genre is {} in?")
_OF_PERSON = ("what films did {} direct?", "which movies did {} write?", "what does {} act in?")
_PER_FILM = 8  # facts of one film, as in WikiMovies


def facts(count: int) -> Iterator[Triple]:
    """`count` facts, film by film."""
    draw = random.Random(count)  # noqa: S311 (invented films are no secret)
    people = max(count // 6, 1)
    for film in range(-(-count // _PER_FILM)):
        title = _title(film)
        crew = [_person(int(people * draw.random() ** 2)) for _ in range(5)]  # some work more than others
        relations = ["directed_by", "written_by", "starred_actors", "starred_actors", "starred_actors"]
        pairs = [*zip(relations, crew, strict=True), ("release_year", str(draw.randint(1920, 2020)))]
        pairs += [("has_genre", draw.choice(GENRES)), ("in_language", draw.choice(_LANGUAGES))]
        for relation, value in pairs[: count - film * _PER_FILM]:
            yield Triple(title, relation, value)


def questions(count: int, asked: int) -> list[str]:
    """`asked` questions about the first `count` facts: half name a film, half a person."""
    draw = random.Random(asked)  # noqa: S311
    films = [draw.choice(_OF_FILM).format(_title(draw.randrange(count // _PER_FILM))) for _ in range(asked // 2)]
    people = [draw.choice(_OF_PERSON).format(_person(draw.randrange(count // 6))) for _ in range(asked - len(films))]
    return films + people


def _title(number: int) -> str:
    # The remainders by two primes together are another pair for each of the first 398 million numbers.
    return _TITLES[number % len(_TITLES)].format(_word(number * 7 % 9_973), _word(number * 11 % 39_989))


def _person(number: int) -> str:
    return f"{_word(number * 5 % 1_999)} {_word(number * 3 % 31_991)}"


def _word(number: int) -> str:
    """A word of two to four syllables, another for every number."""
    syllables = []
    number += len(_ONSETS) * len(_RHYMES)
    while number:
        number, rest = divmod(number, len(_ONSETS) * len(_RHYMES))
        syllables.append(_ONSETS[rest // len(_RHYMES)] + _RHYMES[rest % len(_RHYMES)])
    return "".join(syllables).capitalize()
